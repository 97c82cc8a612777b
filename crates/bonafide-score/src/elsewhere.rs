//! What was noted in other applications of the same claimed person, where this one says nothing.
//!
//! Who has applied before is the same person now: a document that did not pass then is not made
//! good by applying again without it. Persons are joined by evidence, so such a finding keeps a
//! share of its bits ([`Weights::again`]); and what this application answers itself, whether noted
//! or clear, goes before what another one said.

use std::collections::BTreeMap;

use bonafide_evidence::{Answer, Check, Finding};

use crate::{Term, Weights};

/// Most other applications of one claimed person that are asked.
pub const APPLICATIONS_MAX: usize = 16;

/// A finding of another application.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    /// Its check.
    pub check: &'static Check,
    /// Its level.
    pub level: &'static str,
    /// The application in which it was noted, by its place in the run.
    pub application: u32,
}

/// The answers of one application.
pub type Answers = Vec<(&'static Check, Answer)>;

/// What the applications of one claimed person, each with its answers, note of each other; those
/// that gain nothing are left out.
pub fn noted_elsewhere(person: &[(u32, Answers)], weights: &Weights) -> Vec<(u32, Vec<Elsewhere>)> {
    let each =
        person.iter().map(|(member, _)| (*member, noted_by_others(*member, person, weights)));
    each.filter(|(_, noted)| !noted.is_empty()).collect()
}

/// What the first other applications of a claimed person note where one of them says nothing.
pub fn noted_by_others(
    application: u32,
    person: &[(u32, Answers)],
    weights: &Weights,
) -> Vec<Elsewhere> {
    let own = person.iter().find(|(member, _)| *member == application);
    let own = own.map_or(&[][..], |(_, answers)| answers.as_slice());
    let others: Vec<(u32, &[(&'static Check, Answer)])> = person
        .iter()
        .filter(|(other, _)| *other != application)
        .map(|(other, answers)| (*other, answers.as_slice()))
        .collect();
    elsewhere(own, &others, weights)
}

/// Of each check that this application does not answer, the strongest that others note, by the
/// check's name; of equal ones that of the application named first.
fn elsewhere(
    own: &[(&'static Check, Answer)],
    others: &[(u32, &[(&'static Check, Answer)])],
    weights: &Weights,
) -> Vec<Elsewhere> {
    let mut strongest: BTreeMap<&str, (f64, Elsewhere)> = BTreeMap::new();
    for (application, answers) in others.iter().take(APPLICATIONS_MAX) {
        for (check, answer) in *answers {
            let Answer::Noted(level, _) = answer else { continue };
            let answered = |(own, answer): &(&Check, Answer)| {
                own.name == check.name && *answer != Answer::Unknown
            };
            let bits = weights.answer_bits(check, answer);
            let known = strongest.get(check.name).map_or(0.0, |(bits, _)| *bits);
            if bits > known && !own.iter().any(answered) {
                let found = Elsewhere { check, level, application: *application };
                strongest.insert(check.name, (bits, found));
            }
        }
    }
    strongest.into_values().map(|(_, found)| found).collect()
}

impl Elsewhere {
    /// Its term; `id` names the application in which it was noted.
    pub fn term(&self, id: &str, weights: &Weights) -> Term {
        let answer = Answer::Noted(self.level, Finding::default());
        let bits = weights.answer_bits(self.check, &answer) * weights.again;
        Term {
            check: self.check.name,
            bits,
            bits_uncapped: bits,
            finding: Finding {
                summary: format!(
                    "noted in another application of this claimed person: {}",
                    self.level
                ),
                claim: self.check.question.to_owned(),
                observed: format!("application {id}; this one says nothing of it"),
            },
            innocent: self.check.innocent,
            verify: self.check.verify,
        }
    }
}

#[cfg(test)]
mod tests {
    use bonafide_evidence::Answer;

    use super::{Answers, elsewhere, noted_elsewhere};
    use crate::Weights;
    use crate::invented::{CHECKS, TABLE, clear, noted};

    fn answers(given: [Answer; 4]) -> Answers {
        CHECKS.iter().zip(given).collect()
    }

    #[test]
    fn what_another_application_notes_counts_in_part_where_this_one_says_nothing() {
        let weights = Weights::parse(TABLE).unwrap();
        let own = answers([clear(), Answer::Unknown, Answer::Unknown, Answer::Unknown]);
        let near = answers([noted("far"), noted("internet"), Answer::Unknown, clear()]);
        let far = answers([Answer::Unknown, Answer::Unknown, noted("hosting"), Answer::Unknown]);
        let found = elsewhere(&own, &[(7, &near), (9, &far)], &weights);
        let terms: Vec<_> = found.iter().map(|found| found.term("A-7", &weights)).collect();
        let bits: Vec<_> = terms.iter().map(|term| (term.check, term.bits)).collect();
        assert_eq!(bits, [("network-kind", 0.5), ("phone-line", 1.5)]);
        assert_eq!(found[0].application, 9);
        assert!(terms[1].finding.observed.contains("A-7"));
        assert!(!terms[1].innocent.is_empty());
    }

    #[test]
    fn each_application_learns_from_the_others_alone() {
        let weights = Weights::parse(TABLE).unwrap();
        let noting = answers([noted("far"), Answer::Unknown, Answer::Unknown, Answer::Unknown]);
        let silent = answers([Answer::Unknown, Answer::Unknown, Answer::Unknown, Answer::Unknown]);
        let found = noted_elsewhere(&[(3, noting), (5, silent)], &weights);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0, found[0].1[0].application), (5, 3));
    }

    #[test]
    fn who_has_applied_once_has_nothing_elsewhere() {
        let weights = Weights::parse(TABLE).unwrap();
        let own = answers([noted("far"), Answer::Unknown, Answer::Unknown, Answer::Unknown]);
        assert!(elsewhere(&own, &[], &weights).is_empty());
    }
}
