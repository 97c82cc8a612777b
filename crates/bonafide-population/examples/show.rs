//! Prints a population: applications and truth, one a line each, for a reader's eyes.

fn main() {
    let tables = bonafide_reference::Tables::built_in();
    let number = |nth: usize| std::env::args().nth(nth).and_then(|text| text.parse().ok());
    let plan =
        bonafide_population::Plan::new(number(1).unwrap_or(1) as u64, number(2).unwrap_or(200));
    bonafide_population::stream(&plan, &tables, |application, truth| {
        let application = serde_json::to_string(&application).expect("an application is JSON");
        let truth = serde_json::to_string(&truth).expect("a truth is JSON");
        println!("{application}\t{truth}");
    });
}
