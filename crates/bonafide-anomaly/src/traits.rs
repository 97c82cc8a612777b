//! What an application may have in common with others of its week.

use bonafide_application::{Application, fold};
use bonafide_reference::Subject;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// What is held in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Common {
    /// A school.
    School,
    /// An employer.
    Employer,
    /// An employer together with a title.
    EmployerTitle,
    /// The form of the mailbox's name.
    Mailbox,
    /// The outline of the résumé.
    Outline,
    /// The network that submitted the form.
    Network,
    /// The hour of the day.
    Hour,
    /// The job, of those whose profile is younger than a year.
    NewProfiles,
}

impl Common {
    /// Every kind.
    pub const ALL: [Common; 8] = [
        Common::School,
        Common::Employer,
        Common::EmployerTitle,
        Common::Mailbox,
        Common::Outline,
        Common::Network,
        Common::Hour,
        Common::NewProfiles,
    ];

    /// As outputs call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Common::School => "school",
            Common::Employer => "employer",
            Common::EmployerTitle => "employer-title",
            Common::Mailbox => "mailbox-form",
            Common::Outline => "resume-outline",
            Common::Network => "network",
            Common::Hour => "hour",
            Common::NewProfiles => "new-profiles",
        }
    }
}

/// What one application leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// Week of submission, counted from 1970-01-05, a Monday.
    pub week: i32,
    /// Job family and channel, as one number: base rates are theirs.
    pub stratum: u64,
    /// The job, and whether the newest observed profile is younger than a year; `None` where no
    /// profile's age is known.
    pub job: Option<(u64, bool)>,
    /// Kind and hash of each value that others may hold as well.
    pub values: Vec<(Common, u64)>,
}

/// Days from 1970-01-01 to the first Monday.
const FIRST_MONDAY: i64 = 4;

/// The most values of one kind that are counted for one application.
const VALUES_MAX: usize = 12;

/// A profile is new within so many days before the application.
const NEW_DAYS: i64 = 365;

/// Is told each value in words.
pub type Labels<'l> = &'l mut dyn FnMut(Common, u64, &str);

/// What an application may have in common with others; `label` is called with each value, where
/// words are wanted.
pub fn traits(subject: &Subject<'_>, mut label: Option<Labels<'_>>) -> Traits {
    let application = subject.application;
    let seconds = application.submitted_at.as_second();
    let mut traits = Traits {
        week: (seconds.div_euclid(86_400) - FIRST_MONDAY).div_euclid(7) as i32,
        stratum: stratum(application),
        job: None,
        values: Vec::new(),
    };
    let mut add = |kind: Common, value: &str, words: &dyn Fn() -> String| {
        if !value.is_empty() {
            let hash = hash(kind, value);
            if let Some(label) = &mut label {
                label(kind, hash, &words());
            }
            if !traits.values.contains(&(kind, hash)) {
                traits.values.push((kind, hash));
            }
        }
    };
    if let Some(resume) = &application.resume {
        for (study, known) in resume.education.iter().zip(&subject.schools).take(VALUES_MAX) {
            let Some(written) = &study.institution else { continue };
            let name = known.as_ref().map_or(written, |school| &school.name);
            add(Common::School, &fold(name), &|| format!("school {name}"));
        }
        for work in resume.work.iter().take(VALUES_MAX) {
            let Some(name) = &work.name else { continue };
            let folded = fold(name);
            add(Common::Employer, &folded, &|| format!("employer {name}"));
            if let Some(title) = &work.position {
                let value = format!("{folded}\u{0}{}", fold(title));
                add(Common::EmployerTitle, &value, &|| format!("{title} at {name}"));
            }
        }
        let outline = outline(application);
        add(Common::Outline, &outline, &|| format!("résumés of one outline ({outline})"));
    }
    if let Some(form) = mailbox_form(subject) {
        add(Common::Mailbox, &form, &|| format!("mailboxes of the form {form}"));
    }
    if let Some(network) = &subject.network {
        let operator = network.operator.as_deref().unwrap_or_default();
        add(Common::Network, &fold(operator), &|| format!("network {operator}"));
    }
    let hour = seconds.rem_euclid(86_400) / 3_600;
    add(Common::Hour, &hour.to_string(), &|| format!("sent from {hour:02}:00 to {hour:02}:59 UTC"));
    if let (Some(job), Some(new)) = (&application.job.id, has_new_profile(application)) {
        let key = hash(Common::NewProfiles, job);
        if let Some(label) = &mut label {
            label(Common::NewProfiles, key, &format!("new profiles for job {job}"));
        }
        traits.job = Some((key, new));
    }
    traits
}

fn hash(kind: Common, value: &str) -> u64 {
    xxh3_64_with_seed(value.as_bytes(), kind as u64)
}

/// Department, else title without rank; and channel.
fn stratum(application: &Application) -> u64 {
    const RANKS: [&str; 14] = [
        "senior",
        "sr",
        "junior",
        "jr",
        "staff",
        "lead",
        "principal",
        "i",
        "ii",
        "iii",
        "iv",
        "intern",
        "remote",
        "associate",
    ];
    let job = &application.job;
    let family = match (&job.department, &job.title) {
        (Some(department), _) => fold(department),
        (None, Some(title)) => {
            let folded = fold(title);
            let words: Vec<&str> = folded.split(' ').filter(|w| !RANKS.contains(w)).collect();
            words.join(" ")
        }
        (None, None) => String::new(),
    };
    let channel = application.source.channel.as_deref().unwrap_or_default();
    xxh3_64_with_seed(format!("{family}\u{0}{channel}").as_bytes(), u64::MAX)
}

/// How many jobs, points of each, courses of study, projects and certificates.
fn outline(application: &Application) -> String {
    let Some(resume) = &application.resume else { return String::new() };
    let points: Vec<String> =
        resume.work.iter().take(VALUES_MAX).map(|w| w.highlights.len().to_string()).collect();
    format!(
        "jobs {}, studies {}, projects {}, certificates {}, skills {}",
        points.join("+"),
        resume.education.len(),
        resume.projects.len(),
        resume.certificates.len(),
        resume.skills.len()
    )
}

/// The mailbox with the applicant's own names, other letters and digits as signs: `name.name00`.
fn mailbox_form(subject: &Subject<'_>) -> Option<String> {
    let email = subject.email.as_ref()?;
    let mut form = String::new();
    let mut rest = fold(&email.local.replace(['.', '_', '-', '+'], " ")).replace(' ', ".");
    rest.truncate(64);
    let mut names: Vec<&String> = subject.name.iter().filter(|name| name.len() > 1).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut at = 0;
    while at < rest.len() {
        let left = &rest[at..];
        if let Some(name) = names.iter().find(|name| left.starts_with(name.as_str())) {
            form.push_str("name");
            at += name.len();
            continue;
        }
        let byte = left.as_bytes()[0];
        match byte {
            b'0'..=b'9' => form.push('0'),
            b'.' => form.push('.'),
            _ if !form.ends_with('a') => form.push('a'),
            _ => {}
        }
        at += 1;
    }
    Some(form)
}

/// Whether the newest profile of known age is younger than a year.
fn has_new_profile(application: &Application) -> Option<bool> {
    let day = jiff::tz::Offset::UTC.to_datetime(application.submitted_at).date();
    let created = application.profiles.iter().filter_map(|profile| profile.created_on);
    let age = |made: jiff::civil::Date| {
        day.since(made).map_or(i64::MAX, |span| i64::from(span.get_days()))
    };
    created.map(age).min().map(|days| days < NEW_DAYS)
}

#[cfg(test)]
mod tests {
    use super::{Common, traits};
    use bonafide_application::Application;
    use bonafide_reference::{Subject, Tables};

    fn labels(text: &str) -> Vec<(Common, String)> {
        let application: Application = serde_json::from_str(text).expect("an application");
        let tables = Tables::built_in();
        let subject = Subject::new(&application, &tables);
        let mut labels = Vec::new();
        traits(&subject, Some(&mut |kind, _, words| labels.push((kind, words.to_owned()))));
        labels
    }

    #[test]
    fn an_application_leaves_what_others_may_hold() {
        let found = labels(
            r#"{"id": "1", "submitted_at": "2026-06-15T02:30:00Z", "job": {"id": "J1"},
                "applicant": {"name": "Jane Doe", "email": "jane.doe42x@example.org"},
                "profiles": [{"network": "x", "url": "u", "created_on": "2026-05-01"}],
                "resume": {"work": [{"name": "Acme", "position": "Engineer"}]}}"#,
        );
        for want in [
            (Common::Employer, "employer Acme"),
            (Common::EmployerTitle, "Engineer at Acme"),
            (Common::Mailbox, "mailboxes of the form name.name00a"),
            (Common::Hour, "sent from 02:00 to 02:59 UTC"),
            (Common::NewProfiles, "new profiles for job J1"),
        ] {
            assert!(found.contains(&(want.0, want.1.to_owned())), "{want:?} {found:?}");
        }
    }

    #[test]
    fn what_is_missing_leaves_nothing() {
        let found = labels(
            r#"{"id": "1", "submitted_at": "2026-06-15T02:30:00Z", "applicant": {"name": "A"}}"#,
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
