//! Is the telephone number written as people of the claimed country write it?

use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "phone-format",
    question: "Is the telephone number written as people of the claimed country write it?",
    rationale: "People in the United States and Canada rarely write the country code of their own \
                number. It is a habit and nothing else: the weakest of all hints.",
    source: "S. Schmidt, Amazon's chief security officer, December 2025: \"Alone, this means \
             nothing. Combined with other indicators…\"; grade C",
    innocent: &[
        "telephones, address books and forms write numbers in this form by themselves",
        "people with family, customers or a past abroad write every number in full",
        "job boards ask for the international form",
    ],
    verify: "Nothing to verify: it counts for next to nothing, and never alone.",
    levels: &["international"],
    ask,
};

/// Countries whose people write their own numbers without the country code.
const WITHOUT_CODE: [&str; 2] = ["US", "CA"];

fn ask(subject: &Subject<'_>) -> Answer {
    let typed = subject.application.applicant.phone.as_deref().map(str::trim);
    let (Some(typed), Some(phone), Some(home)) = (typed, &subject.phone, &subject.home) else {
        return Answer::Unknown;
    };
    let own = phone.country == Some(home.country) && WITHOUT_CODE.contains(&home.country.as_str());
    // Digits alone after the plus sign are what programs write (E.164), not people.
    let by_program = typed.strip_prefix('+').is_some_and(is_digits);
    if !own || subject.by_agency || by_program {
        return Answer::Unknown;
    }
    let observed = format!("form usual in {}", home.country);
    if typed.starts_with('+') || typed.starts_with("001") {
        let summary = "phone is written with the country code, unusual in the claimed country";
        return Answer::noted("international", summary, typed, observed);
    }
    Answer::clear("phone is written as usual in the claimed country", typed, observed)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, berlin, expect, phone_in, phone_of, portland};
    use bonafide_reference::{LineKind, Subject};

    fn american(subject: &mut Subject<'_>) {
        subject.phone = phone_in("OR", "Portland, OR", (45.5, -122.7));
        subject.home = portland();
    }

    #[test]
    fn answers() {
        let agency = r#"{"applicant": {"phone": "+1 503 555 0123"}, "source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "with the country code",
                    r#"{"applicant": {"phone": "+1 (503) 555-0123"}}"#,
                    american,
                    Want::Noted("international"),
                ),
                (
                    "as usual",
                    r#"{"applicant": {"phone": "(503) 555-0123"}}"#,
                    american,
                    Want::Clear,
                ),
                (
                    "with a one",
                    r#"{"applicant": {"phone": "1-503-555-0123"}}"#,
                    american,
                    Want::Clear,
                ),
                (
                    "written by a form",
                    r#"{"applicant": {"phone": "+15035550123"}}"#,
                    american,
                    Want::Unknown,
                ),
                (
                    "Germans write it so",
                    r#"{"applicant": {"phone": "+49 30 123456"}}"#,
                    |s| {
                        s.phone = phone_of("DE", LineKind::Fixed);
                        s.home = berlin();
                    },
                    Want::Unknown,
                ),
                (
                    "a foreign number needs it",
                    r#"{"applicant": {"phone": "+49 30 123456"}}"#,
                    |s| {
                        s.phone = phone_of("DE", LineKind::Fixed);
                        s.home = portland();
                    },
                    Want::Unknown,
                ),
                ("no number", "{}", |s| s.home = portland(), Want::Unknown),
                ("the agency's", agency, american, Want::Unknown),
            ],
        );
    }
}
