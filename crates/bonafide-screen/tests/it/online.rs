//! Screened as they arrive, applications stand as if all had been screened together.

use bonafide_anomaly::{Observations, traits};
use bonafide_application::Application;
use bonafide_case::Screening;
use bonafide_ingest::{Options, open};
use bonafide_linkage::{Key, Relation};
use bonafide_population::{Plan, stream};
use bonafide_reference::{Subject, Tables};
use bonafide_score::{Weights, bands::Budget};
use bonafide_screen::{
    Input, Outputs, Related, Settings,
    online::{History, Recent, Scales, Standing, Surges, Tied, rescreen, surges},
    screen,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor};
use std::sync::Arc;

const PRIOR: f64 = 1.0 / 343.0;

/// A history in memory.
#[derive(Default)]
struct Memory {
    applications: Vec<Application>,
    standings: Vec<Option<Standing>>,
    holders: BTreeMap<Key, Vec<u32>>,
    rings: BTreeMap<String, Tied>,
    alike: BTreeMap<u32, Vec<u32>>,
    relations: Vec<(u32, u32, Relation)>,
    recent: Recent,
}

impl History for Memory {
    fn application(&mut self, number: u32) -> io::Result<Application> {
        Ok(self.applications[number as usize].clone())
    }

    fn holders(&mut self, key: Key, most: usize) -> io::Result<Vec<(u32, u32)>> {
        let held = self.holders.get(&key).cloned().unwrap_or_default();
        held.into_iter().take(most).map(|number| Ok((number, self.person(number)?))).collect()
    }

    fn person(&mut self, number: u32) -> io::Result<u32> {
        Ok(self.standings[number as usize].as_ref().map_or(number, |standing| standing.person))
    }

    fn applications_of(&mut self, person: u32) -> io::Result<Vec<u32>> {
        let all = 0..self.applications.len() as u32;
        all.filter_map(|number| match self.person(number) {
            Ok(of) => (of == person).then_some(Ok(number)),
            Err(error) => Some(Err(error)),
        })
        .collect()
    }

    fn alike(&mut self, number: u32) -> io::Result<Vec<u32>> {
        Ok(self.alike.get(&number).cloned().unwrap_or_default())
    }

    fn relations(&mut self, number: u32) -> io::Result<Vec<(u32, Relation)>> {
        let of = self.relations.iter().filter_map(|(one, other, relation)| {
            let them = if *one == number { Some(*other) } else { None };
            them.or((*other == number).then_some(*one)).map(|them| (them, *relation))
        });
        Ok(of.collect())
    }

    fn unchanged(&mut self, number: u32, facts: u64) -> io::Result<bool> {
        let standing = self.standings[number as usize].as_ref();
        Ok(standing.is_some_and(|standing| standing.facts == facts))
    }
}

impl Memory {
    fn arrive(&mut self, application: Application, scales: Scales<'_>) {
        let number = self.applications.len() as u32;
        let subject = Subject::new(&application, scales.tables);
        bonafide_linkage::keys(&subject, &mut |key, _| {
            let holders = self.holders.entry(key).or_default();
            if holders.last() != Some(&number) {
                holders.push(number);
            }
        });
        drop(subject);
        self.applications.push(application);
        self.standings.push(None);
        self.rescreen(&[number], scales);
    }

    /// People find out that two of a ring are not related, and that two of different rings, and
    /// one of a ring and one of none, are of one operator.
    fn relate_some(&mut self, scales: Scales<'_>) -> Vec<Related> {
        let rings: Vec<Vec<u32>> = self.rings.values().map(|ring| ring.members.clone()).collect();
        let ring = |number: usize| self.standings[number].as_ref().and_then(|s| s.ring.clone());
        let alone = (0..self.standings.len()).find(|number| ring(*number).is_none());
        let alone = alone.expect("somebody is in no ring") as u32;
        let said = [
            (rings[0][0], rings[0][1], Relation::NotRelated),
            (rings[1][0], rings[2][0], Relation::SameOperator),
            (rings[0][0], alone, Relation::SameOperator),
        ];
        let mut related = Vec::new();
        for (one, other, relation) in said {
            self.relations.push((one, other, relation));
            self.rescreen(&[one, other], scales);
            let id = |number: u32| self.applications[number as usize].id.clone();
            related.push(Related { one: id(one), other: id(other), relation });
        }
        related
    }

    fn rescreen(&mut self, seeds: &[u32], scales: Scales<'_>) {
        let mut recent = std::mem::take(&mut self.recent);
        let changes = rescreen(self, &mut recent, seeds, scales);
        self.recent = recent;
        let changes = changes.expect("memory does not fail");
        for (a, b) in changes.alike {
            self.alike.entry(a).or_default().push(b);
            self.alike.entry(b).or_default().push(a);
        }
        for ring in changes.rings {
            self.rings.insert(ring.id.clone(), ring);
        }
        for standing in changes.standings {
            let number = standing.application as usize;
            self.standings[number] = Some(standing);
        }
    }
}

/// Everything screened together: lines of `screened.jsonl`, `rings.jsonl` and `persons.jsonl`, and
/// what the report holds.
fn together(
    applications: &[Application],
    relations: &[Related],
    tables: &Arc<Tables>,
) -> ([Vec<Value>; 3], Screening) {
    let lines: Vec<String> = applications
        .iter()
        .map(|application| serde_json::to_string(application).expect("an application"))
        .collect();
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: None,
        documents: None,
        attachments: None,
        country: Arc::new(|_: &str| None),
    };
    let reader = open("all.jsonl", Box::new(Cursor::new(lines.join("\n").into_bytes())), &options)
        .expect("the test's own lines");
    let settings = Settings {
        weights: Weights::shipped(),
        tables: Arc::clone(tables),
        budget: Budget::Probability(0.1),
        prior: Some(PRIOR),
        threads: 2,
        memory_bytes: 1 << 28,
        report_max: 10,
        program: "test".into(),
        tables_date: "2026-11-01".into(),
        dismissed: Vec::new(),
        relations: relations.to_vec(),
    };
    let [mut screened, mut rings, mut persons, mut rejected] = [const { Vec::new() }; 4];
    let mut outputs = Outputs {
        screened: &mut screened,
        rings: &mut rings,
        persons: &mut persons,
        rejected: &mut rejected,
    };
    let inputs = vec![Input { name: "all.jsonl".into(), reader }];
    let screening = screen(inputs, Vec::new(), &settings, &mut outputs, &|_| {});
    assert_eq!(rejected, b"");
    let screening = screening.expect("nothing to fail on");
    ([screened, rings, persons].map(|lines| super::objects(&lines)), screening)
}

fn plan(seed: u64, applications: usize) -> Plan {
    // Rings and look-alikes in numbers, so that arrivals change a great deal.
    Plan { operators: 0.3, lookalikes: 6.0, ..Plan::new(seed, applications) }
}

/// What lists and base rates find: twenty-four who left one employer, in one week, and one who
/// worked for a listed institution and shares a mailbox with another.
fn of_lists_and_weeks() -> Vec<Application> {
    let person = |number: usize, name: &str, email: &str, employer: &str| {
        json!({
            "id": format!("L-{number}"),
            "submitted_at": format!("2026-02-0{}T{:02}:30:00Z", 2 + number % 7, number % 24),
            "applicant": {"name": name, "email": email},
            "resume": {"work": [{"name": employer, "position": format!("Role {number}"),
                "startDate": format!("20{:02}-01", 10 + number % 10)}]}
        })
    };
    let mut all: Vec<Value> = (0..24)
        .map(|number| {
            let (name, email) =
                (format!("Given{number} Family{number}"), format!("p{number}@m{number}.example"));
            person(number, &name, &email, "Blue Harbor Staffing")
        })
        .collect();
    all.push(person(
        30,
        "Ada Stone",
        "desk@harbor-desk.example",
        "Kim Chaek University of Technology",
    ));
    all.push(person(31, "Ben Field", "desk@harbor-desk.example", "Orchard Works"));
    all.into_iter().map(|one| serde_json::from_value(one).expect("an application")).collect()
}

/// A population in order of arrival, of one job family and channel, so that weeks compare.
fn population(seed: u64, tables: &Tables) -> Vec<Application> {
    let mut applications = Vec::new();
    stream(&plan(seed, 150), tables, |application, _| applications.push(application));
    let others = of_lists_and_weeks();
    // Some before, some after: nothing may depend on who came first.
    applications.splice(75..75, others[..12].iter().cloned());
    applications.extend(others[12..].iter().cloned());
    for application in &mut applications {
        application.job = bonafide_application::Job::default();
        application.source.channel = None;
    }
    applications
}

#[test]
fn one_by_one_is_the_same_as_all_together() {
    same_as_all_together(11);
}

#[test]
fn one_by_one_is_the_same_as_all_together_of_others() {
    same_as_all_together(12);
}

fn same_as_all_together(seed: u64) {
    let tables = Arc::new(Tables::built_in());
    let weights = Weights::shipped();
    let applications = population(seed, &tables);
    let prior_bits = (PRIOR / (1.0 - PRIOR)).log2();
    let none = Surges::default();
    let scales = Scales { weights: &weights, tables: &tables, prior_bits, surges: &none };
    let mut memory = Memory::default();
    let mut observations = Observations::default();
    for application in applications.clone() {
        observations.add(traits(&Subject::new(&application, &tables), None));
        memory.arrive(application, scales);
    }
    let persons: Vec<u32> =
        memory.standings.iter().map(|s| s.as_ref().map_or(u32::MAX, |s| s.person)).collect();
    let found = surges(&observations, &persons, &[]);
    assert!(!found.surges.is_empty(), "no surge to compare");
    memory.rescreen(&found.changed(&none), Scales { surges: &found, ..scales });
    let related = memory.relate_some(Scales { surges: &found, ..scales });
    let ([screened, rings, persons], screening) = together(&applications, &related, &tables);
    assert!(rings.len() >= 3, "too few rings to compare");
    let terms = screened.iter().filter_map(|line| line["evidence"].as_array()).flatten();
    let by_people = terms.filter(|term| term["check"] == "same-operator").count();
    assert!(by_people >= 2, "no finding of people to compare");
    same_late_answers(&memory, &found, &screening, &screened);
    same_evidence(&memory, &screened);
    same_rings_and_persons(&memory, &rings, &persons);
}

fn same_late_answers(memory: &Memory, found: &Surges, screening: &Screening, screened: &[Value]) {
    let surroundings = &screening.surroundings;
    let ids = |found: &[bonafide_anomaly::Surge]| -> Vec<String> {
        found.iter().map(|surge| surge.id.clone()).collect()
    };
    let shown: Vec<String> = surroundings.surges.iter().map(|s| s.surge.clone()).collect();
    assert_eq!(ids(&found.surges), shown);
    let notices: Vec<String> = memory
        .standings
        .iter()
        .flatten()
        .flat_map(|standing| standing.notices.iter().map(|notice| format!("{notice:?}")))
        .collect();
    let expected: Vec<String> =
        surroundings.notices.iter().map(|notice| format!("{notice:?}")).collect();
    assert_eq!(notices, expected);
    assert!(!notices.is_empty(), "no notice to compare");
    for check in ["surge", "linked-institution", "shared-passages"] {
        let has = |line: &Value| line["evidence"].to_string().contains(&format!("\"{check}\""));
        assert!(screened.iter().any(has), "no {check} to compare");
    }
}

fn same_evidence(memory: &Memory, screened: &[Value]) {
    let mut ringed = 0;
    for (line, standing) in screened.iter().zip(&memory.standings) {
        let standing = standing.as_ref().expect("every arrival is assessed");
        let id = line["id"].as_str().expect("an id");
        assert_eq!(line["ring"].as_str(), standing.ring.as_deref(), "ring of {id}");
        ringed += u32::from(standing.ring.is_some());
        let expected: Vec<(&str, &str, &str)> = line["evidence"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|term| {
                ["check", "claim", "observed"].map(|name| term[name].as_str().expect("a text"))
            })
            .map(|[check, claim, observed]| (check, claim, observed))
            .collect();
        let terms = &standing.assessment.terms;
        let found: Vec<(&str, &str, &str)> = terms
            .iter()
            .map(|t| (t.check, t.finding.claim.as_str(), t.finding.observed.as_str()))
            .collect();
        assert_eq!(found, expected, "evidence of {id}");
        let probability = line["probability"].as_f64().expect("a number");
        let own = standing.assessment.probability();
        assert!((own - probability).abs() < 1e-12, "{id}: {line} is not {terms:?}");
    }
    assert!(ringed > 10, "too few members of rings to compare");
}

fn same_rings_and_persons(memory: &Memory, rings: &[Value], persons: &[Value]) {
    for ring in rings {
        let kept = &memory.rings[ring["ring"].as_str().expect("an id")];
        let ids = |number: &u32| memory.applications[*number as usize].id.clone();
        let members: Vec<String> = kept.members.iter().map(ids).collect();
        assert_eq!(ring["members"], serde_json::json!(members));
        assert_eq!(ring["pattern"], kept.pattern.as_str());
    }
    for person in persons {
        let members: Vec<&str> = person["applications"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let of = |id: &&str| {
            let place = memory.applications.iter().position(|application| application.id == *id);
            memory.standings[place.expect("an application")]
                .as_ref()
                .map(|standing| standing.person)
        };
        assert_eq!(members.iter().map(of).collect::<BTreeSet<_>>().len(), 1, "{members:?}");
    }
    let again = memory.standings.iter().flatten().filter(|s| s.person != s.application).count();
    let expected: usize = persons
        .iter()
        .map(|person| person["applications"].as_array().map_or(0, |all| all.len() - 1))
        .sum();
    assert_eq!(again, expected, "applications that are not their claimed person's first");
}
