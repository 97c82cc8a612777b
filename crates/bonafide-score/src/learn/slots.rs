//! The table as a vector of numbers to learn, and decisions as sparse rows over it.

use std::collections::BTreeMap;

use super::{Decision, Given, Trust};
use crate::weights::Weights;

/// What one number of the vector is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Clear(String),
    Noted(String, String),
    Shared(String),
    Cap(usize),
    Floor(usize),
}

/// Every number that is learned, with its shipped value and its bounds.
pub(super) struct Slots {
    indices: BTreeMap<Slot, usize>,
    groups: Vec<String>,
    /// Groups of checks and kinds by name.
    group_of: BTreeMap<String, usize>,
    /// Shipped values.
    pub(super) shipped: Vec<f64>,
    /// Standard deviation around the shipped value.
    pub(super) deviation: Vec<f64>,
    /// Least and greatest value.
    pub(super) bounds: Vec<(f64, f64)>,
    /// Bound of the log2 odds, either way.
    pub(super) limit: f64,
    /// The share that a finding keeps in other applications of the same claimed person.
    again: f64,
}

/// One decision: its addends by group, each a slot and what the slot's value is multiplied by.
pub(super) struct Example {
    pub(super) groups: Vec<GroupOf>,
    pub(super) operator: bool,
}

/// The addends of one group in one decision.
#[derive(Default)]
pub(super) struct GroupOf {
    /// Slots of the cap and of the floor.
    pub(super) cap: usize,
    pub(super) floor: usize,
    pub(super) against: Vec<Addend>,
    pub(super) favor: Vec<Addend>,
}

/// A slot times an amount.
#[derive(Clone, Copy)]
pub(super) struct Addend {
    pub(super) slot: usize,
    pub(super) amount: f64,
}

impl Slots {
    pub(super) fn of(weights: &Weights, trust: Trust) -> Slots {
        let mut slots = Slots {
            indices: BTreeMap::new(),
            groups: weights.groups.keys().cloned().collect(),
            group_of: BTreeMap::new(),
            shipped: Vec::new(),
            deviation: Vec::new(),
            bounds: Vec::new(),
            limit: weights.limit,
            again: weights.again,
        };
        let place = |name: &String| weights.groups.keys().position(|group| group == name);
        for (name, row) in &weights.checks {
            slots.add(Slot::Clear(name.clone()), row.clear, trust.bits, (-64.0, 0.0));
            for (level, bits) in &row.noted {
                let slot = Slot::Noted(name.clone(), level.clone());
                slots.add(slot, *bits, trust.bits, (0.0, 64.0));
            }
            slots.group_of.extend(place(&row.group).map(|group| (name.clone(), group)));
        }
        for (kind, row) in &weights.links {
            slots.add(Slot::Shared(kind.clone()), row.bits, trust.bits, (0.0, 64.0));
            slots.group_of.extend(place(&row.group).map(|group| (kind.clone(), group)));
        }
        for (index, group) in weights.groups.values().enumerate() {
            slots.add(Slot::Cap(index), group.cap, trust.cap, (0.0, 64.0));
            slots.add(Slot::Floor(index), group.floor, trust.cap, (-64.0, 0.0));
        }
        slots
    }

    /// What the table says is worth nothing is a choice, often of fairness, and stays so.
    fn add(&mut self, slot: Slot, shipped: f64, deviation: f64, bounds: (f64, f64)) {
        let bounds = if shipped == 0.0 { (0.0, 0.0) } else { bounds };
        self.indices.insert(slot, self.shipped.len());
        self.shipped.push(shipped);
        self.deviation.push(deviation);
        self.bounds.push(bounds);
    }

    /// A decision over the slots; what has no row is left out.
    pub(super) fn example(&self, decision: &Decision) -> Example {
        let mut groups: BTreeMap<usize, GroupOf> = BTreeMap::new();
        for given in &decision.given {
            let (name, slot, amount) = match given {
                Given::Clear(name) => (name, Slot::Clear(name.clone()), 1.0),
                Given::Noted(name, level) => (name, Slot::Noted(name.clone(), level.clone()), 1.0),
                Given::Elsewhere(name, level) => {
                    (name, Slot::Noted(name.clone(), level.clone()), self.again)
                }
                Given::Shared(kind, share) => {
                    (kind, Slot::Shared(kind.clone()), share.clamp(0.0, 1.0))
                }
            };
            let (Some(slot), Some(group)) = (self.indices.get(&slot), self.group_of.get(name))
            else {
                continue;
            };
            let addend = Addend { slot: *slot, amount };
            let entry = groups.entry(*group).or_insert_with(|| GroupOf {
                cap: self.indices[&Slot::Cap(*group)],
                floor: self.indices[&Slot::Floor(*group)],
                ..GroupOf::default()
            });
            match given {
                Given::Clear(_) => entry.favor.push(addend),
                Given::Noted(..) | Given::Elsewhere(..) | Given::Shared(..) => {
                    entry.against.push(addend);
                }
            }
        }
        Example { groups: groups.into_values().collect(), operator: decision.operator }
    }

    /// The table with these values, rounded to hundredths where they moved.
    pub(super) fn write(&self, values: &[f64], weights: &Weights) -> Weights {
        let mut weights = weights.clone();
        for (slot, index) in &self.indices {
            let (shipped, value) = (self.shipped[*index], values[*index]);
            if (value - shipped).abs() < 0.005 {
                continue;
            }
            // Adding 0 turns a negative zero into a positive one.
            let value = (value * 100.0).round() / 100.0 + 0.0;
            match slot {
                Slot::Clear(name) => {
                    weights.checks.entry(name.clone()).and_modify(|row| row.clear = value);
                }
                Slot::Noted(name, level) => {
                    weights.checks.entry(name.clone()).and_modify(|row| {
                        row.noted.insert(level.clone(), value);
                    });
                }
                Slot::Shared(kind) => {
                    weights.links.entry(kind.clone()).and_modify(|row| row.bits = value);
                }
                Slot::Cap(group) => {
                    let name = self.groups[*group].clone();
                    weights.groups.entry(name).and_modify(|group| group.cap = value);
                }
                Slot::Floor(group) => {
                    let name = self.groups[*group].clone();
                    weights.groups.entry(name).and_modify(|group| group.floor = value);
                }
            }
        }
        weights
    }
}
