//! What an employer's own confirmed cases named more often than its other applications: rows of a
//! list of its own, each with the counts that justify it, ageing out.

use crate::false_discovery::believed;
use crate::tail::tail;
use bonafide_application::{Application, fold};
use bonafide_reference::{MailDomain, Subject};
use jiff::{Span, civil};
use std::collections::{BTreeMap, BTreeSet};

/// What a row is a value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LocalKind {
    /// A school.
    School,
    /// An employer, of the applicant or of a reference.
    Employer,
    /// A domain of references' mailboxes.
    Domain,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalRow {
    /// What it is.
    pub kind: LocalKind,
    /// The value, as it is written most often among confirmed cases.
    pub name: String,
    /// Confirmed cases that name it, and all of them; each ring is one.
    pub confirmed: (u64, u64),
    /// Other applicants that name it, and all of them.
    pub others: (u64, u64),
    /// Day of the latest confirmed case that names it.
    pub last_seen: civil::Date,
    /// The day from which it says nothing more.
    pub expires_on: civil::Date,
}

/// What decisions were made of applications.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    held: BTreeMap<(LocalKind, String), Held>,
    confirmed: BTreeSet<String>,
    others: BTreeSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Held {
    written: BTreeMap<String, u64>,
    confirmed: BTreeSet<String>,
    others: BTreeSet<String>,
    last_seen: Option<civil::Date>,
}

/// Fewer confirmed cases than this justify no row: one ring's favorite school is not a pattern.
const CONFIRMED_MIN: usize = 3;

/// A row is this many times as frequent among confirmed cases as among others, at least.
const TIMES_MIN: f64 = 3.0;

/// Of the rows, this share is chance at most, in expectation.
const RATE: f64 = 0.05;

/// A row ages out so many months after the last confirmed case that names it.
const MONTHS: i32 = 12;

impl Learning {
    /// Takes an application with its decision. `case` names what was decided together, such as a
    /// ring: it counts once.
    pub fn add(&mut self, subject: &Subject<'_>, confirmed: bool, case: Option<&str>) {
        let application = subject.application;
        let who = case.map_or_else(
            || application.applicant.name.token_set().join(" "),
            |case| format!("case {case}"),
        );
        let day = jiff::tz::Offset::UTC.to_datetime(application.submitted_at).date();
        let all = if confirmed { &mut self.confirmed } else { &mut self.others };
        all.insert(who.clone());
        for (kind, value, written) in values(application, subject) {
            let held = self.held.entry((kind, value)).or_default();
            if confirmed {
                held.confirmed.insert(who.clone());
                *held.written.entry(written).or_default() += 1;
                held.last_seen = held.last_seen.max(Some(day));
            } else {
                held.others.insert(who.clone());
            }
        }
    }

    /// The rows that the decisions justify, the most telling first.
    pub fn rows(&self) -> Vec<LocalRow> {
        let (confirmed, others) = (self.confirmed.len() as u64, self.others.len() as u64);
        let share = confirmed as f64 / (confirmed + others).max(1) as f64;
        let could: Vec<(&(LocalKind, String), &Held)> =
            self.held.iter().filter(|(_, held)| held.all() >= CONFIRMED_MIN as u64).collect();
        let chances: Vec<f64> = could
            .iter()
            .map(|(_, held)| tail(held.confirmed.len() as u64, held.all(), share, 0.0))
            .collect();
        let Some(most) = believed(&chances, could.len(), RATE) else { return Vec::new() };
        let mut rows: Vec<(f64, LocalRow)> = could
            .into_iter()
            .zip(chances)
            .filter(|((_, held), chance)| {
                let own = held.confirmed.len() as f64 / confirmed as f64;
                let rest = held.others.len() as f64 / others.max(1) as f64;
                *chance <= most && held.confirmed.len() >= CONFIRMED_MIN && own >= TIMES_MIN * rest
            })
            .filter_map(|(((kind, _), held), chance)| {
                let last_seen = held.last_seen?;
                let written = held.written.iter().max_by_key(|(_, count)| **count)?;
                let row = LocalRow {
                    kind: *kind,
                    name: written.0.clone(),
                    confirmed: (held.confirmed.len() as u64, confirmed),
                    others: (held.others.len() as u64, others),
                    last_seen,
                    expires_on: last_seen.saturating_add(Span::new().months(MONTHS)),
                };
                Some((chance, row))
            })
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.name.cmp(&b.1.name)));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

impl Held {
    fn all(&self) -> u64 {
        (self.confirmed.len() + self.others.len()) as u64
    }
}

fn values(application: &Application, subject: &Subject<'_>) -> Vec<(LocalKind, String, String)> {
    let mut values = Vec::new();
    let mut add = |kind, written: &str| {
        let value = fold(written);
        if value.len() > 2 {
            values.push((kind, value, written.to_owned()));
        }
    };
    if let Some(resume) = &application.resume {
        for study in &resume.education {
            study.institution.iter().for_each(|name| add(LocalKind::School, name));
        }
        for work in &resume.work {
            work.name.iter().for_each(|name| add(LocalKind::Employer, name));
        }
    }
    for (reference, known) in application.references.iter().zip(&subject.references) {
        reference.company.iter().for_each(|name| add(LocalKind::Employer, name));
        let company = !matches!(known.mail_domain, Some(MailDomain::Free));
        if let (Some(email), true) = (&known.email, company) {
            add(LocalKind::Domain, &email.domain);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::{Learning, LocalKind};
    use bonafide_application::Application;
    use bonafide_reference::{Subject, Tables};
    use serde_json::json;

    fn application(number: usize, school: &str, employer: &str) -> Application {
        serde_json::from_value(json!({
            "id": number.to_string(), "submitted_at": "2026-06-15T12:00:00Z",
            "applicant": {"name": format!("Given{number} Family{number}")},
            "resume": {"work": [{"name": employer}], "education": [{"institution": school}]}
        }))
        .expect("an application")
    }

    #[test]
    fn what_confirmed_cases_name_more_often_becomes_a_row_with_its_counts() {
        let tables = Tables::built_in();
        let mut learning = Learning::default();
        for number in 0..400 {
            // A large school stands in both alike; one employer nearly only in confirmed cases.
            let confirmed = number < 20;
            let own = confirmed && number % 2 == 0 || number == 333;
            let employer = if own { "Blue Harbor" } else { &format!("Employer {number}") };
            let school = if number % 4 == 0 { "Large University" } else { "Small College" };
            let application = application(number, school, employer);
            learning.add(&Subject::new(&application, &tables), confirmed, None);
        }
        let rows = learning.rows();
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!((rows[0].kind, rows[0].name.as_str()), (LocalKind::Employer, "Blue Harbor"));
        assert_eq!((rows[0].confirmed, rows[0].others), ((10, 20), (1, 380)));
        assert_eq!(rows[0].expires_on, jiff::civil::date(2027, 6, 15));
    }

    #[test]
    fn one_ring_is_one_case() {
        let tables = Tables::built_in();
        let mut learning = Learning::default();
        for number in 0..200 {
            let ring = number < 12;
            let employer = if ring { "Blue Harbor".into() } else { format!("Employer {number}") };
            let application = application(number, "Small College", &employer);
            let case = ring.then_some("R-1");
            learning.add(&Subject::new(&application, &tables), number < 20, case);
        }
        assert!(learning.rows().is_empty());
    }
}
