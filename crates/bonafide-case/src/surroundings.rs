//! What lists and the file's own base rates say beside the scores: notices and surges.

use crate::outputs::write_line;
use serde::Serialize;
use std::io::{self, Write};

/// Beside the scores.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The lists in force: name, version, rows.
    pub lists: Vec<(String, String, usize)>,
    /// The roles for which the tier of research security was turned on, and the written reason.
    pub research_security: Option<(Vec<String>, String)>,
    /// Rows that applications lead to, the first of them.
    pub notices: Vec<Notice>,
    /// How many there are in all.
    pub notices_count: u64,
    /// How many of these are of sanctions.
    pub sanctions_count: u64,
    /// Surges, the least likely to be chance first.
    pub surges: Vec<ShownSurge>,
}

/// What a notice asks of the employer, apart from any score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// To look at it under sanctions law before anything is paid or signed.
    Sanctions,
    /// To know what a government's advisory says; it forbids nothing.
    Advisory,
    /// To treat the applicant as one whose identity may have been taken.
    Victim,
    /// To decide by the export rule that the policy names.
    ResearchSecurity,
    /// To verify this claim with care: the employer's own cases named it.
    Local,
}

impl Duty {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Duty::Sanctions => "sanctions: a person who answers for them must look",
            Duty::Advisory => "advisory: read it; it forbids nothing",
            Duty::Victim => "identity of a victim: protect the person",
            Duty::ResearchSecurity => "research security, for roles that the policy names",
            Duty::Local => "the employer's own confirmed cases named it",
        }
    }
}

/// One row that one application leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// Id of the application.
    pub application: String,
    /// What it asks.
    pub duty: Duty,
    /// Tier of the row.
    pub tier: &'static str,
    /// The path, as a sentence.
    pub path: String,
    /// The claim, verbatim.
    pub claim: String,
    /// The list.
    pub list: String,
    /// Its version.
    pub version: String,
    /// The row.
    pub row: u32,
    /// The list's own identifier.
    pub id: String,
    /// Name of the row.
    pub name: String,
    /// Which of its names or values fits.
    pub matched: String,
    /// How well, in `[0, 1]`.
    pub score: f64,
    /// Who listed it.
    pub authority: String,
    /// On which ground.
    pub basis: String,
    /// Where that can be read.
    pub source: String,
    /// When it was listed.
    pub listed_on: String,
    /// What else explains it.
    pub innocent_explanations: &'static [&'static str],
    /// How people find out.
    pub verify: &'static str,
    /// Whether it is evidence as well, and a hint to those who are linked: no course of study is,
    /// no person's name, and no name of which the place is not known.
    #[serde(skip)]
    pub is_evidence: bool,
    /// Fields of the reports that the law may ask for; only where the duty is one of sanctions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports: Option<Reports>,
}

/// Fields of three authorities' reports, filled in as far as the application tells; `null` is for
/// people to fill in. Nothing is sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reports {
    /// US Treasury, Office of Foreign Assets Control (31 CFR 501.603, 501.604).
    pub ofac: Ofac,
    /// UK, Office of Financial Sanctions Implementation.
    pub ofsi: Ofsi,
    /// US, Internet Crime Complaint Center.
    pub ic3: Ic3,
}

/// Fields of a report to OFAC.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ofac {
    /// Listed name.
    pub listed_name: String,
    /// Number of the listed entry.
    pub entry_number: String,
    /// Program or legal authority.
    pub sanctions_program: String,
    /// How the listed party is connected.
    pub interest_of_listed_party: String,
    /// Day of discovery.
    pub date_discovered: Option<String>,
    /// What was paid or provided, and its value.
    pub property_and_value: Option<String>,
    /// Who reports.
    pub reporting_person: Option<String>,
}

/// Fields of a report to OFSI.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ofsi {
    /// Designated person.
    pub designated_person: String,
    /// Regime.
    pub regime: String,
    /// What the knowledge or suspicion rests on.
    pub information_on_which_it_is_based: String,
    /// Information by which the person can be identified.
    pub information_to_identify: String,
    /// Nature and amount of funds or economic resources held.
    pub funds_or_economic_resources: Option<String>,
    /// Who reports.
    pub reported_by: Option<String>,
}

/// Fields of a complaint to IC3.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ic3 {
    /// Name that the subject used.
    pub subject_name: String,
    /// Mailbox.
    pub subject_email: Option<String>,
    /// Telephone.
    pub subject_phone: Option<String>,
    /// Network address.
    pub subject_ip: Option<String>,
    /// Sites and profiles.
    pub subject_websites: Vec<String>,
    /// Day of the first contact.
    pub date_of_first_contact: String,
    /// What happened.
    pub description: Option<String>,
    /// Transactions.
    pub financial_transactions: Option<String>,
    /// Who complains.
    pub complainant: Option<String>,
}

/// A surge, as people look at it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShownSurge {
    /// Its id, by which it is dismissed.
    pub surge: String,
    /// Kind of what is in common.
    pub kind: &'static str,
    /// What is in common, in words.
    pub common: String,
    /// Monday of its week; `null` where it is counted over all weeks.
    pub week: Option<String>,
    /// How many the file's own base rates let expect.
    pub expected: f64,
    /// How many claimed persons were seen.
    pub seen: u64,
    /// How likely so many are by chance.
    pub chance: f64,
    /// Ids of the applications in it.
    pub members: Vec<String>,
    /// Why it was dismissed, by whom, where it was: then it is worth nothing to anybody in it.
    pub dismissed: Option<String>,
    /// Honest reasons.
    pub innocent_explanations: Vec<&'static str>,
}

/// Writes a line of `notices.jsonl`.
pub fn write_notice(notice: &Notice, out: &mut dyn Write) -> io::Result<()> {
    write_line(notice, out)
}

/// Writes a line of `surges.jsonl`.
pub fn write_surge(surge: &ShownSurge, out: &mut dyn Write) -> io::Result<()> {
    write_line(surge, out)
}
