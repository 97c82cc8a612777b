//! One application before it is written down: the facts that generators, look-alikes and tactics
//! draw and change, each in one place, so that what is written of them always agrees.

use crate::names::FullName;
use crate::phrases::Bullet;
use crate::telephone::Number;
use bonafide_application::{CheckResult, PartialDate, Reference};

/// The facts of one application.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Kinds of look-alike, and tactics.
    pub(crate) kinds: Vec<&'static str>,
    /// Index of the occupation.
    pub(crate) occupation: usize,
    /// Claimed name.
    pub(crate) name: FullName,
    /// The name as typed.
    pub(crate) shown: String,
    /// The name on the résumé, where it is not the one typed.
    pub(crate) resume_name: Option<String>,
    /// Former or other names that were given.
    pub(crate) known_as: Vec<String>,
    /// Mail address.
    pub(crate) email: String,
    /// Telephone number.
    pub(crate) phone: Number,
    /// How the person types numbers.
    pub(crate) manner: usize,
    /// Claimed home.
    pub(crate) home: Home,
    /// Slug of the profile on the professional network.
    pub(crate) slug: String,
    /// Handle of the code repository, for those who have one.
    pub(crate) handle: Option<String>,
    /// Own site, for those who have one.
    pub(crate) site: Option<String>,
    /// Jobs, latest first.
    pub(crate) jobs: Vec<Job>,
    /// Courses of study, latest first.
    pub(crate) studies: Vec<Study>,
    /// Summary.
    pub(crate) summary: String,
    /// Names and issuers of certificates with the year.
    pub(crate) certificates: Vec<(&'static str, &'static str, i16)>,
    /// Tools named as skills.
    pub(crate) skills: Vec<&'static str>,
    /// Projects: name and sentences.
    pub(crate) projects: Vec<(String, Vec<String>)>,
    /// The connection at home, which later stages mostly use.
    pub(crate) base: Connection,
    /// The connection at the time of applying.
    pub(crate) session: Connection,
    /// Browser's own description.
    pub(crate) user_agent: String,
    /// Languages of the browser.
    pub(crate) languages: Vec<String>,
    /// Seconds to fill in the form.
    pub(crate) fill_seconds: f64,
    /// What the profile shows beyond the résumé.
    pub(crate) profile: ProfileFacts,
    /// References.
    pub(crate) references: Vec<Reference>,
    /// What later stages will find, if they are reached.
    pub(crate) later: Later,
    /// Agency that submits.
    pub(crate) agency: Option<String>,
    /// Channel.
    pub(crate) channel: &'static str,
}

/// A home: a city of the world and an address in it.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    /// Index of the city.
    pub(crate) city: usize,
    /// Street and number.
    pub(crate) street: String,
    /// Postal code.
    pub(crate) postal_code: String,
}

/// Where and with what somebody connects.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    /// Address.
    pub(crate) ip: String,
    /// Time zone.
    pub(crate) zone: String,
    /// Device.
    pub(crate) device: String,
}

/// One job.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// Number of the company.
    pub(crate) company: u32,
    /// Title.
    pub(crate) title: String,
    /// Place; `None` is remote work.
    pub(crate) city: Option<usize>,
    /// First month, counted from year 0.
    pub(crate) start: i32,
    /// Last month; `None` where it goes on.
    pub(crate) end: Option<i32>,
    /// Sentences.
    pub(crate) bullets: Vec<Bullet>,
    /// A sentence that stands before them word for word.
    pub(crate) first_line: Option<String>,
}

/// One course of study.
#[derive(Clone, Debug)]
pub(crate) struct Study {
    /// School.
    pub(crate) school: String,
    /// Field.
    pub(crate) area: String,
    /// Degree.
    pub(crate) degree: &'static str,
    /// First year.
    pub(crate) start: i16,
    /// Last year.
    pub(crate) end: i16,
}

/// What a profile shows beyond the résumé.
#[derive(Clone, Debug)]
pub(crate) struct ProfileFacts {
    /// Year and month of the account's making, as months from year 0.
    pub(crate) created: i32,
    /// Names before.
    pub(crate) previous_names: Vec<String>,
    /// Name shown, where it is not the claimed one.
    pub(crate) name: Option<String>,
    /// Connections.
    pub(crate) connections: u64,
    /// Whether the network verified the identity.
    pub(crate) verified: bool,
    /// How many of the latest jobs it does not show, as profiles that nobody keeps do.
    pub(crate) stale: usize,
    /// Companies shown in place of the résumé's.
    pub(crate) other_companies: bool,
    /// City shown where it is not the claimed one.
    pub(crate) city: Option<usize>,
}

/// What later stages will find, if they are reached.
#[derive(Clone, Debug)]
pub(crate) struct Later {
    /// Connection of the first interview where it is not the usual one.
    pub(crate) interview: Option<Connection>,
    /// Where the laptop shall go, where that is not home: street and city.
    pub(crate) shipment: Option<Home>,
    /// Account for pay.
    pub(crate) account: String,
    /// Remote-access tools in the first weeks.
    pub(crate) remote_tools: bool,
    /// Answers of the identity, background, credential and reference checks.
    pub(crate) results: [CheckResult; 4],
}

impl Draft {
    /// Notes a kind once.
    pub(crate) fn note(&mut self, kind: &'static str) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }
}

/// A month, counted from year 0, as résumés state it.
pub(crate) fn partial(month: i32) -> PartialDate {
    PartialDate {
        year: month.div_euclid(12) as i16,
        month: Some(month.rem_euclid(12) as u8 + 1),
        day: None,
    }
}
