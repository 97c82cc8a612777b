//! The report of a run: one page that shows what was learned and why records were joined.
//!
//! Text of the lists is data throughout: the template escapes it, `said` takes its controls away,
//! and the page's policy lets nothing be loaded or run.

use crate::resolution::{LearnedComparison, Resolution, ShownLink, ShownPerson};
use askama::Template;
use bonafide_case::numbers::{bits, count, counted, percent};
use bonafide_case::report::policy::policy;
use bonafide_case::report::said::{SHORT, said};

const STYLE: &str = include_str!("../templates/resolution.css");

#[derive(Template)]
#[template(path = "resolution.html", whitespace = "minimize")]
struct Page<'a> {
    style: &'a str,
    policy: String,
    lead: String,
    left_out: String,
    numbers: Vec<(String, &'static str)>,
    prior: String,
    weights: Vec<Weight>,
    lists: Vec<(String, String, String)>,
    persons: Vec<Person>,
}

/// One level with what it is worth.
struct Weight {
    comparison: &'static str,
    level: &'static str,
    m: String,
    u: String,
    bits: String,
    bar: Bar,
}

/// A bar from where to where, in hundredths of the axis.
struct Bar {
    x: String,
    width: String,
    raises: bool,
}

struct Person {
    id: String,
    anchor: String,
    bits: String,
    columns: Vec<&'static str>,
    records: Vec<(String, Vec<(String, bool)>)>,
    links: Vec<Link>,
}

struct Link {
    between: String,
    sum: String,
    chance: String,
    steps: Vec<Step>,
}

struct Step {
    what: String,
    level: String,
    bits: String,
    bar: Bar,
}

/// The whole report as one HTML document.
#[expect(clippy::missing_panics_doc, reason = "writing to a string does not fail")]
pub fn html(found: &Resolution) -> String {
    let counts = &found.counts;
    let page = Page {
        style: STYLE,
        policy: policy(STYLE, ""),
        lead: format!(
            "{} are of {}: {} of them have several records.",
            counted(counts.records, "record", "records"),
            counted(counts.persons, "person", "persons"),
            count(counts.repeated)
        ),
        left_out: if (found.shown.len() as u64) < counts.repeated {
            format!(
                "{} of them are shown, the least certain first; all stand in persons.jsonl.",
                count(found.shown.len() as u64)
            )
        } else {
            "All are shown, the least certain first.".to_owned()
        },
        numbers: vec![
            (count(counts.records), "records"),
            (count(counts.persons), "persons"),
            (count(counts.repeated), "with several records"),
            (count(counts.compared), "pairs compared"),
            (count(found.skew.blocks), "blocks cut"),
            (count(counts.unread), "rows not read"),
        ],
        prior: bits(found.prior_bits),
        weights: found.weights.iter().flat_map(weights).collect(),
        lists: found.lists.iter().map(columns).collect(),
        persons: found
            .shown
            .iter()
            .enumerate()
            .map(|(number, person)| shown(person, number, found.prior_bits))
            .collect(),
    };
    page.render().expect("writing to a string does not fail")
}

fn columns(list: &crate::lists::Recognized) -> (String, String, String) {
    let used: Vec<String> =
        list.used.iter().map(|(column, role)| format!("{} as {role}", said(column, 40))).collect();
    let unused: Vec<String> = list.unused.iter().map(|column| said(column, 40)).collect();
    (said(&list.list, SHORT), used.join(", "), unused.join(", "))
}

/// Bits on either side of the middle of a bar of weights.
const WEIGHT_REACH: f64 = 20.0;

fn weights(comparison: &LearnedComparison) -> Vec<Weight> {
    let each = comparison.levels.iter().enumerate();
    each.map(|(place, (level, m, u))| {
        let worth = (m / u).log2();
        Weight {
            comparison: if place == 0 { comparison.name } else { "" },
            level,
            m: percent(*m),
            u: percent(*u),
            bits: bits(worth),
            bar: bar(0.0, worth, -WEIGHT_REACH, WEIGHT_REACH),
        }
    })
    .collect()
}

fn bar(from: f64, to: f64, least: f64, most: f64) -> Bar {
    let at = |bits: f64| (bits - least) / (most - least) * 100.0;
    let (start, end) = (at(from.min(to)).clamp(0.0, 100.0), at(from.max(to)).clamp(0.0, 100.0));
    Bar {
        x: format!("{start:.2}"),
        width: format!("{:.2}", (end - start).max(0.2)),
        raises: to >= from,
    }
}

/// Values of one column that a report shows of a person's records.
const RECORDS_SHOWN: usize = 60;

fn shown(person: &ShownPerson, number: usize, prior: f64) -> Person {
    let mut columns: Vec<&'static str> = Vec::new();
    for (name, _) in person.records.iter().flat_map(|record| &record.said) {
        if !columns.contains(name) {
            columns.push(name);
        }
    }
    let usual = |column: &str| {
        let all = person.records.iter().flat_map(|record| &record.said);
        let mut values: Vec<&str> =
            all.filter(|(name, _)| *name == column).map(|(_, value)| value.as_str()).collect();
        values.sort_unstable();
        let most = values.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
        most.map(|same| same[0].to_owned()).unwrap_or_default()
    };
    let usual: Vec<String> = columns.iter().map(|column| usual(column)).collect();
    let records = person.records.iter().take(RECORDS_SHOWN).map(|record| {
        let cells = columns.iter().zip(&usual).map(|(column, usual)| {
            let value = record.said.iter().find(|(name, _)| name == column);
            let value = value.map_or(String::new(), |(_, value)| said(value, SHORT));
            let differs = !value.is_empty() && value != *usual;
            (value, differs)
        });
        (record_name(&record.source, &record.id), cells.collect())
    });
    let weakest = person.links.iter().map(|link| link.bits).fold(f64::INFINITY, f64::min);
    Person {
        id: person.id.clone(),
        anchor: format!("p{}", number + 1),
        bits: bits(weakest),
        columns: columns.clone(),
        records: records.collect(),
        links: person.links.iter().map(|link| waterfall(link, person, prior)).collect(),
    }
}

fn record_name(source: &str, id: &str) -> String {
    if source.is_empty() {
        said(id, SHORT)
    } else {
        format!("{} {}", said(source, 60), said(id, SHORT))
    }
}

fn waterfall(link: &ShownLink, person: &ShownPerson, prior: f64) -> Link {
    let name = |at: usize| record_name(&person.records[at].source, &person.records[at].id);
    let mut steps = Vec::new();
    let (mut least, mut most, mut at) = (prior.min(0.0), 0.0_f64, prior);
    for (.., bits) in &link.terms {
        at += bits;
        (least, most) = (least.min(at), most.max(at));
    }
    let (least, most) = (least - 1.0, most + 1.0);
    let mut step = |what: &str, level: &str, from: f64, to: f64| {
        steps.push(Step {
            what: what.to_owned(),
            level: level.to_owned(),
            bits: bits(to - from),
            bar: bar(from, to, least, most),
        });
    };
    step("before anything is looked at", "any two records", 0.0, prior);
    let mut at = prior;
    for (what, level, bits) in &link.terms {
        step(what, level, at, at + bits);
        at += bits;
    }
    Link {
        between: format!("{} and {}", name(link.between.0), name(link.between.1)),
        sum: bits(link.bits),
        chance: percent(1.0 / (1.0 + (-link.bits).exp2())),
        steps,
    }
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::resolution::{Resolution, ShownLink, ShownPerson, ShownRecord};

    #[test]
    fn text_of_lists_cannot_become_markup() {
        let record = |id: &str| ShownRecord {
            source: "<script>".to_owned(),
            id: id.to_owned(),
            said: vec![("given name", "<b>ana".to_owned())],
        };
        let person = ShownPerson {
            id: "P-1".to_owned(),
            records: vec![record("1"), record("2")],
            links: vec![ShownLink {
                between: (0, 1),
                bits: 4.0,
                terms: vec![("given name", "the same", 9.0)],
            }],
        };
        let page = html(&Resolution { shown: vec![person], ..Resolution::default() });
        assert!(page.contains("&#60;b&#62;ana") && !page.contains("<script>"), "{page}");
        assert!(page.contains("94&#160;%") || page.contains("94\u{a0}%"), "{page}");
    }
}
