//! One person as most people are: name, home, contacts, career and connection, before any
//! look-alike or tactic changes something.

use crate::career;
use crate::company::company;
use crate::draft::{Connection, Draft, Home, Later, ProfileFacts};
use crate::names;
use crate::random::Random;
use crate::resume_text;
use crate::world::World;
use crate::{mailbox, session};
use bonafide_application::{CheckResult, Reference};

/// Draws a person of an occupation who applies in a month (counted from year 0).
pub(crate) fn draw(world: &World, occupation: usize, month: i32, random: &mut Random) -> Draft {
    let name = names::draw(random);
    let city = world.home(random);
    let home = home(world, city, random);
    let base = Connection {
        ip: world.access_ip(world.city(city).country, random),
        zone: world.city(city).zone.clone(),
        device: device(random),
    };
    let years = career::years(random);
    let studies = career::studies(world, city, occupation, month, years, random);
    let jobs = career::jobs(world, city, occupation, month, years, random);
    let skills = career::skills(occupation, random);
    let summary = resume_text::summary(occupation, years, &skills, random);
    let (given, family) = name.folded();
    let user_agent = session::user_agent(random);
    let mut draft = Draft {
        kinds: Vec::new(),
        occupation,
        shown: if random.chance(0.6) { name.plain() } else { name.full() },
        resume_name: None,
        known_as: Vec::new(),
        email: mailbox::personal(&name, random),
        phone: world.phone(city, random),
        manner: random.below(24),
        slug: slug(&given, &family, random),
        handle: random.chance(0.5).then(|| handle(&given, &family, random)),
        site: random.chance(0.12).then(|| site(&given, &family, random)),
        certificates: career::certificates(occupation, month, random),
        projects: resume_text::projects(occupation, random),
        skills,
        summary,
        session: base.clone(),
        base,
        languages: session::languages(world.city(city).country, random),
        user_agent,
        fill_seconds: session::fill_seconds(random),
        profile: profile(month, years, random),
        references: Vec::new(),
        later: later(random),
        agency: None,
        channel: random.pick(&[
            "careers_page",
            "careers_page",
            "careers_page",
            "linkedin",
            "linkedin",
            "job_board",
            "job_board",
            "referral",
        ]),
        name,
        home,
        jobs,
        studies,
    };
    draft.references = references(world, &draft, random);
    if years <= 1 {
        draft.note("new_graduate");
        draft.profile.created = month - random.between(0, 14) as i32;
    }
    draft
}

/// An address in a city.
pub(crate) fn home(world: &World, city: usize, random: &mut Random) -> Home {
    let number = random.between(1, 9_899);
    let street = random.pick(STREETS);
    let kind =
        random.pick(&["Street", "Ave", "Avenue", "Road", "Lane", "Drive", "St", "Ct", "Blvd"]);
    let flat = if random.chance(0.3) {
        format!(", Apt {}", random.between(1, 420))
    } else {
        String::new()
    };
    Home {
        city,
        street: format!("{number} {street} {kind}{flat}"),
        postal_code: world.postal_code(city, random),
    }
}

/// A device's fingerprint.
pub(crate) fn device(random: &mut Random) -> String {
    format!("{:016x}", random.next())
}

/// A slug of the professional network.
pub(crate) fn slug(given: &str, family: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{given}-{family}"),
        1 => format!("{given}{family}{}", random.between(1, 99)),
        _ => format!("{given}-{family}-{:x}", random.next() >> 36),
    }
}

/// A handle at a code host, which gives each to one person: nearly all namesakes need digits.
fn handle(given: &str, family: &str, random: &mut Random) -> String {
    let first = given.chars().next().unwrap_or('x');
    let number = random.between(10, 99_999);
    match random.below(5) {
        0 => format!("{given}{family}{}", number % 1_000),
        1 => format!("{first}{family}{number}"),
        2 => format!("{given}-codes{number}"),
        3 => format!("{family}{first}-dev{}", number % 1_000),
        _ => format!("{given}{number}"),
    }
}

/// An own site.
pub(crate) fn site(given: &str, family: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("https://{given}{family}{}.dev", random.between(1, 99)),
        1 => format!("https://www.{given}-{family}{}.com", random.between(1, 99)),
        2 => format!("https://{given}{family}{}.github.io", random.between(1, 99)),
        _ => format!("https://{given}{}.me", random.between(1, 99_999)),
    }
}

/// What the profile of somebody with so many years of work shows.
fn profile(month: i32, years: i64, random: &mut Random) -> ProfileFacts {
    let span = years * 12 + 30;
    let age = if random.chance(0.1) {
        random.between(1, 18)
    } else {
        random.between(span / 3, span).clamp(4, 230)
    };
    ProfileFacts {
        created: month - age as i32,
        previous_names: Vec::new(),
        name: None,
        connections: 20 + random.waiting(90.0 + 22.0 * years as f64) as u64,
        verified: random.chance(0.28),
        stale: usize::from(random.chance(0.15)),
        other_companies: false,
        city: None,
    }
}

fn later(random: &mut Random) -> Later {
    let mut result = |consider: f64, failed: f64, unable: f64| match random.weighted(&[
        1.0 - consider - failed - unable,
        consider,
        failed,
        unable,
    ]) {
        0 => CheckResult::Clear,
        1 => CheckResult::Consider,
        2 => CheckResult::Failed,
        _ => CheckResult::Unable,
    };
    let results = [
        result(0.03, 0.004, 0.02),
        result(0.05, 0.004, 0.03),
        result(0.02, 0.006, 0.22),
        result(0.03, 0.004, 0.2),
    ];
    Later {
        interview: None,
        shipment: None,
        account: format!("acct_{:012x}", random.next() >> 16),
        remote_tools: random.chance(0.03),
        results,
    }
}

/// Two or three people whom the person worked for or with.
fn references(world: &World, draft: &Draft, random: &mut Random) -> Vec<Reference> {
    let count = if draft.jobs.is_empty() { 1 } else { 2 + random.below(2) };
    (0..count).map(|nth| reference(world, draft, nth, random)).collect()
}

/// Somebody at the person's nth employer.
pub(crate) fn reference(
    world: &World,
    draft: &Draft,
    nth: usize,
    random: &mut Random,
) -> Reference {
    let name = names::draw(random);
    let (given, family) = name.folded();
    let job = draft.jobs.get(nth % draft.jobs.len().max(1));
    let employer = job.map(|job| company(job.company));
    let own_mail = random.chance(0.3);
    let email = match &employer {
        Some(employer) if !own_mail => format!("{given}.{family}@{}", employer.domain),
        _ => mailbox::personal(&name, random),
    };
    let city = job.and_then(|job| job.city).unwrap_or(draft.home.city);
    let phone = world.phone(city, random).typed(random.below(24));
    let relationship =
        random.pick(&["manager", "manager", "manager", "colleague", "team lead", "mentor"]);
    Reference {
        name: Some(name.plain()),
        email: Some(email),
        phone: random.chance(0.75).then_some(phone),
        company: Some(employer.map_or_else(|| "University".to_owned(), |e| e.name)),
        relationship: Some(relationship.to_owned()),
    }
}

const STREETS: &[&str] = &[
    "Maple",
    "Oak",
    "Cedar",
    "Elm",
    "Washington",
    "Lake",
    "Hill",
    "Park",
    "Pine",
    "Walnut",
    "Sunset",
    "Lincoln",
    "Jackson",
    "Church",
    "Willow",
    "River",
    "Spring",
    "Ridge",
    "Madison",
    "Highland",
    "Mill",
    "Franklin",
    "Chestnut",
    "Meadow",
    "Forest",
    "Jefferson",
    "Center",
    "Prospect",
    "Valley",
    "Cherry",
    "Dogwood",
    "Hickory",
    "Laurel",
    "Birch",
    "Adams",
    "Monroe",
    "Bridge",
    "Orchard",
    "Canyon",
    "Harbor",
    "Juniper",
    "Magnolia",
    "Poplar",
    "Sycamore",
    "Railroad",
    "College",
    "Union",
    "Summit",
    "Garden",
    "Grove",
    "Liberty",
    "Court",
    "Pleasant",
    "Vine",
    "King",
    "Queen",
    "Victoria",
    "Albert",
    "Station",
    "Market",
];
