//! A policy with a mistake is refused with the place and what to do.

use bonafide_verification::policy::Policy;

/// The mistakes of a policy, each on its line.
fn mistakes(text: &str) -> String {
    let mistakes = Policy::read(text).expect_err("a mistake");
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn refused(text: &str, told: &str) {
    let said = mistakes(text);
    assert!(said.contains(told), "{said}");
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    refused("\n\n[cases\n", "line 3: ");
    refused("[case.a]\nband = \"review\"\n", "line 1: unknown field `case`");
    refused("[adverse]\nwait = 5\n", "line 2: invalid type");
    refused(&"#".repeat(2 << 20), "the file: ");
}

#[test]
fn every_mistake_is_told_at_once() {
    let said = mistakes(
        "[cases.a]\nband = \"high\"\npriority = \"now\"\ndue = \"soon\"\n\
         [retention]\nphotos = \"1 day\"\n",
    );
    for told in ["cases.a.band: ", "cases.a.priority: ", "cases.a.due: ", "retention.photos: "] {
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn rules_say_whom_they_select() {
    let case = |rest: &str| format!("[cases.a]\npriority = \"review\"\ndue = \"1 day\"\n{rest}\n");
    refused(&case(""), "cases.a: opens a case for everybody");
    refused(&case("findings = [\"phone-regoin\"]"), "no check is called `phone-regoin`");
    refused(&case("notice = \"sanctions\"\nband = \"review\""), "cases.a.notice: ");
    refused(&case("band = \"review\"\nstages = []"), "cases.a.stages: name at least one");
    refused(&case("band = \"review\"\nsteps = [\"interview\"]"), "belong to a rule under [steps]");
    let step = |rest: &str| format!("[steps.a]\nwithin = \"1 day\"\n{rest}\n");
    refused(&step("steps = [\"interview\"]"), "steps.a.everyone: say whom it selects");
    refused(&step("everyone = true\nsteps = []"), "steps.a.steps: name at least one step");
    refused(
        &step("everyone = true\nband = \"review\"\nsteps = [\"interview\"]"),
        "everyone is everyone",
    );
    refused("[cases.\"A b\"]\nband = \"review\"", "small letters");
}

#[test]
fn no_rule_selects_by_where_somebody_comes_from() {
    for finding in ["school-known", "listed-school", "research-security", "linked-institution"] {
        let text = format!(
            "[steps.a]\nfindings = [\"{finding}\"]\nsteps = [\"interview\"]\nwithin = \"1 day\"\n"
        );
        refused(&text, "tells where somebody comes from");
    }
    for key in ["nationality", "name", "school", "postal-code", "language"] {
        let text = format!("[cases.a]\n{key} = \"x\"\n");
        refused(&text, &format!("unknown field `{key}`"));
    }
}

#[test]
fn a_policy_asks_for_more_than_the_law_and_never_for_less() {
    refused("[adverse]\nwait = \"4 days\"\n", "give 5 days or more");
    refused("[decisions]\nby = [\"integration\"]\n", "programs and other roles decide nothing");
    refused("[decisions]\nsecond = []\n", "decisions.second: name at least one");
    refused(
        "[providers.checkr]\nsteps = [\"background\"]\nthird-party-report = false\n",
        "a background check is a report of another company",
    );
    let text = "[decisions]\nsecond-for = [\"cleared\"]\n";
    let policy = Policy::read(text).expect("a policy");
    let signed: Vec<&str> = policy.decisions.second_for.iter().map(|o| o.as_str()).collect();
    assert_eq!(signed, ["cleared", "confirmed"], "what is adverse is always signed by two");
}

#[test]
fn research_security_takes_roles_and_a_written_reason() {
    refused("[research-security]\nroles = []\nreason = \"x\"", "name the roles");
    refused("[research-security]\nroles = [\"a\"]\nreason = \"law\"", "give the reason");
    refused("[research-security]\nrole = [\"a\"]\nreason = \"x\"", "unknown field");
}

#[test]
fn hostile_text_is_told_without_its_controls() {
    let said = mistakes("[cases.\"\\u001b[2J\"]\nband = \"\\u202e\"\n");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}
