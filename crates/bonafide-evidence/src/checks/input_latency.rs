//! Do key strokes reach the work device as fast as from its own keyboard?

use crate::{Answer, Check};
use bonafide_application::{Event, EventKind};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "input-latency",
    question: "Do key strokes reach the work device as fast as from its own keyboard?",
    rationale: "Strokes typed on another continent and passed on arrive later than those of the \
                laptop's own keyboard. What was measured, and where, varies a lot between tools, \
                so this is weak.",
    source: "S. Schmidt, Amazon's chief security officer, December 2025: more than 110 ms \
             between stroke and arrival where tens are usual; one published case, hence grade \
             C",
    innocent: &[
        "the line at home is slow, by satellite or by mobile telephone",
        "the company's own VPN or virtual desktop passes every stroke through a far data centre",
        "a screen reader, an input method or another aid delays strokes",
        "the device was busy when it was measured",
    ],
    verify: "Measure again over several days, on the device itself, and ask everyone measured \
             alike about line and aids.",
    levels: &["slow"],
    ask,
};

/// Milliseconds above which the published case lay.
const SLOW_MS: f64 = 110.0;

/// Milliseconds beyond which a value is an error of measurement.
const PLAUSIBLE_MS: std::ops::RangeInclusive<f64> = 0.0..=60_000.0;

fn ask(subject: &Subject<'_>) -> Answer {
    let events = subject.application.events.iter();
    let mut values: Vec<f64> = events.filter_map(milliseconds).collect();
    if values.is_empty() {
        return Answer::Unknown;
    }
    // The median, so that one busy moment counts for nothing.
    values.sort_by(f64::total_cmp);
    let median = values[(values.len() - 1) / 2];
    let observed = format!("median of {} measurements: {median:.0} ms", values.len());
    if median > SLOW_MS {
        let summary = format!("key strokes take {median:.0} ms to reach the work device");
        return Answer::noted("slow", summary, "", observed);
    }
    Answer::clear("key strokes reach the work device as usual", "", observed)
}

fn milliseconds(event: &Event) -> Option<f64> {
    let is_latency = event.signal.as_deref() == Some("input_latency_ms");
    let value = event.value.as_ref().filter(|_| is_latency && event.kind == EventKind::Device)?;
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|ms| PLAUSIBLE_MS.contains(ms))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, summary};

    const SLOW: &str = r#"{"events": [{"kind": "device", "at": "2026-07-01T09:00:00Z",
        "signal": "input_latency_ms", "value": 180}]}"#;
    const BUSY_ONCE: &str = r#"{"events": [
        {"kind": "device", "at": "2026-07-01T09:00:00Z", "signal": "input_latency_ms",
            "value": 900},
        {"kind": "device", "at": "2026-07-02T09:00:00Z", "signal": "input_latency_ms",
            "value": "21.5"},
        {"kind": "device", "at": "2026-07-03T09:00:00Z", "signal": "input_latency_ms",
            "value": 18}]}"#;
    const ODD: &str = r#"{"events": [{"kind": "device", "at": "2026-07-01T09:00:00Z",
        "signal": "input_latency_ms", "value": -5}, {"kind": "device",
        "at": "2026-07-01T09:00:00Z", "signal": "input_latency_ms", "value": "slow"}]}"#;

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("slow", SLOW, |_| {}, Want::Noted("slow")),
                ("busy once", BUSY_ONCE, |_| {}, Want::Clear),
                ("no plausible value", ODD, |_| {}, Want::Unknown),
                ("never measured", "{}", |_| {}, Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_how_slow() {
        let summary = summary(&CHECK, SLOW, |_| {});
        assert_eq!(summary, "key strokes take 180 ms to reach the work device");
    }
}
