//! Invented checks and a table for them, for the tests of this crate.

use bonafide_evidence::{Answer, Check, Finding};

pub(crate) const CHECKS: &[Check] = &[
    check("phone-region", &["near", "far"]),
    check("phone-line", &["internet"]),
    check("network-kind", &["hosting"]),
    check("identity-result", &["negative"]),
];

pub(crate) const TABLE: &str = r#"version = "test"
one_in = 343
limit = 16
alone = 0.25
again = 0.5
[reach]
bits = 8.0
by_answers = [0.1, 0.5]
source = "invented"
[groups.phone]
cap = 2.5
floor = -1.0
source = "one telephone"
[groups.wide]
cap = 30.0
floor = -30.0
source = "no bound that matters"

# Comments stay comments.
[checks.phone-region]
group = "phone"
clear = -0.5
noted = { near = 1.0, far = 2.0 }
source = "invented"
[checks.phone-line]
group = "phone"
clear = -1.5
noted = { internet = 3.0 }
source = "invented"
[checks.network-kind]
group = "wide"
clear = -0.1
noted = { hosting = 1.0 }
source = "invented"
[checks.identity-result]
group = "wide"
clear = -1.0
noted = { negative = 20.0 }
source = "invented"
[links.shared-phone]
group = "wide"
bits = 6.0
source = "invented"
"#;

pub(crate) fn noted(level: &'static str) -> Answer {
    Answer::Noted(level, Finding { summary: level.to_owned(), ..Finding::default() })
}

pub(crate) fn clear() -> Answer {
    Answer::Clear(Finding::default())
}

const fn check(name: &'static str, levels: &'static [&'static str]) -> Check {
    Check {
        name,
        question: "is it so?",
        rationale: "",
        source: "",
        innocent: &["life"],
        verify: "ask",
        levels,
        ask: |_| Answer::Unknown,
    }
}
