//! Names swapped for names of other origins, throughout a population, change no probability.

use crate::program::said;

#[test]
fn no_probability_depends_on_the_origin_of_names() {
    // It fails where one does, and says which terms changed.
    let said = said(&["name-swap", "--seed", "23", "--applications", "1500"]);
    let first = said.split(' ').next().unwrap_or_default().replace(',', "");
    assert!(first.parse::<u64>().is_ok_and(|count| count > 1_000), "too few are left: {said}");
    assert!(said.contains("\n0 names left as they were\n0 probabilities changed\n"), "{said}");
}
