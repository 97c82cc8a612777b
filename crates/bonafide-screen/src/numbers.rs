//! The numbers of a run: the prior, every application's log-odds, the thresholds, the counts.

use crate::{Settings, answers::Bare, collect::Population, late::Late, linkage::Linkage, words};
use bonafide_evidence::{CHECKS, Finding};
use bonafide_gather::in_order;
use bonafide_score::{
    Band, Term, Weights, assess,
    bands::{Thresholds, thresholds},
    prior::{Evidence, Prior, prior},
};
use jiff::{Timestamp, civil};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// What is known once every application has its score.
pub(crate) struct Numbers {
    /// Log2 odds before any evidence.
    pub(crate) prior: Prior,
    /// Where the bands begin.
    pub(crate) thresholds: Thresholds,
    /// Band of each application.
    pub(crate) bands: Vec<Band>,
    /// Log2 odds of each application.
    pub(crate) log_odds: Vec<f64>,
    /// Applications by log2 odds.
    pub(crate) histogram: Vec<(f64, u64)>,
    /// By week of arrival.
    pub(crate) weeks: Vec<(civil::Date, u64, u64)>,
    /// How often each finding is noted, among clear and among the others.
    pub(crate) finding_counts: Vec<(&'static str, u64, u64)>,
}

/// Scores everything.
pub(crate) fn numbers(
    population: &Population,
    linkage: &Linkage,
    late: &Late,
    settings: &Settings,
) -> Numbers {
    let anchor = settings.weights.prior_bits();
    let prior = if let Some(rate) = settings.prior {
        let source = format!("given: {:.2} %", rate * 100.0);
        Prior { bits: (rate / (1.0 - rate)).log2(), source }
    } else {
        let scores = all_bits(population, linkage, late, settings, anchor);
        let evidence: Vec<Evidence> = scores
            .into_iter()
            .enumerate()
            .map(|(application, bits)| Evidence {
                bits: bits - anchor,
                answers: worth_bits(population.answers(application), &settings.weights),
            })
            .collect();
        prior(&evidence, anchor, &settings.weights.reach)
    };
    let log_odds = all_bits(population, linkage, late, settings, prior.bits);
    let thresholds = thresholds(settings.budget, &log_odds, prior.bits);
    let bands: Vec<Band> = log_odds.iter().map(|bits| thresholds.band(*bits)).collect();
    Numbers {
        histogram: histogram(&log_odds),
        weeks: weeks(population, &bands),
        finding_counts: finding_counts(population, linkage, late, &bands),
        prior,
        thresholds,
        bands,
        log_odds,
    }
}

/// How many answers the table gives bits to.
fn worth_bits(answers: &[Bare], weights: &Weights) -> usize {
    let bits = |bare: &&Bare| {
        let (check, answer) = bare.with(Finding::default());
        weights.answer_bits(check, &answer) != 0.0
    };
    answers.iter().filter(bits).count()
}

/// How many applications a thread scores at a time.
const AT_A_TIME: usize = 4_096;

/// Log2 odds of every application, on all threads.
fn all_bits(
    population: &Population,
    linkage: &Linkage,
    late: &Late,
    settings: &Settings,
    prior_bits: f64,
) -> Vec<f64> {
    let count = population.len();
    let mut starts = (0..count).step_by(AT_A_TIME);
    let mut all = Vec::with_capacity(count);
    let scored: Result<(), Infallible> = in_order(
        settings.threads,
        || starts.next(),
        |start| -> Vec<f64> {
            let end = (start + AT_A_TIME).min(count);
            (start..end).map(|a| bits(population, linkage, late, settings, a, prior_bits)).collect()
        },
        |part| {
            all.extend(part);
            Ok(())
        },
    );
    scored.map_or_else(|never| match never {}, |()| all)
}

/// Log2 odds of one application: the sum of the very assessment that is written later.
fn bits(
    population: &Population,
    linkage: &Linkage,
    late: &Late,
    settings: &Settings,
    application: usize,
    prior_bits: f64,
) -> f64 {
    let own = population.answers(application).iter().copied();
    let all = own.chain(late.bares(application as u32));
    let answers: Vec<_> = all.map(|bare| bare.with(Finding::default())).collect();
    let links: Vec<Term> = linkage
        .evidence
        .get(&(application as u32))
        .into_iter()
        .flatten()
        .map(|evidence| words::term(evidence, Finding::default(), &settings.weights))
        .chain(linkage.noted_elsewhere(application, &[], &settings.weights))
        .collect();
    assess(&answers, links, &settings.weights, prior_bits).log_odds()
}

fn histogram(log_odds: &[f64]) -> Vec<(f64, u64)> {
    let mut bins: BTreeMap<i64, u64> = BTreeMap::new();
    for bits in log_odds {
        *bins.entry(bits.floor() as i64).or_default() += 1;
    }
    let (Some(first), Some(last)) = (bins.keys().next(), bins.keys().next_back()) else {
        return Vec::new();
    };
    (*first..=*last).map(|bin| (bin as f64, bins.get(&bin).copied().unwrap_or(0))).collect()
}

fn weeks(population: &Population, bands: &[Band]) -> Vec<(civil::Date, u64, u64)> {
    let mut weeks: BTreeMap<civil::Date, (u64, u64)> = BTreeMap::new();
    for (sketch, band) in population.sketches.iter().zip(bands) {
        let Ok(at) = Timestamp::from_second(sketch.submitted) else {
            continue;
        };
        let day = jiff::tz::Offset::UTC.to_datetime(at).date();
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        let Ok(monday) = day.checked_sub(jiff::Span::new().days(since_monday)) else {
            continue;
        };
        let week = weeks.entry(monday).or_default();
        week.0 += 1;
        week.1 += u64::from(*band != Band::Clear);
    }
    weeks.into_iter().map(|(monday, (all, looked_at))| (monday, all, looked_at)).collect()
}

fn finding_counts(
    population: &Population,
    linkage: &Linkage,
    late: &Late,
    bands: &[Band],
) -> Vec<(&'static str, u64, u64)> {
    let mut counts: BTreeMap<&'static str, (u64, u64)> = BTreeMap::new();
    let mut count = |name: &'static str, band: Band| {
        let entry = counts.entry(name).or_default();
        match band {
            Band::Clear => entry.0 += 1,
            Band::Review | Band::Priority => entry.1 += 1,
        }
    };
    for (application, band) in bands.iter().enumerate() {
        let own = population.answers(application).iter().copied();
        let all = own.chain(late.bares(application as u32));
        for bare in all.filter(|bare| bare.is_noted()) {
            count(bare.check().name, *band);
        }
        let links = linkage.evidence.get(&(application as u32));
        for evidence in links.into_iter().flatten() {
            count(crate::answers::term_name(evidence.kind), *band);
        }
    }
    let checks = CHECKS.iter().map(|check| check.name);
    let sharing = bonafide_linkage::KINDS.iter().map(|sharing| sharing.name);
    checks
        .chain(sharing)
        .filter_map(|name| counts.get(name).map(|(clear, others)| (name, *clear, *others)))
        .collect()
}
