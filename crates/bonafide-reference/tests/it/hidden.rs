//! No row hides another of the same name that asks for more, that is in force, or that is of the
//! kind that was asked for.

use bonafide_application::{Application, Country};
use bonafide_lists::{List, Reading, Source, import};
use bonafide_reference::{ResearchSecurity, Subject, Tables};
use serde_json::{Value, json};

/// A list of the user's own, of these rows.
pub(crate) fn list(name: &str, rows: &str) -> List {
    let source = Source { name, bytes: rows.as_bytes() };
    import(name, &[source], Reading { country: &Country::parse }).expect("a list")
}

/// What an application leads to: list and tier of each row, and what else agrees.
pub(crate) fn led(lists: Vec<List>, fields: &Value) -> Vec<String> {
    let mut tables = Tables::built_in();
    tables.add_lists(lists);
    led_by(&tables, fields)
}

fn led_by(tables: &Tables, fields: &Value) -> Vec<String> {
    let mut all = json!({"id": "A-1", "submitted_at": "2026-06-15T12:00:00Z",
        "applicant": {"name": "Rita Ann Moss"}});
    for (field, value) in fields.as_object().expect("fields") {
        all[field] = value.clone();
    }
    let application: Application = serde_json::from_value(all).expect("an application");
    let subject = Subject::new(&application, tables);
    let each = subject.connections.iter();
    each.map(|one| format!("{} {}", one.list.name, one.tier().as_str())).collect()
}

fn job(employer: &str) -> Value {
    json!({"resume": {"work": [{"name": employer}]}})
}

const SANCTIONED: &str = "name,kind,country,tier\nBlue Harbor Trading,company,KP,sanctioned\n";

#[test]
fn a_row_of_a_tier_that_is_off_hides_no_sanctions_row() {
    let off = "name,kind,country,tier\nBlue Harbor Trading,university,CN,research-security\n";
    let both = format!("{off}Blue Harbor Trading,company,KP,sanctioned\n");
    let claim = job("Blue Harbor Trading");
    assert_eq!(led(vec![list("both", &both)], &claim), ["both sanctioned"]);
    let apart = || vec![list("off", off), list("law", SANCTIONED)];
    assert_eq!(led(apart(), &claim), ["law sanctioned"]);
    // Where it is on, it stands beside the sanctions row.
    let mut tables = Tables::built_in();
    tables.add_lists(apart());
    tables.research_security =
        Some(ResearchSecurity { roles: vec!["engineer".into()], reason: "an export rule".into() });
    let mut claim = claim;
    claim["job"] = json!({"title": "Radar Engineer"});
    assert_eq!(led_by(&tables, &claim), ["law sanctioned", "off research-security"]);
}

#[test]
fn a_row_of_ones_own_hides_no_sanctions_row() {
    let own = "name,kind,country,tier\nBlue Harbor Trading,company,KP,local\n";
    let claim = job("Blue Harbor Trading");
    let lists = || [list("own", own), list("law", SANCTIONED)];
    let mut turned = lists();
    turned.reverse();
    for lists in [lists(), turned] {
        assert_eq!(led(lists.into(), &claim), ["law sanctioned", "own local"]);
    }
    let one = format!("{own}Blue Harbor Trading,company,KP,sanctioned\n");
    assert_eq!(led(vec![list("one", &one)], &claim), ["one sanctioned", "one local"]);
}

#[test]
fn a_row_that_has_aged_out_hides_none_in_force() {
    let rows = "name,kind,tier,expires_on\nBlue Harbor Trading,company,local,2026-01-01\n\
                Blue Harbor Trading,company,local,2027-01-01\n";
    let claim = job("Blue Harbor Trading");
    assert_eq!(led(vec![list("own", rows)], &claim), ["own local"]);
    let aged = rows.lines().take(2).collect::<Vec<_>>().join("\n");
    assert!(led(vec![list("own", &aged)], &claim).is_empty());
    // However many there are.
    let mut many = String::from("name,kind,tier,expires_on\n");
    many.push_str(&"Blue Harbor Trading,company,sanctioned,2026-01-01\n".repeat(300));
    many.push_str("Blue Harbor Trading,company,sanctioned,\n");
    assert_eq!(led(vec![list("own", &many)], &claim), ["own sanctioned"]);
}

#[test]
fn things_of_a_companys_name_hide_no_company() {
    for count in [3, 30, 300] {
        let mut rows = String::from("name,kind,country,tier\n");
        for n in 0..count {
            let kind = if n % 2 == 0 { "vessel" } else { "aircraft" };
            rows.extend(["Blue Harbor Trading,", kind, ",KP,sanctioned\n"]);
        }
        let claim = job("Blue Harbor Trading");
        assert!(led(vec![list("law", &rows)], &claim).is_empty(), "a thing employs nobody");
        rows.push_str("Blue Harbor Trading,company,KP,sanctioned\n");
        assert_eq!(led(vec![list("law", &rows)], &claim), ["law sanctioned"], "{count}");
        // Neither where the things' names only begin alike.
        let numbered: Vec<String> =
            (0..count).map(|n| format!("Blue Harbor Trading {n},vessel,KP,sanctioned\n")).collect();
        let numbered = numbered.concat();
        let rows = format!("{SANCTIONED}{numbered}");
        assert_eq!(led(vec![list("law", &rows)], &claim), ["law sanctioned"], "{count}");
    }
}

#[test]
fn people_who_are_listed_no_more_hide_nobody_who_is() {
    let claim = json!({"applicant": {"name": "Rita Ann Moss", "born_on": "1970-02-26"}});
    for count in [1, 40] {
        let mut rows = String::from("name,kind,birth_date,tier,expires_on\n");
        let aged = "Rita Ann Moss,person,1970-02-26,sanctioned,2026-01-01\n";
        rows.push_str(&aged.repeat(count));
        assert!(led(vec![list("law", &rows)], &claim).is_empty());
        // Nor does who has the name and another birth date.
        rows.push_str(&"Rita Ann Moss,person,1991-05-01,sanctioned,\n".repeat(count));
        assert!(led(vec![list("law", &rows)], &claim).is_empty());
        rows.push_str("Rita Ann Moss,person,1970-02-26,sanctioned,\n");
        let two = vec![list("law", &rows), list("other", &rows)];
        assert_eq!(led(two, &claim), ["law sanctioned", "other sanctioned"], "{count}");
    }
}
