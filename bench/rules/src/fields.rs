//! Every raw field by itself: how far it alone tells operators from honest people.
//!
//! A field is scored in every simple way that a rule could: whether it is there, how many values,
//! how long, how large, how many applications hold the same value, and, of a field with few
//! values, the share of operators under each value, learned on the other half of the population.
//! Each score counts in both directions; a field is as strong as its strongest score.

use crate::Population;
use serde_json::Value;
use std::collections::BTreeMap;

/// More values than this, and a field is not one of categories.
const CATEGORIES_MAX: usize = 400;

/// What one application has in one field.
#[derive(Clone, Default)]
struct Held {
    values: Vec<String>,
}

/// Average precision of each raw field, the strongest first, with the way it is scored.
pub(crate) fn fields(population: &Population) -> Vec<(String, f64)> {
    let mut strongest: Vec<(String, f64)> = columns(population)
        .into_iter()
        .filter(|(path, _)| path != "id")
        .filter_map(|(path, column)| {
            scores(&column, &population.operators)
                .into_iter()
                .map(|(way, scores)| {
                    let negated: Vec<f64> = scores.iter().map(|score| -score).collect();
                    let precision = population
                        .average_precision(&scores)
                        .max(population.average_precision(&negated));
                    (format!("{path}, {way}"), precision)
                })
                .max_by(|a, b| a.1.total_cmp(&b.1))
        })
        .collect();
    strongest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    strongest
}

/// How often honest people and operators leave each field empty, and by how many standard errors
/// that differs; the most different first.
pub(crate) fn missing(population: &Population) -> Vec<(String, f64, f64, f64)> {
    let operators = population.operators.iter().filter(|operator| **operator).count() as f64;
    let honest = population.operators.len() as f64 - operators;
    let mut rows: Vec<(String, f64, f64, f64)> = columns(population)
        .into_iter()
        .map(|(path, column)| {
            let empty = |operator: bool| {
                let both = column.iter().zip(&population.operators);
                both.filter(|(held, of)| **of == operator && held.values.is_empty()).count() as f64
            };
            let (of_honest, of_operators) = (empty(false) / honest, empty(true) / operators);
            let all = (empty(false) + empty(true)) / (honest + operators);
            let error = (all * (1.0 - all) * (1.0 / honest + 1.0 / operators)).sqrt();
            let apart = if error > 0.0 { (of_operators - of_honest) / error } else { 0.0 };
            (path, of_honest, of_operators, apart)
        })
        .collect();
    rows.sort_by(|a, b| b.3.abs().total_cmp(&a.3.abs()).then(a.0.cmp(&b.0)));
    rows
}

/// What every application has in every field; list positions do not count.
fn columns(population: &Population) -> BTreeMap<String, Vec<Held>> {
    let count = population.applications.len();
    let mut columns: BTreeMap<String, Vec<Held>> = BTreeMap::new();
    for (index, application) in population.applications.iter().enumerate() {
        flatten(application, "", &mut |path, value| {
            let column =
                columns.entry(path.to_owned()).or_insert_with(|| vec![Held::default(); count]);
            column[index].values.push(value);
        });
    }
    columns
}

fn flatten(value: &Value, path: &str, found: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, &below, found);
            }
        }
        Value::Array(values) => {
            let below = format!("{path}[]");
            for value in values {
                flatten(value, &below, found);
            }
        }
        Value::String(text) => found(path, text.clone()),
        other => found(path, other.to_string()),
    }
}

fn scores(column: &[Held], operators: &[bool]) -> Vec<(&'static str, Vec<f64>)> {
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for value in column.iter().flat_map(|held| &held.values) {
        *holders.entry(value).or_default() += 1;
    }
    let each = |score: &dyn Fn(&Held) -> f64| column.iter().map(score).collect::<Vec<f64>>();
    let mut ways = vec![
        ("how many", each(&|held| held.values.len() as f64)),
        ("how long", each(&|held| held.values.iter().map(String::len).sum::<usize>() as f64)),
        (
            "how large",
            each(&|held| held.values.first().and_then(|v| v.parse().ok()).unwrap_or(0.0)),
        ),
        (
            "how many hold it, at most nine",
            each(&|held| {
                let most = held.values.iter().map(|value| holders[value.as_str()]).max();
                most.map_or(0.0, |most| most.min(9) as f64)
            }),
        ),
        (
            "held by two to nine",
            each(&|held| {
                let few = held.values.iter().any(|v| (2..10).contains(&holders[v.as_str()]));
                f64::from(u8::from(few))
            }),
        ),
    ];
    if holders.len() <= CATEGORIES_MAX {
        ways.push(("which value", by_value(column, operators)));
    }
    ways
}

/// The share of operators under the first value, learned on the other half, smoothed towards the
/// share in all of it.
fn by_value(column: &[Held], operators: &[bool]) -> Vec<f64> {
    const SMOOTH: f64 = 20.0;
    let first = |held: &Held| held.values.first().cloned().unwrap_or_default();
    let mut counts: [BTreeMap<String, (f64, f64)>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut totals = [(0.0, 0.0); 2];
    for (index, (held, operator)) in column.iter().zip(operators).enumerate() {
        let counted = counts[index % 2].entry(first(held)).or_default();
        let total = &mut totals[index % 2];
        let one = f64::from(u8::from(*operator));
        *counted = (counted.0 + one, counted.1 + 1.0);
        *total = (total.0 + one, total.1 + 1.0);
    }
    column
        .iter()
        .enumerate()
        .map(|(index, held)| {
            let other = 1 - index % 2;
            let share = totals[other].0 / f64::max(totals[other].1, 1.0);
            let (of, all) = counts[other].get(&first(held)).copied().unwrap_or_default();
            (of + SMOOTH * share) / (all + SMOOTH)
        })
        .collect()
}
