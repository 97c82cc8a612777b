//! Do the interviews agree with each other?

use crate::interviews::interviews;
use crate::network_place::{shown, tells_place};
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_application::Event;
use bonafide_reference::{Network, Subject};

pub(crate) const CHECK: Check = Check {
    name: "interviews-differ",
    question: "Do the interviews agree with each other?",
    rationale: "Where different people take the interviews of one application, their countries \
                and devices differ. VPNs, data centres and relays are left out.",
    source: "A differing person across interviews is strong when people see it (domain study 1f, \
             row 36: IC3 PSA 231018); network and device stand in for it weakly",
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
    let mut first: Option<(&Event, Option<&Network>)> = None;
    let mut device = None;
    let mut same = None;
    for (event, network) in interviews(subject) {
        let network = network.filter(|network| tells_place(network));
        let Some((first_event, first_network)) = first else {
            first = Some((event, network));
            continue;
        };
        if let (Some(before), Some(now)) = (first_network, network) {
            let (Some(from), Some(to)) = (before.country, now.country) else { continue };
            if !same_country(from, to) {
                let summary = format!("interviews were held from {from} and from {to}");
                return Answer::noted("country", summary, shown(before), shown(now));
            }
            same = same.or(Some((shown(before), shown(now))));
        }
        match (print(first_event), print(event)) {
            (Some(before), Some(now)) if before != now => device = device.or(Some((before, now))),
            (Some(before), Some(now)) => same = same.or(Some((before.to_owned(), now.to_owned()))),
            _ => {}
        }
        let network = first_network.or(network);
        let event = if print(first_event).is_some() { first_event } else { event };
        first = Some((event, network));
    }
    if let Some((before, now)) = device {
        return Answer::noted("device", "interviews were taken on two devices", before, now);
    }
    same.map_or(Answer::Unknown, |(before, now)| {
        Answer::clear("interviews agree in country or device", before, now)
    })
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
