//! What changes from one policy to another, in sentences.

use super::conditions::duty_name;
use super::{CaseRule, Condition, Policy, ProviderTerms, StepRule};
use std::collections::BTreeMap;
use std::fmt::Display;

/// What is otherwise in `new` than in `old`, as sentences without a full stop; none, where both say
/// the same.
pub fn difference(old: &Policy, new: &Policy) -> Vec<String> {
    let mut said = Vec::new();
    rules("case rule", &old.cases, &new.cases, case_rule, &mut said);
    rules("step rule", &old.steps, &new.steps, step_rule, &mut said);
    decisions(old, new, &mut said);
    adverse(old, new, &mut said);
    for (record, span) in &new.retention {
        let what = format!("records of {} stay", record.as_str());
        let before = old.retention.get(record).map(ToString::to_string).unwrap_or_default();
        changed(&what, &before, &span.to_string(), &mut said);
    }
    rules("provider", &old.providers, &new.providers, provider, &mut said);
    research_security(old, new, &mut said);
    said
}

/// Rules that came, went, and say something else.
fn rules<T>(
    what: &str,
    old: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
    words: fn(&T) -> Vec<(&'static str, String)>,
    said: &mut Vec<String>,
) {
    for (id, rule) in old {
        if !new.contains_key(id) {
            said.push(format!("the {what} `{id}` is gone: {}", joined(&words(rule))));
        }
    }
    for (id, rule) in new {
        let Some(before) = old.get(id) else {
            said.push(format!("the {what} `{id}` is new: {}", joined(&words(rule))));
            continue;
        };
        for ((part, after), (_, before)) in words(rule).iter().zip(words(before)) {
            changed(&format!("the {what} `{id}` {part}"), &before, after, said);
        }
    }
}

fn joined(words: &[(&'static str, String)]) -> String {
    let words: Vec<String> = words.iter().map(|(part, value)| format!("{part} {value}")).collect();
    words.join(", ")
}

fn changed(what: &str, before: &str, after: &str, said: &mut Vec<String>) {
    if before != after {
        said.push(format!("{what} {after}, before {before}"));
    }
}

fn case_rule(rule: &CaseRule) -> Vec<(&'static str, String)> {
    vec![
        ("selects", whom(&rule.when)),
        ("opens a case in", rule.priority.as_str().to_owned()),
        ("has it decided within", rule.due.to_string()),
    ]
}

fn step_rule(rule: &StepRule) -> Vec<(&'static str, String)> {
    let steps: Vec<&str> = rule.steps.iter().map(|step| step.as_str()).collect();
    vec![
        ("selects", whom(&rule.when)),
        ("asks for", steps.join(", ")),
        ("waits for it", rule.within.to_string()),
    ]
}

fn provider(terms: &ProviderTerms) -> Vec<(&'static str, String)> {
    let steps: Vec<&str> = terms.steps.iter().map(|step| step.as_str()).collect();
    let report =
        if terms.third_party_report { "as a report of a third party" } else { "as no report" };
    vec![("may be asked for", steps.join(", ")), ("counts", report.to_owned())]
}

/// Whom a condition selects, in words.
fn whom(when: &Condition) -> String {
    let mut words = Vec::new();
    if let Some(band) = when.band {
        words.push(format!("{} or above", band.as_str()));
    }
    if !when.findings.is_empty() {
        let names: Vec<&str> = when.findings.iter().map(String::as_str).collect();
        words.push(format!("one of {}", names.join(", ")));
    }
    if when.ring {
        words.push("members of rings".to_owned());
    }
    if let Some(duty) = when.notice {
        words.push(format!("notices of {}", duty_name(duty)));
    }
    if words.is_empty() {
        words.push("everybody".to_owned());
    }
    let stages: Vec<&str> = when.stages.iter().map(|stage| stage.as_str()).collect();
    format!("{} at {}", words.join(" and "), stages.join(", "))
}

fn decisions(old: &Policy, new: &Policy, said: &mut Vec<String>) {
    let (old, new) = (&old.decisions, &new.decisions);
    let list = |set: &std::collections::BTreeSet<super::Decider>| {
        set.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
    };
    changed("cases are decided by", &list(&old.by), &list(&new.by), said);
    changed("the second person is one of", &list(&old.second), &list(&new.second), said);
    let outcomes = |set: &std::collections::BTreeSet<crate::decision::Outcome>| {
        set.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (before, after) = (outcomes(&old.second_for), outcomes(&new.second_for));
    changed("a second person signs", &before, &after, said);
    changed(
        "an opinion before the score is",
        wanted(old.blind_first_opinion),
        wanted(new.blind_first_opinion),
        said,
    );
    changed(
        "a step at its end before anybody is confirmed is",
        wanted(old.after_a_step),
        wanted(new.after_a_step),
        said,
    );
}

fn wanted(wanted: bool) -> &'static str {
    if wanted { "asked for" } else { "not asked for" }
}

fn adverse(old: &Policy, new: &Policy, said: &mut Vec<String>) {
    let (old, new) = (&old.adverse, &new.adverse);
    let when = |adverse: &super::Adverse| match adverse.notice {
        super::NoticeWhen::Always => "always",
        super::NoticeWhen::ThirdParty => "where a report of another company was used",
    };
    changed("the applicant is told first", when(old), when(new), said);
    let time = |span: &dyn Display| span.to_string();
    changed("the applicant can answer for", &time(&old.wait), &time(&new.wait), said);
    let withheld = |adverse: &super::Adverse| {
        if adverse.withhold_for_sanctions { "withheld" } else { "given" }
    };
    changed(
        "where a sanctions notice stands, the employer's own notice is",
        withheld(old),
        withheld(new),
        said,
    );
}

fn research_security(old: &Policy, new: &Policy, said: &mut Vec<String>) {
    match (&old.research_security, &new.research_security) {
        (None, Some(on)) => said.push(format!(
            "research security is turned on for {}: {}",
            on.roles.join(", "),
            on.reason
        )),
        (Some(_), None) => said.push("research security is turned off".to_owned()),
        (Some(before), Some(after)) => {
            let roles = (before.roles.join(", "), after.roles.join(", "));
            changed("research security is on for", &roles.0, &roles.1, said);
            changed("its reason is:", &before.reason, &after.reason, said);
        }
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::policy::Policy;

    #[test]
    fn a_change_is_told_in_sentences() {
        let old = Policy::shipped();
        assert!(difference(&old, &old).is_empty());
        let text = "\
            [cases.likely]\nband = \"review\"\npriority = \"priority\"\ndue = \"1 day\"\n\
            [decisions]\nsecond-for = [\"inconclusive\"]\nblind-first-opinion = true\n\
            [adverse]\nwait = \"2 weeks\"\n\
            [providers.checkr]\nsteps = [\"background\"]\nthird-party-report = true\n\
            [research-security]\nroles = [\"radar engineer\"]\n\
            reason = \"license 12-345 covers this laboratory\"\n";
        let new = Policy::read(text).expect("a policy");
        let said = difference(&old, &new);
        for sentence in [
            "the case rule `ring` is gone: selects review or above and members of rings at \
             applied, interview, offer, hired, opens a case in priority, has it decided within 2 \
             days",
            "the case rule `likely` selects review or above at applied, interview, offer, hired, \
             before priority or above at applied, interview, offer, hired",
            "the case rule `likely` has it decided within 1 day, before 2 days",
            "a second person signs confirmed, inconclusive, before confirmed",
            "an opinion before the score is asked for, before not asked for",
            "the applicant can answer for 14 days, before 7 days",
            "the provider `checkr` is new: may be asked for background, counts as a report of a \
             third party",
            "research security is turned on for radar engineer: license 12-345 covers this \
             laboratory",
        ] {
            assert!(said.iter().any(|said| said == sentence), "{sentence}\n{said:#?}");
        }
        assert_eq!(difference(&new, &old).len(), said.len(), "either way");
    }
}
