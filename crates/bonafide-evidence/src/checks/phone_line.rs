//! Is the telephone number one that belongs to a person's line?

use crate::{Answer, Check};
use bonafide_reference::{LineKind, Subject};

pub(crate) const CHECK: Check = Check {
    name: "phone-line",
    question: "Is the telephone number one that belongs to a person's line?",
    rationale: "A number for every invented applicant is easiest had from an internet provider, or \
                from a public site on which anybody reads the messages. Many careful people use \
                an internet number for a job search, too.",
    source: "Internet numbers are grade C alone and B beside another place: Gem, fraud \
             detection agent help; ScamVerify, recruiting guide",
    innocent: &[
        "a second, internet number keeps a job search or an abusive caller away from the own one",
        "people abroad keep a number of their home country through an internet provider",
        "small firms and freelancers use internet telephony for everything",
        "a number was ported from an internet provider and is an ordinary line now",
        "a work or toll-free number was typed by mistake",
    ],
    verify: "Call the number at an agreed time, and ask everyone alike for a second way to reach \
             them.",
    levels: &["special", "internet", "public-inbox"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(phone) = subject.phone.as_ref().filter(|_| !subject.by_agency) else {
        return Answer::Unknown;
    };
    let claim = || subject.application.applicant.phone.clone().unwrap_or_default();
    let plan = "numbering plan and lists of providers";
    match phone.line {
        LineKind::Unknown => Answer::Unknown,
        LineKind::Mobile | LineKind::Fixed | LineKind::FixedOrMobile => {
            Answer::clear("phone is an ordinary line", claim(), plan)
        }
        LineKind::Special => {
            Answer::noted("special", "phone is a toll-free or other special number", claim(), plan)
        }
        LineKind::Internet => Answer::noted("internet", "phone is an internet line", claim(), plan),
        LineKind::PublicInbox => {
            let summary = "messages to this phone can be read on a public site";
            Answer::noted("public-inbox", summary, claim(), "list of public inboxes")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, phone_of};
    use bonafide_reference::LineKind;

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "Example Staffing"}}"#;
        expect(
            &CHECK,
            &[
                ("a mobile", "{}", |s| s.phone = phone_of("DE", LineKind::Mobile), Want::Clear),
                (
                    "cannot be told apart",
                    "{}",
                    |s| s.phone = phone_of("US", LineKind::FixedOrMobile),
                    Want::Clear,
                ),
                (
                    "a second number for the search",
                    "{}",
                    |s| s.phone = phone_of("US", LineKind::Internet),
                    Want::Noted("internet"),
                ),
                (
                    "a public site's",
                    "{}",
                    |s| s.phone = phone_of("US", LineKind::PublicInbox),
                    Want::Noted("public-inbox"),
                ),
                (
                    "toll-free",
                    "{}",
                    |s| s.phone = phone_of("US", LineKind::Special),
                    Want::Noted("special"),
                ),
                (
                    "plan does not tell",
                    "{}",
                    |s| s.phone = phone_of("US", LineKind::Unknown),
                    Want::Unknown,
                ),
                ("none", "{}", |_| {}, Want::Unknown),
                (
                    "the agency's switchboard",
                    agency,
                    |s| s.phone = phone_of("US", LineKind::Internet),
                    Want::Unknown,
                ),
            ],
        );
    }
}
