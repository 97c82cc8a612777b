//! Does the mailbox read as one of a series?

use crate::name_parts::{Names, is_made_of, names};
use crate::{Answer, Check};
use bonafide_application::fold;
use bonafide_reference::{MailDomain, Subject};

pub(crate) const CHECK: Check = Check {
    name: "email-newness",
    question: "Does the mailbox read as one of a series?",
    rationale: "Mailboxes opened one after the other for invented developers are named by a \
                pattern: a word of the trade and digits, or a name and four digits that are no \
                year. Very many ordinary mailboxes are named so, too.",
    source: "Pattern of a word and four digits, or with \"dev\", grade C: an open-source \
             analyzer of GitHub accounts (by shortdoom), where it fires on 13 % of a set of \
             known accounts and is extremely common elsewhere",
    innocent: &[
        "the plain name was taken, and the provider proposed digits",
        "the digits are a lucky number, a postcode, the end of a telephone number",
        "developers like to say what they do, in mailboxes as elsewhere",
        "a mailbox was opened for the job search alone",
    ],
    verify: "Ask everyone alike for an older address or profile that can be reached, and write to \
             both.",
    levels: &["numbered", "trade-numbered"],
    ask,
};

/// Words of the trade that such mailboxes carry.
const TRADE: [&str; 6] = ["dev", "developer", "engineer", "coder", "devops", "fullstack"];

/// Four digits in this span read as a year, of birth or else: no pattern.
const YEARS: std::ops::RangeInclusive<u32> = 1930..=2035;

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(email), Some(domain)) = (&subject.email, &subject.mail_domain) else {
        return Answer::Unknown;
    };
    // Schools and firms number mailboxes by their own rules.
    if subject.by_agency || *domain != MailDomain::Free {
        return Answer::Unknown;
    }
    let local = email.local.split('+').next().unwrap_or_default();
    let claim = || subject.application.applicant.email.clone().unwrap_or_default();
    let digits = trailing_digits(local);
    let may_hold_trade = digits.len() >= 2 && TRADE.iter().any(|trade| local.contains(trade));
    if may_hold_trade && has_trade_word(local, &names(subject)) {
        let summary = "mailbox is named by a word of the trade and digits";
        return Answer::noted("trade-numbered", summary, claim(), format!("digits {digits}"));
    }
    let year = digits.len() == 4 && digits.parse().is_ok_and(|n: u32| YEARS.contains(&n));
    if digits.len() >= 4 && !year {
        let summary = format!("mailbox name ends in {} digits that are no year", digits.len());
        return Answer::noted("numbered", summary, claim(), format!("digits {digits}"));
    }
    Answer::clear("mailbox does not read as one of a series", claim(), "its name")
}

fn trailing_digits(local: &str) -> &str {
    let word = local.trim_end_matches(|c: char| c.is_ascii_digit());
    local.get(word.len()..).unwrap_or_default()
}

/// A word of the trade stands for itself, or beside words of the name: `janedev42` but not the
/// `devin42` of a Devin, nor the `dev42` of a Dev.
fn has_trade_word(local: &str, names: &Names) -> bool {
    local.split(['.', '_', '-']).any(|part| {
        let word = fold(part.trim_matches(|c: char| c.is_ascii_digit()));
        if is_made_of(&word, names, None) {
            return false;
        }
        TRADE.iter().any(|trade| word == *trade || is_made_of(&word, names, Some(trade)))
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, with_subject};
    use bonafide_reference::{MailDomain, Subject};

    fn public(subject: &mut Subject<'_>) {
        subject.mail_domain = Some(MailDomain::Free);
    }

    #[test]
    fn answers() {
        let own = r#"{"applicant": {"email": "jd1234@example.edu"}}"#;
        let agency = r#"{"applicant": {"email": "jd7712@example.org"}, "source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "four digits",
                    r#"{"applicant": {"email": "jane.doe7731@example.org"}}"#,
                    public,
                    Want::Noted("numbered"),
                ),
                (
                    "trade",
                    r#"{"applicant": {"email": "janedev92@example.org"}}"#,
                    public,
                    Want::Noted("trade-numbered"),
                ),
                (
                    "trade apart",
                    r#"{"applicant": {"email": "dev.star.0215@example.org"}}"#,
                    public,
                    Want::Noted("trade-numbered"),
                ),
                (
                    "a year",
                    r#"{"applicant": {"email": "jane1987@example.org"}}"#,
                    public,
                    Want::Clear,
                ),
                (
                    "plain",
                    r#"{"applicant": {"email": "jane.doe@example.org"}}"#,
                    public,
                    Want::Clear,
                ),
                (
                    "a Devin",
                    r#"{"applicant": {"name": "Devin Roe", "email": "devin42@example.org"}}"#,
                    public,
                    Want::Clear,
                ),
                (
                    "a Dev",
                    r#"{"applicant": {"name": "Dev Patel", "email": "dev.42@example.org"}}"#,
                    public,
                    Want::Clear,
                ),
                (
                    "a sub-address",
                    r#"{"applicant": {"email": "jane.doe+jobs9911@example.org"}}"#,
                    public,
                    Want::Clear,
                ),
                (
                    "numbered by the school",
                    own,
                    |s| {
                        s.mail_domain =
                            Some(MailDomain::School { name: "A".into(), country: None });
                    },
                    Want::Unknown,
                ),
                ("no address", "{}", |_| {}, Want::Unknown),
                ("the agency's", agency, public, Want::Unknown),
            ],
        );
    }

    #[test]
    fn one_pattern_under_names_of_any_origin_gets_one_answer() {
        for pattern in ["{a}.{b}7731", "{a}dev92", "{a}{b}", "dev.{b}42", "{b}1987"] {
            let answers: Vec<_> = [("jane", "doe"), ("minjun", "kim"), ("devin", "okafor")]
                .iter()
                .map(|(a, b)| {
                    let local = pattern.replace("{a}", a).replace("{b}", b);
                    let fragment = format!(
                        r#"{{"applicant": {{"name": "{a} {b}", "email": "{local}@example.org"}}}}"#
                    );
                    with_subject(&fragment, public, |subject| {
                        std::mem::discriminant(&(CHECK.ask)(subject))
                    })
                })
                .collect();
            assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{pattern}");
        }
    }
}
