//! Which listed people an application leads to: by name, and only where something else agrees.

use crate::connections::{Connection, Path, says_no_more};
use bonafide_application::{Application, Email, fold};
use bonafide_lists::{Entry, Lists};

/// A person's name below this is another one, whatever else agrees.
const PERSON_MIN: f64 = 0.8;

/// The most shipments that are looked at.
const SHIPMENTS_MAX: usize = 8;

/// Listed people whose names agree, and something else of theirs: of those that speak, the best of
/// a list whose duty none has yet.
pub(crate) fn people<'a>(
    application: &Application,
    email: Option<&Email>,
    lists: &'a Lists,
    speaks: &dyn Fn(&Entry) -> bool,
) -> Vec<Connection<'a>> {
    let applicant = &application.applicant;
    let names = std::iter::once(&applicant.name).chain(&applicant.also_known_as);
    let mut found: Vec<Connection<'a>> = Vec::new();
    for name in names.take(8) {
        for fit in lists.person(name.as_str(), PERSON_MIN) {
            if !speaks(fit.entry) || says_no_more(&found, &fit) {
                continue;
            }
            let Some(corroboration) = corroborated(application, email, fit.entry) else {
                continue;
            };
            found.push(Connection {
                path: Path::Person,
                claim: name.as_str().to_owned(),
                list: fit.list,
                entry: fit.entry,
                matched: fit.matched,
                score: fit.score,
                corroboration: Some(corroboration),
                by_name_alone: false,
            });
        }
    }
    found
}

/// What else agrees with a listed person: a whole birth date, a street address, an e-mail address,
/// or a second name together with a city. None of these is ever asked of an applicant for this, and
/// a number of a passport an application does not hold.
fn corroborated(
    application: &Application,
    email: Option<&Email>,
    entry: &Entry,
) -> Option<&'static str> {
    let applicant = &application.applicant;
    let born = entry.born.iter().any(|date| {
        date.day.is_some() && applicant.born_on.is_some_and(|own| own == date.earliest())
    });
    if born {
        return Some("the date of birth");
    }
    if lives_at(application, entry) {
        return Some("the address");
    }
    let mailbox = email.map(|email| email.mailbox.as_str());
    let listed = |text: &String| Email::parse(text).map(|email| email.mailbox);
    if mailbox.is_some() && entry.emails.iter().any(|own| listed(own).as_deref() == mailbox) {
        return Some("the e-mail address");
    }
    let city = applicant.address.city.as_deref().map(fold).filter(|city| city.len() > 2)?;
    let lives = entry.places.iter().any(|place| fold(place) == city);
    let sets: Vec<Vec<String>> =
        applicant.also_known_as.iter().map(bonafide_application::Name::token_set).collect();
    let second = entry.names().any(|name| {
        let name = bonafide_application::Name(name.to_owned()).token_set();
        name.len() > 1 && sets.contains(&name)
    });
    (lives && second).then_some("a second name together with the city")
}

/// Whether the applicant gives the street and city of a listed address, or had equipment sent
/// there. A street without a number is no address.
fn lives_at(application: &Application, entry: &Entry) -> bool {
    let padded = |text: &str| format!(" {} ", fold(text));
    let listed: Vec<String> = entry.addresses.iter().map(|address| padded(address)).collect();
    let shipments = application.events.iter().map(|event| &event.address);
    let own = std::iter::once(&application.applicant.address).chain(shipments.take(SHIPMENTS_MAX));
    !listed.is_empty()
        && own.into_iter().any(|own| {
            let (Some(street), Some(city)) = (&own.street, &own.city) else { return false };
            let (street, city) = (padded(street), padded(city));
            let whole = street.trim().contains(' ')
                && street.bytes().any(|byte| byte.is_ascii_digit())
                && city.trim().len() > 2;
            whole && listed.iter().any(|other| other.contains(&street) && other.contains(&city))
        })
}
