//! Was the form submitted from a line at which people live, study or work?

use crate::network_place::shown;
use crate::{Answer, Check};
use bonafide_reference::{NetworkKind, Subject};

pub(crate) const CHECK: Check = Check {
    name: "network-kind",
    question: "Was the form submitted from a line at which people live, study or work?",
    rationale: "Whoever does not want to be seen where they are goes through a VPN, or through a \
                computer rented in a data centre. So do many who only want privacy, and a browser's \
                own relay says next to nothing.",
    source: "VPN, proxy or data-centre address is a weak indicator, grade C: LevelBlue; \
             Recorded Future Insikt",
    innocent: &[
        "a VPN, or a browser's or system's relay, is kept on for privacy",
        "a company's network leaves through a data centre or VPN",
        "a service fills in the form for the applicant, from its own servers",
        "ranges of small providers are taken for data centres",
    ],
    verify: "Compare with the network of the interview; ask everyone alike to join one session \
             without a VPN where the law and their safety allow it.",
    levels: &["relay", "vpn", "hosting"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(network) = subject.network.as_ref().filter(|_| !subject.by_agency) else {
        return Answer::Unknown;
    };
    // A range of which nothing is known is called an access network for want of better.
    if network.operator.is_none() && network.system.is_none() && network.country.is_none() {
        return Answer::Unknown;
    }
    let claim = String::new;
    match network.kind {
        NetworkKind::Access => {
            Answer::clear("form came from an access network", claim(), shown(network))
        }
        NetworkKind::Mobile => {
            Answer::clear("form came from a mobile carrier", claim(), shown(network))
        }
        NetworkKind::Campus => Answer::clear("form came from a campus", claim(), shown(network)),
        NetworkKind::Relay => {
            Answer::noted("relay", "form came through a privacy relay", claim(), shown(network))
        }
        NetworkKind::Vpn => {
            Answer::noted("vpn", "form came through a VPN", claim(), shown(network))
        }
        NetworkKind::Hosting => {
            Answer::noted("hosting", "form came from a data centre", claim(), shown(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, network};
    use bonafide_reference::Network;
    use bonafide_reference::NetworkKind::{Access, Campus, Hosting, Mobile, Relay, Vpn};

    fn unlisted() -> Option<Network> {
        network("US", Access).map(|known| Network { country: None, operator: None, ..known })
    }

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                ("home", "{}", |s| s.network = network("US", Access), Want::Clear),
                ("carrier", "{}", |s| s.network = network("US", Mobile), Want::Clear),
                ("campus", "{}", |s| s.network = network("US", Campus), Want::Clear),
                ("relay", "{}", |s| s.network = network("US", Relay), Want::Noted("relay")),
                ("VPN", "{}", |s| s.network = network("US", Vpn), Want::Noted("vpn")),
                (
                    "data centre",
                    "{}",
                    |s| s.network = network("US", Hosting),
                    Want::Noted("hosting"),
                ),
                ("none", "{}", |_| {}, Want::Unknown),
                ("nothing is known of it", "{}", |s| s.network = unlisted(), Want::Unknown),
                ("the agency's", agency, |s| s.network = network("US", Hosting), Want::Unknown),
            ],
        );
    }
}
