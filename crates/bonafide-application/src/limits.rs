//! How large the parts of an application may be.

use crate::Application;

/// The most that is read of one application. Beyond it a record is rejected with the reason, so
/// that neither time nor memory can be taken by one input.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of an id, name, e-mail address, phone number or other short value.
    pub short_bytes_max: usize,
    /// Bytes of a summary, description or highlight.
    pub text_bytes_max: usize,
    /// Entries of any one list.
    pub entries_max: usize,
}

/// Generous for people: the longest honest résumés hold some 60 jobs and 20 kB of text.
pub const LIMITS: Limits =
    Limits { short_bytes_max: 2_048, text_bytes_max: 100_000, entries_max: 500 };

impl Application {
    /// The first limit that the application exceeds, as a sentence that names the field.
    pub fn beyond_limits(&self, limits: &Limits) -> Option<String> {
        let mut found = None;
        let mut short = |field: &str, text: Option<&str>| {
            let bytes = text.map_or(0, str::len);
            if bytes > limits.short_bytes_max && found.is_none() {
                let most = limits.short_bytes_max;
                found = Some(format!("{field} is {bytes} bytes long; at most {most} are read"));
            }
        };
        short("id", Some(&self.id));
        short("applicant.name", Some(self.applicant.name.as_str()));
        short("applicant.email", self.applicant.email.as_deref());
        short("applicant.phone", self.applicant.phone.as_deref());
        short("applicant.address.street", self.applicant.address.street.as_deref());
        short("applicant.address.city", self.applicant.address.city.as_deref());
        short("applicant.address.region", self.applicant.address.region.as_deref());
        short("job.title", self.job.title.as_deref());
        short("source.agency", self.source.agency.as_deref());
        for name in &self.applicant.also_known_as {
            short("applicant.also_known_as", Some(name.as_str()));
        }
        for link in &self.applicant.links {
            short("applicant.links.url", Some(&link.url));
        }
        if let Some(session) = &self.session {
            short("session.ip", session.ip.as_deref());
            short("session.user_agent", session.user_agent.as_deref());
            short("session.time_zone", session.time_zone.as_deref());
            short("session.device_id", session.device_id.as_deref());
        }
        for profile in &self.profiles {
            short("profiles.url", Some(&profile.url));
            short("profiles.name", profile.name.as_deref());
        }
        for reference in &self.references {
            short("references.name", reference.name.as_deref());
            short("references.email", reference.email.as_deref());
            short("references.phone", reference.phone.as_deref());
            short("references.company", reference.company.as_deref());
        }
        for event in &self.events {
            short("events.ip", event.ip.as_deref());
            short("events.device_id", event.device_id.as_deref());
            short("events.account", event.account.as_deref());
        }
        found.or_else(|| self.list_beyond(limits)).or_else(|| self.text_beyond(limits))
    }

    fn list_beyond(&self, limits: &Limits) -> Option<String> {
        let resume = self.resume.as_ref();
        let lists = [
            ("applicant.also_known_as", self.applicant.also_known_as.len()),
            ("applicant.links", self.applicant.links.len()),
            ("attachments", self.attachments.len()),
            ("profiles", self.profiles.len()),
            ("references", self.references.len()),
            ("events", self.events.len()),
            ("resume.work", resume.map_or(0, |r| r.work.len())),
            ("resume.volunteer", resume.map_or(0, |r| r.volunteer.len())),
            ("resume.education", resume.map_or(0, |r| r.education.len())),
            ("resume.certificates", resume.map_or(0, |r| r.certificates.len())),
            ("resume.skills", resume.map_or(0, |r| r.skills.len())),
            ("resume.projects", resume.map_or(0, |r| r.projects.len())),
        ];
        let most = limits.entries_max;
        lists
            .into_iter()
            .find(|(_, entries)| *entries > most)
            .map(|(list, entries)| format!("{list} has {entries} entries; at most {most} are read"))
    }

    fn text_beyond(&self, limits: &Limits) -> Option<String> {
        let resume = self.resume.as_ref()?;
        let most = limits.text_bytes_max;
        let total: usize = resume.texts().map(str::len).sum();
        (total > most)
            .then(|| format!("the résumé has {total} bytes of text; at most {most} are read"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Application, LIMITS};

    fn read(text: &str) -> Application {
        serde_json::from_str(text).expect("an application")
    }

    #[test]
    fn names_the_field_that_is_too_large() {
        let small = r#"{"id":"1","submitted_at":"2026-01-01T00:00:00Z","applicant":{"name":"A"}}"#;
        let mut application = read(small);
        assert_eq!(application.beyond_limits(&LIMITS), None);
        application.applicant.email = Some("a".repeat(1_000_000));
        let problem = application.beyond_limits(&LIMITS).expect("too long");
        assert_eq!(problem, "applicant.email is 1000000 bytes long; at most 2048 are read");
    }
}
