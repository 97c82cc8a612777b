//! Killed at random moments under load, the server has everything that it acknowledged, once.

use crate::program::{bonafide, temporary, text};
use crate::serve::{Server, ask, start, token};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const KILLS: usize = 20;

/// What is to be posted, and what was acknowledged.
#[derive(Default)]
struct Memory {
    waiting: Mutex<Vec<String>>,
    /// Pseudonyms, by the ids that the records have.
    applications: Mutex<BTreeMap<String, String>>,
    /// Decisions, by their cases.
    decisions: Mutex<BTreeMap<String, String>>,
    answered: AtomicUsize,
}

/// Posts one record after another until the server is gone.
fn post(address: &str, ats: &str, memory: &Memory) {
    loop {
        let Some(record) = memory.waiting.lock().expect("nobody panicked").pop() else { return };
        let Ok((status, answer)) = ask(address, "POST", "/api/v1/applications", ats, &record)
        else {
            // Kept or not, nobody knows; it is posted again.
            memory.waiting.lock().expect("nobody panicked").push(record);
            return;
        };
        assert!(status == 201 || status == 200, "{status} {answer}");
        let record: Value = serde_json::from_str(&record).expect("a record");
        let id = record["id"].as_str().expect("an id").to_owned();
        let pseudonym = answer["application"].as_str().expect("a pseudonym").to_owned();
        let mut known = memory.applications.lock().expect("nobody panicked");
        assert!(known.insert(id, pseudonym).is_none(), "each is acknowledged once");
        memory.answered.fetch_add(1, Ordering::Relaxed);
    }
}

/// Takes one case after another and decides it, until the server is gone.
fn decide(address: &str, ann: &str, memory: &Memory) {
    let decision = json!({"outcome": "inconclusive", "reasons": ["not-pursued"], "note": "later"});
    while let Ok((status, case)) = ask(address, "POST", "/api/v1/queue/claim", ann, "{}") {
        if status != 200 {
            thread::sleep(Duration::from_millis(5));
            continue;
        }
        let case = case["case"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/cases/{case}/decisions");
        let Ok((status, answer)) = ask(address, "POST", &path, ann, &decision.to_string()) else {
            return;
        };
        assert_eq!(status, 201, "{answer}");
        let decision = answer["decision"].as_str().expect("an id").to_owned();
        memory.decisions.lock().expect("nobody panicked").insert(case, decision);
    }
}

/// Runs under load until some more were acknowledged, and a moment longer.
fn live(server: Server, (ats, ann): (&str, &str), memory: &Memory, chance: u64) {
    let address = server.address.clone();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| post(&address, ats, memory));
        }
        scope.spawn(|| decide(&address, ann, memory));
        let until = memory.answered.load(Ordering::Relaxed) + (chance % 8) as usize;
        while memory.answered.load(Ordering::Relaxed) < until
            && !memory.waiting.lock().expect("nobody panicked").is_empty()
        {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(chance % 20_000));
        drop(server);
    });
}

/// All that was acknowledged, once, and nothing twice.
fn is_whole(server: &Server, ann: &str, memory: &Memory) {
    let (mut listed, mut path) = (Vec::new(), "/api/v1/applications".to_owned());
    loop {
        let page = server.done("GET", &path, ann, &Value::Null);
        let all = page["applications"].as_array().expect("a list");
        listed.extend(all.iter().filter_map(|one| one.as_str().map(str::to_owned)));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/applications?after={next}");
    }
    listed.sort();
    let applications = memory.applications.lock().expect("nobody panicked");
    let mut acknowledged: Vec<String> = applications.values().cloned().collect();
    acknowledged.sort();
    assert_eq!(listed, acknowledged, "each once, and no other");
    for (case, decision) in memory.decisions.lock().expect("nobody panicked").iter() {
        let path = format!("/api/v1/cases/{case}/decisions");
        let all = server.done("GET", &path, ann, &Value::Null);
        let all = all["decisions"].as_array().expect("a list");
        let ids: Vec<&Value> = all.iter().map(|one| &one["decision"]).collect();
        assert_eq!(ids, [&json!(decision)], "{case}");
    }
}

fn simulated(folder: &Path) -> Vec<String> {
    let said = "simulate --seed 9 --applications 600 --operators 30% --out";
    bonafide(&said.split(' ').chain([text(folder)]).collect::<Vec<&str>>());
    let text = fs::read_to_string(folder.join("applications.jsonl")).expect("records");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn what_was_acknowledged_is_there_once_however_often_it_is_killed() {
    let data = temporary("killed-data");
    let _ = fs::remove_dir_all(&data);
    let memory = Memory::default();
    memory.waiting.lock().expect("nobody").extend(simulated(&temporary("killed-population")));
    let server = start(&data);
    let code = server.code.clone().expect("a code, as there is no account");
    let admin =
        token(&server.done("POST", "/api/v1/setup", "", &json!({"code": code, "name": "admin"})));
    let ats = server.account(&admin, "ats", "integration");
    let ann = server.account(&admin, "ann", "approver");
    drop(server);
    let mut earlier = Vec::new();
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    for kill in 0..KILLS {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        live(start(&data), (&ats, &ann), &memory, chance >> 33);
        let kept = data.with_file_name(format!("killed-checkpoint-{kill}"));
        fs::copy(data.join("log/checkpoint"), &kept).expect("kept");
        earlier.push(kept);
    }
    let server = start(&data);
    // What nobody answered for is asked again.
    let unsure: Vec<String> =
        memory.waiting.lock().expect("nobody panicked").drain(..).rev().take(40).collect();
    memory.waiting.lock().expect("nobody panicked").extend(unsure);
    post(&server.address, &ats, &memory);
    assert!(!memory.decisions.lock().expect("nobody panicked").is_empty(), "some were decided");
    is_whole(&server, &ann, &memory);
    drop(server);
    let key = data.join("log.pub");
    let mut verify = vec!["audit", "verify", text(&data), "--key", text(&key)];
    for kept in &earlier {
        verify.extend(["--earlier", text(kept)]);
    }
    bonafide(&verify);
}
