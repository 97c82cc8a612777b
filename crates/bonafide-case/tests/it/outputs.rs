//! The machine-readable outputs: as the contract says, exact, and read back as they were written.

use crate::fixture::{large, screening};
use bonafide_case::outputs::{person, read_screened, rejected, ring, screened};
use bonafide_case::{Problem, ScreenedApplication};
use std::io::{Result, Write};

fn line(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.strip_suffix('\n').expect("a whole line").to_owned()
}

fn screened_line(one: &ScreenedApplication) -> String {
    let (id, ring) = (&one.application.id, one.ring.as_deref());
    line(|out| screened(id, &one.assessment, one.band, ring, out))
}

#[test]
fn bits_add_up_to_the_probability() {
    for one in &large().applications {
        let text = screened_line(one);
        let read = read_screened(&text).unwrap();
        let sum = read.prior_bits + read.evidence.iter().map(|term| term.bits).sum::<f64>();
        let odds = (read.probability / (1.0 - read.probability)).log2();
        assert!((sum - odds).abs() < 1e-9, "{sum} {odds} for {}", read.id);
    }
}

#[test]
fn a_line_has_the_fields_of_the_contract_in_their_order() {
    let one = &screening(9).applications[0];
    let mut assessment = one.assessment.clone();
    assessment.terms.truncate(1);
    let text = line(|out| screened("A\n\"1", &assessment, one.band, None, out));
    assert!(!text.contains('\n'), "one line, whatever the id holds");
    let start = r#"{"id":"A\n\"1","probability":0.12"#;
    assert!(text.starts_with(start), "{text}");
    let rest = r#""band":"priority","ring":null,"prior_bits":-8.42,"evidence":[{"check":"shared-phone","bits":5.6,"summary":"phone also stands under 3 other names","claim":"+1 (945) 555-0142","observed":"The same"#;
    assert!(text.contains(rest), "{text}");
    let end =
        r#""verify":"Call a number that you find yourself, never first the one on the form."}]}"#;
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn what_is_read_back_is_what_was_written() {
    for one in &screening(9).applications {
        let text = screened_line(one);
        let read = read_screened(&text).unwrap();
        assert_eq!(read.id, one.application.id);
        assert_eq!(read.band, one.band.as_str());
        assert_eq!(read.ring.as_deref(), one.ring.as_deref());
        assert_eq!(read.evidence.len(), one.assessment.terms.len());
        for (term, read) in one.assessment.terms.iter().zip(&read.evidence) {
            assert_eq!(
                (read.check.as_ref(), read.summary.as_ref()),
                (term.check, term.finding.summary.as_str())
            );
            assert!((read.bits - term.bits).abs() < 1e-12);
            assert_eq!(read.innocent_explanations, term.innocent);
        }
    }
    assert!(read_screened("{").is_err());
}

#[test]
fn rings_persons_and_rejected_records_are_lines_too() {
    let screening = screening(9);
    assert_eq!(
        line(|out| ring(&screening.rings[1], out)),
        r#"{"ring":"R-0151","pattern":"cloned_history","members":["A-20937","A-20938","A-20939"],"applicants":3,"shared":[{"kind":"work-history","value":"<b>Tessellate Health</b> · Corvane Systems","members":["A-20937","A-20938","A-20939"],"bits":5.1}]}"#
    );
    assert_eq!(
        line(|out| person("P-1", &["a", "b"], out)),
        r#"{"person":"P-1","applications":["a","b"]}"#
    );
    let problem = Problem { source: "x".into(), line: 3, id: None, error: "has no id".into() };
    let want = r#"{"source":"x","line":3,"id":null,"error":"has no id"}"#;
    assert_eq!(line(|out| rejected(&problem, out)), want);
}
