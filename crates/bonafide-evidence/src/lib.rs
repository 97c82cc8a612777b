//! Questions asked of one application.
//!
//! A [`Check`] is one question, in a file of its own under `checks/`, with its case for and
//! against: why it matters, which innocent explanations there are, how a person verifies. It
//! answers *unknown*, *clear* or *noted*; it never knows what its answer is worth (that is a row of
//! `weights/`), never decides and never fails. [`CHECKS`] lists them all; to add one, write its
//! file, its line in `mod checks` and its line in [`CHECKS`], and its row of weights.

mod checks {
    pub(crate) mod email_domain;
    pub(crate) mod email_name;
    pub(crate) mod email_newness;
    pub(crate) mod phone_format;
    pub(crate) mod phone_line;
    pub(crate) mod phone_region;
    pub(crate) mod profile_name;

    pub(crate) mod job_history_places;
    pub(crate) mod network_country;
    pub(crate) mod network_kind;
    pub(crate) mod network_region;
    pub(crate) mod network_zone;
    pub(crate) mod time_zone;
    pub(crate) mod travel;

    pub(crate) mod certificate_date;
    pub(crate) mod degree_length;
    pub(crate) mod employer_founded;
    pub(crate) mod job_order;
    pub(crate) mod overlapping_jobs;
    pub(crate) mod profile_age;
    pub(crate) mod profile_dormant;
    pub(crate) mod profile_education;
    pub(crate) mod profile_history;
    pub(crate) mod profile_person;
    pub(crate) mod profile_renamed;
    pub(crate) mod profile_verified;
    pub(crate) mod programme;
    pub(crate) mod reference_company;
    pub(crate) mod reference_domain;
    pub(crate) mod reference_phone_line;
    pub(crate) mod reference_self;
    pub(crate) mod school_known;
    pub(crate) mod school_open;
    pub(crate) mod study_and_work;
    pub(crate) mod study_dates;
    pub(crate) mod technology_released;

    pub(crate) mod linked_institution;
    pub(crate) mod listed_contact;
    pub(crate) mod listed_employer;
    pub(crate) mod listed_indicator;
    pub(crate) mod listed_school;
    pub(crate) mod local_list;
    pub(crate) mod research_security;
    pub(crate) mod surge;

    pub(crate) mod document_address;
    pub(crate) mod document_characters;
    pub(crate) mod document_hidden;

    pub(crate) mod background_check;
    pub(crate) mod credential_check;
    pub(crate) mod identity_check;
    pub(crate) mod input_latency;
    pub(crate) mod interview_device;
    pub(crate) mod interview_network;
    pub(crate) mod interview_zone;
    pub(crate) mod interviews_differ;
    pub(crate) mod reference_check;
    pub(crate) mod remote_access;
    pub(crate) mod shipment_address;
}

mod day;
mod domain_label;
mod excerpt;
#[cfg(test)]
mod fixture;
mod interviews;
mod listed;
mod mention;
mod months;
mod name_parts;
mod network_place;
mod observed_profile;
mod organization;
mod person_name;
mod place_name;
mod provider_result;
mod territory;
mod zone;

pub use checks::linked_institution::linked_institution;
pub use checks::surge::surge;

use bonafide_reference::Subject;

/// One question asked of one application.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// A neutral noun that reads well after "we noted": `phone-region`. It is for ever.
    pub name: &'static str,
    /// The question.
    pub question: &'static str,
    /// Why it is asked.
    pub rationale: &'static str,
    /// Where the rationale and the strength of the evidence were published.
    pub source: &'static str,
    /// Honest reasons for a noted answer; never empty.
    pub innocent: &'static [&'static str],
    /// How a person finds out.
    pub verify: &'static str,
    /// Levels that a noted answer may have, weakest first.
    pub levels: &'static [&'static str],
    /// Asks it.
    pub ask: fn(&Subject<'_>) -> Answer,
}

/// What a check answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The question cannot be answered from what is there. It contributes exactly nothing.
    Unknown,
    /// What is claimed and what is observed fit.
    Clear(Finding),
    /// Something is noted, at one of the check's levels.
    Noted(&'static str, Finding),
}

impl Answer {
    pub(crate) fn clear(
        summary: impl Into<String>,
        claim: impl Into<String>,
        observed: impl Into<String>,
    ) -> Answer {
        Answer::Clear(Finding {
            summary: summary.into(),
            claim: claim.into(),
            observed: observed.into(),
        })
    }

    pub(crate) fn noted(
        level: &'static str,
        summary: impl Into<String>,
        claim: impl Into<String>,
        observed: impl Into<String>,
    ) -> Answer {
        Answer::Noted(
            level,
            Finding { summary: summary.into(), claim: claim.into(), observed: observed.into() },
        )
    }
}

/// What a check saw, in words that would not shame us if the applicant read them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// One short sentence without a full stop: `phone belongs to Texas, claimed place is Oregon`.
    pub summary: String,
    /// The claim, verbatim.
    pub claim: String,
    /// What was observed, by which table, list or record.
    pub observed: String,
}

/// Every check, in the order in which the documentation shows them.
pub const CHECKS: &[Check] = &[
    checks::phone_region::CHECK,
    checks::phone_line::CHECK,
    checks::phone_format::CHECK,
    checks::email_domain::CHECK,
    checks::email_newness::CHECK,
    checks::email_name::CHECK,
    checks::profile_name::CHECK,
    checks::network_country::CHECK,
    checks::network_region::CHECK,
    checks::network_kind::CHECK,
    checks::time_zone::CHECK,
    checks::network_zone::CHECK,
    checks::job_history_places::CHECK,
    checks::travel::CHECK,
    checks::school_known::CHECK,
    checks::school_open::CHECK,
    checks::programme::CHECK,
    checks::degree_length::CHECK,
    checks::study_dates::CHECK,
    checks::certificate_date::CHECK,
    checks::overlapping_jobs::CHECK,
    checks::employer_founded::CHECK,
    checks::technology_released::CHECK,
    checks::job_order::CHECK,
    checks::study_and_work::CHECK,
    checks::profile_age::CHECK,
    checks::profile_dormant::CHECK,
    checks::profile_renamed::CHECK,
    checks::profile_person::CHECK,
    checks::profile_history::CHECK,
    checks::profile_education::CHECK,
    checks::profile_verified::CHECK,
    checks::reference_domain::CHECK,
    checks::reference_company::CHECK,
    checks::reference_self::CHECK,
    checks::reference_phone_line::CHECK,
    checks::document_hidden::CHECK,
    checks::document_characters::CHECK,
    checks::document_address::CHECK,
    checks::interview_network::CHECK,
    checks::interview_zone::CHECK,
    checks::interview_device::CHECK,
    checks::interviews_differ::CHECK,
    checks::shipment_address::CHECK,
    checks::remote_access::CHECK,
    checks::input_latency::CHECK,
    checks::identity_check::CHECK,
    checks::background_check::CHECK,
    checks::credential_check::CHECK,
    checks::reference_check::CHECK,
    checks::listed_employer::CHECK,
    checks::listed_contact::CHECK,
    checks::listed_school::CHECK,
    checks::listed_indicator::CHECK,
    checks::local_list::CHECK,
    checks::research_security::CHECK,
    checks::linked_institution::CHECK,
    checks::surge::CHECK,
];

/// Asks every check, in the order of [`CHECKS`].
pub fn ask_all(subject: &Subject<'_>) -> Vec<(&'static Check, Answer)> {
    CHECKS.iter().map(|check| (check, (check.ask)(subject))).collect()
}

/// The check of a name.
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}

#[cfg(test)]
mod tests {
    use super::{Answer, CHECKS, Subject, ask_all, check};
    use crate::fixture::{HOSTILE, with_subject};
    use bonafide_reference::{Located, MailDomain, Network, NetworkKind, Precision, Spot};
    use std::collections::BTreeSet;
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn every_check_has_its_own_kebab_case_name() {
        let names: BTreeSet<&str> = CHECKS.iter().map(|check| check.name).collect();
        assert_eq!(names.len(), CHECKS.len());
        for name in names {
            for word in name.split('-') {
                let plain = word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
                assert!(!word.is_empty() && plain, "{name} is not kebab-case");
            }
            assert_eq!(check(name).map(|check| check.name), Some(name));
        }
        assert!(check("no-such-check").is_none());
    }

    #[test]
    fn every_check_states_its_case() {
        for check in CHECKS {
            let name = check.name;
            assert!(check.question.ends_with('?'), "{name} asks no question");
            for text in [check.rationale, check.source, check.verify] {
                assert!(text.len() > 20, "{name} does not explain itself");
            }
            assert!((2..=5).contains(&check.innocent.len()), "{name} needs honest reasons");
            assert!(check.innocent.iter().all(|reason| !reason.is_empty()), "{name}");
            let levels: BTreeSet<&str> = check.levels.iter().copied().collect();
            // A check that can only speak for the applicant has no level.
            assert!(levels.len() == check.levels.len(), "{name}'s levels");
        }
    }

    #[test]
    fn no_word_of_a_check_accuses() {
        for check in CHECKS {
            let texts = [check.question, check.rationale, check.verify];
            for text in texts.iter().chain(check.innocent).chain(check.levels) {
                let text = text.to_lowercase();
                for word in ["fake", "suspect", "fraudster", "suspicious", "scam"] {
                    assert!(!text.contains(word), "{} says {word}", check.name);
                }
            }
        }
    }

    #[test]
    fn an_application_with_only_the_required_fields_is_unknown_to_every_check() {
        with_subject(
            "{}",
            |_| {},
            |subject| {
                for (check, answer) in ask_all(subject) {
                    assert_eq!(answer, Answer::Unknown, "{}", check.name);
                }
            },
        );
    }

    #[test]
    fn one_application_under_names_of_any_origin_gets_the_same_answers() {
        let names = [
            ("Jane", "Doe"),
            ("Minjun", "Kim"),
            ("Devansh", "Patel"),
            ("Oluwaseun", "Adeyemi"),
            ("Wei", "Li"),
            ("José", "Núñez"),
        ];
        let mailboxes = ["{a}.{b}", "{a}{b}7731", "{i}{b}", "{b}dev42", "bluefish", "rita.moss"];
        let slugs = ["{a}-{b}-1a2b3c", "{b}{a}", "rita-moss-9f8e7d", "cloud-engineer"];
        for (mailbox, slug) in mailboxes.iter().flat_map(|m| slugs.map(|slug| (m, slug))) {
            let answers = names.map(|(given, family)| {
                let (a, b) =
                    (bonafide_application::fold(given), bonafide_application::fold(family));
                let under = |pattern: &str| {
                    pattern.replace("{a}", &a).replace("{b}", &b).replace("{i}", &a[..1])
                };
                let fragment = format!(
                    r#"{{"applicant": {{"name": "{given} {family}",
                        "email": "{}@example.org",
                        "links": [{{"url": "https://linkedin.com/in/{}"}}]}}}}"#,
                    under(mailbox),
                    under(slug)
                );
                let know = |s: &mut Subject<'_>| s.mail_domain = Some(MailDomain::Free);
                with_subject(&fragment, know, |subject| {
                    ask_all(subject)
                        .into_iter()
                        .map(|(_, answer)| kind(&answer))
                        .collect::<Vec<_>>()
                })
            });
            for other in &answers[1..] {
                assert_eq!(&answers[0], other, "{mailbox} {slug}");
            }
        }
    }

    fn kind(answer: &Answer) -> &'static str {
        match answer {
            Answer::Unknown => "unknown",
            Answer::Clear(_) => "clear",
            Answer::Noted(level, _) => level,
        }
    }

    #[test]
    fn hostile_text_and_extreme_values_are_answered_at_a_declared_level() {
        let spot = |latitude, longitude| Spot { latitude, longitude, radius_km: f32::NAN };
        with_subject(
            HOSTILE,
            |subject| {
                let home = Located {
                    spot: spot(f32::NAN, f32::INFINITY),
                    precision: Precision::City,
                    country: bonafide_application::Country::parse("ZZ").expect("two letters"),
                    region: Some(String::new()),
                    city: Some("\u{202E}".repeat(50)),
                    zones: vec![String::new(), "\0".into(), "Mars/Olympus".into()],
                };
                let network = Network {
                    address: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
                    country: None,
                    region: Some("\u{1b}[31m".into()),
                    spot: Some(spot(1e30, -1e30)),
                    system: None,
                    operator: Some(String::new()),
                    kind: NetworkKind::Access,
                };
                for place in subject.event_places.iter_mut().chain(&mut subject.work_places) {
                    *place = Some(home.clone());
                }
                for seen in &mut subject.event_networks {
                    *seen = Some(network.clone());
                }
                subject.home = Some(home);
                subject.network = Some(network);
            },
            |subject| {
                for (check, answer) in ask_all(subject) {
                    if let Answer::Noted(level, finding) = answer {
                        assert!(check.levels.contains(&level), "{}: {level}", check.name);
                        assert!(!finding.summary.is_empty(), "{}", check.name);
                    }
                }
            },
        );
    }

    #[test]
    fn tables_shorter_than_the_lists_they_describe_are_no_reason_to_fail() {
        with_subject(
            HOSTILE,
            |subject| {
                subject.event_networks.clear();
                subject.event_places.clear();
                subject.work_places.clear();
                subject.schools.clear();
                subject.references.clear();
            },
            |subject| assert_eq!(ask_all(subject).len(), CHECKS.len()),
        );
    }
}
