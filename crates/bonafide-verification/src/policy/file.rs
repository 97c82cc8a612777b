//! Reads a policy's file: every mistake with its place and what to do.

use super::conditions::{Condition, NO_GROUND, Stage, duty};
use super::{
    Adverse, CaseRule, Decider, Decisions, LEAST_WAIT, NoticeWhen, Policy, ProviderTerms,
    RULES_MAX, Record, ResearchSecurity, StepRule,
};
use crate::decision::Outcome;
use crate::span::Span;
use crate::step::StepKind;
use bonafide_application::without_controls;
use bonafide_linkage::KINDS;
use bonafide_score::Band;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something in a policy that cannot be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where: `cases.ring.due`, or `line 7`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Longest file: a policy is read by people.
const TEXT_MAX: usize = 1 << 20;

/// Longest id of a rule or a provider, in characters.
const ID_MAX: usize = 40;

/// The shortest reason: a sentence, not a word.
const REASON_MIN: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    cases: Option<BTreeMap<String, Rule>>,
    steps: Option<BTreeMap<String, Rule>>,
    #[serde(default)]
    decisions: DecisionsTable,
    #[serde(default)]
    adverse: AdverseTable,
    #[serde(default)]
    retention: BTreeMap<String, String>,
    providers: Option<BTreeMap<String, ProviderTable>>,
    research_security: Option<ResearchTable>,
}

/// A rule of either kind; what belongs to the other kind is a mistake with words of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rule {
    band: Option<String>,
    findings: Option<Vec<String>>,
    ring: Option<bool>,
    notice: Option<String>,
    stages: Option<Vec<String>>,
    everyone: Option<bool>,
    priority: Option<String>,
    due: Option<String>,
    steps: Option<Vec<String>>,
    within: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DecisionsTable {
    by: Option<Vec<String>>,
    second: Option<Vec<String>>,
    second_for: Option<Vec<String>>,
    blind_first_opinion: Option<bool>,
    after_a_step: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AdverseTable {
    notice: Option<String>,
    wait: Option<String>,
    withhold_for_sanctions: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ProviderTable {
    steps: Vec<String>,
    third_party_report: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResearchTable {
    roles: Vec<String>,
    reason: String,
}

/// The mistakes found so far.
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn add(&mut self, place: impl Into<String>, message: impl AsRef<str>) {
        let message = without_controls(message.as_ref());
        self.0.push(Mistake { place: without_controls(&place.into()), message });
    }
}

/// Reads a policy on top of another; of one that stands on nothing, nothing may be missing.
pub(super) fn read(text: &str, base: Option<&Policy>) -> Result<Policy, Vec<Mistake>> {
    let mut mistakes = Mistakes(Vec::new());
    if text.len() > TEXT_MAX {
        mistakes.add("the file", "is longer than a policy can be; give one of a megabyte or less");
        return Err(mistakes.0);
    }
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            mistakes.add(format!("line {line}"), error.message().replace('\n', ", "));
            return Err(mistakes.0);
        }
    };
    let policy = Policy {
        cases: case_rules(file.cases, base, &mut mistakes),
        steps: step_rules(file.steps, base, &mut mistakes),
        decisions: decisions(&file.decisions, base, &mut mistakes),
        adverse: adverse(&file.adverse, base, &mut mistakes),
        retention: retention(&file.retention, base, &mut mistakes),
        providers: providers(file.providers, base, &mut mistakes),
        research_security: research_security(file.research_security, &mut mistakes),
    };
    if mistakes.0.is_empty() { Ok(policy) } else { Err(mistakes.0) }
}

fn case_rules(
    rules: Option<BTreeMap<String, Rule>>,
    base: Option<&Policy>,
    mistakes: &mut Mistakes,
) -> BTreeMap<String, CaseRule> {
    let Some(rules) = rules else {
        return base.map(|base| base.cases.clone()).unwrap_or_default();
    };
    count("cases", rules.len(), mistakes);
    let mut read = BTreeMap::new();
    for (id, rule) in rules {
        let place = named("cases", &id, mistakes);
        let when = condition(&place, &rule, mistakes);
        if rule.steps.is_some() || rule.within.is_some() || rule.everyone.is_some() {
            let message = "`steps`, `within` and `everyone` belong to a rule under [steps]";
            mistakes.add(&place, message);
        }
        if when.selects_everybody() {
            let message = "opens a case for everybody; say band, findings, ring or notice";
            mistakes.add(&place, message);
        }
        if when.notice.is_some() && (when.band.is_some() || !when.findings.is_empty() || when.ring)
        {
            mistakes.add(
                format!("{place}.notice"),
                "a notice asks for a look whatever the score; make it a rule of its own",
            );
        }
        let priority = match rule.priority.as_deref() {
            Some("review") => Band::Review,
            Some("priority") => Band::Priority,
            _ => {
                let place = format!("{place}.priority");
                mistakes.add(place, "say `review` or `priority`");
                Band::Review
            }
        };
        let due = span(&format!("{place}.due"), rule.due.as_deref(), mistakes);
        read.insert(id, CaseRule { when, priority, due });
    }
    read
}

fn step_rules(
    rules: Option<BTreeMap<String, Rule>>,
    base: Option<&Policy>,
    mistakes: &mut Mistakes,
) -> BTreeMap<String, StepRule> {
    let Some(rules) = rules else {
        return base.map(|base| base.steps.clone()).unwrap_or_default();
    };
    count("steps", rules.len(), mistakes);
    let mut read = BTreeMap::new();
    for (id, rule) in rules {
        let place = named("steps", &id, mistakes);
        let when = condition(&place, &rule, mistakes);
        if rule.priority.is_some() || rule.due.is_some() {
            mistakes.add(&place, "`priority` and `due` belong to a rule under [cases]");
        }
        let everyone = rule.everyone.unwrap_or(false);
        if everyone != when.selects_everybody() {
            mistakes.add(
                format!("{place}.everyone"),
                if everyone {
                    "everyone is everyone; take band, findings, ring and notice away"
                } else {
                    "say whom it selects: band, findings, ring or notice, or `everyone = true`"
                },
            );
        }
        let steps = each(
            &format!("{place}.steps"),
            rule.steps.as_deref().unwrap_or_default(),
            StepKind::parse,
            &names(&StepKind::ALL.map(StepKind::as_str)),
            mistakes,
        );
        if steps.is_empty() {
            mistakes.add(format!("{place}.steps"), "name at least one step");
        }
        let within = span(&format!("{place}.within"), rule.within.as_deref(), mistakes);
        read.insert(id, StepRule { when, steps, within });
    }
    read
}

fn condition(place: &str, rule: &Rule, mistakes: &mut Mistakes) -> Condition {
    let band = rule.band.as_deref().and_then(|band| match band {
        "review" => Some(Band::Review),
        "priority" => Some(Band::Priority),
        _ => {
            mistakes.add(format!("{place}.band"), "say `review` or `priority`");
            None
        }
    });
    let mut findings = BTreeSet::new();
    for name in rule.findings.as_deref().unwrap_or_default() {
        let place = format!("{place}.findings");
        let known =
            bonafide_evidence::check(name).is_some() || KINDS.iter().any(|kind| kind.name == name);
        if !known {
            let message = format!("no check is called `{name}`; `bonafide checks` lists them");
            mistakes.add(place, message);
        } else if NO_GROUND.contains(&name.as_str()) {
            mistakes.add(
                place,
                format!(
                    "`{name}` tells where somebody comes from and selects nobody; what the law \
                     asks is a rule with `notice`"
                ),
            );
        } else {
            findings.insert(name.clone());
        }
    }
    let notice = rule.notice.as_deref().and_then(|text| {
        let found = duty(text);
        if found.is_none() {
            let place = format!("{place}.notice");
            let all = "`sanctions`, `advisory`, `victim`, `research-security` or `local`";
            mistakes.add(place, format!("say {all}"));
        }
        found
    });
    let place = format!("{place}.stages");
    let known = names(&Stage::ALL.map(Stage::as_str));
    let stages = match rule.stages.as_deref() {
        None => Stage::ALL.into_iter().collect(),
        Some(stages) => each(&place, stages, Stage::parse, &known, mistakes),
    };
    if stages.is_empty() {
        mistakes.add(place, format!("name at least one of {known}, or leave it out for all"));
    }
    Condition { band, findings, ring: rule.ring.unwrap_or(false), notice, stages }
}

fn decisions(table: &DecisionsTable, base: Option<&Policy>, mistakes: &mut Mistakes) -> Decisions {
    let base = base.map(|base| &base.decisions);
    let mut deciders = |key: &str, list: Option<&Vec<String>>, base: Option<&BTreeSet<Decider>>| {
        let place = format!("decisions.{key}");
        let read = match list {
            Some(list) => {
                let known = "`reviewer` or `approver`; programs and other roles decide nothing";
                each(&place, list, Decider::parse, known, mistakes)
            }
            None => base.cloned().unwrap_or_default(),
        };
        if read.is_empty() {
            mistakes.add(place, "name at least one of `reviewer` and `approver`");
        }
        read
    };
    let by = deciders("by", table.by.as_ref(), base.map(|base| &base.by));
    let second = deciders("second", table.second.as_ref(), base.map(|base| &base.second));
    let mut second_for = match &table.second_for {
        Some(list) => each(
            "decisions.second-for",
            list,
            Outcome::parse,
            &names(&Outcome::ALL.map(Outcome::as_str)),
            mistakes,
        ),
        None => base.map(|base| base.second_for.clone()).unwrap_or_default(),
    };
    // A policy can ask for more, never for less.
    second_for.extend(Outcome::ALL.into_iter().filter(|outcome| outcome.is_adverse()));
    Decisions {
        by,
        second,
        second_for,
        blind_first_opinion: table
            .blind_first_opinion
            .or(base.map(|base| base.blind_first_opinion))
            .unwrap_or(false),
        after_a_step: table.after_a_step.or(base.map(|base| base.after_a_step)).unwrap_or(true),
    }
}

fn adverse(table: &AdverseTable, base: Option<&Policy>, mistakes: &mut Mistakes) -> Adverse {
    let base = base.map(|base| &base.adverse);
    let notice = match table.notice.as_deref() {
        Some("always") => NoticeWhen::Always,
        Some("third-party") => NoticeWhen::ThirdParty,
        Some(_) => {
            mistakes.add("adverse.notice", "say `always` or `third-party`");
            NoticeWhen::Always
        }
        None => base.map_or(NoticeWhen::Always, |base| base.notice),
    };
    let wait = match (&table.wait, base) {
        (None, Some(base)) => base.wait,
        (wait, _) => span("adverse.wait", wait.as_deref(), mistakes),
    };
    if wait < LEAST_WAIT {
        mistakes.add(
            "adverse.wait",
            format!("the applicant needs time to answer; give {LEAST_WAIT} or more"),
        );
    }
    let withhold = table.withhold_for_sanctions.or(base.map(|base| base.withhold_for_sanctions));
    Adverse { notice, wait, withhold_for_sanctions: withhold.unwrap_or(false) }
}

fn retention(
    table: &BTreeMap<String, String>,
    base: Option<&Policy>,
    mistakes: &mut Mistakes,
) -> BTreeMap<Record, Span> {
    let known = names(&Record::ALL.map(Record::as_str));
    for name in table.keys() {
        if !Record::ALL.iter().any(|record| record.as_str() == name) {
            mistakes.add(format!("retention.{name}"), format!("is no kind; they are {known}"));
        }
    }
    let each = Record::ALL.map(|record| {
        let kept = base.and_then(|base| base.retention.get(&record)).copied();
        let span = match (table.get(record.as_str()), kept) {
            (None, Some(kept)) => kept,
            (text, _) => {
                let place = format!("retention.{}", record.as_str());
                span(&place, text.map(String::as_str), mistakes)
            }
        };
        (record, span)
    });
    each.into_iter().collect()
}

fn providers(
    table: Option<BTreeMap<String, ProviderTable>>,
    base: Option<&Policy>,
    mistakes: &mut Mistakes,
) -> BTreeMap<String, ProviderTerms> {
    let Some(table) = table else {
        return base.map(|base| base.providers.clone()).unwrap_or_default();
    };
    count("providers", table.len(), mistakes);
    let mut read = BTreeMap::new();
    for (name, terms) in table {
        let place = named("providers", &name, mistakes);
        let known = names(&StepKind::ALL.map(StepKind::as_str));
        let steps =
            each(&format!("{place}.steps"), &terms.steps, StepKind::parse, &known, mistakes);
        if steps.contains(&StepKind::Background) && !terms.third_party_report {
            mistakes.add(
                format!("{place}.third-party-report"),
                "a background check is a report of another company; say `true`",
            );
        }
        let third_party_report = terms.third_party_report;
        read.insert(name, ProviderTerms { steps, third_party_report });
    }
    read
}

fn research_security(
    table: Option<ResearchTable>,
    mistakes: &mut Mistakes,
) -> Option<ResearchSecurity> {
    let table = table?;
    if table.roles.iter().all(|role| role.trim().is_empty()) {
        let message = "name the roles it is for, as in [\"radar engineer\"]";
        mistakes.add("research-security.roles", message);
    }
    if table.reason.trim().len() < REASON_MIN {
        let message = "give the reason, in a sentence; every report shows it";
        mistakes.add("research-security.reason", message);
    }
    Some(ResearchSecurity { roles: table.roles, reason: table.reason.trim().to_owned() })
}

/// Reads each text of a list.
fn each<T: Ord>(
    place: &str,
    list: &[String],
    parse: fn(&str) -> Option<T>,
    known: &str,
    mistakes: &mut Mistakes,
) -> BTreeSet<T> {
    let mut read = BTreeSet::new();
    for text in list {
        match parse(text) {
            Some(value) => {
                read.insert(value);
            }
            None => mistakes.add(place, format!("`{text}` is none of {known}")),
        }
    }
    read
}

fn span(place: &str, text: Option<&str>, mistakes: &mut Mistakes) -> Span {
    let read = match text {
        Some(text) => Span::parse(text),
        None => Err("say how long, as in `2 days`".to_owned()),
    };
    read.unwrap_or_else(|message| {
        mistakes.add(place, message);
        super::LEAST_WAIT
    })
}

fn count(place: &str, rules: usize, mistakes: &mut Mistakes) {
    if rules > RULES_MAX {
        let message = format!("{rules} are more than anybody can keep in mind; give {RULES_MAX}");
        mistakes.add(place, message);
    }
}

/// The place of something with an id, which the log and the reasons of a case will show.
fn named(kind: &str, id: &str, mistakes: &mut Mistakes) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let place = format!("{kind}.{id}");
    if id.is_empty() || id.len() > ID_MAX || !id.chars().all(plain) {
        let message = format!("name it in at most {ID_MAX} small letters, digits and hyphens");
        mistakes.add(place.clone(), message);
    }
    place
}

fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
