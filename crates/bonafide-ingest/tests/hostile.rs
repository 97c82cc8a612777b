//! Input that nobody honest would write: whatever its bytes are, reading ends, without a panic, and
//! what was read can be written and read again.

use bonafide_application::{Application, Country, LIMITS};
use bonafide_ingest::{ERROR_CHARS_MAX, Mapping, Options, open};
use jiff::Timestamp;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::RngSeed;
use std::io::Cursor;
use std::sync::Arc;

const LINE: &str = concat!(
    r#"{"id":"a-1","submitted_at":"2026-01-05T10:00:00Z","source":{"channel":"linkedin"},"#,
    r#""applicant":{"name":"Ana Diaz","email":"a@x.org","address":{"country_code":"PE"}},"#,
    r#""resume":{"work":[{"name":"Acme","startDate":"2019-04","highlights":["x"]}]},"#,
    r#""session":{"ip":"198.51.100.7","fill_seconds":1.5},"events":[{"kind":"payroll","#,
    r#""at":"2026-02-05T10:00:00Z","value":true}],"unknown":[[{}]]}"#
);

const RESUME: &str = r#"{
 "basics": {"name": "Ana", "location": {"countryCode": "PE"}, "profiles": [{"url": "x.org"}]},
 "work": [{"company": "Acme"}], "references": [{"name": "Bo"}], "meta": {"lastModified": "2026"}
}"#;

const TABLE: &str = "sep=;\nName;Applied at;Email;Location;Links;Employer 1;Start 1;Reference 1\n\
                     Ana;3/4/2026 1:00 PM;a@x.org;\"Lima; Peru\";x.org;Acme;04/2019;Bo\n";

fn options(mapping: Option<Mapping>) -> Options {
    Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping,
        country: Arc::new(Country::parse),
        documents: None,
        attachments: None,
    }
}

/// Reads to the end; what was read must satisfy everything that later stages rely on.
fn read(bytes: Vec<u8>) {
    let Ok(reader) = open("input", Box::new(Cursor::new(bytes)), &options(None)) else { return };
    for read in reader {
        match read {
            Ok(record) => {
                assert!(!record.canonical.contains(&b'\n'));
                let again: Application =
                    serde_json::from_slice(&record.canonical).expect("an application");
                assert_eq!(again, record.application);
                assert_eq!(again.beyond_limits(&LIMITS), None);
            }
            Err(rejected) => {
                assert!(rejected.error.chars().count() <= ERROR_CHARS_MAX);
                assert!(!rejected.error.chars().any(char::is_control));
            }
        }
    }
}

fn packed(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).expect("memory takes everything")
}

fn wide(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn valid() -> impl Strategy<Value = Vec<u8>> {
    let lines = format!("{LINE}\n{LINE}\n");
    prop_oneof![
        Just(packed(&lines)),
        Just(wide(&lines)),
        Just(lines.into_bytes()),
        Just(format!("[{LINE},\n{LINE}]").into_bytes()),
        Just(RESUME.as_bytes().to_owned()),
        Just(TABLE.as_bytes().to_owned()),
        Just(wide(TABLE)),
    ]
}

/// A place in the input, how much of it goes, and what comes instead.
type Change = (usize, usize, Vec<u8>);

fn changed(mut bytes: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for (at, gone, instead) in changes {
        let at = at % (bytes.len() + 1);
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, instead);
    }
    bytes
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    let signs = ["{", "}", "[", "]", "\"", "\\", "\n", ",", ";", ":", "1e999", "null", "\\ud800"];
    let signs = proptest::sample::select(signs.map(|sign| sign.as_bytes().to_owned()).to_vec());
    prop_oneof![signs, proptest::collection::vec(any::<u8>(), 0..8)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        rng_seed: RngSeed::Fixed(2_026),
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn changed_input_never_stops_the_reader(
        bytes in valid(),
        changes in proptest::collection::vec((any::<usize>(), 0_usize..40, piece()), 0..4),
    ) {
        read(changed(bytes, changes));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(bytes);
    }

    #[test]
    fn any_cell_is_data(cells in proptest::collection::vec("[^\"]{0,40}", 7)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        let header = "Name;Applied at;Email;Location;Links;Start 1;Work mode";
        read(format!("{header}\n{}\n", quoted.join(";")).into_bytes());
    }

    #[test]
    fn any_mapping_is_read_or_refused(text in "(date_format|\\[columns\\]|[a-z]{1,5}|[=\"'.\n%])*") {
        let Ok(mapping) = Mapping::read("map.toml", &text) else { return Ok(()) };
        let table = Cursor::new("Name,Applied at\nAna,5.1.2026\n");
        if let Ok(reader) = open("table.csv", Box::new(table), &options(Some(mapping))) {
            assert!(reader.count() <= 1);
        }
    }
}
