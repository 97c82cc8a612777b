//! Transcripts of the commands that explain.

#![allow(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod agreement;
mod cases;
mod documents;
mod hostile;
mod institutions;
mod keys;
mod kills;
mod lists;
mod name_swap;
mod program;
mod relations;
mod serve;
mod surges;
mod transcripts;
mod verification;

use std::path::PathBuf;
use std::process::Command;

const LINE: &str = r#"{"id":"A-20931","probability":0.9740,"band":"priority","ring":"R-1","prior_bits":-8.0,"evidence":[{"check":"shared-phone","bits":8.5,"summary":"phone also stands under \u001b[2J other names","claim":"+1 (945) 555-0142","observed":"4 of 40,118 applications hold it","innocent_explanations":["One household or a relative's phone.","An agency's or coach's number."],"verify":"Call a number found independently."},{"check":"shared-device","bits":5.5,"summary":"same device","claim":"","observed":"Device 7c1e","innocent_explanations":["A library's computer."],"verify":"Ask."},{"check":"email-name","bits":-0.75,"summary":"e-mail carries the name","claim":"d@example.com","observed":"Same name","innocent_explanations":[],"verify":""}]}"#;

const RING: &str = r#"{"ring":"R-1","pattern":"shared_infrastructure","members":["A-20931","A-18877"],"applicants":2,"shared":[]}"#;

const EXPLAINED: &str = "\
A-20931  97 %  priority
ring R-1, shared infrastructure, 2 claimed persons, with A-18877

Before any evidence                                       −8.00
  1 in 257 applications

Raises the odds                                          +14.00

  phone also stands under �[2J other names                +8.50 ████████████████
    claimed   +1 (945) 555-0142
    observed  4 of 40,118 applications hold it
    may be    One household or a relative's phone.
              An agency's or coach's number.
    verify    Call a number found independently.
    check     shared-phone, odds × 360

  same device                                             +5.50 ██████████
    observed  Device 7c1e
    may be    A library's computer.
    verify    Ask.
    check     shared-device, odds × 45

Lowers the odds                                           −0.75

  e-mail carries the name                                 −0.75 ░
    claimed   d@example.com
    observed  Same name
    check     email-name, odds × 0.59

Now                                                       +5.25
  97 %; one bit doubles or halves the odds

What would change this
    9.5 %  explained: phone also stands under �[2J other names
     46 %  explained: same device
   0.23 %  explained: every link to other applications
     98 %  not confirmed: all that speaks for the applicant
";

/// A folder with one screening in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("screened.jsonl"), format!("{LINE}\n")).unwrap();
    std::fs::write(folder.join("rings.jsonl"), format!("{RING}\n")).unwrap();
    folder
}

/// Exit status, output and errors of a command; spaces that keep numbers together made plain.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let program = env!("CARGO_BIN_EXE_bonafide");
    let output = Command::new(program).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ");
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_is_kept_is_kept_on_postgresql_too() {
    let kept = ["serve::", "keys::", "agreement::"];
    bonafide_testbed::run_again(&kept, "what_is_kept_is_kept_on_postgresql_too");
}

#[test]
fn explain_prints_the_waterfall() {
    let folder = folder("explained");
    let (status, printed, errors) = run(&["explain", folder.to_str().unwrap(), "A-20931"]);
    assert_eq!((status, printed.as_str(), errors.as_str()), (0, EXPLAINED, ""));
}

#[test]
fn an_unknown_id_offers_one_like_it() {
    let folder = folder("unknown");
    let (status, printed, errors) = run(&["explain", folder.to_str().unwrap(), "A-20391"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(errors.ends_with("did you mean A-20931?\n"), "{errors}");
    let (status, _, errors) = run(&["explain", "/nowhere", "A-1"]);
    assert_eq!(status, 2);
    assert!(errors.contains("give the folder that `screen` wrote"), "{errors}");
}

#[test]
fn reference_names_the_source_of_every_table() {
    let (status, list, _) = run(&["reference"]);
    assert_eq!(status, 0);
    for table in ["phones", "places", "networks", "mail domains", "schools"] {
        assert!(list.contains(&format!("{table}\n  holds")), "{list}");
    }
    assert!(list.matches("  licence").count() >= 5, "{list}");
}

#[test]
fn checks_lists_and_shows_both_kinds_of_question() {
    let (status, list, _) = run(&["checks"]);
    assert_eq!(status, 0);
    assert!(list.contains("  phone-region ") && list.contains("  shared-phone "), "{list}");
    assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
    for name in ["phone-region", "shared-phone"] {
        let (status, page, _) = run(&["checks", name]);
        assert_eq!(status, 0);
        for heading in ["Why it is asked", "Source", "Innocent explanations", "How a person"] {
            assert!(page.contains(heading), "{page}");
        }
    }
    let (status, _, errors) = run(&["checks", "phone-regoin"]);
    assert_eq!(status, 2);
    assert!(errors.contains("did you mean phone-region?"), "{errors}");
}
