//! A step of verification: what it finds out, how it is taken, its answer, and interview mode.

use crate::{Beside, Frame, Moment};
use askama::Template;
use std::borrow::Borrow;

/// A step.
#[derive(Clone, Debug, Template)]
#[template(path = "step.html")]
pub struct StepPage {
    /// What stands around it.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// What is verified, as in `a structured interview`.
    pub what: &'static str,
    /// The pseudonym of its application.
    pub application: String,
    /// The case that it belongs to.
    pub case: Option<String>,
    /// Where it stands, in words.
    pub state: &'static str,
    /// Which rules or people ask for it.
    pub reasons: Vec<String>,
    /// When it was asked for.
    pub needed: Moment,
    /// When it was ordered, and by whom.
    pub ordered: Option<(Moment, String)>,
    /// Until when an answer is due.
    pub due: Option<Beside>,
    /// The provider that was asked, and its own id of the step.
    pub provider: Option<(String, String)>,
    /// Why it is not taken, and who said so.
    pub left_out: Option<(String, String)>,
    /// What happened to it: when, what, by whom, and what was written down.
    pub happened: Vec<StepHappened>,
    /// Who signed its answer.
    pub signed: Vec<(String, Moment)>,
    /// What it finds out, and what not.
    pub purpose: &'static str,
    /// What is done before, what is asked, and how the answer is taken down.
    pub lists: [(&'static str, &'static [&'static str]); 3],
    /// Whether it is an interview.
    pub is_interview: bool,
    /// Providers that the policy lets take it.
    pub providers: Vec<String>,
    /// What who looks can do about it.
    pub can: Can,
    /// Why something was not done; empty where it was.
    pub why_not: String,
    /// What was typed, where a form is shown again.
    pub typed: TypedStep,
    /// Files that were attached.
    pub files: Vec<FileLine>,
}

/// What was typed into the forms of a step.
#[derive(Clone, Debug, Default)]
pub struct TypedStep {
    /// The answer that was chosen.
    pub answer: String,
    /// Who answered.
    pub who: String,
    /// Where the evidence is kept.
    pub evidence: String,
    /// What was answered.
    pub note: String,
    /// Why the step does not apply.
    pub why: String,
    /// The provider, and its own id of the step.
    pub order: (String, String),
}

/// A file of a step.
#[derive(Clone, Debug)]
pub struct FileLine {
    /// Its id.
    pub id: String,
    /// Its name and SHA-256; none where the person was erased.
    pub said: Option<(String, String)>,
    /// How long it is, as in `12 kB`.
    pub size: String,
    /// Who attached it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// What happened to a step: when, what, by whom, and what was written down.
pub type StepHappened = (Moment, String, String, Vec<(String, String)>);

/// What somebody can do about a step as it stands.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a form of its own")]
pub struct Can {
    /// Order it.
    pub order: bool,
    /// Say that it was begun.
    pub start: bool,
    /// Enter its answer.
    pub answer: bool,
    /// Sign its answer.
    pub sign: bool,
    /// Take it up again, or take down a dispute.
    pub reopen: bool,
    /// Say why it does not apply.
    pub leave: bool,
    /// Attach a file.
    pub attach: bool,
}

/// Kinds of step, each with what it is called in forms.
pub const KINDS: [(&str, &str); 7] = [
    ("interview", "structured interview"),
    ("identity-document", "identity document"),
    ("background", "background check"),
    ("credential", "credential"),
    ("reference", "references"),
    ("employment", "employment"),
    ("equipment", "equipment"),
];

/// The answers of a step, each with what it means.
pub(crate) const ANSWERS: [(&str, &str, &str); 4] = [
    ("clear", "Confirmed", "what was claimed is confirmed"),
    ("consider", "Left open", "something is still to be found out"),
    ("denied", "Denied", "somebody who must know denies it"),
    ("unable", "No answer", "none could be had; it means nothing"),
];

/// Interview mode: one question at a time, full screen.
#[derive(Clone, Debug, Template)]
#[template(path = "interview.html")]
pub struct InterviewPage {
    /// What the forms of the session hold.
    pub csrf: String,
    /// The step.
    pub id: String,
    /// The pseudonym of the application.
    pub application: String,
    /// What the interviewer does before, and keeps from.
    pub before: &'static [&'static str],
    /// The questions, in their order.
    pub questions: Vec<Asked>,
    /// Which one is shown; before the first is the preparation, after the last the answer.
    pub at: usize,
    /// What was written down, by the place of the question.
    pub answers: Vec<String>,
    /// Why the answer was not recorded; empty where nothing was.
    pub why_not: String,
    /// The answer and the note, as they were typed.
    pub typed: (String, String),
}

/// A question, with why it is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its id.
    pub id: &'static str,
    /// What the interviewer says.
    pub ask: &'static str,
    /// Why it is asked; may be told to the applicant.
    pub why: &'static str,
    /// What a good answer is like.
    pub good: &'static str,
    /// What was noted that it is asked for: summary, claim, and what may explain it.
    pub doubts: Vec<(String, String, Vec<&'static str>)>,
}

impl InterviewPage {
    /// The question that is shown, where one is.
    pub(crate) fn question(&self) -> Option<&Asked> {
        self.at.checked_sub(1).and_then(|at| self.questions.get(at))
    }

    /// What was written down of a question.
    pub(crate) fn answer(&self, at: impl Borrow<usize>) -> &str {
        self.answers.get(*at.borrow()).map_or("", String::as_str)
    }

    pub(crate) fn is_last(&self) -> bool {
        self.at > self.questions.len()
    }

    /// How much of it is done, in percent.
    pub(crate) fn share(&self) -> String {
        format!("{:.1}%", self.at as f64 * 100.0 / (self.questions.len() + 1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, InterviewPage};
    use crate::html;

    fn page(at: usize) -> InterviewPage {
        let asked =
            |id| Asked { id, ask: "Please tell", why: "so", good: "any", doubts: Vec::new() };
        InterviewPage {
            csrf: "c".into(),
            id: "s-1".into(),
            application: "A-1".into(),
            before: &["Offer the same to all"],
            questions: vec![asked("welcome"), asked("recent-work")],
            at,
            answers: vec!["<i>fine".into()],
            why_not: String::new(),
            typed: ("consider".into(), "<b>short".into()),
        }
    }

    #[test]
    fn an_interview_shows_one_question_at_a_time_and_loses_no_answer() {
        assert!(html(&page(0)).contains("Offer the same to all"));
        let second = html(&page(2));
        assert_eq!(second.matches("<textarea").count(), 1);
        assert!(second.contains("name=\"answer:0\" value=\"&#60;i&#62;fine\""), "{second}");
        let last = html(&page(3));
        assert!(last.contains("name=\"answer\"") && last.contains("Confirmed"));
        assert!(last.contains("value=\"consider\" data-key=\"2\" checked"), "{last}");
        assert!(last.contains("&#60;b&#62;short</textarea>"), "{last}");
    }
}
