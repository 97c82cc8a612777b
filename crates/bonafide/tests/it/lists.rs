//! Lists of the user's own: imported, kept in force through failing updates, and matched.

use crate::institutions::{fresh, screened};
use crate::program::{bonafide, lines, text};
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bonafide")).args(arguments).output().expect("the program")
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_failed_update_leaves_the_old_list_in_force() {
    let folder = fresh("lists-update");
    let (lists, file) = (folder.join("lists"), folder.join("own.csv"));
    let take = |what: &str, content: &str| {
        fs::write(&file, content).expect("a file");
        run(&["lists", what, text(&file), "--into", text(&lists), "--name", "own"])
    };
    let rows: Vec<String> = (0..10).map(|n| format!("Blue Harbor {n}")).collect();
    let rows = rows.join("\n") + "\n";
    let imported = take("import", &format!("name\n{rows}"));
    assert_eq!(imported.status.code(), Some(0), "{}", said(&imported));
    let path = lists.join("own.list.jsonl");
    let in_force = fs::read(&path).expect("a list");
    for (what, content, want) in [
        ("update", "name\n\"Blue\n", "row 2: close the quote; the list in force stays as it is"),
        ("update", "name\nBlue Harbor 1\n", "10, so it may have been cut short"),
        ("import", "name\nBlue Harbor 1\n", "there is a list own already"),
    ] {
        let output = take(what, content);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(want), "{}", said(&output));
        assert_eq!(fs::read(&path).expect("a list"), in_force, "{what}");
        assert_eq!(fs::read_dir(&lists).expect("a folder").count(), 1, "something is left");
    }
    fs::write(&file, format!("name\n{rows}Red Quay\n").replace("Harbor 3", "Harbour 3")).expect("");
    let diff = run(&["lists", "diff", text(&file), "--in", text(&lists), "--name", "own"]);
    for line in ["+ Red Quay", "+ Blue Harbour 3", "- Blue Harbor 3"] {
        assert!(said(&diff).contains(line), "{}", said(&diff));
    }
    let updated = take("update", &format!("name\n{rows}Red Quay\n"));
    assert!(said(&updated).contains("1 new, 0 gone, 0 changed"), "{}", said(&updated));
    let shown = run(&["lists", "show", "--in", text(&lists)]);
    assert!(said(&shown).contains("own") && said(&shown).contains("11 rows"), "{}", said(&shown));
}

#[test]
fn an_entry_is_one_line_whatever_it_holds() {
    let folder = fresh("lists-lines");
    let (lists, file) = (folder.join("lists"), folder.join("own.csv"));
    let hostile = "name,aliases,authority,tier\n\"Blue\nHarbor\",\"BHT\nrow 9  Forged\",\
                   \"OFAC\r\n+ Forged \u{1b}[2J\",sanctioned\nRed Quay,,,\n";
    fs::write(&file, hostile).expect("a file");
    let take = ["lists", "import", text(&file), "--into", text(&lists), "--name", "own"];
    assert_eq!(run(&take).status.code(), Some(0));
    let show = run(&["lists", "show", "--in", text(&lists), "--name", "own"]);
    let shown = said(&show);
    assert_eq!(shown.lines().count(), 2, "{shown}");
    assert!(shown.starts_with("row 2  Blue Harbor  sanctioned  OFAC"), "{shown}");
    assert!(shown.contains("also BHT row 9  Forged") && !shown.contains('\u{1b}'), "{shown}");
    fs::write(&file, "name\n\"Blue\n- Pier\"\nRed Quay\nGrey\u{202e}Dock\n").expect("a file");
    let diff = said(&run(&["lists", "diff", text(&file), "--in", text(&lists), "--name", "own"]));
    let lines: Vec<&str> = diff.lines().skip(1).collect();
    assert_eq!(lines, ["+ Blue - Pier", "+ Grey\u{fffd}Dock", "- Blue Harbor"], "{diff}");
}

#[test]
fn what_is_passed_over_is_said_before_and_after_it_is_in_force() {
    let folder = fresh("lists-passed-over");
    let (lists, file) = (folder.join("lists"), folder.join("own.csv"));
    let with = |what: &str, into: &str, content: &str| {
        fs::write(&file, content).expect("a file");
        said(&run(&["lists", what, text(&file), into, text(&lists), "--name", "own"]))
    };
    let short = "name,country,tier\nBlue Harbor,KP,sanctioned\nRed Quay\n";
    for (what, into) in [("import", "--into"), ("diff", "--in"), ("update", "--into")] {
        let told = with(what, into, short);
        let want = "own.csv: 1 row passed over, the first is row 3: it has fewer fields than";
        assert!(told.contains(want), "{what}: {told}");
    }
}

#[test]
fn a_duty_of_sanctions_is_counted_where_the_screening_ends() {
    let folder = fresh("lists-summary");
    let employer = |id: &str, name: &str| {
        json!({"id": id, "submitted_at": "2026-06-15T12:00:00Z",
            "applicant": {"name": format!("Rita Moss {id}")}, "resume": {"work": [{"name": name}]},
            "references": [{"company": if id == "A" { "Andariel" } else { "" }}]})
    };
    let (input, out) = (folder.join("in.jsonl"), folder.join("out"));
    let summary = |all: &[Value]| {
        let all: Vec<String> = all.iter().map(Value::to_string).collect();
        fs::write(&input, all.join("\n")).expect("a file");
        said(&run(&["screen", text(&input), "--out", text(&out)]))
    };
    let listed = employer("A", "Yanbian Silverstar Network Technology Co., Ltd.");
    let school = json!({"id": "C", "submitted_at": "2026-06-15T12:00:00Z",
        "applicant": {"name": "Jane Doe"},
        "resume": {"education": [{"institution": "김책공업종합대학"}]}});
    let told = summary(&[listed, employer("B", "Blue Harbor"), school]);
    assert!(
        told.contains("sanctions") && told.contains("2  notices, a duty whatever the score"),
        "{told}"
    );
    assert!(told.contains("1  other notices, see notices.jsonl"), "{told}");
    // A name of which no place is known is told, with what else explains it, and worth nothing.
    let notices = lines(&out.join("notices.jsonl"));
    let alone = notices.iter().find(|notice| notice["claim"] == "Andariel").expect("a notice");
    assert!(alone["path"].as_str().is_some_and(|path| path.ends_with("place is not known")));
    assert!(alone["innocent_explanations"][0].as_str().is_some_and(|why| why.contains("place")));
    assert!(alone["verify"].as_str().is_some_and(|how| how.starts_with("Ask where it is")));
    let screened = lines(&out.join("screened.jsonl"));
    let terms = screened[0]["evidence"].as_array().cloned().unwrap_or_default();
    assert!(terms.iter().all(|term| term["check"] != "listed-contact"), "{terms:?}");
    let told = summary(&[employer("B", "Blue Harbor")]);
    assert!(!told.contains("notices"), "{told}");
}

#[test]
fn a_name_is_searched_as_the_contract_says() {
    let folder = fresh("lists-search");
    let (list, names) = (folder.join("list.csv"), folder.join("names.txt"));
    fs::write(&list, "name,aliases\nKim Chaek University of Technology,KUT\nOther,\n").expect("");
    fs::write(&names, "Kimchaek Univ. of Tech., Pyongyang\nKUT\n\n김책공업종합대학\n").expect("");
    let output = run(&[
        "lists",
        "search",
        "--list",
        text(&list),
        "--names",
        text(&names),
        "--json",
        "--top",
        "1",
    ]);
    let found: Vec<Value> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    assert_eq!(found.len(), 3);
    for line in &found {
        let best = &line["matches"][0];
        assert_eq!(best["name"], "Kim Chaek University of Technology", "{line}");
        assert_eq!(best["row"], 2);
        assert!(best["score"].as_f64().is_some_and(|score| (0.8..=1.0).contains(&score)), "{line}");
        assert!(best["list"].is_string() && best["matched"].is_string());
    }
}

#[test]
fn a_persons_name_alone_gives_nothing_and_an_indicator_of_a_victim_protects() {
    let folder = fresh("lists-people");
    let lists = folder.join("lists");
    let people = "name,kind,birth_date,country,tier\n\
                  \"MOSS, Rita Ann\",person,1970-02-26,KP,sanctioned\n";
    let values = "kind,value,source,confidence,victim\nemail,taken@example.com,exchange,90,yes\n\
                  email,operator@example.com,exchange,90,\n";
    for (name, content) in [("people", people), ("values", values)] {
        let file = folder.join(format!("{name}.csv"));
        fs::write(&file, content).expect("a file");
        bonafide(&["lists", "import", text(&file), "--into", text(&lists), "--name", name]);
    }
    let application = |id: &str, born: Value, email: &str| {
        json!({"id": id, "submitted_at": "2026-06-15T12:00:00Z",
            "applicant": {"name": "Rita Ann Moss", "born_on": born, "email": email}})
    };
    let all = [
        application("name-alone", Value::Null, "a@example.com"),
        application("other-birth", json!("1990-01-01"), "b@example.com"),
        application("same-birth", json!("1970-02-26"), "c@example.com"),
        application("victim", Value::Null, "taken@example.com"),
        application("operator", Value::Null, "operator@example.com"),
    ];
    let out = screened(&folder, "out", &all, &["--lists", text(&lists)]);
    let notices = lines(&out.join("notices.jsonl"));
    let seen: Vec<(&str, &str)> = notices
        .iter()
        .map(|n| (n["application"].as_str().unwrap_or(""), n["duty"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(seen, [("same-birth", "sanctions"), ("victim", "victim")]);
    let checks = |at: usize| -> Vec<String> {
        let screened = lines(&out.join("screened.jsonl"));
        let terms = screened[at]["evidence"].as_array().cloned().unwrap_or_default();
        terms.iter().filter_map(|term| term["check"].as_str().map(str::to_owned)).collect()
    };
    // A person's match is a duty, never a bit; a victim's value never speaks against anybody.
    assert_eq!(checks(2), checks(0));
    assert!(!checks(3).contains(&"listed-indicator".to_owned()));
    assert!(checks(4).contains(&"listed-indicator".to_owned()));
}

#[test]
fn a_listed_page_at_somebody_elses_site_connects_nobody_with_a_mailbox_there() {
    let folder = fresh("lists-sites");
    let (lists, file) = (folder.join("lists"), folder.join("own.csv"));
    let rows = "name,website\nBlue Harbor,https://www.facebook.com/blueharbor\n\
                Red Quay,redquay.example/en\nGrey Pier,gmail.com\n\
                White Dock,university.example/staff/dock\n";
    fs::write(&file, rows).expect("a file");
    bonafide(&["lists", "import", text(&file), "--into", text(&lists), "--name", "own"]);
    let referee = |id: &str, domain: &str| {
        json!({"id": id, "submitted_at": "2026-06-15T12:00:00Z", "applicant": {"name": "Jane Doe"},
            "references": [{"name": "R. Example", "email": format!("r@{domain}")}]})
    };
    let all = [
        referee("network", "facebook.com"),
        referee("mailbox", "gmail.com"),
        referee("university", "university.example"),
        referee("own", "mail.redquay.example"),
    ];
    let out = screened(&folder, "out", &all, &["--lists", text(&lists)]);
    let notices = lines(&out.join("notices.jsonl"));
    let connected: Vec<&str> = notices.iter().filter_map(|n| n["application"].as_str()).collect();
    assert_eq!(connected, ["own"], "{notices:?}");
}

#[test]
fn a_list_is_learned_from_decisions_with_its_counts() {
    let folder = fresh("lists-learn");
    let (input, decisions) = (folder.join("history.jsonl"), folder.join("decisions.csv"));
    let (mut records, mut decided) = (Vec::new(), vec!["application,decision,case".to_owned()]);
    for n in 0..300 {
        let confirmed = n < 20;
        let own = confirmed && n % 2 == 0;
        let employer = if own { "Blue Harbor Staffing".into() } else { format!("Employer {n}") };
        let one = json!({"id": format!("A{n}"), "submitted_at": "2026-06-15T12:00:00Z",
            "applicant": {"name": format!("Given{n} Family{n}")},
            "resume": {"work": [{"name": employer}]}});
        records.push(one.to_string());
        let word = if confirmed { "confirmed" } else { "cleared" };
        decided.push(format!("A{n},{word},"));
    }
    fs::write(&input, records.join("\n")).expect("a file");
    decided.extend(["B1,confirmed,".to_owned(), "B2,cleared,".to_owned()]);
    fs::write(&decisions, decided.join("\n")).expect("a file");
    let out = folder.join("local.csv");
    let learned = run(&[
        "lists",
        "learn",
        text(&input),
        "--decisions",
        text(&decisions),
        "--out",
        text(&out),
    ]);
    assert_eq!(learned.status.code(), Some(0), "{}", said(&learned));
    let unmet = "2 decisions are of an application that no file holds, the first is B1";
    assert!(said(&learned).contains(unmet), "{}", said(&learned));
    let list = fs::read_to_string(&out).expect("a list");
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.contains("in 10 of 20 confirmed cases, in 0 of 280 others"), "{list}");
    let lists = folder.join("lists");
    bonafide(&["lists", "import", text(&out), "--into", text(&lists), "--name", "local"]);
    let one = json!({"id": "new", "submitted_at": "2026-08-15T12:00:00Z",
        "applicant": {"name": "Jane Doe"}, "resume": {"work": [{"name": "Blue Harbor Staffing"}]}});
    let place = screened(&folder, "screened", &[one], &["--lists", text(&lists)]);
    let screened = fs::read_to_string(place.join("screened.jsonl")).expect("an output");
    assert!(screened.contains("local-list") && screened.contains("in 10 of 20"), "{screened}");
}
