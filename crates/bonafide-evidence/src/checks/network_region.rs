//! Was the form submitted from near the claimed place, within its country?

use crate::network_place::{shown, tells_place_at_once};
use crate::place_name::place_name;
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_reference::{Precision, Subject, distance_km};

pub(crate) const CHECK: Check = Check {
    name: "network-region",
    question: "Was the form submitted from near the claimed place, within its country?",
    rationale: "Where the employer's own table of networks knows regions, a line far from the \
                claimed place says a little: such tables are often wrong by a city or two, and \
                people travel.",
    source: "Network place unlike the claimed one (US State, Treasury and FBI advisory of 16 \
             May 2022); tables of regions err often, hence grade C within one country",
    innocent: &[
        "providers register a whole region's lines in one large city",
        "people apply while they visit family, study or work elsewhere in the country",
        "people apply before they move to the claimed place, or just after they left it",
    ],
    verify: "Ask everyone alike where they will work from; compare with the network of the next \
             sessions.",
    levels: &["other-region"],
    ask,
};

/// Two places of a country closer than this fit: providers' lines are placed no better.
const NEAR_KM: f32 = 150.0;

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(network), Some(home)) = (&subject.network, &subject.home) else {
        return Answer::Unknown;
    };
    let home_country = network.country.is_some_and(|country| same_country(country, home.country));
    if !home_country
        || subject.by_agency
        || home.precision == Precision::Country
        || !tells_place_at_once(network)
    {
        return Answer::Unknown;
    }
    let apart = network.spot.map(|spot| distance_km(&spot, &home.spot));
    let same_region = match (&network.region, &home.region) {
        (Some(seen), Some(claimed)) => Some(seen == claimed),
        _ => None,
    };
    let near = same_region == Some(true) || apart.is_some_and(|km| km <= NEAR_KM);
    let claim = place_name(home);
    match (apart, same_region) {
        (None, None) => Answer::Unknown,
        _ if near => {
            Answer::clear("form was submitted from near the claimed place", claim, shown(network))
        }
        (Some(km), _) if km > NEAR_KM => {
            let summary = format!("form was submitted {km:.0} km from the claimed place");
            Answer::noted("other-region", summary, claim, shown(network))
        }
        (Some(_), _) => Answer::Unknown,
        (None, Some(_)) => {
            let seen = network.region.as_deref().unwrap_or_default();
            let summary = format!("form was submitted from {seen}, claimed place is {claim}");
            Answer::noted("other-region", summary, claim, shown(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, network, portland, united_states};
    use bonafide_reference::NetworkKind::{Access, Mobile, Vpn};
    use bonafide_reference::{Network, NetworkKind, Spot};

    fn in_region(region: &str, kind: NetworkKind) -> Option<Network> {
        network("US", kind).map(|network| Network { region: Some(region.into()), ..network })
    }

    fn at(latitude: f32, longitude: f32) -> Option<Network> {
        let spot = Some(Spot { latitude, longitude, radius_km: 20.0 });
        network("US", Access).map(|network| Network { spot, ..network })
    }

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "same state",
                    "{}",
                    |s| (s.home, s.network) = (portland(), in_region("OR", Access)),
                    Want::Clear,
                ),
                (
                    "another state",
                    "{}",
                    |s| (s.home, s.network) = (portland(), in_region("TX", Access)),
                    Want::Noted("other-region"),
                ),
                (
                    "across the river",
                    "{}",
                    |s| (s.home, s.network) = (portland(), at(45.63, -122.6)),
                    Want::Clear,
                ),
                (
                    "far away",
                    "{}",
                    |s| (s.home, s.network) = (portland(), at(30.27, -97.74)),
                    Want::Noted("other-region"),
                ),
                (
                    "the table knows no regions",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("US", Access)),
                    Want::Unknown,
                ),
                (
                    "a carrier's gateway",
                    "{}",
                    |s| (s.home, s.network) = (portland(), in_region("TX", Mobile)),
                    Want::Unknown,
                ),
                (
                    "a VPN",
                    "{}",
                    |s| (s.home, s.network) = (portland(), in_region("TX", Vpn)),
                    Want::Unknown,
                ),
                (
                    "only the country claimed",
                    "{}",
                    |s| (s.home, s.network) = (united_states(), in_region("TX", Access)),
                    Want::Unknown,
                ),
                (
                    "the agency's office",
                    agency,
                    |s| (s.home, s.network) = (portland(), in_region("TX", Access)),
                    Want::Unknown,
                ),
            ],
        );
    }
}
