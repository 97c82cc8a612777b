//! The executable specification: every situation in `cases/` goes through the program.
//!
//! A page holds prose, one block marked `applications` and one marked `expect`; their language is
//! described in `cases/README.md`.

use crate::program::{bonafide, lines, temporary};
use bonafide_application::Application;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Ordinary applicants are taken from a population of this size; its operators are left out.
const POPULATION: usize = 1600;
const POPULATION_SEED: usize = 7;

/// One page of `cases/`.
struct Case {
    name: String,
    applications: Vec<Value>,
    groups: Vec<Group>,
    expectations: Vec<String>,
}

/// `NAME: N ordinary applicants with PATCH`.
struct Group {
    name: String,
    size: usize,
    patch: String,
}

/// What the program said of one case.
struct Outcome {
    screened: BTreeMap<String, Value>,
    rings: Vec<Value>,
    persons: Vec<Value>,
    notices: Vec<Value>,
}

#[test]
fn every_page_can_be_read() {
    let cases = cases();
    assert!(cases.len() >= 30, "{} pages only", cases.len());
    for case in &cases {
        assert!(!case.expectations.is_empty(), "{}: nothing is expected", case.name);
        for value in &case.applications {
            let application = serde_json::from_value::<Application>(value.clone());
            let application = application.unwrap_or_else(|error| panic!("{}: {error}", case.name));
            let back = serde_json::to_value(&application).expect("an application is JSON");
            let lost = lost(value, &back);
            assert!(lost.is_empty(), "{}: {}: not read: {lost:?}", case.name, application.id);
        }
        let sizes = case.groups.iter().map(|group| group.size).sum::<usize>();
        assert!(sizes * 5 < POPULATION * 4, "{}: more applicants than there are", case.name);
    }
}

#[test]
fn every_case_comes_out_as_expected() {
    let cases = cases();
    let half = cases.len() / 2;
    let (first, second) = cases.split_at(half);
    let objections: Vec<String> = std::thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().flat_map(objections).collect::<Vec<_>>());
        let second: Vec<String> = second.iter().flat_map(objections).collect();
        first.join().expect("the first half runs").into_iter().chain(second).collect()
    });
    let count = objections.len();
    assert!(objections.is_empty(), "{count} expectations failed:\n{}", objections.join("\n"));
}

/// Runs one case; each expectation that fails, as a sentence.
fn objections(case: &Case) -> Vec<String> {
    let outcome = screen(case);
    let objection = |expectation: &String| {
        let result = judge(&outcome, expectation);
        result.err().map(|why| format!("{}: `{expectation}`: {why}", case.name))
    };
    case.expectations.iter().filter_map(objection).collect()
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("cases/")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.retain(|path| !path.ends_with("README.md"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Case {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("a page");
    let mut groups = Vec::new();
    let mut records = String::new();
    for line in block(&text, "applications", &name) {
        match group(line) {
            Some(group) => groups.push(group),
            None => records.push_str(line),
        }
        records.push('\n');
    }
    let applications = serde_json::Deserializer::from_str(&records)
        .into_iter::<Value>()
        .map(|value| value.unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect();
    let expectations = block(&text, "expect", &name)
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(str::to_owned);
    Case { expectations: expectations.collect(), name, applications, groups }
}

/// The lines of the one block that is marked so.
fn block<'t>(text: &'t str, mark: &str, name: &str) -> Vec<&'t str> {
    let start = format!("```{mark}");
    let starts = text.lines().filter(|line| *line == start).count();
    assert_eq!(starts, 1, "{name}: blocks marked {mark}");
    let inside = text.lines().skip_while(|line| *line != start).skip(1);
    inside.take_while(|line| *line != "```").collect()
}

fn group(line: &str) -> Option<Group> {
    let (name, rest) = line.split_once(": ")?;
    let (size, rest) = rest.split_once(" ordinary applicants")?;
    let patch = rest.strip_prefix(" with ").unwrap_or("{}");
    Some(Group { name: name.to_owned(), size: size.parse().ok()?, patch: patch.to_owned() })
}

/// Leaves of `given` that are not in `back`: a misspelled field, a date that is none.
fn lost(given: &Value, back: &Value) -> Vec<String> {
    match (given, back) {
        (Value::Object(given), Value::Object(back)) => given
            .iter()
            .flat_map(|(key, value)| match back.get(key) {
                Some(found) => lost(value, found),
                None => vec![format!("{key}: {value}")],
            })
            .collect(),
        (Value::Array(given), Value::Array(back)) if given.len() == back.len() => {
            given.iter().zip(back).flat_map(|(given, back)| lost(given, back)).collect()
        }
        _ if given == back || given.is_number() && given.as_f64() == back.as_f64() => Vec::new(),
        _ => vec![format!("{given} became {back}")],
    }
}

/// Ordinary applicants: the honest ones of a simulated population, look-alikes included.
fn ordinary() -> &'static [Value] {
    static ORDINARY: OnceLock<Vec<Value>> = OnceLock::new();
    ORDINARY.get_or_init(|| {
        let out = temporary("cases").join("ordinary");
        let (seed, size) = (POPULATION_SEED.to_string(), POPULATION.to_string());
        let folder = out.to_str().expect("a path in UTF-8");
        bonafide(&["simulate", "--seed", &seed, "--applications", &size, "--out", folder]);
        let truth = lines(&out.join("truth.jsonl"));
        let operator = |value: &Value| value["operator"] == json!(true);
        let honest: BTreeSet<&str> = truth
            .iter()
            .filter(|value| !operator(value))
            .filter_map(|value| value["id"].as_str())
            .collect();
        let mut applications = lines(&out.join("applications.jsonl"));
        applications.retain(|value| value["id"].as_str().is_some_and(|id| honest.contains(id)));
        applications
    })
}

/// Screens the applications of one case among its ordinary applicants.
fn screen(case: &Case) -> Outcome {
    let mut applications = case.applications.clone();
    let needed = case.groups.iter().map(|group| group.size).sum::<usize>();
    let mut ordinary = if needed == 0 { [].iter() } else { ordinary().iter() };
    for group in &case.groups {
        for number in 1..=group.size {
            let mut value = ordinary.next().expect("enough ordinary applicants").clone();
            let patch = group.patch.replace("{n}", &number.to_string());
            let patch = serde_json::from_str(&patch).expect("a patch is JSON");
            merge(&mut value, &patch);
            value["id"] = json!(format!("{}-{number}", group.name));
            applications.push(value);
        }
    }
    let folder = temporary("cases").join(&case.name);
    fs::create_dir_all(&folder).expect("a folder");
    let input = folder.join("applications.jsonl");
    let records: Vec<String> = applications.iter().map(Value::to_string).collect();
    fs::write(&input, records.join("\n") + "\n").expect("the input");
    let out = folder.join("out");
    if out.exists() {
        fs::remove_dir_all(&out).expect("removing an earlier output");
    }
    let text = |path: &Path| path.to_str().expect("a path in UTF-8").to_owned();
    bonafide(&["screen", &text(&input), "--out", &text(&out)]);
    let screened = lines(&out.join("screened.jsonl"));
    let id = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    Outcome {
        screened: screened.into_iter().map(|value| (id(&value), value)).collect(),
        rings: lines(&out.join("rings.jsonl")),
        persons: lines(&out.join("persons.jsonl")),
        notices: lines(&out.join("notices.jsonl")),
    }
}

/// Lays a patch over a value, as RFC 7386 says.
fn merge(value: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *value = patch.clone();
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    let object = value.as_object_mut().expect("it was made an object");
    for (key, patch) in patch {
        if patch.is_null() {
            object.remove(key);
        } else {
            merge(object.entry(key).or_insert(Value::Null), patch);
        }
    }
}

/// Whether an expectation holds; why not, where it does not.
fn judge(outcome: &Outcome, expectation: &str) -> Result<(), String> {
    let (subjects, wanted) = expectation.split_once(": ").ok_or("it lacks `: `")?;
    let subjects = ids(outcome, subjects)?;
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let each = |judge: &dyn Fn(&str, &Value) -> Result<(), String>| {
        subjects.iter().try_for_each(|id| judge(id, &outcome.screened[id]))
    };
    match words.as_slice() {
        ["nothing"] => {
            each(&|id, one| above_at_most(id, one, 1.0).and_then(|()| without_ring(id, one)))
        }
        ["exactly", "the", "prior"] => each(&|id, one| {
            let terms = one["evidence"].as_array().map_or(0, Vec::len);
            holds(terms == 0, || format!("{id} has {}", terms_of(one)))
        }),
        ["at", "most", bits, "bits", "above", "the", "prior"] => {
            each(&|id, one| above_at_most(id, one, number(bits)?))
        }
        ["at", "least", bits, "bits", "above", "the", "prior"] => each(&|id, one| {
            let enough = above(one) >= number(bits)?;
            holds(enough, || format!("{id} is {:.2} above, by {}", above(one), terms_of(one)))
        }),
        ["at", "least", band] => each(&|id, one| {
            let enough = rank(text(&one["band"]))? >= rank(band)?;
            holds(enough, || format!("{id} is {}, by {}", one["band"], terms_of(one)))
        }),
        ["below", band] => each(&|id, one| {
            let low = rank(text(&one["band"]))? < rank(band)?;
            holds(low, || format!("{id} is {}, by {}", one["band"], terms_of(one)))
        }),
        ["notes", check] => {
            each(&|id, one| holds(notes(one, check), || format!("{id} has only {}", terms_of(one))))
        }
        ["does", "not", "note", check] => {
            each(&|id, one| holds(!notes(one, check), || format!("{id} has {}", terms_of(one))))
        }
        ["no", "ring"] => each(&without_ring),
        ["no", "ring", "through", ..] => {
            without_ring_through(outcome, &subjects, wanted.trim_start_matches("no ring through "))
        }
        ["ring", pattern] => in_ring(outcome, &subjects, pattern, subjects.len()),
        ["ring", pattern, "for", "at", "least", least] => {
            in_ring(outcome, &subjects, pattern, least.parse().map_err(|_| "not a number")?)
        }
        ["one", "claimed", "person"] => holds(
            outcome.persons.iter().any(|person| of_person(person, &subjects) == subjects.len()),
            || "no line of persons.jsonl holds them all".to_owned(),
        ),
        ["different", "claimed", "persons"] => {
            let met = outcome.persons.iter().find(|person| of_person(person, &subjects) > 1);
            holds(met.is_none(), || format!("{} holds two of them", met.unwrap_or(&Value::Null)))
        }
        ["notice", duty] => each(&|id, _| {
            let duties = duties(outcome, id);
            holds(duties.contains(duty), || format!("{id} has the notices {duties:?}"))
        }),
        ["no", "notice"] => each(&|id, _| {
            let duties = duties(outcome, id);
            holds(duties.is_empty(), || format!("{id} has the notices {duties:?}"))
        }),
        ["equal", "probability"] => {
            let first = &outcome.screened[&subjects[0]]["probability"];
            each(&|id, one| {
                let other = &one["probability"];
                holds(other == first, || format!("{id} has {other}, not {first}"))
            })
        }
        _ => Err("the words are not known; see cases/README.md".to_owned()),
    }
}

/// How many of the subjects are one claimed person's.
fn of_person(person: &Value, subjects: &[String]) -> usize {
    let members = members(person, "applications");
    subjects.iter().filter(|id| members.contains(&id.as_str())).count()
}

/// `A-1 A-3`, `A-1..A-9`, `group-*`.
fn ids(outcome: &Outcome, subjects: &str) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    for subject in subjects.split_whitespace() {
        if let Some(prefix) = subject.strip_suffix('*') {
            ids.extend(outcome.screened.keys().filter(|id| id.starts_with(prefix)).cloned());
        } else if let Some((first, last)) = subject.split_once("..") {
            let (prefix, from) = first.rsplit_once('-').ok_or("a range is A-1..A-9")?;
            let (_, to) = last.rsplit_once('-').ok_or("a range is A-1..A-9")?;
            let bound = |text: &str| text.parse::<u32>().map_err(|_| "a range has numbers");
            ids.extend((bound(from)?..=bound(to)?).map(|number| format!("{prefix}-{number}")));
        } else {
            ids.push(subject.to_owned());
        }
    }
    match ids.iter().find(|id| !outcome.screened.contains_key(*id)) {
        Some(unknown) => Err(format!("{unknown} was not screened")),
        None if ids.is_empty() => Err("it names nobody".to_owned()),
        None => Ok(ids),
    }
}

fn holds(condition: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if condition { Ok(()) } else { Err(why()) }
}

fn above_at_most(id: &str, one: &Value, bits: f64) -> Result<(), String> {
    let sum = above(one);
    holds(sum <= bits, || format!("{id} is {sum:.2} bits above, by {}", terms_of(one)))
}

fn without_ring(id: &str, one: &Value) -> Result<(), String> {
    holds(one["ring"].is_null(), || format!("{id} is in {}", one["ring"]))
}

/// No ring that holds two of them shares a value that contains the text.
fn without_ring_through(outcome: &Outcome, ids: &[String], text: &str) -> Result<(), String> {
    let through = outcome.rings.iter().find(|ring| {
        ring["shared"].as_array().into_iter().flatten().any(|shared| {
            let holders = members(shared, "members");
            let value = shared["value"].as_str().unwrap_or_default();
            value.contains(text)
                && ids.iter().filter(|id| holders.contains(&id.as_str())).count() > 1
        })
    });
    holds(through.is_none(), || format!("{} is", through.unwrap_or(&Value::Null)["ring"]))
}

fn in_ring(outcome: &Outcome, ids: &[String], pattern: &str, least: usize) -> Result<(), String> {
    let found = |ring: &&Value| {
        let members = members(ring, "members");
        ids.iter().filter(|id| members.contains(&id.as_str())).count() >= least
    };
    match outcome.rings.iter().find(found) {
        Some(ring) if ring["pattern"] == json!(pattern) => Ok(()),
        Some(ring) => Err(format!("their ring is {}", ring["pattern"])),
        None => Err(format!("no ring holds {least} of them")),
    }
}

/// What each notice of an application asks.
fn duties<'o>(outcome: &'o Outcome, id: &str) -> Vec<&'o str> {
    let own = outcome.notices.iter().filter(|notice| notice["application"] == id);
    own.map(|notice| text(&notice["duty"])).collect()
}

/// Bits that the evidence adds up to.
fn above(one: &Value) -> f64 {
    terms(one).map(bits).sum()
}

fn bits(term: &Value) -> f64 {
    term["bits"].as_f64().expect("bits are a number")
}

fn terms(one: &Value) -> impl Iterator<Item = &Value> {
    one["evidence"].as_array().into_iter().flatten()
}

fn terms_of(one: &Value) -> String {
    let show = |term: &Value| format!("{} {:+.2}", text(&term["check"]), bits(term));
    let terms: Vec<String> = terms(one).map(show).collect();
    if terms.is_empty() { "no terms".to_owned() } else { terms.join(", ") }
}

/// Whether a term of that name speaks against the applicant.
fn notes(one: &Value, check: &str) -> bool {
    terms(one).any(|term| text(&term["check"]) == check && bits(term) > 0.0)
}

fn members<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    value[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("{text} is not a number"))
}

fn rank(band: &str) -> Result<usize, String> {
    let bands = ["clear", "review", "priority"];
    bands.iter().position(|known| *known == band).ok_or_else(|| format!("no band {band}"))
}
