//! Simulating: every application of a plan in the order of submission, all at once or one by one.

use crate::Plan;
use crate::absence;
use crate::calendar;
use crate::casting::{self, Cast, Casting, Group, Part, Slot};
use crate::draft::Draft;
use crate::random::Random;
use crate::rarity::RareValues;
use crate::truth::Truth;
use crate::world::World;
use crate::{
    crowd, event, household, individual, later, operator, person, rarity, reapplication, ring,
    team, writing,
};
use bonafide_application::Application;
use bonafide_reference::Tables;
use std::collections::BTreeMap;

/// Applications in order of submission, and the truth of each in the same order.
#[derive(Clone, Debug)]
pub struct Population {
    /// The applications.
    pub applications: Vec<Application>,
    /// Their truth.
    pub truth: Vec<Truth>,
}

/// Simulates a plan as a whole; about 8 KB of memory an application.
pub fn simulate(plan: &Plan, tables: &Tables) -> Population {
    let mut population = Population { applications: Vec::new(), truth: Vec::new() };
    stream(plan, tables, |application, truth| {
        population.applications.push(application);
        population.truth.push(truth);
    });
    population
}

/// Simulates a plan and hands over each application with its truth, in order of submission; about
/// 100 bytes of memory an application.
pub fn stream(plan: &Plan, tables: &Tables, mut each: impl FnMut(Application, Truth)) {
    let stage = Scene { plan, world: World::new(tables), casting: casting::cast(plan) };
    let rare = stage.rare_values();
    for number in 0..stage.casting.slots.len() {
        let (application, truth) = stage.draw(number, &rare);
        each(application, truth);
    }
}

/// Everything that drawing one application needs.
struct Scene<'a> {
    plan: &'a Plan,
    world: World,
    casting: Casting,
}

/// What a sequence of chance is for; the first step of its path.
#[derive(Clone, Copy)]
enum For {
    Person = 2,
    Individual,
    Shared,
    Own,
    Tactics,
    Again,
    Later,
    Absence,
    Poison,
}

impl Scene<'_> {
    fn random(&self, what: For, of: u64, nth: u64) -> Random {
        Random::at(self.plan.seed, &[what as u64, of, nth])
    }

    /// The application of a place in the order of submission, with its truth.
    fn draw(&self, number: usize, rare: &BTreeMap<u32, RareValues>) -> (Application, Truth) {
        let slot = &self.casting.slots[number];
        let cast = &self.casting.people[slot.person as usize];
        let draft = self.draft(cast, slot);
        let application = self.write(&draft, slot, number);
        let (pattern, care) = match cast.part {
            Part::Operator { pattern, care } => (pattern, Some(care)),
            _ => (None, None),
        };
        let ring = pattern.and_then(|_| rare.get(&cast.group));
        let truth = Truth {
            id: application.id.clone(),
            operator: care.is_some(),
            person: format!("P-{:06}", slot.person + 1),
            ring: pattern.map(|_| format!("R-{:04}", cast.group)),
            pattern,
            care,
            rare_values: ring.map_or(0, |ring| ring.shared),
            rare_values_held: ring
                .map_or(0, |ring| ring.held.get(&slot.person).copied().unwrap_or(0)),
            kinds: draft.kinds.iter().map(|&kind| kind.to_owned()).collect(),
        };
        (application, truth)
    }

    fn write(&self, draft: &Draft, slot: &Slot, number: usize) -> Application {
        let (of, nth) = (u64::from(slot.person), u64::from(slot.nth));
        let absence = absence::draw(&mut self.random(For::Absence, of, nth));
        let mut random = self.random(For::Later, of, nth);
        let events = later::events(&self.world, draft, &absence, slot.at, &mut random);
        let place = (slot.at, slot.advert, number);
        writing::write(&self.world, draft, &absence, place, events)
    }

    /// The facts of one application: the person, then look-alikes, then group or tactics, then what
    /// changed since the first application.
    fn draft(&self, cast: &Cast, slot: &Slot) -> Draft {
        let world = &self.world;
        let of = u64::from(slot.person);
        let month = calendar::month(cast.first_at);
        let mut own = self.random(For::Own, of, 0);
        let mut shared = self.random(For::Shared, u64::from(cast.group), 0);
        let mut draft = if cast.part == Part::Victim {
            ring::victim(world, cast, &mut shared)
        } else {
            let mut random = self.random(For::Person, of, 0);
            person::draw(world, usize::from(cast.occupation), month, &mut random)
        };
        let mut random = self.random(For::Individual, of, 0);
        individual::apply(world, &mut draft, self.plan.lookalikes, &mut random);
        match cast.part {
            Part::Ordinary | Part::Victim => {}
            Part::Group(group) => join(world, group, cast, &mut draft, &mut shared, &mut own),
            Part::Operator { pattern, care } => {
                let mut random = self.random(For::Tactics, of, 0);
                operator::apply(world, &mut draft, care, &mut random);
                if let Some(agency) = cast.agency {
                    let mut office = self.random(For::Shared, u64::from(agency), 0);
                    crowd::agency(world, &mut draft, &mut office, &mut own);
                }
                if let Some(pattern) = pattern {
                    ring::join(world, pattern, care, cast, &mut draft, &mut shared, &mut own);
                }
                if let Some(named) = cast.named {
                    let mut stranger = self.random(For::Shared, u64::from(named), 0);
                    let mut random = self.random(For::Poison, of, 0);
                    operator::poison(world, &mut draft, &mut stranger, &mut random);
                }
            }
        }
        if let Some(event) = cast.event {
            event::join(world, event, month, &mut draft, &mut shared, &mut own);
        }
        if slot.nth > 0 {
            let months = calendar::month(slot.at) - month;
            let mut random = self.random(For::Again, of, 0);
            reapplication::change(world, &mut draft, slot.nth, month, months, &mut random);
        }
        draft
    }

    /// For each ring the rare values that its members share.
    fn rare_values(&self) -> BTreeMap<u32, RareValues> {
        let mut rings: BTreeMap<u32, Vec<&Slot>> = BTreeMap::new();
        for slot in &self.casting.slots {
            let cast = &self.casting.people[slot.person as usize];
            if let Part::Operator { pattern: Some(_), .. } = cast.part {
                rings.entry(cast.group).or_default().push(slot);
            }
        }
        let count = |slots: Vec<&Slot>| {
            let written: Vec<(u32, Application)> = slots
                .into_iter()
                .map(|slot| {
                    let cast = &self.casting.people[slot.person as usize];
                    (slot.person, self.write(&self.draft(cast, slot), slot, 0))
                })
                .collect();
            let members: Vec<(u32, &Application)> = written.iter().map(|(p, a)| (*p, a)).collect();
            rarity::rare_values(&members)
        };
        rings.into_iter().map(|(ring, slots)| (ring, count(slots))).collect()
    }
}

fn join(
    world: &World,
    group: Group,
    cast: &Cast,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    match group {
        Group::Couple
        | Group::RoomMates
        | Group::FatherAndSon
        | Group::SiblingPhone
        | Group::FamilyMailbox
        | Group::CommonName
        | Group::RecycledPhone => household::join(world, group, cast, draft, shared, own),
        Group::Agency
        | Group::Campus
        | Group::Library
        | Group::Bootcamp
        | Group::VpnExit
        | Group::AutoApply => crowd::join(world, group, draft, shared, own),
        Group::Colleagues
        | Group::ManagerReports
        | Group::WriterShop
        | Group::NamedByOthers
        | Group::FamousReferee => team::join(world, group, cast, draft, shared, own),
    }
}
