//! Bad input and bad places: what the program says, its exit status, and what it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A new empty folder.
fn place(name: &str) -> PathBuf {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    place
}

fn application(id: &str) -> String {
    let rest = r#""submitted_at":"2026-01-05T10:00:00Z","applicant":{"name":"Ana Diaz"}"#;
    format!("{{\"id\":\"{id}\",{rest}}}")
}

/// What became of a screening in a folder.
struct Ended {
    status: i32,
    printed: String,
    errors: String,
}

#[track_caller]
fn screen(place: &Path, arguments: &[&str]) -> Ended {
    let program = env!("CARGO_BIN_EXE_bonafide");
    let mut command = Command::new(program);
    command.current_dir(place).arg("screen").args(arguments).args(["--out", "out"]);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (printed, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(!errors.contains("panicked"), "{errors}");
    for text in [&printed, &errors] {
        assert!(!text.contains(['\u{1b}', '\u{202E}', '\u{7}']), "{text}");
    }
    Ended { status: output.status.code().unwrap(), printed, errors }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const OUTPUTS: [&str; 7] = [
    "notices.jsonl",
    "persons.jsonl",
    "rejected.jsonl",
    "report.html",
    "rings.jsonl",
    "screened.jsonl",
    "surges.jsonl",
];

#[test]
fn one_bad_record_is_rejected_with_its_line_and_the_rest_is_screened() {
    let place = place("records");
    let good = application("a");
    let whole = |more: &str| good.replace("\"Ana Diaz\"", more).replace("\"a\"", "\"b\"");
    let jobs = vec!["{}"; 10_000].join(",");
    let (long, cut) = ("x".repeat(1 << 20), whole("\"B\"")[..40].to_owned());
    for (bad, error) in [
        (cut, "cut off at column 40"),
        (whole("5"), "applicant.name: invalid type: integer `5`, expected a string"),
        (whole("\"B\"").replace("2026-", "30000-"), "submitted_at is not a date-time"),
        (whole(&format!("\"B\",\"email\":\"{long}\"")), "applicant.email is 1048576 bytes long"),
        (whole("\"B\"},\"resume\":{\"work\":[JOBS]").replace("JOBS", &jobs), "has 10000 entries"),
        (good.clone(), "this id was met before, at line 1 of input.jsonl"),
        ("[1]".to_owned(), "the record is no JSON object"),
        (format!("{{\"id\":\"b\",\"x\":\"{}\"}}", "x".repeat(17 << 20)), "is longer than 16777216"),
    ] {
        fs::write(place.join("input.jsonl"), format!("{good}\n{bad}\n{}\n", application("c")))
            .unwrap();
        let ended = screen(&place, &["input.jsonl"]);
        assert_eq!(ended.status, 3, "{error}: {}", ended.errors);
        let rejected = fs::read_to_string(place.join("out/rejected.jsonl")).unwrap();
        assert!(rejected.contains("\"line\":2,") && rejected.contains(error), "{rejected}");
        assert_eq!(rejected.lines().count(), 1);
        let screened = fs::read_to_string(place.join("out/screened.jsonl")).unwrap();
        assert_eq!(screened.lines().count(), 2);
        assert_eq!(names(&place), ["input.jsonl", "out"]);
        assert_eq!(names(&place.join("out")), OUTPUTS);
    }
}

#[test]
fn bytes_that_are_no_text_and_an_address_that_is_none_stop_nothing() {
    let place = place("bytes");
    let wrong = [application("b").as_bytes(), b"\n{\"id\":\"c\xff\"}\n"].concat();
    let session = r#"},"session":{"ip":"999.1.1.1"}}"#;
    let address = application("a").replace("}}", session);
    fs::write(place.join("input.jsonl"), [address.as_bytes(), b"\n", &wrong].concat()).unwrap();
    let ended = screen(&place, &["input.jsonl"]);
    assert_eq!(ended.status, 3, "{}", ended.errors);
    let rejected = fs::read_to_string(place.join("out/rejected.jsonl")).unwrap();
    assert!(rejected.contains("is not UTF-8") && rejected.contains("\"line\":3"), "{rejected}");
}

#[test]
fn records_that_are_all_rejected_are_not_lost() {
    let place = place("all_rejected");
    fs::write(place.join("input.jsonl"), "{\"id\":\"a\"}\n{\"id\":\"b\"}\n").unwrap();
    let ended = screen(&place, &["input.jsonl"]);
    assert_eq!(ended.status, 3);
    assert!(
        ended.errors.starts_with(
            "bonafide: no application could be read; the first of 2 problems is input.jsonl, line \
             1: missing field `submitted_at`"
        ),
        "{}",
        ended.errors
    );
    assert_eq!(names(&place.join("out")), OUTPUTS);
    let rejected = fs::read_to_string(place.join("out/rejected.jsonl")).unwrap();
    assert_eq!(rejected.lines().count(), 2);
}

#[test]
fn what_cannot_be_used_is_named_and_leaves_nothing() {
    let place = place("unusable");
    for (name, bytes) in [
        ("empty.jsonl", &b""[..]),
        ("blank.jsonl", b"\n \n"),
        ("table.parquet", b"PAR1"),
        ("junk.bin", b"\x01\x02\0\0"),
        ("header.csv", b"Name,Email\n"),
        ("map.toml", b"[columns]\nName = \"applicant.zork\"\n"),
        ("good.jsonl", application("a").as_bytes()),
    ] {
        fs::write(place.join(name), bytes).unwrap();
    }
    fs::create_dir(place.join("nothing")).unwrap();
    let before = names(&place);
    for (arguments, error) in [
        (&["empty.jsonl"][..], "empty.jsonl: this holds no applications: the file is empty"),
        (&["blank.jsonl"], "blank.jsonl: this holds no applications"),
        (&["table.parquet"], "table.parquet: this seems to be a Parquet file"),
        (&["junk.bin"], "junk.bin: this is binary data"),
        (&["header.csv"], "the input holds no application"),
        (&["missing.jsonl"], "missing.jsonl: there is no such file; check the name"),
        (&["nothing"], "no file lies in nothing"),
        (&["-"], "standard input: this holds no applications"),
        (&["good.jsonl", "--map", "map.toml"], "map.toml: column \"Name\" is mapped to"),
        (&["good.jsonl", "--budget", "0"], "give a share above 0"),
        (&["good.jsonl", "--threads", "0"], "give a number from 1 to 256"),
        (&["good.jsonl", "--table", "vpn"], "give a table and a file"),
        (&["good.jsonl", "--table", "vpn=none.txt"], "none.txt: there is no such file"),
        (&["good.jsonl", "--table", "zork=good.jsonl"], "there is no table \"zork\""),
    ] {
        let ended = screen(&place, arguments);
        assert_eq!(ended.status, 2, "{arguments:?}: {}", ended.errors);
        assert!(ended.errors.contains(error), "{arguments:?}: {}", ended.errors);
        assert_eq!(names(&place), before, "{arguments:?}");
    }
}

#[test]
fn a_folder_is_read_with_what_is_wrong_in_it() {
    let place = place("folder");
    let folder = place.join("in");
    fs::create_dir_all(folder.join("out")).unwrap();
    fs::write(folder.join("a.jsonl"), application("a")).unwrap();
    fs::write(folder.join("b.csv"), "Candidate,Stage\nBo Li,new\n\"Cy\nDi Wu,new\n").unwrap();
    fs::write(folder.join("cv.pdf"), "%PDF-1.7").unwrap();
    fs::write(folder.join(".hidden"), "x").unwrap();
    fs::write(folder.join("out/screened.jsonl"), "{}").unwrap();
    let program = env!("CARGO_BIN_EXE_bonafide");
    let mut command = Command::new(program);
    command.current_dir(&place).args(["screen", "in", "--out", "in/out", "--memory", "1"]);
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{printed}");
    let shown =
        "Columns of in/b.csv\n  read        Candidate = applicant.name\n  not read    Stage";
    assert!(printed.starts_with(shown), "{printed}");
    let rejected = fs::read_to_string(folder.join("out/rejected.jsonl")).unwrap();
    let lines: Vec<&str> = rejected.lines().collect();
    assert_eq!(lines.len(), 2, "{rejected}");
    assert!(lines[0].contains("\"line\":3") && lines[0].contains("never closed"), "{rejected}");
    assert!(lines[1].starts_with("{\"source\":\"in/cv.pdf\",\"line\":0"), "{rejected}");
    assert_eq!(names(&folder.join("out")), OUTPUTS);
}

#[test]
fn names_that_would_move_a_terminal_are_data() {
    let place = place("names");
    let evil = r"\u001b]0;x\u0007\u001b[2J\u202eevil<script>alert(1)</script>";
    let contact = r#""email":"x@mailinator.com","phone":"+1 212 555 0100""#;
    let names = ["Ana Diaz", "Bo Li", "Cy Roe", "Di Wu", "Ed Orr", "Flo Kay"];
    let line = |(id, name): (usize, &str)| {
        let name = format!("\"{name}\\u001b\\u0007\\u202e<\",{contact}");
        application(&format!("{id}{evil}")).replace("\"Ana Diaz\"", &name) + "\n"
    };
    let input: String = names.into_iter().enumerate().map(line).collect();
    fs::write(place.join("input.jsonl"), input).unwrap();
    let ended = screen(&place, &["input.jsonl", "--review", "0.001"]);
    assert_eq!(ended.status, 0, "{}", ended.errors);
    let page = fs::read_to_string(place.join("out/report.html")).unwrap();
    assert!(ended.printed.contains("evil") && page.contains("evil"), "{}", ended.printed);
    assert!(!page.contains(['\u{1b}', '\u{202E}', '\u{7}']) && !page.contains("<script>a"));
}

#[test]
fn foreign_folders_and_files_are_left_alone() {
    let place = place("foreign");
    fs::write(place.join("good.jsonl"), application("a")).unwrap();
    fs::create_dir(place.join("out")).unwrap();
    fs::write(place.join("out/thesis.txt"), "x").unwrap();
    let ended = screen(&place, &["good.jsonl"]);
    assert_eq!(ended.status, 2);
    assert!(ended.errors.contains("out holds thesis.txt"), "{}", ended.errors);
    assert_eq!(names(&place.join("out")), ["thesis.txt"]);
    fs::remove_dir_all(place.join("out")).unwrap();
    fs::write(place.join("out"), "x").unwrap();
    let ended = screen(&place, &["good.jsonl"]);
    assert_eq!(ended.status, 2);
    assert!(ended.errors.contains("out is no folder"), "{}", ended.errors);
}

#[test]
fn a_table_of_ones_own_is_taken_and_named() {
    let place = place("table");
    fs::write(place.join("good.jsonl"), application("a")).unwrap();
    fs::write(place.join("vpn.txt"), "8.8.8.0/24\n").unwrap();
    let ended = screen(&place, &["good.jsonl", "--table", "vpn=vpn.txt"]);
    assert_eq!((ended.status, ended.errors.as_str()), (0, ""));
    assert!(ended.printed.starts_with("Screened 1 application"), "{}", ended.printed);
    let page = fs::read_to_string(place.join("out/report.html")).unwrap();
    assert!(page.contains("and your own: vpn: vpn.txt"));
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_changes_nothing() {
    let place = place("pipe");
    let rejected = format!("{}\n{{}}\n", application("a"));
    fs::write(place.join("input.jsonl"), rejected).unwrap();
    let program = env!("CARGO_BIN_EXE_bonafide");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(program);
    command.current_dir(&place).args(["screen", "input.jsonl", "--out", "out"]);
    let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(3), &b""[..]));
    assert_eq!(names(&place.join("out")), OUTPUTS);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_an_error() {
    let place = place("full");
    fs::write(place.join("input.jsonl"), application("a")).unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let program = env!("CARGO_BIN_EXE_bonafide");
    let mut command = Command::new(program);
    command.current_dir(&place).args(["screen", "input.jsonl", "--out", "out"]);
    let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.starts_with("bonafide: writing to standard output: No space"), "{errors}");
}
