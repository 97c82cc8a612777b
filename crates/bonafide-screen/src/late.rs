//! Answers that only all applications together give: surges, and institutions two steps away.

use crate::{Settings, answers::Bare, collect::Population, linkage::Linkage, words};
use bonafide_anomaly::{Surge, surges, traits};
use bonafide_case::surroundings::{Notice, ShownSurge, Surroundings};
use bonafide_evidence::{Answer, Check, check, linked_institution, surge};
use bonafide_reference::Subject;
use jiff::civil;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What is found once all applications are read and linked.
pub(crate) struct Late {
    /// The surges, the least likely to be chance first.
    pub(crate) surges: Vec<Surge>,
    /// Why each was dismissed, where it was.
    dismissed: Vec<Option<String>>,
    /// The surge of each member: the least likely to be chance.
    surge_of: FxHashMap<u32, u32>,
    /// The first member of each surge: its words stand for all.
    first_of: FxHashMap<u32, Vec<u32>>,
    /// Institutions two steps away: the other application, what both share, and the institution.
    hints: FxHashMap<u32, (u32, &'static str, String)>,
}

/// The most members of a surge that its line names.
const MEMBERS_MAX: usize = 1_000;

/// The most surges that are shown; with more of them, a file has changed altogether.
pub(crate) const SURGES_MAX: usize = 200;

/// Finds what only all applications together show.
pub(crate) fn late(population: &Population, linkage: &Linkage, settings: &Settings) -> Late {
    let mut surges = surges(&population.observations, &linkage.persons.of);
    surges.truncate(SURGES_MAX);
    let dismissed: Vec<Option<String>> = surges
        .iter()
        .map(|surge| {
            let known = settings.dismissed.iter().find(|(id, _)| *id == surge.id);
            known.map(|(_, why)| why.clone())
        })
        .collect();
    let surge_of = surge_of(&surges, |at| dismissed[at].is_some());
    let mut first_of: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (at, surge) in surges.iter().enumerate() {
        if let Some(first) = surge.members.first() {
            first_of.entry(*first).or_default().push(at as u32);
        }
    }
    Late { surges, dismissed, surge_of, first_of, hints: hints(population, linkage) }
}

/// The place of each member's surge, the least likely to be chance of those not dismissed.
pub(crate) fn surge_of(surges: &[Surge], dismissed: impl Fn(usize) -> bool) -> FxHashMap<u32, u32> {
    let mut surge_of = FxHashMap::default();
    for (at, surge) in surges.iter().enumerate().filter(|(at, _)| !dismissed(*at)) {
        for member in &surge.members {
            surge_of.entry(*member).or_insert(at as u32);
        }
    }
    surge_of
}

/// Who is linked to a claimed person that leads to a listed institution otherwise than by study.
fn hints(
    population: &Population,
    linkage: &Linkage,
) -> FxHashMap<u32, (u32, &'static str, String)> {
    let mut named: BTreeMap<u32, (u32, String)> = BTreeMap::new();
    for (application, notice) in &population.notices {
        if notice.is_evidence {
            let person = linkage.persons.of[*application as usize];
            named.entry(person).or_insert_with(|| (*application, notice.name.clone()));
        }
    }
    let mut hints = FxHashMap::default();
    for (application, evidence) in &linkage.evidence {
        if named.contains_key(&linkage.persons.of[*application as usize]) {
            continue;
        }
        let shared = evidence.iter().find_map(|e| {
            let other = e.others.iter().find_map(|other| named.get(other))?;
            Some((other.0, words::thing(e.kind), other.1.clone()))
        });
        if let Some(hint) = shared {
            hints.insert(*application, hint);
        }
    }
    hints
}

impl Late {
    /// Whether an application has such an answer.
    pub(crate) fn has(&self, application: u32) -> bool {
        self.surge_of.contains_key(&application)
            || self.first_of.contains_key(&application)
            || self.hints.contains_key(&application)
    }

    /// The answers of an application, without words.
    pub(crate) fn bares(&self, application: u32) -> impl Iterator<Item = Bare> {
        let surge = self
            .surge_of
            .get(&application)
            .map(|at| surge(self.surges[*at as usize].strong, "", "", 0.0, 0));
        let hint = self.hints.get(&application).map(|_| linked_institution("", "", ""));
        let bare = |name: &str, answer: Option<Answer>| Bare::named(name, &answer?);
        [bare("surge", surge), bare("linked-institution", hint)].into_iter().flatten()
    }

    /// The answers of an application in words, and what each surge has in common.
    #[expect(clippy::type_complexity, reason = "answers, and words by the place of their surge")]
    pub(crate) fn answers(
        &self,
        application: u32,
        subject: &Subject<'_>,
        ids: &[String],
    ) -> (Vec<(&'static Check, Answer)>, Vec<(usize, String)>) {
        let mut answers = Vec::new();
        let mut common = Vec::new();
        for at in self.first_of.get(&application).into_iter().flatten() {
            common.push((*at as usize, words_of(&self.surges[*at as usize], subject)));
        }
        if let Some(found) = self.surge_of.get(&application).map(|at| &self.surges[*at as usize]) {
            let answer = in_surge(found, subject);
            answers.extend(check("surge").map(|check| (check, answer)));
        }
        if let Some((other, thing, institution)) = self.hints.get(&application) {
            let answer = linked_institution(&ids[*other as usize], thing, institution);
            answers.extend(check("linked-institution").map(|check| (check, answer)));
        }
        (answers, common)
    }
}

/// What a member of a surge has in common with the others, in the words of its application.
fn words_of(found: &Surge, subject: &Subject<'_>) -> String {
    let mut words = String::new();
    let mut take = |kind, key, label: &str| {
        if words.is_empty() && (kind, key) == (found.kind, found.key) {
            label.clone_into(&mut words);
        }
    };
    traits(subject, Some(&mut take));
    words
}

/// The answer of a member of a surge.
pub(crate) fn in_surge(found: &Surge, subject: &Subject<'_>) -> Answer {
    let week = found
        .monday
        .and_then(day)
        .map_or_else(|| "in all weeks".to_owned(), |monday| format!("in the week of {monday}"));
    let words = words_of(found, subject);
    surge(found.strong, &words, &week, found.expected, found.seen)
}

/// The day so many days after 1970-01-01.
fn day(days: i64) -> Option<civil::Date> {
    civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok()
}

/// What lists and base rates say, for the outputs.
pub(crate) fn surroundings(
    ids: &[String],
    notices: Vec<(u32, Notice)>,
    [notices_count, sanctions_count]: [u64; 2],
    late: &Late,
    common: &BTreeMap<usize, String>,
    settings: &Settings,
) -> Surroundings {
    let innocent: Vec<&'static str> = check("surge").map_or(&[][..], |check| check.innocent).into();
    let shown = late.surges.iter().enumerate().map(|(at, surge)| ShownSurge {
        surge: surge.id.clone(),
        kind: surge.kind.as_str(),
        common: common.get(&at).cloned().unwrap_or_default(),
        week: surge.monday.and_then(day).map(|monday| monday.to_string()),
        expected: surge.expected,
        seen: surge.seen,
        chance: surge.chance,
        members: surge
            .members
            .iter()
            .take(MEMBERS_MAX)
            .map(|member| ids[*member as usize].clone())
            .collect(),
        dismissed: late.dismissed[at].clone(),
        innocent_explanations: innocent.clone(),
    });
    let in_force = settings.tables.lists.in_force();
    let policy = settings.tables.research_security.as_ref();
    Surroundings {
        lists: in_force.into_iter().map(|list| (list.name, list.version, list.rows)).collect(),
        research_security: policy.map(|policy| (policy.roles.clone(), policy.reason.clone())),
        notices: notices.into_iter().map(|(_, notice)| notice).collect(),
        notices_count,
        sanctions_count,
        surges: shown.collect(),
    }
}
