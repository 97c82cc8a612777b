//! Rings: what one operator shares among the names that it uses, what several share of one
//! engineer's identity, and one history told under many names.

use crate::casting::Cast;
use crate::company;
use crate::draft::{Connection, Draft, Home, Job};
use crate::operator;
use crate::person;
use crate::random::Random;
use crate::telephone::Number;
use crate::truth::TruePattern;
use crate::world::{NetKind, World};
use bonafide_application::Reference;

/// What a ring has to draw from.
struct Stock {
    phones: Vec<Number>,
    mailboxes: Vec<String>,
    connections: Vec<Connection>,
    references: Vec<Reference>,
    sites: Vec<String>,
    handles: Vec<String>,
    homes: Vec<Home>,
    shipments: Vec<Home>,
    accounts: Vec<String>,
    jobs: Vec<Job>,
    summary: String,
    projects: Vec<(String, Vec<String>)>,
    drifts: bool,
}

/// How many of a hundred members use what the ring shares, at levels of care 1 to 4.
#[rustfmt::skip]
const SHARED: [(&str, [f64; 4]); 12] = [
    ("shared_phone", [90.0, 76.0, 12.0, 1.0]),
    ("shared_mailbox", [28.0, 18.0, 2.0, 0.0]),
    ("shared_device", [92.0, 82.0, 26.0, 4.0]),
    ("shared_network", [86.0, 72.0, 26.0, 6.0]),
    ("shared_reference", [66.0, 62.0, 55.0, 25.0]),
    ("shared_site", [34.0, 34.0, 32.0, 14.0]),
    ("shared_handle", [22.0, 18.0, 15.0, 6.0]),
    ("shared_address", [22.0, 12.0, 4.0, 1.0]),
    ("shared_shipment", [80.0, 70.0, 60.0, 35.0]),
    ("shared_account", [80.0, 70.0, 60.0, 45.0]),
    ("shared_history", [50.0, 45.0, 36.0, 14.0]),
    ("shared_text", [36.0, 32.0, 24.0, 10.0]),
];

/// Makes somebody a member of a ring. `shared` is the same sequence for all members.
pub(crate) fn join(
    world: &World,
    pattern: TruePattern,
    care: u8,
    cast: &Cast,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    // One month for all members, so that all of them tell the same dates.
    let month = crate::calendar::month(crate::calendar::START);
    match pattern {
        TruePattern::SharedInfrastructure => {
            infrastructure(world, care, 1.0, cast, draft, shared, own);
        }
        TruePattern::ContestedIdentity => {
            let engineer = person::draw(world, usize::from(cast.occupation), month, shared);
            contest(care, &engineer, draft, own);
        }
        TruePattern::ClonedHistory => {
            let engineer = person::draw(world, usize::from(cast.occupation), month, shared);
            clone_history(care, &engineer, draft, own);
            infrastructure(world, care, 0.6, cast, draft, shared, own);
        }
    }
}

/// The engineer whose identity the members of a contested identity use.
pub(crate) fn victim(world: &World, cast: &Cast, shared: &mut Random) -> Draft {
    let month = crate::calendar::month(crate::calendar::START);
    let mut draft = person::draw(world, usize::from(cast.occupation), month, shared);
    draft.note("identity_theft_victim");
    draft
}

fn stock(world: &World, cast: &Cast, random: &mut Random) -> Stock {
    let few = 1 + usize::from(cast.size) / 7;
    let city = world.home(random);
    let occupation = usize::from(cast.occupation);
    let month = crate::calendar::month(crate::calendar::START);
    let template = person::draw(world, occupation, month, random);
    let connection = |random: &mut Random| {
        let hidden = random.chance(0.75);
        let country = world.city(city).country;
        let kind = if hidden { NetKind::Vpn } else { NetKind::Access };
        let abroad = world.city_abroad(city, random);
        Connection {
            ip: world.ip(country, kind, random),
            zone: world.city(abroad).zone.clone(),
            device: person::device(random),
        }
    };
    let homes = |random: &mut Random, count: usize| -> Vec<Home> {
        (0..count)
            .map(|_| {
                let place = world.home(random);
                person::home(world, place, random)
            })
            .collect()
    };
    Stock {
        phones: (0..=few).map(|_| world.internet_phone(city, random)).collect(),
        mailboxes: (0..few).map(|_| crate::mailbox::nickname(random)).collect(),
        connections: (0..few).map(|_| connection(random)).collect(),
        references: (0..=few).map(|nth| person::reference(world, &template, nth, random)).collect(),
        sites: (0..few).map(|_| portfolio(random)).collect(),
        handles: (0..few).map(|_| handle(random)).collect(),
        homes: homes(random, few),
        shipments: homes(random, 1 + few / 2),
        accounts: (0..=few / 2).map(|_| format!("acct_{:012x}", random.next() >> 16)).collect(),
        drifts: random.chance(0.2),
        jobs: template.jobs,
        summary: template.summary,
        projects: vec![crate::resume_text::capstone(random.next(), occupation)],
    }
}

fn infrastructure(
    world: &World,
    care: u8,
    factor: f64,
    cast: &Cast,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    let stock = stock(world, cast, shared);
    let level = usize::from(care.clamp(1, 4)) - 1;
    // Where contacts change in the middle, the later half draws from the second half of them.
    let late = stock.drifts && cast.place * 2 >= cast.size;
    if stock.drifts {
        draft.note("drift");
    }
    for (kind, percent) in SHARED {
        let mut own = Random::at(own.next(), &[]);
        if own.chance(percent[level] / 100.0 * factor) {
            draft.note(kind);
            share(kind, &stock, late, care, draft, &mut own);
        }
    }
}

/// Puts one of what the ring shares in the place of the member's own.
fn share(kind: &str, stock: &Stock, late: bool, care: u8, draft: &mut Draft, own: &mut Random) {
    let connection = half(&stock.connections, late, own);
    match kind {
        "shared_phone" => draft.phone = half(&stock.phones, late, own).clone(),
        "shared_mailbox" => draft.email = one(&stock.mailboxes, own).clone(),
        "shared_device" => {
            draft.session.device.clone_from(&connection.device);
            draft.base.device.clone_from(&connection.device);
        }
        "shared_network" => {
            draft.session.ip.clone_from(&connection.ip);
            if own.chance(0.4) {
                draft.session.zone.clone_from(&connection.zone);
            }
        }
        "shared_reference" => share_reference(stock, draft, own),
        "shared_site" => draft.site = Some(one(&stock.sites, own).clone()),
        "shared_handle" => draft.handle = Some(one(&stock.handles, own).clone()),
        "shared_address" => draft.home = one(&stock.homes, own).clone(),
        "shared_shipment" => draft.later.shipment = Some(one(&stock.shipments, own).clone()),
        "shared_account" => draft.later.account.clone_from(one(&stock.accounts, own)),
        "shared_history" => {
            let reworded = [0.0, 0.08, 0.18, 0.3][usize::from(care.clamp(1, 4)) - 1];
            for (job, told) in draft.jobs.iter_mut().zip(&stock.jobs).take(2) {
                job.bullets = told.bullets.iter().map(|b| b.reworded(reworded, own)).collect();
            }
        }
        _ => {
            if own.chance(0.5) {
                draft.summary.clone_from(&stock.summary);
            } else {
                draft.projects.clone_from(&stock.projects);
            }
        }
    }
}

/// The same mailbox or number answers for another company each time, often under another name.
fn share_reference(stock: &Stock, draft: &mut Draft, own: &mut Random) {
    let mut reference = one(&stock.references, own).clone();
    let same_phone = own.chance(0.5) && reference.phone.is_some();
    if own.chance(0.4) {
        reference.name = Some(crate::names::draw(own).plain());
    }
    let employer = draft.jobs.first().map_or_else(|| company::draw(own), |job| job.company);
    reference.company = Some(company::company(employer).name);
    match draft.references.first_mut() {
        Some(first) if same_phone && own.chance(0.5) => {
            first.phone = reference.phone;
        }
        Some(first) => {
            if !same_phone {
                reference.phone.clone_from(&first.phone);
            }
            *first = reference;
        }
        None => draft.references.push(reference),
    }
}

/// An impostor takes the engineer's name, profile and history; contacts are the impostor's own.
fn contest(care: u8, engineer: &Draft, draft: &mut Draft, own: &mut Random) {
    let level = usize::from(care.clamp(1, 4)) - 1;
    operator::take_name(draft, &engineer.name, own);
    draft.name.other_spelling.clone_from(&engineer.name.other_spelling);
    if own.chance([0.75, 0.7, 0.6, 0.5][level]) {
        draft.slug.clone_from(&engineer.slug);
        draft.profile = engineer.profile.clone();
    }
    if own.chance(0.5) {
        draft.handle.clone_from(&engineer.handle);
    }
    if own.chance(0.25) {
        draft.site.clone_from(&engineer.site);
    }
    draft.studies.clone_from(&engineer.studies);
    if own.chance(0.3) {
        draft.home.city = engineer.home.city;
    }
    let reworded = [0.0, 0.1, 0.25, 0.4][level];
    draft.jobs.clone_from(&engineer.jobs);
    for job in &mut draft.jobs {
        job.bullets = job.bullets.iter().map(|bullet| bullet.reworded(reworded, own)).collect();
    }
    if own.chance(0.5) && draft.jobs.len() > 2 {
        draft.jobs.truncate(2 + own.below(2));
    }
    draft.note("contested_identity");
}

/// The history under another name: sentences reworded, employers renamed, dates moved a little.
fn clone_history(care: u8, engineer: &Draft, draft: &mut Draft, own: &mut Random) {
    let level = usize::from(care.clamp(1, 4)) - 1;
    let reworded = [0.08, 0.18, 0.3, 0.4][level];
    let renamed = [0.35, 0.6, 0.85, 0.95][level];
    draft.jobs.clone_from(&engineer.jobs);
    let moved = own.between(-2, 2) as i32 * i32::from(care > 1);
    for job in &mut draft.jobs {
        job.bullets = job.bullets.iter().map(|bullet| bullet.reworded(reworded, own)).collect();
        if own.chance(renamed) {
            job.company = company::renamed(job.company, own);
        }
        job.start += moved;
        job.end = job.end.map(|end| end + moved);
    }
    if own.chance(0.5) {
        draft.studies.clone_from(&engineer.studies);
    }
    if own.chance(0.4) {
        draft.skills.clone_from(&engineer.skills);
    }
    draft.note("cloned_history");
}

fn one<'a, T>(list: &'a [T], own: &mut Random) -> &'a T {
    &list[own.below(list.len())]
}

fn half<'a, T>(list: &'a [T], late: bool, own: &mut Random) -> &'a T {
    let middle = list.len() / 2;
    if late { one(&list[middle..], own) } else { one(&list[..middle.max(1)], own) }
}

fn portfolio(random: &mut Random) -> String {
    let (given, family) = crate::names::draw(random).folded();
    person::site(&given, &family, random)
}

fn handle(random: &mut Random) -> String {
    let word = random.pick(&["dev", "stack", "code", "pixel", "byte", "cloud"]);
    format!("{}-{word}{}", crate::names::draw(random).folded().0, random.between(10, 9_999))
}
