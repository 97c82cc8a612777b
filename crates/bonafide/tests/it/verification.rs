//! Interviews and policies, as a user types for them.

use crate::program::temporary;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonafide"));
    command.args(arguments).current_dir(folder).output().expect("the program starts")
}

#[track_caller]
fn printed(arguments: &[&str], folder: &Path) -> String {
    let output = run(arguments, folder);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

/// A folder of its own with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = temporary("verification").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removing an earlier run");
    }
    fs::create_dir_all(&folder).expect("a folder");
    for (file, contents) in files {
        fs::write(folder.join(file), contents).expect("a file");
    }
    folder
}

/// Three applications on one telephone, the first two of other people than the third.
fn applications(given: &str, family: &str) -> String {
    let one = |id: u8, given: &str, family: &str, phone: &str| {
        format!(
            r#"{{"id": "A-{id}", "submitted_at": "2026-06-0{id}T15:00:00Z", "applicant": {{
                "name": "{given} {family}", "email": "mailbox{id}@example.org", "phone": "{phone}",
                "address": {{"city": "Portland", "region": "OR", "country_code": "US"}}}},
                "session": {{"ip": "192.0.2.{id}", "time_zone": "Asia/Tokyo"}}}}"#
        )
        .replace('\n', " ")
    };
    let lines = [
        one(1, given, family, "+1 512 555 0142"),
        one(2, "Rita", "Moss", "+1 512 555 0142"),
        one(3, "Paul", "Crane", "+1 512 555 0142"),
    ];
    lines.join("\n") + "\n"
}

fn interview(name: &str, given: &str, family: &str) -> String {
    let folder = folder(name, &[("in.jsonl", &applications(given, family))]);
    printed(&["screen", "in.jsonl", "--out", "out"], &folder);
    printed(&["interview", "out", "A-1"], &folder)
}

#[test]
fn an_interview_asks_about_what_was_noted_and_says_what_may_explain_it() {
    let text = interview("interview", "Jane", "Doe");
    for part in [
        "Asked of everybody first",
        "Which numbers can we reach you at",
        "noted",
        "One household or a relative's phone.",
        "Asked of everybody last",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn another_name_is_asked_the_same() {
    let first = interview("name-1", "Jane", "Doe");
    for (n, (given, family)) in
        [("Minjun", "Kim"), ("Oluwaseun", "Adeyemi"), ("José", "Núñez")].into_iter().enumerate()
    {
        assert_eq!(interview(&format!("name-{}", n + 2), given, family), first, "{given} {family}");
    }
}

#[test]
fn an_interview_can_be_read_by_programs_and_other_steps_have_checklists() {
    let folder = folder("json", &[("in.jsonl", &applications("Jane", "Doe"))]);
    printed(&["screen", "in.jsonl", "--out", "out"], &folder);
    let json = printed(&["interview", "out", "A-1", "--json"], &folder);
    let script: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(script["opening"][0]["id"], "welcome");
    assert!(script["asked"].as_array().is_some_and(|asked| !asked.is_empty()), "{json}");
    let list = printed(&["interview", "out", "A-1", "--step", "reference"], &folder);
    assert!(list.contains("Find the reference through the company"), "{list}");
    let wrong = run(&["interview", "out", "A-1", "--step", "horoscope"], &folder);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_policy_that_comes_with_the_program_can_be_copied_and_changed() {
    let folder = folder("policy", &[]);
    let shown = printed(&["policy", "show"], &folder);
    fs::write(folder.join("mine.toml"), &shown).expect("a file");
    let checked = printed(&["policy", "check", "mine.toml"], &folder);
    assert!(checked.starts_with("version ") && !checked.contains("think about"), "{checked}");
    let same = printed(&["policy", "diff", "default", "mine.toml"], &folder);
    assert_eq!(same, "both say the same\n");
    let changed = shown.replace("wait = \"7 days\"", "wait = \"2 weeks\"");
    fs::write(folder.join("mine.toml"), changed).expect("a file");
    let diff = printed(&["policy", "diff", "default", "mine.toml"], &folder);
    assert!(diff.contains("the applicant can answer for 14 days, before 7 days"), "{diff}");
}

#[test]
fn a_mistake_in_a_policy_is_told_with_its_place_before_anything_is_screened() {
    let policy = "[cases.a]\nband = \"high\"\npriority = \"review\"\ndue = \"1 day\"\n";
    let files = [("p.toml", policy), ("in.jsonl", &applications("Jane", "Doe"))];
    let folder = folder("mistake", &files);
    for arguments in [
        ["policy", "check", "p.toml"].as_slice(),
        &["screen", "in.jsonl", "--out", "out", "--policy", "p.toml"],
    ] {
        let output = run(arguments, &folder);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("cases.a.band: say `review` or `priority`"), "{said}");
    }
    assert!(!folder.join("out").exists());
}
