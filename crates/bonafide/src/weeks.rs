//! Surges among stored applications: what each left, and the surges found, as bytes.

use anyhow::{Result, anyhow};
use bonafide_anomaly::{Common, Observations, Surge, Traits};
use bonafide_screen::online::{Surges, surges};
use bonafide_store::{Error, Transaction};
use serde_json::{Value, json};

/// Under which name the surges are kept.
pub(crate) const STATE: &str = "surges";

/// What an application left, as bytes.
pub(crate) fn to_bytes(traits: &Traits) -> Vec<u8> {
    let values: Vec<(usize, u64)> =
        traits.values.iter().map(|(kind, key)| (*kind as usize, *key)).collect();
    json!([traits.week, traits.stratum, traits.job, values]).to_string().into_bytes()
}

/// What [`to_bytes`] wrote.
fn from_bytes(bytes: &[u8]) -> Option<Traits> {
    type Packed = (i32, u64, Option<(u64, bool)>, Vec<(usize, u64)>);
    let (week, stratum, job, values): Packed = serde_json::from_slice(bytes).ok()?;
    let kind = |(kind, key): (usize, u64)| Some((*Common::ALL.get(kind)?, key));
    let values = values.into_iter().filter_map(kind).collect();
    Some(Traits { week, stratum, job, values })
}

/// Looks for surges among all that is stored; those that were dismissed count for nobody.
pub(crate) fn look(t: &Transaction<'_>, dismissed: &[String]) -> Result<Surges, Error> {
    let mut observations = Observations::default();
    let mut persons: Vec<u32> = Vec::new();
    t.each_traits(&mut |number, person, bytes| {
        // Of an erased application nothing is counted, and its number is nobody's first.
        persons.resize(number as usize, u32::MAX);
        while observations.len() < persons.len() {
            observations.add(Traits::default());
        }
        let left = bytes.and_then(from_bytes);
        persons.push(if left.is_some() { person } else { u32::MAX });
        observations.add(left.unwrap_or_default());
    })?;
    Ok(surges(&observations, &persons, dismissed))
}

/// Surges as they are kept: without those that were dismissed, so that whoever is in one that is
/// dismissed later is screened anew.
pub(crate) fn pack(surges: &Surges, dismissed: &[String]) -> Vec<u8> {
    let all: Vec<Value> = surges
        .surges
        .iter()
        .filter(|surge| !dismissed.contains(&surge.id))
        .map(|surge| {
            json!([
                surge.id,
                surge.kind as usize,
                surge.key,
                surge.monday,
                surge.expected.to_bits(),
                surge.seen,
                surge.chance.to_bits(),
                surge.strong,
                surge.members
            ])
        })
        .collect();
    Value::Array(all).to_string().into_bytes()
}

/// Surges that were kept.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Surges> {
    type Packed = (String, usize, u64, Option<i64>, u64, u64, u64, bool, Vec<u32>);
    let all: Vec<Packed> = serde_json::from_slice(bytes)?;
    let surges: Option<Vec<Surge>> = all
        .into_iter()
        .map(|(id, kind, key, monday, expected, seen, chance, strong, members)| {
            Some(Surge {
                id,
                kind: *Common::ALL.get(kind)?,
                key,
                monday,
                expected: f64::from_bits(expected),
                seen,
                chance: f64::from_bits(chance),
                strong,
                members,
            })
        })
        .collect();
    Ok(Surges::of(surges.ok_or_else(|| anyhow!("a kept surge is of no known kind"))?, &[]))
}
