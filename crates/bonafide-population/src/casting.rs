//! Who there is: persons, their part in groups and rings, and when each of them applies.
//!
//! What is drawn here is small, so that a million applications need no more than some tens of
//! megabytes; each application is drawn in full only when its turn comes.

use crate::Plan;
use crate::calendar::{self, Calendar, DAY};
use crate::event::Event;
use crate::occupation;
use crate::random::Random;
use crate::truth::TruePattern;

/// The part that a person plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// No group.
    Ordinary,
    /// Honest member of a group of people.
    Group(Group),
    /// The engineer whose identity others use.
    Victim,
    /// Somebody else than they say; alone, or in a ring of a pattern.
    Operator {
        /// Pattern of the ring.
        pattern: Option<TruePattern>,
        /// Level of care, 1 to 4.
        care: u8,
    },
}

/// Groups of honest people who share something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Group {
    /// Two people who live together, often under one surname and on one device.
    Couple,
    /// Two to four people in one flat.
    RoomMates,
    /// Father and son of one name.
    FatherAndSon,
    /// Two people with one phone.
    SiblingPhone,
    /// Two people with one mailbox.
    FamilyMailbox,
    /// People of one name who have nothing else in common.
    CommonName,
    /// A number that was given out again a year later.
    RecycledPhone,
    /// People whom an agency submits.
    Agency,
    /// Students behind one address.
    Campus,
    /// Visitors of a public library.
    Library,
    /// A class with one project at its end.
    Bootcamp,
    /// Customers of one VPN behind one exit.
    VpnExit,
    /// Customers of a service that fills in forms.
    AutoApply,
    /// A team with one project.
    Colleagues,
    /// Reports of one manager.
    ManagerReports,
    /// Customers of one writer of résumés.
    WriterShop,
    /// Somebody whose contacts an attacker names as a reference.
    NamedByOthers,
    /// People who name somebody famous as a reference.
    FamousReferee,
}

/// One kind of group: how many of a hundred people are in one, and how large it is.
struct Share {
    group: Group,
    percent: f64,
    least: i64,
    most: i64,
}

#[rustfmt::skip]
const SHARES: [Share; 18] = [
    Share { group: Group::Couple, percent: 1.6, least: 2, most: 2 },
    Share { group: Group::RoomMates, percent: 1.5, least: 2, most: 4 },
    Share { group: Group::FatherAndSon, percent: 0.5, least: 2, most: 2 },
    Share { group: Group::SiblingPhone, percent: 0.6, least: 2, most: 2 },
    Share { group: Group::FamilyMailbox, percent: 0.5, least: 2, most: 2 },
    Share { group: Group::CommonName, percent: 1.0, least: 2, most: 4 },
    Share { group: Group::RecycledPhone, percent: 0.5, least: 2, most: 2 },
    Share { group: Group::Agency, percent: 1.5, least: 30, most: 60 },
    Share { group: Group::Campus, percent: 3.5, least: 150, most: 400 },
    Share { group: Group::Library, percent: 1.0, least: 20, most: 90 },
    Share { group: Group::Bootcamp, percent: 2.0, least: 30, most: 120 },
    Share { group: Group::VpnExit, percent: 1.5, least: 30, most: 60 },
    Share { group: Group::AutoApply, percent: 2.5, least: 120, most: 400 },
    Share { group: Group::Colleagues, percent: 2.5, least: 2, most: 6 },
    Share { group: Group::ManagerReports, percent: 1.5, least: 3, most: 5 },
    Share { group: Group::WriterShop, percent: 1.5, least: 20, most: 60 },
    Share { group: Group::NamedByOthers, percent: 0.1, least: 1, most: 1 },
    Share { group: Group::FamousReferee, percent: 0.6, least: 15, most: 60 },
];

/// One person, as far as the whole population must know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cast {
    /// The part.
    pub(crate) part: Part,
    /// Number of the group or ring; seeds what its members share.
    pub(crate) group: u32,
    /// Which member, from 0.
    pub(crate) place: u16,
    /// How many members there are.
    pub(crate) size: u16,
    /// Occupation.
    pub(crate) occupation: u8,
    /// Second of the first application.
    pub(crate) first_at: i64,
    /// Agency through which an operator comes.
    pub(crate) agency: Option<u32>,
    /// Honest person whose contacts an operator names as a reference.
    pub(crate) named: Option<u32>,
    /// The event that brought the person; the group is then the event's.
    pub(crate) event: Option<Event>,
}

/// One application to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Second of its submission.
    pub(crate) at: i64,
    /// Index of the person.
    pub(crate) person: u32,
    /// Which application of that person, from 0.
    pub(crate) nth: u8,
    /// Index of the advert.
    pub(crate) advert: u32,
}

/// Everybody, and every application in the order of submission.
pub(crate) struct Casting {
    /// Everybody.
    pub(crate) people: Vec<Cast>,
    /// Every application.
    pub(crate) slots: Vec<Slot>,
    /// The adverts.
    pub(crate) calendar: Calendar,
}

/// Draws who there is.
pub(crate) fn cast(plan: &Plan) -> Casting {
    let mut random = Random::at(plan.seed, &[1]);
    let calendar = calendar::draw(plan.applications, &mut random);
    let mut casting = Casting { people: Vec::new(), slots: Vec::new(), calendar };
    let operators = (plan.applications as f64 * plan.operators).round() as usize;
    let mut groups = 0;
    while casting.slots.len() < operators {
        let left = operators - casting.slots.len();
        groups += 1;
        cast_operators(plan, &mut casting, groups, left, &mut random);
    }
    cast_groups(plan, &mut casting, &mut groups, &mut random);
    cast_events(plan, &mut casting, &mut groups);
    while casting.slots.len() < plan.applications {
        let (cast, advert) = ordinary(&casting.calendar, &mut random);
        add(&mut casting, cast, advert, plan.applications, &mut random);
    }
    involve(&mut casting, &mut random);
    casting.slots.truncate(plan.applications);
    casting.slots.sort_unstable_by_key(|slot| (slot.at, slot.person, slot.nth));
    casting
}

/// A ring, or an operator alone, with no more applications than are left.
fn cast_operators(
    plan: &Plan,
    casting: &mut Casting,
    group: u32,
    left: usize,
    random: &mut Random,
) {
    let (mut pattern, care) = most_wanted(plan, casting);
    let size = match pattern {
        None => 1,
        Some(TruePattern::SharedInfrastructure) => 3 + random.skewed(12, 1.4),
        Some(TruePattern::ContestedIdentity) => 2 + random.below(4),
        Some(TruePattern::ClonedHistory) => 3 + random.skewed(8, 1.5),
    };
    let size = if size > left { 1 } else { size };
    if size == 1 {
        pattern = None;
    }
    let leading = occupation::draw(random);
    let (_, begin) = casting.calendar.answer(leading, random);
    // Careful ones take months over it, careless ones a fortnight.
    let pace = [4.0, 9.0, 20.0, 30.0][usize::from(care) - 1];
    let mut at = begin;
    let until = casting.slots.len() + left;
    for place in 0..size {
        let alike = pattern != Some(TruePattern::SharedInfrastructure) || random.chance(0.6);
        let occupation = if alike { leading } else { occupation::draw(random) };
        if at > calendar::END {
            at = begin - (at - calendar::END).min(begin - calendar::START);
        }
        let (advert, first_at) = casting.calendar.answer_at(occupation, at, random);
        let part = Part::Operator { pattern, care };
        let (place, size) = (place as u16, size as u16);
        let cast = Cast {
            part,
            group,
            place,
            size,
            occupation: occupation as u8,
            first_at,
            agency: None,
            named: None,
            event: None,
        };
        add(casting, cast, advert, until, random);
        at += (random.waiting(pace) * DAY as f64) as i64;
    }
    if pattern == Some(TruePattern::ContestedIdentity) && random.chance(0.5) {
        let (cast, _) = ordinary(&casting.calendar, random);
        let (advert, first_at) = casting.calendar.answer(leading, random);
        let cast = Cast { part: Part::Victim, group, first_at, occupation: leading as u8, ..cast };
        let person = casting.people.len() as u32;
        casting.people.push(cast);
        casting.slots.push(Slot { at: first_at, person, nth: 0, advert });
    }
}

/// The pattern and level of care that the applications so far hold least of, measured by what is
/// asked for: so that a small population has all of them too.
fn most_wanted(plan: &Plan, casting: &Casting) -> (Option<TruePattern>, u8) {
    let mix = &plan.tactics;
    let patterns = [
        (None, mix.alone),
        (Some(TruePattern::SharedInfrastructure), mix.shared_infrastructure),
        (Some(TruePattern::ContestedIdentity), mix.contested_identity),
        (Some(TruePattern::ClonedHistory), mix.cloned_history),
    ];
    let mut wanted = ((None, 1), f64::NEG_INFINITY);
    for (pattern, share) in patterns {
        for (care, weight) in (1..).zip(mix.care) {
            let part = Part::Operator { pattern, care };
            let held = casting.people.iter().filter(|cast| cast.part == part).count();
            let lack = -((held + 1) as f64) / (share * weight).max(1e-9);
            if lack > wanted.1 {
                wanted = ((pattern, care), lack);
            }
        }
    }
    wanted.0
}

/// Somebody without a group, and the advert that they answer.
fn ordinary(calendar: &Calendar, random: &mut Random) -> (Cast, u32) {
    let occupation = occupation::draw(random);
    let (advert, first_at) = calendar.answer(occupation, random);
    let cast = Cast {
        part: Part::Ordinary,
        group: 0,
        place: 0,
        size: 1,
        occupation: occupation as u8,
        first_at,
        agency: None,
        named: None,
        event: None,
    };
    (cast, advert)
}

/// The fewest and the most whom one event brings.
const EVENT_SIZE: (i64, i64) = (25, 60);

/// Events, each within one week, Monday to Saturday, not at the margins of the simulated time. They
/// have a sequence of chance of their own, so that without any nobody is drawn otherwise.
fn cast_events(plan: &Plan, casting: &mut Casting, groups: &mut u32) {
    let mut random = Random::at(plan.seed, &[12]);
    for event in (0..plan.events).flat_map(|_| Event::ALL) {
        *groups += 1;
        let size = random.between(EVENT_SIZE.0, EVENT_SIZE.1);
        let week = random.between(6, calendar::DAYS / 7 - 6);
        // The epoch was a Thursday.
        let monday = (calendar::START / DAY + week * 7 + 3) / 7 * 7 - 3;
        for place in 0..size {
            let (cast, _) = ordinary(&casting.calendar, &mut random);
            let day = monday + random.between(0, 4);
            let occupation = usize::from(cast.occupation);
            let (advert, first_at) = casting.calendar.answer_at(occupation, day * DAY, &mut random);
            let part = match event {
                Event::Flood => Part::Operator { pattern: None, care: 2 },
                _ => Part::Ordinary,
            };
            let (place, size) = (place as u16, size as u16);
            let event = Some(event);
            let cast = Cast { part, group: *groups, place, size, first_at, event, ..cast };
            add(casting, cast, advert, plan.applications, &mut random);
        }
    }
}

fn cast_groups(plan: &Plan, casting: &mut Casting, groups: &mut u32, random: &mut Random) {
    let people = plan.applications as f64 * 0.82;
    let total: f64 = SHARES.iter().map(|share| share.percent).sum();
    // However often look-alikes are asked for, some people stay ordinary.
    let factor = plan.lookalikes.min(85.0 / total);
    for share in &SHARES {
        let most = share.most.min((plan.applications as i64 / 50).max(4));
        let least = share.least.min(most);
        let mean = (least + most) as f64 / 2.0;
        let expected = people * share.percent / 100.0 * factor / mean;
        let count = expected as usize + usize::from(random.chance(expected.fract()));
        for _ in 0..count {
            *groups += 1;
            let size = random.between(least, most);
            cast_group(plan, casting, share.group, *groups, size, random);
        }
    }
}

fn cast_group(
    plan: &Plan,
    casting: &mut Casting,
    group: Group,
    number: u32,
    size: i64,
    random: &mut Random,
) {
    let (leading, _) = ordinary(&casting.calendar, random);
    for place in 0..size {
        let (mut cast, mut advert) = ordinary(&casting.calendar, random);
        let one_trade = match group {
            Group::Colleagues | Group::Bootcamp => 1.0,
            Group::ManagerReports => 0.8,
            _ => 0.0,
        };
        if random.chance(one_trade) {
            cast.occupation = leading.occupation;
        }
        let near = match group {
            Group::Colleagues | Group::ManagerReports | Group::Bootcamp => 40.0,
            Group::Couple | Group::RoomMates | Group::SiblingPhone => 60.0,
            _ => 0.0,
        };
        if near > 0.0 {
            let at = leading.first_at + (random.waiting(near) * DAY as f64) as i64;
            cast.first_at = at.min(calendar::END);
        }
        if group == Group::RecycledPhone {
            let half = calendar::DAYS / 3 * DAY;
            let days = random.below(calendar::DAYS as usize / 3) as i64;
            cast.first_at = calendar::START + i64::from(place > 0) * half * 2 + days * DAY;
        }
        if near > 0.0 || cast.occupation == leading.occupation || group == Group::RecycledPhone {
            let occupation = usize::from(cast.occupation);
            (advert, cast.first_at) = casting.calendar.answer_at(occupation, cast.first_at, random);
        }
        let (part, size) = (Part::Group(group), size as u16);
        let cast = Cast { part, group: number, place: place as u16, size, ..cast };
        add(casting, cast, advert, plan.applications, random);
    }
}

/// Adds a person with all of their applications, as far as there is room.
fn add(casting: &mut Casting, cast: Cast, advert: u32, most: usize, random: &mut Random) {
    if casting.slots.len() >= most {
        return;
    }
    let person = casting.people.len() as u32;
    casting.people.push(cast);
    casting.slots.push(Slot { at: cast.first_at, person, nth: 0, advert });
    let again = random.weighted(&[87.0, 7.0, 3.0, 2.0, 1.0]) as u8;
    let mut at = cast.first_at;
    for nth in 1..=again {
        at += (random.waiting(70.0) * DAY as f64) as i64 + DAY;
        if at > calendar::END || casting.slots.len() >= most {
            return;
        }
        let occupation = usize::from(cast.occupation);
        let (advert, at) = casting.calendar.answer_at(occupation, at, random);
        casting.slots.push(Slot { at, person, nth, advert });
    }
}

/// Brings some operators together with honest groups: those who come through an agency, and those
/// who name the contacts of somebody who has nothing to do with them.
fn involve(casting: &mut Casting, random: &mut Random) {
    let groups = |wanted: Group| {
        let mut groups: Vec<u32> = casting
            .people
            .iter()
            .filter(|cast| cast.part == Part::Group(wanted))
            .map(|cast| cast.group)
            .collect();
        groups.dedup();
        groups
    };
    let (agencies, named) = (groups(Group::Agency), groups(Group::NamedByOthers));
    let mut of_ring = (0, None);
    for cast in &mut casting.people {
        let Part::Operator { .. } = cast.part else { continue };
        if cast.group != of_ring.0 {
            let agency = (random.chance(0.06) && !agencies.is_empty())
                .then(|| agencies[random.below(agencies.len())]);
            of_ring = (cast.group, agency);
        }
        cast.agency = of_ring.1.filter(|_| random.chance(0.6));
        if !named.is_empty() && random.chance(0.07) {
            cast.named = Some(named[random.skewed(named.len(), 2.0)]);
        }
    }
}
