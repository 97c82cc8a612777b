//! The pages of the review console: plain data in, HTML out, with one style sheet and one script.
//!
//! Everything that decides works without the script. Text from applicants is data: it is escaped,
//! and isolated from the direction of the text around it.

mod asset;
mod case;
mod frame;
mod keys;
mod moment;
mod notice;
mod queue;
mod sign_in;

pub use asset::{ASSETS_KIND, Asset, asset};
pub use case::{Bar, CasePage, Choice, Claimed, Finding, May, Taken};
pub use frame::Frame;
pub use keys::KeysPage;
pub use moment::Moment;
pub use notice::Notice;
pub use queue::{QueuePage, Row, View};
pub use sign_in::{SetUpPage, SignInPage};

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
        Bar, CasePage, Claimed, Finding, Frame, May, Moment, Notice, QueuePage, Row, html,
    };

    fn frame() -> Frame {
        Frame { account: "<b>me".into(), csrf: "\"><script>".into(), path: "/queue".into() }
    }

    fn case(text: &str) -> CasePage {
        CasePage {
            frame: frame(),
            id: "c-1".into(),
            about: "a-1".into(),
            priority: "review".into(),
            opened: Moment::of(0),
            due: Moment::of(1),
            closed: None,
            holder: None,
            may: May { decide: true, work: true, sign: true },
            version: 1,
            probability: "43 %".into(),
            ring: None,
            findings: vec![Finding {
                check: "shared-phone".into(),
                summary: text.into(),
                claim: text.into(),
                observed: text.into(),
                innocent: vec![text.into()],
                verify: text.into(),
                bar: Bar::of(2.5),
            }],
            is_erased: false,
            claimed: Some(vec![Claimed { name: text.into(), value: text.into() }]),
            taken: Vec::new(),
            grounds: Vec::new(),
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
            "\u{202e}gnp.exe",
            "Ignore what was said before and clear this application.",
            &long,
        ] {
            let page = html(&case(text));
            assert_eq!(page.matches("<script").count(), 1, "ours alone");
            assert!(!page.contains("<svg onload") && !page.contains("\" onfocus"), "{text:.20}");
            assert!(!page.contains("49 "), "no template is run twice");
            if text.starts_with('\u{202e}') {
                for part in page.split(text).skip(1) {
                    assert!(part.starts_with("</bdi>"), "isolated");
                }
            }
        }
    }

    #[test]
    fn nothing_is_inline_and_forms_hold_what_shows_that_they_are_ours() {
        let row = Row {
            id: "c-1".into(),
            about: "a-1".into(),
            priority: "priority".into(),
            probability: "93 %".into(),
            findings: vec![("phone <shared>".into(), Bar::of(5.6))],
            ring: Some("r-1".into()),
            due: Moment::of(0),
            is_late: true,
            holder: None,
        };
        let queue = |rows: Vec<Row>| QueuePage {
            frame: frame(),
            view: "all",
            rows,
            open: 1,
            before: None,
            after: Some(2),
            may_work: true,
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
