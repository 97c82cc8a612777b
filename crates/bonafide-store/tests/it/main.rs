//! What the store promises, whatever happens to its files.

mod guards;
mod insight;
mod server;

use bonafide_application::Application;
use bonafide_linkage::{Key, Kind};
use bonafide_store::{
    Arrival, DatabaseAddress, Error, Filter, MasterKey, NewAssessment, NewCase, NewDecision,
    Outcome, Role, RuledOut, Store, Versions,
};
use bonafide_verification::progress::Deed;
use serde_json::json;
use std::fs;
use std::path::Path;

const NAME: &str = "Wilhelmina Quagmire";
const EMAIL: &str = "wilhelmina.quagmire@mail.example";
const PHONE: &str = "+1 512 555 0142";

fn record(id: &str) -> Vec<u8> {
    json!({
        "id": id, "submitted_at": "2026-03-01T10:00:00Z",
        "applicant": {"name": NAME, "email": EMAIL, "phone": PHONE}
    })
    .to_string()
    .into_bytes()
}

fn keys() -> [Key; 2] {
    [Key::new(Kind::Email, EMAIL), Key::new(Kind::Phone, "512555014")]
}

fn receive(store: &mut Store, id: &str, now: i64) -> Result<bonafide_store::Received, Error> {
    let canonical = record(id);
    let application: Application = serde_json::from_slice(&canonical).expect("a record");
    let (application, keys, traits) = (&application, &keys()[..], EMAIL.as_bytes());
    let arrival = Arrival { application, canonical: &canonical, keys, traits, actor: "ats" };
    store.write(now, |t| t.receive(&arrival))
}

fn versions() -> Versions {
    let version = || "1".to_owned();
    Versions { program: version(), weights: version(), lists: version(), policy: version() }
}

fn assess(store: &mut Store, number: u32, person: u32, log_odds: f64) -> i64 {
    let body = format!("[\"{NAME} shares {PHONE}\"]");
    let new = NewAssessment {
        number,
        person,
        ring: None,
        facts: log_odds.to_bits(),
        log_odds,
        band: "review",
        body: body.as_bytes(),
        cause: "arrival",
    };
    store.write(5, |t| t.assess(&new, &versions())).expect("assessed")
}

fn case(store: &mut Store, number: u32) -> String {
    let new = NewCase {
        number,
        ring: None,
        queue: "review",
        priority: "review",
        due_in: 1_000,
        reasons: &[],
        policy: "1",
    };
    store.write(6, |t| t.open_case(&new)).expect("opened");
    store.write(6, |t| t.queue(&Filter::default(), 10)).expect("a queue").remove(0).id
}

fn decision<'a>(case: &'a str, outcome: Outcome, ruled_out: &'a [RuledOut]) -> NewDecision<'a> {
    static REASONS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| vec!["identity-document".to_owned()]);
    NewDecision {
        case,
        outcome,
        reasons: &REASONS,
        rests_on: &[],
        ruled_out,
        note: "Wilhelmina Quagmire showed another document",
        account: "ann",
        policy: "1",
        reverses: None,
        third_party_report: false,
        sanctions: false,
    }
}

fn store(folder: &Path) -> Store {
    let key = MasterKey::from_text(&"5a".repeat(32)).expect("a key");
    open(folder, &key).expect("a data folder")
}

/// Opens a data folder, with its database on a server where the tests run on one.
fn open(folder: &Path, key: &MasterKey) -> Result<Store, Error> {
    let server = bonafide_testbed::address(folder);
    let server = server.map(|text| DatabaseAddress::parse(&text, None).expect("an address"));
    Store::open_at(folder, server.as_ref(), key)
}

#[test]
fn all_of_it_on_postgresql() {
    bonafide_testbed::run_again(&[], "all_of_it_on_postgresql");
}

/// Every byte that is stored for a folder, wherever it is, as text.
fn stored(folder: &Path) -> String {
    let mut bytes = Vec::new();
    for folder in bonafide_testbed::files(folder) {
        read(&folder, &mut bytes);
    }
    shown(&bytes)
}

/// Adds every byte of every file below a folder.
fn read(folder: &Path, bytes: &mut Vec<u8>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, bytes);
        } else {
            bytes.extend_from_slice(&fs::read(path).expect("a file"));
        }
    }
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

fn holds(shown: &str, needle: &str) -> bool {
    shown.contains(&needle.to_ascii_lowercase())
}

#[test]
fn what_was_received_is_there_again_and_received_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = receive(&mut store(folder.path()), "A-1", 1).expect("received");
    let mut again = store(folder.path());
    let second = receive(&mut again, "A-1", 2).expect("received");
    assert!(!first.repeated && second.repeated);
    assert_eq!(first.pseudonym, second.pseudonym);
    let canonical = again.write(3, |t| t.canonical(first.number)).expect("kept");
    assert_eq!(canonical, record("A-1"));
    let holders = again.write(3, |t| t.holders(keys()[1], 10)).expect("kept");
    assert_eq!(holders, [(0, 0)]);
}

#[test]
fn another_record_under_the_same_id_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    let canonical = String::from_utf8_lossy(&record("A-1")).replace("0142", "0143").into_bytes();
    let application: Application = serde_json::from_slice(&canonical).expect("a record");
    let arrival = Arrival {
        application: &application,
        canonical: &canonical,
        keys: &[],
        traits: &[],
        actor: "x",
    };
    let error = store.write(2, |t| t.receive(&arrival)).expect_err("another record");
    assert!(error.is_refused(), "{error}");
}

#[test]
fn the_files_show_no_name_mailbox_or_phone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, EMAIL, 1).expect("an id may be a mailbox");
    assess(&mut store, 0, 0, 2.0);
    let case = case(&mut store, 0);
    store.write(7, |t| t.claim(&case, "ann", 100)).expect("claimed");
    store.write(8, |t| t.decide(&decision(&case, Outcome::Cleared, &[]))).expect("decided");
    store.publish().expect("published");
    let open = stored(folder.path());
    drop(store);
    let closed = stored(folder.path());
    assert!(holds(&open, "decision.recorded") && holds(&closed, "decision.recorded"));
    for shown in [&open, &closed] {
        for word in [NAME, "Quagmire", EMAIL, "mail.example", PHONE, "5550142", "555 0142"] {
            assert!(!holds(shown, word), "a file shows {word}");
        }
    }
}

#[test]
fn assessments_are_versions_and_nothing_rewrites_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    assert_eq!((assess(&mut store, 0, 0, 2.0), assess(&mut store, 0, 0, 3.0)), (1, 2));
    let all = store.write(9, |t| t.assessments(0)).expect("kept");
    let log_odds: Vec<f64> = all.iter().map(|one| one.log_odds).collect();
    assert_eq!(log_odds, [2.0, 3.0]);
    assert!(all[0].body.as_ref().is_some_and(|body| holds(&shown(body), PHONE)));
    assert!(store.write(9, |t| t.unchanged(0, 3.0_f64.to_bits())).expect("known"));
    assert!(!store.write(9, |t| t.unchanged(0, 2.0_f64.to_bits())).expect("known"));
}

#[test]
fn a_case_is_one_persons_until_the_lease_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    let case = case(&mut store, 0);
    store.write(10, |t| t.claim(&case, "ann", 100)).expect("free");
    assert!(store.write(50, |t| t.claim(&case, "bob", 100)).is_err_and(|e| e.is_refused()));
    store.write(110, |t| t.claim(&case, "bob", 100)).expect("the lease ended");
    assert!(store.write(120, |t| t.release(&case, "ann")).is_err_and(|e| e.is_refused()));
    store.write(120, |t| t.release(&case, "bob")).expect("released");
    store.write(130, |t| t.claim(&case, "ann", 100)).expect("free again");
}

#[test]
fn an_adverse_decision_needs_another_person_and_what_was_ruled_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    let case = case(&mut store, 0);
    let ruled_out = [RuledOut {
        finding: "shared-phone".to_owned(),
        explanation: "a shared phone in a household".to_owned(),
        how: "called both".to_owned(),
    }];
    let new = decision(&case, Outcome::Confirmed, &ruled_out);
    assert!(store.write(10, |t| t.decide(&new)).is_err_and(|e| e.is_refused()), "not claimed");
    store.write(10, |t| t.claim(&case, "ann", 100)).expect("claimed");
    let bare = decision(&case, Outcome::Confirmed, &[]);
    assert!(
        store.write(10, |t| t.decide(&bare)).is_err_and(|e| e.is_refused()),
        "nothing ruled out"
    );
    let made = store.write(11, |t| t.decide(&new)).expect("recorded");
    assert_eq!(made.second(), None);
    assert!(store.write(12, |t| t.act(&made.id, Deed::Sign, "ann")).is_err_and(|e| e.is_refused()));
    assert_eq!(store.write(12, |t| t.case(&case)).expect("a case").closed_at, None);
    let signed = store.write(13, |t| t.act(&made.id, Deed::Sign, "bob")).expect("signed");
    assert_eq!(signed.second(), Some("bob"));
    store.write(13, |t| t.settle_case(&case, "in-force", true, None)).expect("settled");
    assert_eq!(store.write(14, |t| t.case(&case)).expect("a case").closed_at, Some(13));
    assert!(store.write(15, |t| t.claim(&case, "ann", 100)).is_err_and(|e| e.is_refused()));
}

#[test]
fn what_fails_leaves_nothing_and_what_was_logged_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    let canonical = record("A-2");
    let application: Application = serde_json::from_slice(&canonical).expect("a record");
    let failed: Result<(), Error> = store.write(2, |t| {
        let (application, keys) = (&application, &keys()[..]);
        t.receive(&Arrival {
            application,
            canonical: &canonical,
            keys,
            traits: &[],
            actor: "ats",
        })?;
        Err(Error::refused("the screening failed"))
    });
    assert!(failed.is_err());
    assert!(store.write(3, |t| t.canonical(1)).is_err_and(|e| e.is_missing()));
    assert_eq!(store.publish().expect("published"), 1);
    let verified = bonafide_log::verify(&folder.path().join("log"), store.verifier(), &[]);
    assert_eq!(verified.expect("whole").checkpoint.size, 1);
}

#[test]
fn of_what_is_written_together_what_fails_is_taken_back_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let together = store.begin_together().expect("begun");
    receive(&mut store, "A-1", 1).expect("received");
    let failed: Result<(), Error> = store.write(2, |t| {
        t.journal("case.opened", "program", "c-1", b"", None)?;
        Err(Error::refused("the screening failed"))
    });
    assert!(failed.is_err());
    receive(&mut store, "A-2", 3).expect("received");
    assert!(receive(&mut store, "A-2", 4).expect("received").repeated);
    store.end_together(together).expect("kept");
    let all = store.write(5, |t| t.applications_after(-1, 10)).expect("read");
    assert_eq!(all.iter().map(|(number, _)| *number).collect::<Vec<u32>>(), [0, 1]);
    assert_eq!(store.publish().expect("published"), 2);
}

#[test]
fn of_what_was_not_ended_together_nothing_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let failing = std::panic::AssertUnwindSafe(|| {
        let _together = store.begin_together().expect("begun");
        receive(&mut store, "A-1", 1).expect("received");
        panic!("the program fails")
    });
    assert!(std::panic::catch_unwind(failing).is_err());
    receive(&mut store, "A-2", 2).expect("received");
    assert_eq!(store.write(3, |t| t.applications_after(-1, 10)).expect("read").len(), 1);
    assert_eq!(store.publish().expect("published"), 1);
}

#[test]
fn an_assessment_says_what_made_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    assess(&mut store, 0, 0, 2.0);
    let new = NewAssessment {
        number: 0,
        person: 0,
        ring: None,
        facts: 7,
        log_odds: 1.0,
        band: "clear",
        body: b"[]",
        cause: "others",
    };
    let other = Versions { lists: "2".to_owned(), ..versions() };
    store.write(6, |t| t.assess(&new, &other)).expect("assessed");
    assert!(store.write(7, |t| t.unchanged(0, 7)).expect("read"));
    assert!(!store.write(7, |t| t.unchanged(0, 8)).expect("read"));
    let all = store.write(8, |t| t.assessments(0)).expect("read");
    let made_by: Vec<&Versions> = all.iter().map(|assessed| &assessed.versions).collect();
    assert_eq!(made_by, [&versions(), &other]);
}

#[test]
fn a_program_that_fails_midway_leaves_nothing_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let failing = std::panic::AssertUnwindSafe(|| {
        store.write::<()>(1, |t| {
            t.journal("case.opened", "program", "c-1", b"", None)?;
            panic!("the program fails")
        })
    });
    assert!(std::panic::catch_unwind(failing).is_err());
    receive(&mut store, "A-1", 2).expect("received");
    assert_eq!(store.publish().expect("published"), 1);
}

#[test]
fn who_is_erased_cannot_be_read_and_the_log_still_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    assess(&mut store, 0, 0, 2.0);
    receive(&mut store, "A-2", 2).expect("received");
    // The second turned out to be of the same claimed person; the third is of another one.
    assess(&mut store, 1, 0, 2.0);
    receive(&mut store, "A-3", 3).expect("received");
    assess(&mut store, 2, 2, 2.0);
    store.publish().expect("published");
    let before = fs::read_to_string(folder.path().join("log/checkpoint")).expect("a checkpoint");
    let met = store.write(20, |t| t.erase(1, "eve")).expect("erased");
    assert_eq!(met, [2]);
    for number in [0, 1] {
        assert!(store.write(21, |t| t.canonical(number)).is_err_and(|e| e.is_missing()));
        let all = store.write(21, |t| t.assessments(number)).expect("outcomes remain");
        assert!(all.iter().all(|assessed| assessed.body.is_none()));
    }
    assert_eq!(store.write(22, |t| t.canonical(2)).expect("another person"), record("A-3"));
    assert_eq!(store.write(22, |t| t.holders(keys()[0], 10)).expect("kept"), [(2, 2)]);
    assert!(store.write(23, |t| t.erase(0, "eve")).is_err_and(|e| e.is_missing()));
    store.publish().expect("published");
    let log = folder.path().join("log");
    bonafide_log::verify(&log, store.verifier(), &[before]).expect("it only grew");
}

#[test]
fn another_master_key_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    receive(&mut store(folder.path()), "A-1", 1).expect("received");
    let other = MasterKey::from_text(&"5b".repeat(32)).expect("a key");
    assert!(open(folder.path(), &other).is_err());
}

#[test]
fn accounts_keep_their_role_and_one_administrator_remains() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let make =
        |store: &mut Store, name: &str, role| store.write(1, |t| t.add_account(name, role, "x"));
    make(&mut store, "ann", Role::Reviewer).expect("made");
    assert!(make(&mut store, "ann", Role::Reviewer).is_err_and(|e| e.is_refused()));
    make(&mut store, "eve", Role::Administrator).expect("made");
    let refused = store.write(2, |t| t.change_role("eve", Role::Auditor, "eve"));
    assert!(refused.is_err_and(|e| e.is_refused()), "she is the only one");
    assert!(store.write(2, |t| t.disable_account("eve", "eve")).is_err_and(|e| e.is_refused()));
    store.write(3, |t| t.change_role("ann", Role::Administrator, "eve")).expect("changed");
    store.write(4, |t| t.disable_account("eve", "ann")).expect("there is another one");
    let eve = store.write(5, |t| t.known_account("eve")).expect("asked");
    assert_eq!((eve.role, eve.disabled_at), (Role::Administrator, Some(4)));
}

#[test]
fn a_new_master_key_opens_what_the_old_one_did_and_the_old_one_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut old = store(folder.path());
    receive(&mut old, "A-1", 1).expect("received");
    receive(&mut old, "A-2", 1).expect("received");
    old.write(2, |t| t.erase(1, "eve")).expect("erased");
    old.write(3, |t| t.add_account("ann", Role::Reviewer, "x")).expect("made");
    old.write(3, |t| t.offer_second_factor("ann", b"a secret")).expect("offered");
    let new = MasterKey::from_text(&"5b".repeat(32)).expect("a key");
    // Two persons' keys at most, of which one is erased, and those of the installation.
    assert!(old.rotate(&new, 4).expect("changed") >= 4);
    receive(&mut old, "A-3", 5).expect("the open store goes on");
    drop(old);
    let before = MasterKey::from_text(&"5a".repeat(32)).expect("a key");
    let error = open(folder.path(), &before).err().expect("refused");
    assert!(error.to_string().contains("does not open with the master key"), "{error}");
    let mut again = open(folder.path(), &new).expect("opened");
    for (number, id) in [(0, "A-1"), (2, "A-3")] {
        assert_eq!(again.write(6, |t| t.canonical(number)).expect("kept"), record(id));
    }
    assert!(again.write(6, |t| t.canonical(1)).is_err_and(|e| e.is_missing()), "still erased");
    let factor = again.write(6, |t| t.second_factor("ann")).expect("opened").expect("kept");
    assert_eq!(factor.secret, b"a secret");
    bonafide_log::verify(&folder.path().join("log"), again.verifier(), &[]).expect("whole");
}
