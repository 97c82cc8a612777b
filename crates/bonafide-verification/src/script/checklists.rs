//! Checklists: what a person does to take a step, one for each kind.

use crate::step::StepKind;
use serde::Serialize;

/// How one kind of step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// The kind.
    pub kind: StepKind,
    /// What it finds out, and what not.
    pub purpose: &'static str,
    /// What is done before.
    pub before: &'static [&'static str],
    /// What is asked or looked at.
    pub ask: &'static [&'static str],
    /// How the answer is taken down.
    pub after: &'static [&'static str],
}

/// The checklist of a kind of step.
pub fn checklist(kind: StepKind) -> &'static Checklist {
    // A test holds that every kind has one; were it otherwise, the first would do no harm.
    CHECKLISTS.iter().find(|list| list.kind == kind).unwrap_or(&CHECKLISTS[0])
}

/// Every checklist, in the order of [`StepKind::ALL`].
pub const CHECKLISTS: &[Checklist] = &[
    Checklist {
        kind: StepKind::Interview,
        purpose: "Finds out whether the applicant can tell of the claims in doubt. A good talk is weak evidence, a poor one too.",
        before: &[
            "Take the script for this application; two people hold the talk, one of whom did not see the score.",
            "Tell the applicant beforehand that claims will be gone through, how long it takes, and that it can be done in other ways.",
        ],
        ask: &["Ask the questions of the script, in their order and words."],
        after: &[
            "Clear: the doubts were explained, and the explanations fit.",
            "Consider: a doubt was left open; write down which, in the applicant's words.",
            "Denied: only where another person came than before, or the applicant said so. Never for a manner of speaking.",
            "Unable: the talk did not take place. It means nothing.",
        ],
    },
    Checklist {
        kind: StepKind::IdentityDocument,
        purpose: "Finds out whether a document belongs to the person who applied. A pass is weak: borrowed documents pass.",
        before: &[
            "Let the applicant choose any document that the provider reads; ask for no particular one.",
            "Keep it apart from the forms of employment law, which have their own time and rules.",
            "Tell who does the check, what is kept and how long, and offer to do it in person instead.",
        ],
        ask: &[
            "Does the name on the document fit the application, or a name that the applicant told us of?",
            "If the provider asks for a look, read its reasons before anything else.",
        ],
        after: &[
            "Keep the result, not the document.",
            "Consider: offer everybody alike a second try, in person or with another document.",
            "Denied: only where the issuer or the person to whom the document belongs says so.",
        ],
    },
    Checklist {
        kind: StepKind::Background,
        purpose: "Finds out whether records agree with the history. A pass is weak: a borrowed identity has real records.",
        before: &[
            "Have the applicant's written consent, on a form of its own, before it is ordered.",
            "Order the same package for everybody whom the rule selects.",
        ],
        ask: &[
            "Do employers, schools and dates agree with the application?",
            "Are the records of this person, by more than the name?",
        ],
        after: &[
            "Consider: give the applicant the report and the time to answer that the policy sets, before anything follows from it.",
            "What has nothing to do with identity or the claims in doubt is not written down here.",
        ],
    },
    Checklist {
        kind: StepKind::Credential,
        purpose: "Finds out whether a school or issuer awarded what is claimed. It says little of whose identity it is.",
        before: &[
            "Find the registrar or issuer yourself: its own site, a directory, a published verification service. Do not use a link or number from the application.",
            "Have the applicant's consent where the school asks for it, and every name under which they studied.",
        ],
        ask: &[
            "Was this degree awarded, in this field, in this year, under any of these names?",
            "If not: was the person enrolled, and is anything held back, say for a fee?",
        ],
        after: &[
            "Clear: awarded. Small differences of year or title are clear.",
            "Denied: the registrar, asked under every name, has no such award. A degree begun and not finished is consider.",
            "Unable: no answer, a closed school, a law that forbids one. It means nothing.",
        ],
    },
    Checklist {
        kind: StepKind::Reference,
        purpose: "Finds out whether people who must know worked with the applicant.",
        before: &[
            "Find the reference through the company: its switchboard or site, a published directory. Do not call the number or write to the mailbox on the application first.",
            "Have the applicant's consent, and do not ask a present employer without it.",
        ],
        ask: &[
            "What was your work together, from when to when, and who reported to whom?",
            "Which piece of work do you remember best?",
            "Did anybody ask you to say something for this talk?",
            "Afterwards, at the contact on the application: is it the same person?",
        ],
        after: &[
            "Clear: worked together as claimed. It is weak; references are made up along with the rest.",
            "Denied: the person, found independently, does not know the applicant under any name given.",
            "Unable: nobody could be found, or company rules allow no answer. It means nothing.",
        ],
    },
    Checklist {
        kind: StepKind::Employment,
        purpose: "Finds out whether former employers had the applicant as an employee.",
        before: &[
            "Find the personnel office yourself; do not use contacts on the application. For a company that is gone, find its successor.",
            "Have the applicant's consent, every name given, and the agency where the work came through one.",
        ],
        ask: &[
            "Did this person work for you or through an agency, under any of these names, in these years, in which role?",
            "Is this the right company of that name, and who keeps the records of an earlier one?",
        ],
        after: &[
            "Clear: confirmed; a few months or another title do not matter.",
            "Denied: the employer's own records, asked under every name, have nobody. Ask the applicant for a pay slip first.",
            "Unable: no answer, or records are gone. It means nothing.",
        ],
    },
    Checklist {
        kind: StepKind::Equipment,
        purpose: "Finds out whether equipment reached the person who was hired, and is used by them.",
        before: &[
            "Do the same with everybody who is hired, and say so.",
            "Offer collection at an office to all. Send only to an address that the person confirmed in a talk, and let no address be changed by mail alone.",
        ],
        ask: &[
            "Was the parcel handed to the person, or to whom else?",
            "In a call: what is the serial number on the device?",
            "Does the device report from the place where the person said they would work? Is a tool for remote control on it that the help desk did not install?",
        ],
        after: &[
            "Clear: the serial number fits, and the person has the device.",
            "Consider: it went elsewhere, or a tool is unexplained. Ask first; neighbors take parcels and help desks install tools.",
            "Denied: somebody else than the person who was hired has or uses it, and says so or was seen.",
        ],
    },
];
