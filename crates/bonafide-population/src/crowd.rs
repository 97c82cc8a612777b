//! Crowds: many unrelated people behind one agency, campus, library, class, exit or service.

use crate::academy;
use crate::casting::Group;
use crate::draft::Draft;
use crate::names;
use crate::person;
use crate::random::Random;
use crate::resume_text;
use crate::world::{NetKind, World};

/// Makes somebody one of a crowd. `shared` is the same sequence for all of it.
pub(crate) fn join(
    world: &World,
    group: Group,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    match group {
        Group::Agency => agency(world, draft, shared, own),
        Group::Campus => campus(world, draft, shared, own),
        Group::Library => {
            let country = live_near(world, draft, shared);
            draft.session.ip = world.access_ip(country, shared);
            if own.chance(0.3) {
                // One of the library's own machines.
                let machines: Vec<String> = (0..6).map(|_| person::device(shared)).collect();
                draft.session.device.clone_from(&machines[own.below(machines.len())]);
            }
            draft.note("library");
        }
        Group::Bootcamp => bootcamp(world, draft, shared, own),
        Group::VpnExit => {
            let exit = world.ip(world.us(), NetKind::Vpn, shared);
            draft.session.ip = exit;
            draft.note("vpn_exit");
        }
        _ => {
            let first = world.ip(world.us(), NetKind::Hosting, shared);
            let spread = shared.below(2) * 12;
            draft.session.ip = neighbor(&first, own.below(spread + 1));
            draft.fill_seconds = 1.5 + (own.unit() * 20.0).round() / 10.0;
            if own.chance(0.8) {
                draft.session.device = person::device(own);
            }
            if own.chance(0.5) {
                "UTC".clone_into(&mut draft.session.zone);
            }
            draft.note("auto_apply");
        }
    }
}

/// What an agency puts into every application that it submits.
pub(crate) fn agency(world: &World, draft: &mut Draft, shared: &mut Random, own: &mut Random) {
    let city = world.home(shared);
    let name = format!("{} {}", names::draw(shared).family, shared.pick(AGENCY_TRADES));
    let domain = format!("{}.com", names::letters(&name));
    let phone = world.phone(city, shared);
    let ip = world.access_ip(world.city(city).country, shared);
    let devices: Vec<String> = (0..4).map(|_| person::device(shared)).collect();
    let recruiters: Vec<String> = (0..3).map(|_| names::draw(shared).folded().0).collect();
    let account = format!("acct_{:012x}", shared.next() >> 16);
    let template = shared.below(12);
    let one_mailbox = shared.chance(0.4);
    draft.agency = Some(name);
    draft.channel = "agency";
    if own.chance(0.4) {
        draft.phone = phone;
    }
    if one_mailbox && own.chance(0.4) {
        draft.email = format!("{}@{domain}", recruiters[own.below(recruiters.len())]);
    } else if own.chance(0.5) {
        let (given, family) = draft.name.folded();
        draft.email = format!("{given}.{family}@{domain}");
    }
    if own.chance(0.4) {
        draft.session.ip = ip;
        draft.session.zone.clone_from(&world.city(city).zone);
        draft.session.device.clone_from(&devices[own.below(devices.len())]);
    }
    if own.chance(0.6) {
        draft.summary = resume_text::template(template, draft.occupation);
    }
    if own.chance(0.5) {
        // The agency pays, and is paid.
        draft.later.account = account;
    }
    draft.note("agency");
}

fn campus(world: &World, draft: &mut Draft, shared: &mut Random, own: &mut Random) {
    let country = live_near(world, draft, shared);
    let exits: Vec<String> = (0..2).map(|_| world.ip(country, NetKind::Campus, shared)).collect();
    let domain = academy::domain(shared);
    draft.session.ip.clone_from(&exits[own.skewed(exits.len(), 2.0)]);
    draft.session.zone.clone_from(&draft.base.zone);
    if own.chance(0.35) {
        let user = crate::mailbox::of_name(&draft.name, own);
        draft.email = format!("{user}@{domain}");
    }
    // Three courses end with a project that everybody describes in the words of the syllabus.
    let course = shared.next();
    if own.chance(0.25) {
        let nth = own.below(3) as u64;
        draft.projects = vec![resume_text::capstone(course.wrapping_add(nth), nth as usize)];
        draft.note("capstone");
    }
    draft.note("campus");
}

fn bootcamp(world: &World, draft: &mut Draft, shared: &mut Random, own: &mut Random) {
    let country = live_near(world, draft, shared);
    let ip = world.access_ip(country, shared);
    if own.chance(0.6) {
        draft.session.ip = ip;
    }
    let class = shared.next();
    if own.chance(0.85) {
        draft.projects = vec![resume_text::capstone(class, draft.occupation)];
    }
    let site = format!("https://{}-academy.com", names::draw(shared).folded().1);
    if own.chance(0.15) {
        draft.site = Some(format!("{site}/students/{}", draft.slug));
    }
    if own.chance(0.4) {
        draft.summary = resume_text::template(class as usize % 12, draft.occupation);
    }
    draft.note("bootcamp");
}

/// In the crowd's city, which keeps one time; returns its country.
fn live_near(
    world: &World,
    draft: &mut Draft,
    shared: &mut Random,
) -> bonafide_application::Country {
    let city = world.home(shared);
    draft.home.city = city;
    draft.base.zone.clone_from(&world.city(city).zone);
    draft.session.zone.clone_from(&world.city(city).zone);
    world.city(city).country
}

/// The address that many further on in the last number.
fn neighbor(ip: &str, steps: usize) -> String {
    match ip.rsplit_once('.') {
        Some((net, last)) => {
            let last = last.parse::<usize>().unwrap_or(1);
            format!("{net}.{}", (last + steps) % 254 + 1)
        }
        None => ip.to_owned(),
    }
}

const AGENCY_TRADES: &[&str] =
    &["Staffing", "Recruiting", "Talent", "Consulting Partners", "Workforce", "Search Group"];
