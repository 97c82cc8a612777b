//! A plan decides everything: the same plan gives the same population, in order, as many as asked.

use bonafide_population::{Plan, simulate, stream};
use bonafide_reference::Tables;

#[test]
fn a_plan_gives_one_population_in_order_of_submission() {
    let tables = Tables::built_in();
    let plan = Plan::new(5, 1_500);
    let whole = simulate(&plan, &tables);
    assert_eq!(whole.applications.len(), 1_500);
    let mut nth = 0;
    stream(&plan, &tables, |application, truth| {
        assert_eq!((&application, &truth), (&whole.applications[nth], &whole.truth[nth]));
        assert_eq!(application.id, format!("A-{:06}", nth + 1));
        nth += 1;
    });
    assert!(whole.applications.is_sorted_by_key(|application| application.submitted_at));
    let operators = whole.truth.iter().filter(|truth| truth.operator).count();
    assert!((25..=50).contains(&operators), "{operators} of 1500 are operators'");
}

#[test]
fn a_written_application_is_read_back_whole() {
    let tables = Tables::built_in();
    for application in simulate(&Plan::new(6, 300), &tables).applications {
        let text = serde_json::to_string(&application).expect("an application is JSON");
        let read: bonafide_application::Application =
            serde_json::from_str(&text).expect("the canonical form");
        assert_eq!(read, application);
    }
}
