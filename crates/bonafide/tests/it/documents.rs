//! Résumé documents as a user gives them: read one by one, screened in a folder, attached.

use crate::program::{lines, temporary, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_bonafide")).args(arguments).output();
    output.expect("the program starts")
}

/// A new empty folder.
fn place(name: &str) -> PathBuf {
    let place = temporary("documents").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).expect("made");
    place
}

/// A résumé in RTF, edited in these sessions.
fn rtf(name: &str, number: usize, sessions: &[u32], items: &[&str]) -> String {
    let table: Vec<String> = sessions.iter().map(|session| format!("\\rsid{session}")).collect();
    let table = table.concat();
    let root = sessions
        .first()
        .map_or(String::new(), |root| format!("{{\\*\\rsidtbl \\rsidroot{root}{table}}}"));
    let items: Vec<String> = items.iter().map(|item| format!("\\bullet  {item}\\par ")).collect();
    let items = items.concat();
    let mailbox = name.to_lowercase().replace(' ', ".");
    format!(
        "{{\\rtf1\\ansi{root}\\b {name}\\b0\\par {mailbox}@example.org | (602) 555-01{number:02}\\par \
         \\par \\b Experience\\b0\\par Engineer, Works {number}\\tab 201{} - 2020\\par {items}\
         \\par \\b Education\\b0\\par BSc in Physics, Town {number} University, 2010\\par }}",
        number % 7 + 1
    )
}

#[test]
fn a_document_is_read_with_its_structure_and_lineage() {
    let file = place("read").join("ana.rtf");
    fs::write(&file, rtf("Ana Example", 3, &[11, 22], &["Built bridges"])).expect("written");
    let output = run(&["read", text(&file), "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let read: Value = serde_json::from_slice(&output.stdout).expect("a line of JSON");
    assert_eq!(read["resume"]["basics"]["name"], "Ana Example");
    assert_eq!(read["resume"]["basics"]["phone"], "(602) 555-0103");
    assert_eq!(read["resume"]["work"][0]["name"], "Works 3");
    assert_eq!(read["resume"]["work"][0]["highlights"][0], "Built bridges");
    assert_eq!(read["resume"]["education"][0]["institution"], "Town 3 University");
    assert_eq!(read["lineage"]["first_session"], "0000000b");
    assert_eq!(read["error"], Value::Null);
    let span = &read["spans"].as_array().expect("spans")[0];
    let (start, end) =
        (span["start"].as_u64().expect("a place"), span["end"].as_u64().expect("one"));
    let whole = read["text"].as_str().expect("text");
    assert_eq!(&whole[start as usize..end as usize], "Ana Example");
}

#[test]
fn a_folder_of_documents_shows_who_shares_a_file_and_a_broken_one_stops_nothing() {
    let place = place("folder");
    let folder = place.join("in");
    fs::create_dir_all(&folder).expect("made");
    let lifted = [
        "Moved ninety forgotten ledgers of a seaside lighthouse into one calm archive",
        "Taught twelve night porters to mend brass barometers before every winter storm",
        "Drew the only complete map of drains below the old observatory garden",
    ];
    let (one, two) = ("Walter Ames", "Petra Quill");
    fs::write(folder.join("one.rtf"), rtf(one, 1, &[0x51_A2_03, 0x11, 0x22, 0x33], &lifted))
        .expect("written");
    fs::write(folder.join("two.rtf"), rtf(two, 2, &[0x51_A2_03, 0x11, 0x22, 0x44], &lifted))
        .expect("written");
    let others = ["Ida Moss", "Ben Rowe", "Cora Finch", "Dan Holt", "Eve Marsh", "Finn Ward"];
    for (index, name) in others.iter().enumerate() {
        let item = format!(
            "Kept the {} of {name} in order for {index} seasons",
            ["books", "boats", "bees"][index % 3]
        );
        let sessions = [0x10_00_00 + index as u32 * 977, 5 + index as u32];
        let file = folder.join(format!("{index}.rtf"));
        fs::write(file, rtf(name, 10 + index, &sessions, &[&item])).expect("written");
    }
    fs::write(folder.join("broken.pdf"), "%PDF-1.7\nnothing").expect("written");
    let out = place.join("out");
    let output = run(&["screen", text(&folder), "--out", text(&out)]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(lines(&out.join("screened.jsonl")).len(), 8);
    let rejected = lines(&out.join("rejected.jsonl"));
    assert_eq!(rejected.len(), 1);
    assert!(rejected[0]["error"].as_str().expect("a reason").contains("broken"));
    let rings = lines(&out.join("rings.jsonl"));
    assert_eq!(rings.len(), 1, "{rings:?}");
    assert_eq!(rings[0]["applicants"], 2);
    let kinds: Vec<&Value> =
        rings[0]["shared"].as_array().expect("values").iter().map(|value| &value["kind"]).collect();
    assert!(kinds.iter().any(|kind| *kind == "document lineage"), "{kinds:?}");
}

#[test]
fn attachments_are_read_from_the_input_s_own_folder_only() {
    let place = place("attached");
    fs::write(place.join("ana.rtf"), rtf("Ana Example", 3, &[], &["Built bridges"]))
        .expect("written");
    let record = |id: &str, path: &str| {
        format!(
            r#"{{"id":"{id}","submitted_at":"2026-01-05T10:00:00Z","applicant":{{"name":"Ana {id}"}},"attachments":[{{"role":"resume","path":"{path}"}}]}}"#
        )
    };
    let input = place.join("applications.jsonl");
    let text_of =
        [record("a", "ana.rtf"), record("b", "../../etc/hostname"), record("c", "none.pdf")];
    fs::write(&input, text_of.join("\n")).expect("written");
    let out = place.join("out");
    let output = run(&["screen", text(&input), "--out", text(&out)]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let ids = |file: &Path| -> Vec<String> {
        lines(file).iter().map(|line| line["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&out.join("screened.jsonl")), ["a", "b", "c"]);
}
