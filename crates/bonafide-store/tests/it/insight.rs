//! What the store keeps for pages about many: counts, outcomes, traces, answers, proposals.

use crate::{NAME, assess, case, decision, holds, receive, store, stored};
use bonafide_store::{Answers, Outcome, Role, Sought, Store, month_of};
use bonafide_verification::policy::{DEFAULT, Policy};

/// The 15th of March 2026, when the tests' applications were submitted, and two months later.
const LATER: i64 = 1_778_803_200_000_000;

/// What is counted in a month, as in `applications 2`.
fn counts(store: &mut Store) -> Vec<String> {
    let march = 2026 * 12 + 2;
    let all = store.write(LATER, |t| t.tallies(march, march)).expect("counts");
    let named = ["applications", "flagged", "cleared", "minutes", "cleared-finding"];
    all.iter()
        .filter(|one| named.contains(&one.name.as_str()) && one.count != 0)
        .map(|one| format!("{} {} {}", one.name, one.part, one.count).replace("  ", " "))
        .collect()
}

#[test]
fn counts_follow_what_happens_and_what_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", LATER).expect("received");
    receive(&mut store, "A-1", LATER).expect("repeated, and counted once");
    receive(&mut store, "A-2", LATER).expect("received");
    assess(&mut store, 0, 0, 5.0);
    assess(&mut store, 0, 0, 6.0);
    assert_eq!(counts(&mut store), ["applications 2", "flagged 1"]);

    let case = case(&mut store, 0);
    store.write(7, |t| t.claim(&case, "ann", 1_000)).expect("claimed");
    store.write(8, |t| t.decide(&decision(&case, Outcome::Cleared, &[]))).expect("decided");
    let at = 6 + 125 * 60_000_000;
    store.write(at, |t| t.settle_case(&case, "in-force", true, None)).expect("settled");
    assert_eq!(
        counts(&mut store),
        ["applications 2", "cleared 1", "flagged 1", "minutes 120 1"],
        "by the first two digits of 125 minutes"
    );
    store.write(at + 1, |t| t.settle_case(&case, "disputed", false, None)).expect("reopened");
    assert_eq!(counts(&mut store), ["applications 2", "flagged 1"]);
    let months = (2026 * 12, 2026 * 12 + 11);
    let mut handled = Vec::new();
    store.write(at, |t| t.each_handled(months, &mut |one| handled.push(one))).expect("read");
    let seen: Vec<(u32, bool)> = handled.iter().map(|one| (one.number, one.flagged)).collect();
    assert_eq!(seen, [(0, true), (1, false)]);
}

#[test]
fn what_somebody_said_of_themselves_stands_apart_and_goes_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", LATER).expect("received");
    let said = Answers::from([("sex".to_owned(), "zzfemalezz".to_owned())]);
    store.write(LATER, |t| t.keep_self_identification(0, &said)).expect("kept");
    store.write(LATER, |t| t.keep_self_identification(0, &said)).expect("said again");
    let mut read = Vec::new();
    store
        .write(LATER, |t| t.each_self_identification(&mut |number, said| read.push((number, said))))
        .expect("read");
    assert_eq!(read, [(0, said)]);
    assert!(!holds(&stored(folder.path()), "zzfemalezz"), "sealed");
    assert_eq!(store.write(LATER, |t| t.number_of_id("", "A-1")).expect("found"), Some(0));
    assert_eq!(store.write(LATER, |t| t.number_of_id("other", "A-1")).expect("asked"), None);
    store.write(LATER, |t| t.erase(0, "eve")).expect("erased");
    assert_eq!(store.write(LATER, |t| t.self_identified()).expect("counted"), 0);
    assert!(!holds(&stored(folder.path()), NAME));
}

#[test]
fn the_log_is_searched_by_actor_and_by_what_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let received = receive(&mut store, "A-1", LATER).expect("received");
    assess(&mut store, 0, 0, 5.0);
    let case = case(&mut store, 0);
    store.write(7, |t| t.claim(&case, "ann", 1_000)).expect("claimed");
    let view = |t: &mut bonafide_store::Transaction<'_>| {
        t.journal("application.viewed", "ann", &received.pseudonym, b"", None)
    };
    store.write(8, view).expect("logged");
    let mut kinds = |sought: Sought| -> Vec<String> {
        let found = store.write(9, |t| t.traces(&sought, 10)).expect("found");
        found.into_iter().map(|event| event.entry.kind).collect()
    };
    let of = |text: &str| Some(text.to_owned());
    let by_ann = Sought { actor: of("ann"), ..Sought::default() };
    assert_eq!(kinds(by_ann.clone()), ["application.viewed", "case.claimed"], "newest first");
    assert_eq!(kinds(Sought { seen: true, ..by_ann }), ["application.viewed"]);
    assert_eq!(
        kinds(Sought { about: Some(case), ..Sought::default() }),
        ["case.claimed", "case.opened"]
    );
}

#[test]
fn a_policy_comes_into_force_by_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    for name in ["eve", "sam"] {
        store.write(1, |t| t.add_account(name, Role::Administrator, "program")).expect("made");
    }
    let first = Policy::shipped();
    store.write(2, |t| t.put_in_force(&first, DEFAULT, &[], "program")).expect("in force");
    assert!(store.write(2, |t| t.agreed_policy()).expect("asked").is_none(), "nobody agreed yet");
    let text = "[decisions]\nblind-first-opinion = true\n";
    let policy = Policy::read(text).expect("a policy");
    let proposal =
        store.write(3, |t| t.propose_policy(&policy, text, &[], "eve")).expect("it waits");
    let own = store.write(4, |t| t.approve_policy(&proposal.id, &policy, &[], "eve"));
    assert!(own.is_err_and(|error| error.is_refused()), "one's own");
    store.write(5, |t| t.approve_policy(&proposal.id, &policy, &[], "sam")).expect("in force");
    let agreed = store.write(6, |t| t.agreed_policy()).expect("asked").expect("agreed");
    assert_eq!(agreed.1, text);
    let again = store.write(7, |t| t.approve_policy(&proposal.id, &policy, &[], "sam"));
    assert!(again.is_err_and(|error| error.is_missing()), "once");
    assert_eq!(month_of(LATER), 2026 * 12 + 4);
}
