//! People who live together, and people who only seem to: couples, room-mates, father and son,
//! siblings, one mailbox for two, one name for two, one number after another.

use crate::casting::{Cast, Group};
use crate::draft::{Connection, Draft};
use crate::mailbox;
use crate::names::{self, FullName};
use crate::person;
use crate::random::Random;
use crate::world::World;

/// What a household shares, whether its members use it or not.
struct Household {
    home: crate::draft::Home,
    base: Connection,
    name: FullName,
    email: String,
    phone: crate::telephone::Number,
    account: String,
}

/// Makes somebody a member of their household. `shared` is the same sequence for all members.
pub(crate) fn join(
    world: &World,
    group: Group,
    cast: &Cast,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    let household = household(world, shared);
    let one_name = shared.chance(0.6);
    let one_device = shared.chance(0.5);
    match group {
        Group::Couple => {
            live(draft, &household, one_device);
            if one_name {
                rename(draft, draft.name.given.clone(), household.name.family.clone(), own);
            }
            if shared.chance(0.4) {
                draft.later.account = household.account;
            }
            draft.note("couple");
        }
        Group::RoomMates => {
            live(draft, &household, false);
            draft.note("room_mates");
        }
        Group::FatherAndSon => {
            live(draft, &household, one_device);
            generation(world, cast, draft, &household, own);
            draft.phone = household.phone;
            draft.note("father_and_son");
        }
        Group::SiblingPhone => {
            live(draft, &household, one_device);
            draft.phone = household.phone;
            draft.note("sibling_phone");
        }
        Group::FamilyMailbox => {
            live(draft, &household, one_device);
            rename(draft, draft.name.given.clone(), household.name.family.clone(), own);
            draft.email = household.email;
            draft.note("family_mailbox");
        }
        Group::CommonName => {
            rename(draft, household.name.given.clone(), household.name.family.clone(), own);
            draft.name.other_spelling = household.name.other_spelling;
            draft.note("common_name");
        }
        _ => {
            draft.phone = household.phone;
            draft.note("recycled_phone");
        }
    }
}

fn household(world: &World, random: &mut Random) -> Household {
    let city = world.home(random);
    let home = person::home(world, city, random);
    let base = Connection {
        ip: world.access_ip(world.city(city).country, random),
        zone: world.city(city).zone.clone(),
        device: person::device(random),
    };
    let name = names::draw(random);
    let email = format!(
        "the{}family{}@{}",
        name.folded().1,
        random.between(1, 99),
        mailbox::free_domain(random)
    );
    let account = format!("acct_{:012x}", random.next() >> 16);
    Household { home, base, name, email, phone: world.phone(city, random), account }
}

/// Under one roof: one address and one connection, at times one device.
fn live(draft: &mut Draft, household: &Household, one_device: bool) {
    let before = draft.home.city;
    draft.home = household.home.clone();
    for job in draft.jobs.iter_mut().take(1).filter(|job| job.city == Some(before)) {
        job.city = Some(household.home.city);
    }
    let at_home = draft.session.ip == draft.base.ip;
    let zone_at_home = draft.session.zone == draft.base.zone;
    draft.base.ip.clone_from(&household.base.ip);
    draft.base.zone.clone_from(&household.base.zone);
    if one_device {
        draft.base.device.clone_from(&household.base.device);
        draft.session.device.clone_from(&household.base.device);
    }
    if at_home {
        draft.session.ip.clone_from(&household.base.ip);
    }
    if zone_at_home {
        draft.session.zone.clone_from(&household.base.zone);
    }
}

/// The name throughout: in the form, the address and the profile.
pub(crate) fn rename(draft: &mut Draft, given: String, family: String, random: &mut Random) {
    draft.name = FullName { given, family, middle: draft.name.middle, other_spelling: None };
    draft.shown = draft.name.plain();
    draft.email = mailbox::personal(&draft.name, random);
    let (given, family) = draft.name.folded();
    draft.slug = person::slug(&given, &family, random);
    if draft.site.is_some() {
        draft.site = Some(person::site(&given, &family, random));
    }
}

/// One of the two is thirty years older, with a career as long.
fn generation(
    world: &World,
    cast: &Cast,
    draft: &mut Draft,
    household: &Household,
    random: &mut Random,
) {
    let mail = random.chance(0.3);
    rename(draft, household.name.given.clone(), household.name.family.clone(), random);
    if mail {
        draft.email = mailbox::nickname(random);
    }
    let years = if cast.place == 0 { 27 } else { random.between(1, 3) };
    let month = crate::calendar::month(cast.first_at);
    let (city, occupation) = (draft.home.city, draft.occupation);
    draft.jobs = crate::career::jobs(world, city, occupation, month, years, random);
    draft.studies = crate::career::studies(world, city, occupation, month, years, random);
}
