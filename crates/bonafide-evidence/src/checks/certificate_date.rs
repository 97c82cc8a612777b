//! Was a certificate issued before what it certifies existed?

use crate::checks::technology_released::PREVIEW_MONTHS;
use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{Certificate, PartialDate};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "certificate-date",
    question: "Was a certificate issued before the technology that it certifies existed?",
    rationale: "Certificates that were made up for an advertisement carry dates that nobody held \
                against the technology's own.",
    source: "Technology used before it existed corroborates, grade B: Fonzi; certificates are \
             often misdated, which keeps it at the low end",
    innocent: &[
        "a year was mistyped",
        "the certificate had another name then, and the résumé gives today's",
        "the holder took part in an exam before the public release",
    ],
    verify: "Ask for the certificate's number and look it up with the issuer.",
    levels: &["early"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    judge(&resume.certificates, |text| subject.tables.technologies.named_in(text))
}

/// Holds the date of each certificate against the first releases, with their sources, of the
/// technologies that its name names.
fn judge<'t>(
    certificates: &[Certificate],
    named_in: impl Fn(&str) -> Vec<(&'t str, PartialDate, &'t str)>,
) -> Answer {
    let mut known = None;
    for certificate in certificates {
        let (Some(name), Some(date)) = (certificate.name.as_deref(), certificate.date) else {
            continue;
        };
        for (technology, released, source) in named_in(name) {
            if months::surely_between(date, released) > PREVIEW_MONTHS {
                return Answer::Noted(
                    "early",
                    Finding {
                        summary: format!(
                            "certificate of {date} is on {technology}, released in {released}"
                        ),
                        claim: format!("{name}, {date}"),
                        observed: format!("{technology} first released {released}, by {source}"),
                    },
                );
            }
            known = known.or(Some((name, date, technology, released)));
        }
    }
    known.map_or(Answer::Unknown, |(name, date, technology, released)| {
        Answer::Clear(Finding {
            summary: format!("{} is younger than {technology}", excerpt(name)),
            claim: format!("{name}, {date}"),
            observed: format!("{technology} first released {released}"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::fixture::{expect_bare, level};
    use bonafide_application::{Certificate, PartialDate};
    use serde_json::json;

    #[test]
    fn answers() {
        let named_in = |text: &str| {
            let kiln = text.contains("Kiln").then(|| PartialDate::parse("2014-06")).flatten();
            kiln.into_iter().map(|date| ("Kiln", date, "release notes")).collect::<Vec<_>>()
        };
        for (name, date, want) in [
            ("Certified Kiln Administrator", "2018", "clear"),
            ("Certified Kiln Administrator", "2012-03", "early"),
            // Exams were tried out before the release, and a year may be any of its months.
            ("Certified Kiln Administrator", "2014-01", "clear"),
            ("Certified Kiln Administrator", "2013", "clear"),
            ("Certified Kiln Administrator", "", "unknown"),
            ("First aid", "2012-03", "unknown"),
        ] {
            let certificate = Certificate {
                name: Some(name.into()),
                date: PartialDate::parse(date),
                ..Certificate::default()
            };
            assert_eq!(level(&judge(&[certificate], named_in)), want, "{name} {date}");
        }
        expect_bare(&CHECK, vec![(json!({}), "unknown")]);
    }
}
