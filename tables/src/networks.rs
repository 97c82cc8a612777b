//! Address ranges: operator and country of each, merged from two packages.

use crate::pack::Pack;
use crate::sources::Fetched;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::path::Path;

/// One stretch of addresses: first, last, value.
type Range<T> = (u128, u128, T);

/// Compiles both families: first addresses, then systems, then countries, column by column.
pub(crate) fn compile(fetched: &Fetched) -> Result<Vec<u8>> {
    let asn = fetched.folder("asn")?.join("package");
    let country = fetched.folder("country")?.join("package");
    let mut names = BTreeMap::new();
    let four = systems(&asn.join("asn-ipv4.csv"), &mut names)?;
    let six = systems(&asn.join("asn-ipv6.csv"), &mut names)?;
    let mut pack = Pack::default();
    let numbers: Vec<u32> = names.keys().copied().collect();
    let index: HashMap<u32, u32> = numbers.iter().zip(1..).map(|(n, i)| (*n, i)).collect();
    pack.number(numbers.len() as u64);
    let mut last = 0;
    for number in &numbers {
        pack.number(u64::from(number - last));
        last = *number;
    }
    names.values().for_each(|name| pack.text(name));
    for (ranges, database, shift) in
        [(four, "iptoasn-country-ipv4.mmdb", 0), (six, "iptoasn-country-ipv6.mmdb", 64)]
    {
        let countries = countries(&country.join(database), shift)?;
        let merged = merge(&ranges, &countries, &index, shift);
        pack.number(merged.len() as u64);
        let mut last = 0;
        for (first, _, _) in &merged {
            pack.number((first - last) as u64);
            last = *first;
        }
        merged.iter().for_each(|(_, system, _)| pack.number(u64::from(*system)));
        merged.iter().for_each(|(_, _, country)| pack.bytes.extend_from_slice(country));
    }
    Ok(pack.bytes)
}

fn systems(path: &Path, names: &mut BTreeMap<u32, String>) -> Result<Vec<Range<u32>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path)?;
    let mut ranges = Vec::new();
    for row in reader.records() {
        let row = row?;
        let system = row[2].parse().context("a number of a system")?;
        ranges.push((bits(row[0].parse()?), bits(row[1].parse()?), system));
        names.entry(system).or_insert_with(|| row[3].trim().to_owned());
    }
    ranges.sort_unstable();
    Ok(ranges)
}

fn countries(path: &Path, shift: u32) -> Result<Vec<Range<[u8; 2]>>> {
    let reader = maxminddb::Reader::open_readfile(path)?;
    let all = if shift == 0 { "0.0.0.0/0" } else { "::/0" };
    let mut ranges = Vec::new();
    for found in reader.within(all.parse()?, Default::default())? {
        let found = found?;
        let Some(record) = found.decode::<serde_json::Value>()? else { continue };
        let Some(code) = record["country_code"].as_str().filter(|c| c.len() == 2) else {
            continue;
        };
        let network = found.network()?;
        let first = bits(network.network());
        let last = bits(network.broadcast());
        ranges.push((first, last, [code.as_bytes()[0], code.as_bytes()[1]]));
    }
    ranges.sort_unstable();
    Ok(ranges)
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => u128::from(u32::from(four)),
        IpAddr::V6(six) => u128::from(six),
    }
}

/// Starts of stretches of equal value, adjacent ones joined; addresses shifted right by `shift`
/// (no range of the second family is told apart below 64 bits).
fn merge(
    systems: &[Range<u32>],
    countries: &[Range<[u8; 2]>],
    index: &HashMap<u32, u32>,
    shift: u32,
) -> Vec<(u128, u32, [u8; 2])> {
    let mut edges: Vec<u128> = Vec::new();
    for (first, last) in
        systems.iter().map(|(f, l, _)| (f, l)).chain(countries.iter().map(|(f, l, _)| (f, l)))
    {
        edges.push(first >> shift);
        edges.push((last >> shift) + 1);
    }
    edges.sort_unstable();
    edges.dedup();
    let mut merged: Vec<(u128, u32, [u8; 2])> = Vec::new();
    for edge in edges {
        let address = edge << shift;
        let system = at(systems, address).map_or(0, |system| index[&system]);
        let country = at(countries, address).unwrap_or(*b"  ");
        if merged.last().is_none_or(|(_, s, c)| (*s, *c) != (system, country)) {
            merged.push((edge, system, country));
        }
    }
    merged
}

fn at<T: Copy>(ranges: &[Range<T>], address: u128) -> Option<T> {
    let after = ranges.partition_point(|(first, _, _)| *first <= address);
    let (_, last, value) = ranges.get(after.checked_sub(1)?)?;
    (*last >= address).then_some(*value)
}
