//! What the program rests on, to be read: weights and lists, connectors and retention.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
};
use bonafide_console::{ConnectorsPage, WeightRow, WeightsPage, html};
use bonafide_score::Weights;
use serde_json::Value;

/// Shows weights, calibration, tables and lists.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn weights(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let weights = Weights::shipped();
    let bits = |bits: f64| format!("{}{:.2}", if bits < 0.0 { "−" } else { "+" }, bits.abs());
    let checks = weights.checks.iter().map(|(check, row)| {
        let mut levels: Vec<f64> = row.noted.values().copied().collect();
        levels.sort_by(f64::total_cmp);
        let levels: Vec<String> = levels.into_iter().map(bits).collect();
        WeightRow {
            check: check.clone(),
            group: row.group.clone(),
            clear: if row.clear < 0.0 { bits(row.clear) } else { "0".to_owned() },
            levels: levels.join("  "),
            source: row.source.clone(),
        }
    });
    let links = weights.links.iter().map(|(kind, row)| WeightRow {
        check: kind.clone(),
        group: row.group.clone(),
        clear: "–".to_owned(),
        levels: bits(row.bits),
        source: row.source.clone(),
    });
    let prior = office.settings.prior.unwrap_or(1.0 / weights.one_in);
    let filled = WeightsPage {
        frame: page::frame(call),
        version: weights.version.clone(),
        prior: format!("{:.2} %, one in {:.0}", 100.0 * prior, 1.0 / prior),
        calibration: weights
            .fitted
            .clone()
            .unwrap_or_else(|| "As published: nothing was fitted.".to_owned()),
        weights: checks.chain(links).collect(),
        tables: office.settings.tables.clone(),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Shows providers, how people come in, and how long records stay.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn connectors(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let policy = &office.policy;
    let providers = policy.providers.iter().map(|(name, terms)| {
        let steps: Vec<&str> = terms.steps.iter().map(|kind| kind.words()).collect();
        let known = office.secrets.contains_key(name);
        (name.clone(), steps.join(", "), terms.third_party_report, known)
    });
    let retention = policy.retention.iter().map(|(kind, span)| (kind.as_str(), span.to_string()));
    let filled = ConnectorsPage {
        frame: page::frame(call),
        providers: providers.collect(),
        sign_in: if office.settings.single_sign_on.is_some() {
            "By password and second factor, or through the other house that was named at the start."
        } else {
            "By password, and a second factor where somebody set one."
        }
        .to_owned(),
        url: office.settings.url.clone().unwrap_or_else(|| {
            "On this machine alone; name an address with --url for others.".to_owned()
        }),
        retention: retention.collect(),
    };
    Ok(page::shown(call, html(&filled)))
}
