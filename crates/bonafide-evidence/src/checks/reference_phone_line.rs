//! On what kind of line does a reference answer?

use crate::{Answer, Check, Finding};
use bonafide_reference::{LineKind, Subject};

pub(crate) const CHECK: Check = Check {
    name: "reference-phone-line",
    question: "Does a reference answer on an internet line, or on one that anybody can read?",
    rationale: "Numbers made for a few calls are cheap on the internet; those of public inboxes \
                are nobody's.",
    source: "A reference's throw-away internet number corroborates, grade B: ScamVerify, \
             recruiting guide; an internet line as such is judged to be grade C",
    innocent: &[
        "companies answer on internet lines",
        "the referee keeps a second number for privacy",
        "the number was mistyped",
    ],
    verify: "Call the referee through the company's own switchboard.",
    levels: &["internet", "public-inbox"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut internet = None;
    let mut line = None;
    for phone in subject.references.iter().filter_map(|referee| referee.phone.as_ref()) {
        match phone.line {
            LineKind::PublicInbox => {
                return Answer::Noted(
                    "public-inbox",
                    Finding {
                        summary: "a reference's number is one that anybody can read".into(),
                        claim: phone.e164.clone(),
                        observed: "listed on a public inbox, by the numbering tables".into(),
                    },
                );
            }
            LineKind::Internet => internet = internet.or(Some(phone)),
            LineKind::Mobile | LineKind::Fixed | LineKind::FixedOrMobile => {
                line = line.or(Some(phone));
            }
            LineKind::Special | LineKind::Unknown => {}
        }
    }
    if let Some(phone) = internet {
        return Answer::Noted(
            "internet",
            Finding {
                summary: "a reference answers on an internet line".into(),
                claim: phone.e164.clone(),
                observed: "an internet line, by the numbering plan".into(),
            },
        );
    }
    line.map_or(Answer::Unknown, |phone| {
        Answer::Clear(Finding {
            summary: "a reference answers on an ordinary line".into(),
            claim: phone.e164.clone(),
            observed: "a landline or mobile line, by the numbering plan".into(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, subject};
    use bonafide_reference::{LineKind, PhoneFacts};
    use serde_json::json;

    #[test]
    fn answers() {
        let application = application(json!({"references": [{"company": "Acme"}, {}]}));
        for (line, want) in [
            (Some(LineKind::Mobile), "clear"),
            (Some(LineKind::FixedOrMobile), "clear"),
            (Some(LineKind::Internet), "internet"),
            (Some(LineKind::PublicInbox), "public-inbox"),
            (Some(LineKind::Special), "unknown"),
            (Some(LineKind::Unknown), "unknown"),
            (None, "unknown"),
        ] {
            let mut subject = subject(&application);
            subject.references[1].phone = line.map(|line| PhoneFacts {
                e164: "+15125550142".into(),
                country: None,
                region: None,
                area: None,
                spot: None,
                line,
            });
            assert_eq!(answered(&CHECK, &subject), want, "{line:?}");
        }
    }
}
