//! Questions asked of one application.
//!
//! A [`Check`] is one question, in a file of its own under `checks/`, with its case for and
//! against: why it matters, which innocent explanations there are, how a person verifies. It
//! answers *unknown*, *clear* or *noted*; it never knows what its answer is worth (that is a row of
//! `weights/`), never decides and never fails. [`CHECKS`] lists them all; to add one, write its
//! file, its line in `mod checks` and its line in [`CHECKS`], and its row of weights.

mod checks {
    // Credentials, history, profiles, references.
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
    pub(crate) mod reference_company;
    pub(crate) mod reference_domain;
    pub(crate) mod reference_phone_line;
    pub(crate) mod reference_self;
    pub(crate) mod school_known;
    pub(crate) mod school_programme;
    pub(crate) mod study_and_work;
    pub(crate) mod study_dates;
    pub(crate) mod technology_released;
}

mod excerpt;
mod mention;
mod months;
mod observed_profile;
mod organization;
mod person_name;
#[cfg(test)]
mod trial;

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
    // Credentials, history, profiles, references.
    checks::school_known::CHECK,
    checks::school_programme::CHECK,
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
];
