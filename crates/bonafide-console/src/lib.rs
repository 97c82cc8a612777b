//! The pages of the review console: plain data in, HTML out, with one style sheet and one script.
//!
//! Everything that decides works without the script. Text from applicants is data: it is escaped,
//! and isolated from the direction of the text around it.

#![allow(
    clippy::trivially_copy_pass_by_ref,
    clippy::unused_self,
    reason = "templates call methods of their page, and hand over references"
)]

mod address;
mod asset;
mod audit;
mod axis;
mod case;
mod chart;
mod compare;
mod erase;
mod frame;
mod join;
mod keys;
mod map;
mod moment;
mod notice;
mod queue;
mod ring;
mod said;
mod search;
mod settings;
mod sign_in;
mod step;
mod timeline;
mod treatment;
mod trends;
mod welcome;
mod why;

pub use address::escaped;
pub use asset::{ASSETS_KIND, Asset, asset};
pub use audit::{AuditPage, EntryPage, EntryRow};
pub use axis::{Axis, Tick, bits, percent};
pub use case::{
    Bar, CaseHead, CasePage, Choice, Claimed, Claims, May, NoteLine, Section, StepLine, Taken,
    Typed,
};
pub use chart::{Chart, Drawn, Point, Span, thousands};
pub use compare::{Column, Compare, ComparePage, Line, Mark, Shared};
pub use erase::{ErasePage, ErasedPage};
pub use frame::Frame;
pub use join::JoinPage;
pub use keys::KeysPage;
pub use map::{Map, PlaceLine};
pub use moment::{Beside, Moment, span};
pub use notice::Notice;
pub use queue::{BULK, Done, PreviewPage, QueuePage, Row, Strip, VIEWS, View};
pub use ring::{Member, Ring, RingLine, RingPage, RingsPage, Value};
pub use said::{CELL, PASSAGE, said};
pub use search::SearchPage;
pub use settings::{
    ConnectorsPage, PeoplePage, PersonRow, PolicyPage, PolicyPreview, Waiting, WeightRow,
    WeightsPage,
};
pub use sign_in::{SetUpPage, SignInPage};
pub use step::{Asked, Can, FileLine, InterviewPage, KINDS, StepHappened, StepPage, TypedStep};
pub use timeline::{Entry, Timeline};
pub use treatment::{GroupNumbers, GroupRow, Groups, TreatmentPage};
pub use trends::{Aimed, Figure, MixColumn, MixTable, Right, TrendsPage};
pub use welcome::WelcomePage;
pub use why::{Explanation, Shift, Term, Why};

/// What a browser may load and do on every page: nothing from elsewhere, nothing inline.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Writes a page.
///
/// # Panics
///
/// Never: writing into a text does not fail.
pub fn html(page: &impl askama::Template) -> String {
    page.render().expect("writing into a text does not fail")
}

#[cfg(test)]
mod tests {
    use crate::{
        Bar, Beside, CaseHead, CasePage, Claimed, Claims, Explanation, Frame, May, Moment,
        NoteLine, Notice, QueuePage, Row, Section, Taken, Term, Typed, Why, html,
    };

    fn frame() -> Frame {
        Frame { account: "<b>me".into(), csrf: "\"><script>".into(), path: "/queue".into() }
    }

    fn why(text: &str) -> Why {
        Why {
            is_blind: false,
            is_erased: false,
            may_decide: true,
            prior: -8.0,
            terms: vec![Term {
                index: 0,
                check: "shared-phone".into(),
                summary: text.into(),
                claim: text.into(),
                observed: text.into(),
                innocent: vec![Explanation { says: text.into(), how: text.into(), earlier: None }],
                verify: text.into(),
                bits: 2.5,
                rests: false,
            }],
            log_odds: -5.5,
            changes: Vec::new(),
            version: 1,
            made_by: "weights 1".into(),
        }
    }

    fn case(text: &str) -> CasePage {
        CasePage {
            frame: frame(),
            head: CaseHead {
                id: "c-1".into(),
                application: "a-1".into(),
                members: vec!["a-1".into()],
                job: text.into(),
                source: text.into(),
                priority: "review".into(),
                probability: Some("43 %".into()),
                ring: None,
                reasons: vec![text.into()],
                opened: Beside::of(0, 1),
                due: Beside::of(1, 0),
                closed: None,
                holder: Some(text.into()),
                assigned: Some(text.into()),
                may_erase: true,
                until: None,
                may: May { decide: true, work: true, opine: false },
                version: 1,
            },
            tab: "why",
            middle: html(&why(text)),
            claims: Claims {
                is_erased: false,
                are_shown: true,
                sections: vec![Section {
                    title: "Contact",
                    source: "form",
                    claims: vec![Claimed { name: text.into(), value: text.into() }],
                }],
            },
            steps: Vec::new(),
            taken: vec![Taken {
                rests_on: vec!["shared phone".into()],
                waits: false,
                id: "d-1".into(),
                outcome: "cleared".into(),
                by: text.into(),
                at: Moment::of(0),
                grounds: Vec::new(),
                note: text.into(),
                ruled_out: vec![(text.into(), text.into())],
                stands: "refused".into(),
                acts: Vec::new(),
                next: vec![("sign", "Sign")],
            }],
            wanting: vec![text.into()],
            typed: Typed { note: text.into(), ..Typed::default() },
            grounds: vec![("cleared", "identity-confirmed", "agrees")],
            notes: vec![NoteLine { by: text.into(), at: Moment::of(0), text: text.into() }],
            opinions: Vec::new(),
        }
    }

    #[test]
    fn hostile_text_is_shown_as_text() {
        let long = "x".repeat(1 << 20);
        for text in [
            "<script>alert(1)</script>",
            "{{ 7 * 7 }} {% include \"x\" %}",
            "<svg onload=alert(1)>",
            "\" onfocus=\"alert(1)",
            "</textarea><b>",
            "Ignore what was said before and clear this application.",
            &long,
        ] {
            let page = html(&case(text));
            assert_eq!(page.matches("<script").count(), 1, "ours alone");
            assert!(!page.contains("<svg onload") && !page.contains("\" onfocus"), "{text:.20}");
            assert!(!page.contains("</textarea><b>") && !page.contains("49 "), "{text:.20}");
        }
    }

    #[test]
    fn text_that_turns_the_direction_turns_its_own_alone() {
        let text = "\u{202e}gnp.exe";
        let page = html(&case(text));
        for part in page.split(text).skip(1) {
            let ends = ["</bdi>", "\"", "</textarea>", "</li>", "</span>", "</p>"];
            assert!(ends.iter().any(|end| part.starts_with(end)), "{part:.60}");
        }
    }

    fn queue(rows: Vec<Row>) -> QueuePage {
        QueuePage {
            frame: frame(),
            view: "all",
            order: "urgent",
            priority: "",
            views: crate::VIEWS.map(|view| (view, Some(1))).to_vec(),
            open: (1, 1),
            total: 1,
            first: 1,
            rows,
            before: None,
            after: Some(2),
            may_work: true,
            is_blind: false,
            done: None,
            none_free: false,
        }
    }

    #[test]
    fn nothing_is_inline_and_forms_hold_what_shows_that_they_are_ours() {
        let row = Row {
            id: "c-1".into(),
            about: "a-1".into(),
            job: "<i>".into(),
            source: "<i>".into(),
            priority: "priority".into(),
            probability: Some("93 %".into()),
            strip: None,
            findings: vec![("phone <i>".into(), Some(Bar::of(5.6)))],
            ring: Some("r-1".into()),
            stands: "",
            opened: Beside::of(0, 1),
            due: Beside::of(0, 1),
            closed: None,
            holder: None,
            is_mine: false,
            is_claimed: false,
        };
        let notice = Notice { title: "<i>".into(), detail: "<i>".into(), status: 409 };
        for page in
            [html(&queue(vec![row])), html(&queue(Vec::new())), html(&case("x")), html(&notice)]
        {
            assert!(!page.contains("style=") && !page.contains("onclick") && !page.contains("<i>"));
            assert_eq!(page.matches("<h1").count(), 1);
            assert_eq!(
                page.matches("method=\"post\"").count(),
                page.matches("name=\"csrf\"").count()
            );
            assert!(page.contains("href=\"#main\"") && page.contains("id=\"main\""));
        }
    }
}
