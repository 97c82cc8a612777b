//! Was the form submitted from the claimed country?

use crate::network_place::{is_chosen_exit, shown, tells_place};
use crate::place_name::place_name;
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "network-country",
    question: "Was the form submitted from the claimed country?",
    rationale: "A person who claims to live in one country and connects from another may be on a \
                journey, or may not be where they say. An exit that was chosen, of a VPN or data \
                centre, says less than a line at a home or office; a relay says nothing.",
    source: "Network country unlike the claimed place corroborates when it repeats, grade B: \
             US State, Treasury and FBI advisory of 16 May 2022; Recorded Future Insikt; DTEX",
    innocent: &[
        "people apply while they travel, visit family or study abroad",
        "people apply before they move to the claimed place",
        "a company's network leaves at its headquarters, in another country",
        "address ranges are re-assigned, and tables of countries are behind",
    ],
    verify: "Ask everyone alike where they will work from, and compare with the network of the \
             next sessions.",
    levels: &["exit-abroad", "other-country"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(network), Some(home)) = (&subject.network, &subject.home) else {
        return Answer::Unknown;
    };
    let Some(country) = network.country.filter(|_| !subject.by_agency) else {
        return Answer::Unknown;
    };
    if same_country(country, home.country) {
        if !tells_place(network) {
            return Answer::Unknown;
        }
        let summary = "form was submitted from the claimed country";
        return Answer::clear(summary, place_name(home), shown(network));
    }
    if is_chosen_exit(network) {
        let summary = format!("network exit is in {country}, claimed place is in {}", home.country);
        return Answer::noted("exit-abroad", summary, place_name(home), shown(network));
    }
    if !tells_place(network) {
        return Answer::Unknown;
    }
    let summary =
        format!("form was submitted from {country}, claimed place is in {}", home.country);
    Answer::noted("other-country", summary, place_name(home), shown(network))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, berlin, expect, network, portland};
    use bonafide_reference::NetworkKind::{Access, Campus, Hosting, Mobile, Relay, Vpn};

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "Example Staffing"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "from home",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("US", Access)),
                    Want::Clear,
                ),
                (
                    "from a campus at home",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("US", Campus)),
                    Want::Clear,
                ),
                (
                    "from another country",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("DE", Mobile)),
                    Want::Noted("other-country"),
                ),
                (
                    "through a company's exit",
                    "{}",
                    |s| (s.home, s.network) = (berlin(), network("US", Vpn)),
                    Want::Noted("exit-abroad"),
                ),
                (
                    "through a data centre at home",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("US", Hosting)),
                    Want::Unknown,
                ),
                (
                    "a privacy relay abroad",
                    "{}",
                    |s| (s.home, s.network) = (portland(), network("CA", Relay)),
                    Want::Unknown,
                ),
                ("no place claimed", "{}", |s| s.network = network("US", Access), Want::Unknown),
                ("no session", "{}", |s| s.home = portland(), Want::Unknown),
                (
                    "the agency's office",
                    agency,
                    |s| (s.home, s.network) = (portland(), network("IN", Access)),
                    Want::Unknown,
                ),
            ],
        );
    }
}
