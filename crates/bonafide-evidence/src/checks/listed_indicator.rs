//! Is a contact, profile, address or account on a list of indicators?

use crate::excerpt::excerpt;
use crate::{Answer, Check};
use bonafide_reference::{Indicated, Subject};

pub(crate) const CHECK: Check = Check {
    name: "listed-indicator",
    question: "Is a contact, profile, network address or account on a list of indicators?",
    rationale: "Operators use mailboxes, handles and accounts again, and those who met them share \
                the values. What belongs to somebody whose identity was taken never speaks against \
                them, and a value that has aged out says nothing.",
    source: "One mailbox or account under several names is graded A (US State, Treasury and FBI \
             advisory of 16 May 2022), lowered by the confidence of the list; shared lists hold \
             errors and real people's identities (an open-source analyzer of GitHub accounts, by \
             shortdoom)",
    innocent: &[
        "the list is wrong, or holds a real person whose identity was used",
        "the number or address has another holder now",
        "a network address or domain is shared by many",
    ],
    verify: "Ask the source of the row what it saw and when; write to the contact that stood in \
             the applicant's earlier records, not to this one.",
    levels: &["low", "medium", "high"],
    ask,
};

/// Confidence in percent from which an indicator is of the middle and of the highest level.
const MEDIUM: u8 = 50;
const HIGH: u8 = 80;

fn ask(subject: &Subject<'_>) -> Answer {
    let of_operators = subject.indicated.iter().filter(|found| !found.indicator.of_a_victim);
    match of_operators.max_by_key(|found| found.indicator.confidence) {
        Some(found) => noted(found),
        None => Answer::Unknown,
    }
}

fn noted(found: &Indicated<'_>) -> Answer {
    let indicator = found.indicator;
    let level = match indicator.confidence {
        HIGH.. => "high",
        MEDIUM.. => "medium",
        _ => "low",
    };
    let kind = indicator.kind.as_str();
    let seen = indicator.last_seen.map_or(String::new(), |day| format!(", last seen {day}"));
    let source = if indicator.source.is_empty() { "no source" } else { &indicator.source };
    Answer::noted(
        level,
        format!("the {kind} {} is on the list {}", excerpt(&found.claim), found.list.name),
        found.claim.clone(),
        format!(
            "{}, version {}, row {}: {} % sure, {}{seen}",
            found.list.name,
            found.list.version,
            indicator.row,
            indicator.confidence,
            excerpt(source)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::answer_with_indicator;
    use bonafide_lists::{Indicator, IndicatorKind};
    use serde_json::json;

    #[test]
    fn answers() {
        let row = Indicator {
            row: 2,
            kind: IndicatorKind::Email,
            value: "a.b@example.com".into(),
            source: "an exchange".into(),
            confidence: 90,
            first_seen: None,
            last_seen: None,
            expires_on: None,
            of_a_victim: false,
        };
        let fields = json!({"applicant": {"email": "A.B@example.com"}});
        let ask = |row: Indicator| answer_with_indicator(&CHECK, &fields, row);
        assert_eq!(ask(row.clone()), "high");
        assert_eq!(ask(Indicator { confidence: 50, ..row.clone() }), "medium");
        assert_eq!(ask(Indicator { confidence: 10, ..row.clone() }), "low");
        let expired = Some(jiff::civil::date(2026, 1, 1));
        assert_eq!(ask(Indicator { expires_on: expired, ..row.clone() }), "unknown");
        assert_eq!(ask(Indicator { of_a_victim: true, ..row.clone() }), "unknown");
        assert_eq!(ask(Indicator { value: "c@example.com".into(), ..row }), "unknown");
    }
}
