//! What an application's connections ask of the employer, apart from any score.

use bonafide_case::surroundings::{Duty, Ic3, Notice, Ofac, Ofsi, Reports};
use bonafide_lists::{Kind, Tier};
use bonafide_reference::{Connection, Path, Subject};

/// The notices of one application.
pub(crate) fn notices(subject: &Subject<'_>) -> Vec<Notice> {
    let connected = subject.connections.iter().map(|connection| of(connection, subject));
    let victims = subject.indicated.iter().filter(|found| found.indicator.of_a_victim);
    let victims = victims.map(|found| Notice {
        application: subject.application.id.clone(),
        duty: Duty::Victim,
        tier: "indicator",
        path: format!(
            "the {} is that of somebody whose identity was taken",
            found.indicator.kind.as_str()
        ),
        claim: found.claim.clone(),
        list: found.list.name.clone(),
        version: found.list.version.clone(),
        row: found.indicator.row,
        id: String::new(),
        name: found.indicator.value.clone(),
        matched: found.indicator.value.clone(),
        score: 1.0,
        authority: found.indicator.source.clone(),
        basis: format!("{} % sure", found.indicator.confidence),
        source: String::new(),
        listed_on: found.indicator.first_seen.map_or(String::new(), |day| day.to_string()),
        innocent_explanations: &["the applicant is the victim, and then needs help"],
        verify: "Reach the person by a way that the list gives or that was known before, and ask.",
        is_evidence: false,
        reports: None,
    });
    connected.chain(victims).collect()
}

fn of(connection: &Connection<'_>, subject: &Subject<'_>) -> Notice {
    let entry = connection.entry;
    let tier = connection.tier();
    let duty = match tier {
        Tier::Advisory => Duty::Advisory,
        Tier::ResearchSecurity => Duty::ResearchSecurity,
        Tier::Local => Duty::Local,
        _ => Duty::Sanctions,
    };
    Notice {
        application: subject.application.id.clone(),
        duty,
        tier: tier.as_str(),
        path: connection.sentence(),
        claim: connection.claim.clone(),
        list: connection.list.name.clone(),
        version: connection.list.version.clone(),
        row: entry.row,
        id: entry.id.clone(),
        name: entry.name.clone(),
        matched: connection.matched.to_owned(),
        score: connection.score,
        authority: entry.authority.clone(),
        basis: entry.basis.clone(),
        source: entry.source.clone(),
        listed_on: entry.listed_on.clone(),
        innocent_explanations: innocent(connection, duty),
        verify: verify(connection),
        is_evidence: is_evidence(connection, duty),
        reports: (duty == Duty::Sanctions).then(|| reports(connection, subject)),
    }
}

/// Whether it counts as well: what a course of study, a person's name or a name without its place
/// asks is a question of law alone.
fn is_evidence(connection: &Connection<'_>, duty: Duty) -> bool {
    matches!(duty, Duty::Sanctions | Duty::Advisory)
        && !matches!(connection.path, Path::Study | Path::Person)
        && connection.entry.kind != Kind::Person
        && !connection.by_name_alone
}

fn innocent(connection: &Connection<'_>, duty: Duty) -> &'static [&'static str] {
    match (connection.path, duty) {
        (_, Duty::Local) => &["many honest people studied or worked there as well"],
        (Path::Person, _) => &["two people with one name and one birth date, address or mailbox"],
        _ if connection.by_name_alone => &[
            "another institution of the same name: its place is not known",
            "an honest history; listed after the applicant had left",
        ],
        _ => &["a namesake", "an honest history; listed after the applicant had left"],
    }
}

fn verify(connection: &Connection<'_>) -> &'static str {
    match connection.path {
        Path::Person => "Compare identifiers and photographs of the row with an identity document.",
        _ if connection.by_name_alone => {
            "Ask where it is, and look up register number, address or site; then compare with the \
             row."
        }
        _ => "Compare place, years and identifiers with the row.",
    }
}

fn reports(connection: &Connection<'_>, subject: &Subject<'_>) -> Reports {
    let entry = connection.entry;
    let application = subject.application;
    let applicant = &application.applicant;
    let identify = [entry.places.join(", "), entry.aliases.join("; ")];
    let identify: Vec<String> = identify.into_iter().filter(|text| !text.is_empty()).collect();
    Reports {
        ofac: Ofac {
            listed_name: entry.name.clone(),
            entry_number: entry.id.clone(),
            sanctions_program: entry.authority.clone(),
            interest_of_listed_party: connection.sentence(),
            ..Ofac::default()
        },
        ofsi: Ofsi {
            designated_person: entry.name.clone(),
            regime: entry.authority.clone(),
            information_on_which_it_is_based: format!(
                "{}: {}; {}",
                connection.sentence(),
                connection.claim,
                connection.reference()
            ),
            information_to_identify: identify.join("; "),
            ..Ofsi::default()
        },
        ic3: Ic3 {
            subject_name: applicant.name.as_str().to_owned(),
            subject_email: applicant.email.clone(),
            subject_phone: applicant.phone.clone(),
            subject_ip: application.session.as_ref().and_then(|session| session.ip.clone()),
            subject_websites: applicant.links.iter().map(|link| link.url.clone()).collect(),
            date_of_first_contact: application.submitted_at.to_string(),
            ..Ic3::default()
        },
    }
}
