//! Events: told by ids, in order, from where somebody left off, to who may read.

use crate::fixture::{get, office, one_case, open, post, sign_in};
use serde_json::{Value, json};

#[test]
fn what_happened_is_listed_by_ids_from_where_one_left_off() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    drop(office);
    one_case(folder.path());
    let (mut office, _) = open(folder.path());
    let all = get(&mut office, "/api/v1/events", &eve.cookie()).body;
    let events = all["events"].as_array().expect("a list").clone();
    let kinds: Vec<&Value> = events.iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["application.received", "case.opened"], "nothing of who signs in");
    let names: Vec<&String> = events[0].as_object().expect("an object").keys().collect();
    assert_eq!(names, ["about", "at", "count", "id", "kind"]);
    let next = format!("/api/v1/events?after={}", all["next"].as_str().expect("a cursor"));
    let rest = get(&mut office, &next, &eve.cookie()).body;
    assert_eq!(rest["events"], json!([]));
    let id = events[0]["id"].to_string();
    let [cookie] = eve.cookie();
    let headers = [cookie, ("last-event-id", id.as_str())];
    let rest = get(&mut office, "/api/v1/events", &headers).body;
    assert_eq!(rest["events"][0]["kind"], "case.opened");
    assert_eq!(get(&mut office, "/api/v1/events", &[cookie, ("last-event-id", "x")]).status, 400);
    let one = get(&mut office, "/api/v1/events?limit=1", &eve.cookie()).body;
    assert_eq!(one["events"].as_array().map(Vec::len), Some(1));
    post(&mut office, "/api/v1/sign-out", &eve.headers(), &Value::Null);
    let eve = sign_in(&mut office, "eve");
    let rest = get(&mut office, &next, &eve.cookie()).body;
    assert_eq!(rest["events"], json!([]), "sessions are nobody else's affair");
}
