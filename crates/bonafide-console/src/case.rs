//! A case: what is claimed, why it is here, its steps, and the decision.

use crate::{Beside, Frame, Moment};
use askama::Template;

/// A case; what stands in its middle is a page part of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    /// What stands around it.
    pub frame: Frame,
    /// What it is about.
    pub head: CaseHead,
    /// The tab that is shown: `why`, `timeline`, `compare`, `ring` or `map`.
    pub tab: &'static str,
    /// What the tab shows: a part that this crate has written.
    pub middle: String,
    /// What is claimed.
    pub claims: Claims,
    /// Its steps.
    pub steps: Vec<StepLine>,
    /// Decisions so far, the last one last.
    pub taken: Vec<Taken>,
    /// What is wanting of a decision that was not recorded, each as a sentence.
    pub wanting: Vec<String>,
    /// What was typed, where a form is shown again.
    pub typed: Typed,
    /// Grounds on which cases are decided: outcome, code and meaning.
    pub grounds: Vec<(&'static str, &'static str, &'static str)>,
    /// Notes, the last one last.
    pub notes: Vec<NoteLine>,
    /// Who has to do with it besides: opinions that were given before the score.
    pub opinions: Vec<(String, String)>,
}

/// What a case is about, and who works on it.
#[derive(Clone, Debug)]
pub struct CaseHead {
    /// Its id.
    pub id: String,
    /// The pseudonym of the application that is shown.
    pub application: String,
    /// All applications that it is about.
    pub members: Vec<String>,
    /// The job that was applied for.
    pub job: String,
    /// Where the application came from.
    pub source: String,
    /// `review` or `priority`.
    pub priority: String,
    /// As in `93 %`; none where it is not shown.
    pub probability: Option<String>,
    /// Its ring.
    pub ring: Option<String>,
    /// The rules that opened it.
    pub reasons: Vec<String>,
    /// When it was opened.
    pub opened: Beside,
    /// When it is to be decided.
    pub due: Beside,
    /// When it was decided.
    pub closed: Option<Moment>,
    /// Who works on it.
    pub holder: Option<String>,
    /// Who is to work on it, where somebody was named.
    pub assigned: Option<String>,
    /// Whether who looks may erase the claimed person.
    pub may_erase: bool,
    /// Until when it is theirs.
    pub until: Option<Moment>,
    /// What who looks may do.
    pub may: May,
    /// The version of the assessment.
    pub version: i64,
}

/// What who looks at a case may do.
#[derive(Clone, Copy, Debug, Default)]
pub struct May {
    /// Whether the case is theirs, to decide or to give back.
    pub decide: bool,
    /// Whether they work on cases.
    pub work: bool,
    /// Whether their opinion is wanted before they see the score.
    pub opine: bool,
}

/// What is claimed in an application.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Whether the claimed person was erased.
    pub is_erased: bool,
    /// Whether the values are shown, which is logged.
    pub are_shown: bool,
    /// The claims by where they stand.
    pub sections: Vec<Section>,
}

/// Claims of one kind.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its title.
    pub title: &'static str,
    /// Where they stand, as in `form`.
    pub source: &'static str,
    /// The claims.
    pub claims: Vec<Claimed>,
}

/// Something claimed: what, and the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What it is, as in `Phone`.
    pub name: String,
    /// The value, verbatim; empty where it is not shown.
    pub value: String,
}

/// A step as a line of the checklist.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// Its id.
    pub id: String,
    /// What is verified, as in `a structured interview`.
    pub what: &'static str,
    /// The pseudonym of its application, where the case has several.
    pub application: String,
    /// Where it stands, in words.
    pub state: &'static str,
    /// `open`, `half` or `done`.
    pub icon: &'static str,
    /// Until when an answer is due.
    pub due: Option<Beside>,
    /// What it finds out.
    pub purpose: &'static str,
    /// Whether it is an interview.
    pub is_interview: bool,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// Its outcome.
    pub outcome: String,
    /// Who took it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The grounds, in words.
    pub grounds: Vec<&'static str>,
    /// Findings that it rests on.
    pub rests_on: Vec<String>,
    /// Whether it waits for somebody or for a day, so that no other one is taken meanwhile.
    pub waits: bool,
    /// The note.
    pub note: String,
    /// What was ruled out, and how.
    pub ruled_out: Vec<(String, String)>,
    /// Where it stands, in words.
    pub stands: String,
    /// What was done about it since: what, by whom, when.
    pub acts: Vec<(&'static str, String, Moment)>,
    /// What can be done about it next by who looks: the name in the form, and on the button.
    pub next: Vec<(&'static str, &'static str)>,
}

/// What was typed into the form of the decision.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The outcome.
    pub outcome: String,
    /// Codes of grounds.
    pub grounds: Vec<String>,
    /// The note.
    pub note: String,
    /// A note for colleagues that is not added yet.
    pub text: String,
    /// Whether anything was typed, so that it would be lost.
    pub is_begun: bool,
}

/// A note.
#[derive(Clone, Debug)]
pub struct NoteLine {
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
}

/// A choice of the decision; none is chosen before.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name in the form.
    pub name: &'static str,
    /// What it means.
    pub shown: &'static str,
    /// What follows from it.
    pub follows: &'static str,
}

/// What a finding contributes, in bits, as a bar around the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// As in `+2.50`, with a minus sign where it lowers.
    pub shown: String,
    /// `for`, `against` or `unknown`.
    pub kind: &'static str,
}

impl Bar {
    /// The bar of so many bits.
    pub fn of(bits: f64) -> Bar {
        let kind = match bits {
            bits if bits >= 0.005 => "for",
            bits if bits <= -0.005 => "against",
            _ => "unknown",
        };
        Bar { shown: crate::bits(bits), kind }
    }
}

/// The outcomes to choose from.
pub(crate) const CHOICES: [Choice; 3] = [
    Choice {
        name: "cleared",
        shown: "Cleared",
        follows: "what was noted is explained or verified",
    },
    Choice {
        name: "inconclusive",
        shown: "Inconclusive",
        follows: "it could not be found out; nothing follows about the person",
    },
    Choice {
        name: "confirmed",
        shown: "Not borne out",
        follows: "what is claimed does not hold; adverse: a second person signs before anything \
                  follows",
    },
];

/// The tabs: name in the address, name on the page, key.
pub(crate) const TABS: [(&str, &str, &str); 5] = [
    ("why", "Why", "w"),
    ("timeline", "Timeline", "t"),
    ("compare", "Compare", "p"),
    ("ring", "Ring", "r"),
    ("map", "Map", "m"),
];

impl CasePage {
    /// The address of a tab, with the application that is shown.
    pub(crate) fn address(&self, tab: &str) -> String {
        let tab = if tab == "why" { String::new() } else { format!("/{tab}") };
        format!("/cases/{}{tab}{}", self.head.id, self.of())
    }

    /// What names the application that is shown, where there are several.
    pub(crate) fn of(&self) -> String {
        if self.head.members.len() > 1 {
            format!("?of={}", self.head.application)
        } else {
            String::new()
        }
    }

    /// The decision that a new one would take the place of.
    pub(crate) fn reverses(&self) -> Option<&str> {
        let last = self.taken.last()?;
        last.next.iter().any(|(deed, _)| *deed == "reverse").then_some(last.id.as_str())
    }

    /// The decision that waits.
    pub(crate) fn waiting(&self) -> Option<&Taken> {
        self.taken.last().filter(|one| one.waits && self.reverses().is_none())
    }

    /// Whether the form of the decision is on the page, so that other forms carry it along.
    pub(crate) fn has_form(&self) -> bool {
        let open = self.head.closed.is_none() || self.head.may.decide;
        open && self.head.may.decide
            && !self.head.may.opine
            && self.waiting().is_none()
            && self.tab == "why"
    }

    pub(crate) fn has_ground(&self, code: &str) -> bool {
        self.typed.grounds.iter().any(|known| known == code)
    }

    pub(crate) fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.icon == "done").count()
    }
}

#[cfg(test)]
mod tests {
    use super::Bar;

    #[test]
    fn a_bar_says_which_way_it_moves() {
        let (raised, lowered) = (Bar::of(6.0), Bar::of(-3.0));
        assert_eq!((raised.shown.as_str(), raised.kind), ("+6.00", "for"));
        assert_eq!((lowered.shown.as_str(), lowered.kind), ("\u{2212}3.00", "against"));
        assert_eq!(Bar::of(0.0).kind, "unknown");
    }
}
