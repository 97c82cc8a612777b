//! People who look alike: whom a list must keep apart, and whom it must bring together.

use crate::run::{USUAL, persons, source, strangers, table, written};

/// Whether records `a` and `b` are of one person, among strangers.
#[track_caller]
fn check(rows: &[&str], together: bool) {
    let mut all = strangers(600);
    all.extend(rows.iter().map(|row| (*row).to_owned()));
    let found = persons(&written(vec![source("people", table(&all))], USUAL).0);
    let one = found.iter().any(|person| person.contains("a") && person.contains("b"));
    assert_eq!(one, together, "{rows:?}");
}

#[test]
fn a_couple_is_two() {
    check(
        &[
            "a,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
            "b,Karl,Morgenroth,1968-11-30,m,12 Birch Lane,Elmton,40111,0711111111",
        ],
        false,
    );
}

#[test]
fn twins_are_two() {
    check(
        &[
            "a,Anna,Morgenroth,1990-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
            "b,Oskar,Morgenroth,1990-03-12,m,12 Birch Lane,Elmton,40111,0711111111",
        ],
        false,
    );
}

#[test]
fn father_and_son_of_one_name_are_two() {
    check(
        &[
            "a,Oskar,Morgenroth Sr,1948-07-02,m,12 Birch Lane,Elmton,40111,0711111111",
            "b,Oskar,Morgenroth Jr,1975-10-19,m,12 Birch Lane,Elmton,40111,0711111111",
        ],
        false,
    );
}

#[test]
fn a_common_name_alone_is_nobody() {
    let rows: Vec<String> = (0..40)
        .map(|at| format!("c{at},John,Smith,19{}-05-1{},m,,Elmton,,", 40 + at, at % 10))
        .collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    rows.push("a,John,Smith,,,,,,");
    rows.push("b,John,Smith,,,,,,");
    check(&rows, false);
}

#[test]
fn a_married_name_is_one_person() {
    check(
        &[
            "a,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
            "b,Anna,Vogelsang,1970-03-12,f,7 Mill Road,Elmton,40111,0711111111",
        ],
        true,
    );
}

#[test]
fn transliterations_are_one_person() {
    check(
        &[
            "a,Александр,Васильев,1970-03-12,m,12 Birch Lane,Elmton,40111,",
            "b,Aleksandr,Vasilev,1970-03-12,m,12 Birch Lane,Elmton,40111,",
        ],
        true,
    );
    check(
        &["a,杰,王,1993-09-14,m,12 Birch Lane,,,", "b,Jie,Wang,1993-09-14,,12 Birch Lane,,,"],
        true,
    );
}

#[test]
fn slips_and_exchanged_names_are_one_person() {
    check(
        &[
            "a,Annelise,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,",
            "b,Morgenrothe,Annelise,1970-12-03,,12 Birch Ln,Elmton,40111,",
        ],
        true,
    );
}

#[test]
fn exchanged_names_with_a_slip_are_one_person() {
    check(
        &[
            "a,Annelise,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,",
            "b,Morgenroth,Anelise,1970-03-12,,7 Mill Road,Oakton,52222,",
        ],
        true,
    );
}

#[test]
fn a_pet_name_is_one_person_at_another_address() {
    check(
        &[
            "a,Jennifer,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,",
            "b,Jenny,Morgenroth,1970-03-12,f,7 Mill Road,Oakton,52222,",
        ],
        true,
    );
}

#[test]
fn a_birth_date_exchanged_and_with_a_slip_is_one_person() {
    check(
        &[
            "a,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,",
            "b,Anna,Morgenroth,1971-12-03,f,12 Birch Lane,Elmton,40111,",
        ],
        true,
    );
}

#[test]
fn father_and_son_without_a_generation_are_two() {
    check(
        &[
            "a,Oskar,Morgenroth,1948-07-02,m,12 Birch Lane,Elmton,40111,0711111111",
            "b,Oskar,Morgenroth,1975-10-19,m,12 Birch Lane,Elmton,40111,0711111111",
        ],
        false,
    );
}

#[test]
fn room_mates_are_two() {
    check(
        &[
            "a,Anna,Morgenroth,1996-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
            "b,Ruth,Vogelsang,1995-11-30,f,12 Birch Lane,Elmton,40111,0711111111",
        ],
        false,
    );
}

#[test]
fn one_false_pair_chains_nobody() {
    // The third fits each of two people who contradict one another in everything else.
    let rows = [
        "a,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
        "a2,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111",
        "x,Anna,Morgenroth,,,,,,",
        "b,Anna,Morgenroth,1951-08-25,f,90 Kiln Street,Oakton,52222,0722222222",
        "b2,Anna,Morgenroth,1951-08-25,f,90 Kiln Street,Oakton,52222,0722222222",
    ];
    check(&rows, false);
}
