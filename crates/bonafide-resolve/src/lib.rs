//! Which records of any list of people are of one person.
mod address;
mod cluster;
mod compare;
mod comparison;
mod day;
mod draft;
mod mark;
mod meet;
mod model;
mod nicknames;
mod people;
pub mod role;
mod score;
mod sound;
mod symbols;

pub use bonafide_gather::Error;
pub use meet::Skew;

use bonafide_ingest::List;
use draft::{Column, draft};
use people::People;
use role::Role;
use std::io::Write;

/// What a run depends on besides its lists.
pub struct Settings {
    /// Threads.
    pub threads: usize,
    /// Bytes.
    pub memory_bytes: usize,
}

/// Resolves.
pub fn resolve(lists: Vec<List>, settings: &Settings, out: &mut dyn Write) -> Result<(), Error> {
    let started = std::time::Instant::now();
    let mut people = People::new();
    for list in lists {
        let (columns, rows) = plan(list);
        let mut rows = rows.into_iter();
        bonafide_gather::in_order(
            settings.threads,
            || {
                let batch: Vec<_> = rows.by_ref().take(4096).collect();
                (!batch.is_empty()).then_some(batch)
            },
            |batch| {
                let read = batch.iter().filter_map(|(_, cells)| cells.as_ref().ok());
                read.map(|cells| draft(cells, &columns)).collect::<Vec<_>>()
            },
            |drafts| {
                drafts.iter().for_each(|draft| people.add(draft));
                Ok::<(), Error>(())
            },
        )?;
    }
    eprintln!("read {} {:?}", people.persons.len(), started.elapsed());
    people.settle();
    eprintln!("settled {:?}", started.elapsed());
    let met = meet::meet(&people, settings.threads, settings.memory_bytes)?;
    eprintln!("met {:?} {:?} sample {}", started.elapsed(), met.skew, met.sample.len());
    let mut model = model::Model::learn(&people, &met.sample);
    eprintln!("learned {:?}", started.elapsed());
    let mut edges = score::score(&people, &model, met.pairs, settings.threads)?;
    eprintln!("scored {:?} edges {}", started.elapsed(), edges.len());
    model.prior = score::prior(&edges, people.persons.len());
    eprintln!("prior {}", model.prior);
    let clusters = cluster::clusters(&people, &model, &mut edges);
    eprintln!("clustered {:?} {}", started.elapsed(), clusters.members.len());
    for members in &clusters.members {
        let ids: Vec<&str> = members.iter().map(|m| &*people.ids[*m as usize].1).collect();
        let _ = writeln!(out, "{}", ids.join("\t"));
    }
    Ok(())
}

type Rows = Vec<(u64, Result<Vec<String>, String>)>;

fn plan(list: List) -> (Vec<Column>, Rows) {
    let rows: Rows = list.rows.collect();
    let mut columns = Vec::new();
    let mut met = Vec::new();
    for (at, name) in list.columns.iter().enumerate() {
        let Some(role) = role::usual(name) else { continue };
        if role == Role::Id && met.contains(&role) {
            continue;
        }
        met.push(role);
        let mut votes = (0, 0);
        if role == Role::Born {
            for (_, cells) in &rows {
                match cells.as_ref().ok().and_then(|c| c.get(at)).and_then(|c| day::order_of(c)) {
                    Some(day::Order::DayFirst) => votes.0 += 1,
                    Some(day::Order::MonthFirst) => votes.1 += 1,
                    None => {}
                }
            }
        }
        let order = if votes.0 > votes.1 { day::Order::DayFirst } else { day::Order::MonthFirst };
        let kind = bonafide_application::fold(name).bytes().fold(7_u8, |a, b| a.wrapping_mul(31) ^ b);
        columns.push(Column { at, role, kind, order });
    }
    (columns, rows)
}
