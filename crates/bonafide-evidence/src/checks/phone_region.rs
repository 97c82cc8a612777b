//! Does the telephone number belong to the claimed place?

use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_reference::{LineKind, Located, PhoneFacts, Precision, Subject, distance_km};

pub(crate) const CHECK: Check = Check {
    name: "phone-region",
    question: "Does the telephone number belong to the claimed place?",
    rationale: "A borrowed identity comes with a place; the number is often the operator's own, \
                or one rented wherever numbers were to be had. People also keep their numbers when \
                they move, so another region says little and another country a little more.",
    source: "Area code unlike the claimed place is a weak indicator, grade C: Gem, fraud \
             detection agent help; ScamVerify, recruiting guide",
    innocent: &[
        "people who move keep their number for years, across states as across borders",
        "people who live near a border, or came recently, hold a number of the other side",
        "families share a plan that was opened where the parents live",
        "an internet number is given out with whatever area code is free",
    ],
    verify: "Call the number at an agreed time, and ask everyone alike since when they have had it.",
    levels: &["other-region", "other-country"],
    ask,
};

/// Metropolitan areas reach this far across state lines: a number and a home closer than this fit.
const NEAR_KM: f32 = 100.0;

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(phone), Some(home)) = (&subject.phone, &subject.home) else {
        return Answer::Unknown;
    };
    let Some(country) = phone.country else { return Answer::Unknown };
    if subject.by_agency || matches!(phone.line, LineKind::Special | LineKind::PublicInbox) {
        return Answer::Unknown;
    }
    let claim = subject.application.applicant.phone.clone().unwrap_or_default();
    if !same_country(country, home.country) {
        let summary = format!("phone belongs to {country}, claimed place is in {}", home.country);
        return Answer::noted("other-country", summary, claim, observed(phone));
    }
    if home.precision == Precision::Country {
        return Answer::clear("phone belongs to the claimed country", claim, observed(phone));
    }
    let near = phone.spot.is_some_and(|spot| distance_km(&spot, &home.spot) <= NEAR_KM);
    match (&phone.region, &home.region) {
        (Some(a), Some(b)) if a == b => {
            Answer::clear("phone belongs to the claimed region", claim, observed(phone))
        }
        _ if near => Answer::clear("phone belongs near the claimed place", claim, observed(phone)),
        (Some(region), Some(claimed)) => {
            let summary = format!("phone belongs to {region}, claimed place is in {claimed}");
            Answer::noted("other-region", summary, claim, observed(phone))
        }
        _ => by_distance(phone, home, claim),
    }
}

/// Outside the North American plan an area has a spot but no region.
fn by_distance(phone: &PhoneFacts, home: &Located, claim: String) -> Answer {
    let Some(spot) = phone.spot else {
        return Answer::clear("phone belongs to the claimed country", claim, observed(phone));
    };
    let apart = distance_km(&spot, &home.spot);
    let area = phone.area.as_deref().unwrap_or("an area");
    if apart.is_nan() {
        return Answer::Unknown;
    }
    let summary = format!("phone belongs to {area}, {apart:.0} km from the claimed place");
    Answer::noted("other-region", summary, claim, observed(phone))
}

fn observed(phone: &PhoneFacts) -> String {
    let place = phone.area.as_deref().or(phone.region.as_deref()).unwrap_or("no area");
    let country = phone.country.map_or_else(String::new, |country| country.to_string());
    format!("numbering plan: {place}, {country}")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{
        Want, austin, expect, phone_in, phone_of, portland, summary, united_states,
    };
    use bonafide_reference::{LineKind, Subject};

    const TYPED: &str = r#"{"applicant": {"phone": "(214) 555-0123"}}"#;
    const BY_AGENCY: &str = r#"{"applicant": {"phone": "(214) 555-0123"},
        "source": {"agency": "Example Staffing"}}"#;

    fn moved(subject: &mut Subject<'_>) {
        subject.phone = phone_in("TX", "Dallas, TX", (32.8, -96.8));
        subject.home = portland();
    }

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("moved and kept the number", TYPED, moved, Want::Noted("other-region")),
                (
                    "same state",
                    TYPED,
                    |s| {
                        s.phone = phone_in("TX", "Dallas, TX", (32.8, -96.8));
                        s.home = austin();
                    },
                    Want::Clear,
                ),
                (
                    "across the river",
                    TYPED,
                    |s| {
                        s.phone = phone_in("WA", "Vancouver, WA", (45.63, -122.6));
                        s.home = portland();
                    },
                    Want::Clear,
                ),
                (
                    "another country",
                    TYPED,
                    |s| {
                        s.phone = phone_of("DE", LineKind::Mobile);
                        s.home = portland();
                    },
                    Want::Noted("other-country"),
                ),
                (
                    "a territory of the country",
                    TYPED,
                    |s| {
                        s.phone = phone_of("PR", LineKind::Mobile);
                        s.home = united_states();
                    },
                    Want::Clear,
                ),
                (
                    "only the country claimed",
                    TYPED,
                    |s| {
                        s.phone = phone_in("TX", "Dallas, TX", (32.8, -96.8));
                        s.home = united_states();
                    },
                    Want::Clear,
                ),
                (
                    "a mobile number of no region",
                    TYPED,
                    |s| {
                        s.phone = phone_of("US", LineKind::Mobile);
                        s.home = portland();
                    },
                    Want::Clear,
                ),
            ],
        );
    }

    #[test]
    fn unknown_where_number_or_place_say_nothing() {
        expect(
            &CHECK,
            &[
                (
                    "toll-free",
                    TYPED,
                    |s| {
                        s.phone = phone_of("US", LineKind::Special);
                        s.home = portland();
                    },
                    Want::Unknown,
                ),
                (
                    "no place claimed",
                    TYPED,
                    |s| s.phone = phone_of("US", LineKind::Mobile),
                    Want::Unknown,
                ),
                ("no number", "{}", |s| s.home = portland(), Want::Unknown),
                ("the agency's number", BY_AGENCY, moved, Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_both_places() {
        let summary = summary(&CHECK, TYPED, moved);
        assert_eq!(summary, "phone belongs to TX, claimed place is in OR");
    }
}
