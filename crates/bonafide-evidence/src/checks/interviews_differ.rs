//! Do the interviews agree with each other?

use crate::interviews::interviews;
use crate::network_place::{shown, tells_place};
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_application::Event;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "interviews-differ",
    question: "Do the interviews agree with each other?",
    rationale: "Where different people take the interviews of one application, their countries \
                and devices differ. VPNs, data centres and relays are left out.",
    source: "A differing person across interviews is strong when people see it (FBI notice \
             PSA231018 of 18 October 2023); network and device stand in for it weakly, grade \
             C to B",
    innocent: &[
        "people are interviewed once at home and once on a journey",
        "one interview was taken on a telephone, another on a computer",
        "people move between two interviews",
        "an update of the browser changed the print of the device",
    ],
    verify: "Let one interviewer meet the applicant in every round, and compare notes; ask \
             everyone alike from where they join.",
    levels: &["device", "country"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut networks = interviews(subject)
        .filter_map(|(_, network)| network.filter(|network| tells_place(network)))
        .filter_map(|network| Some((network.country?, network)));
    let mut same_country_again = None;
    if let Some((from, before)) = networks.next() {
        for (to, now) in networks {
            if !same_country(from, to) {
                let summary = format!("interviews were held from {from} and from {to}");
                return Answer::noted("country", summary, shown(before), shown(now));
            }
            same_country_again = same_country_again.or(Some((before, now)));
        }
    }
    let mut prints = interviews(subject).filter_map(|(event, _)| print(event));
    let mut same_device = None;
    if let Some(before) = prints.next() {
        for now in prints {
            if now != before {
                let summary = "interviews were taken on two devices";
                return Answer::noted("device", summary, before, now);
            }
            same_device = Some(before);
        }
    }
    match (same_device, same_country_again) {
        (Some(print), _) => Answer::clear("interviews were taken on one device", print, print),
        (None, Some((before, now))) => {
            Answer::clear("interviews were held from one country", shown(before), shown(now))
        }
        (None, None) => Answer::Unknown,
    }
}

fn print(event: &Event) -> Option<&str> {
    event.device_id.as_deref().map(str::trim).filter(|print| !print.is_empty())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, network};
    use bonafide_reference::NetworkKind::{Access, Mobile, Vpn};

    const TWO: &str = r#"{"events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z"},
        {"kind": "interview", "at": "2026-07-08T09:00:00Z"}]}"#;
    const TWO_DEVICES: &str = r#"{"events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": "d1"},
        {"kind": "interview", "at": "2026-07-08T09:00:00Z", "device_id": "d2"}]}"#;
    const ONE_DEVICE: &str = r#"{"events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z"},
        {"kind": "interview", "at": "2026-07-04T09:00:00Z", "device_id": "d1"},
        {"kind": "interview", "at": "2026-07-08T09:00:00Z", "device_id": "d1"}]}"#;
    const ONE: &str = r#"{"events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": "d1"}]}"#;

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                (
                    "two countries",
                    TWO,
                    |s| s.event_networks = vec![network("US", Access), network("DE", Access)],
                    Want::Noted("country"),
                ),
                (
                    "home and telephone",
                    TWO,
                    |s| s.event_networks = vec![network("US", Access), network("US", Mobile)],
                    Want::Clear,
                ),
                (
                    "one through a VPN",
                    TWO,
                    |s| s.event_networks = vec![network("US", Access), network("NL", Vpn)],
                    Want::Unknown,
                ),
                ("two devices", TWO_DEVICES, |_| {}, Want::Noted("device")),
                ("one device", ONE_DEVICE, |_| {}, Want::Clear),
                ("one interview", ONE, |_| {}, Want::Unknown),
                ("none", "{}", |_| {}, Want::Unknown),
            ],
        );
    }
}
