//! Keys of devices and network addresses, of the form and of interviews.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::EventKind;
use bonafide_reference::{Network, NetworkKind, Subject};
use std::net::IpAddr;

/// Shortest device fingerprint that can tell devices apart.
const DEVICE_LENGTH_MIN: usize = 6;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let session = subject.application.session.as_ref();
    if let Some(device) = session.and_then(|s| s.device_id.as_deref()) {
        device_key(device, said);
    }
    if let Some(network) = &subject.network {
        network_key(network, said);
    }
    for (event, network) in subject.application.events.iter().zip(&subject.event_networks) {
        let applicants_own = matches!(event.kind, EventKind::Interview | EventKind::Device);
        if let (true, Some(device)) = (applicants_own, event.device_id.as_deref()) {
            device_key(device, said);
        }
        if let (true, Some(network)) = (applicants_own, network) {
            network_key(network, said);
        }
    }
}

fn device_key(device: &str, said: Said<'_>) {
    // A fingerprint has digits; a word such as "unknown" stands for none.
    if device.len() >= DEVICE_LENGTH_MIN && device.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        said(Key::new(Kind::Device, device), device);
    }
}

/// A relay's or carrier's address is shared by design and is no key.
fn network_key(network: &Network, said: Said<'_>) {
    if matches!(network.kind, NetworkKind::Relay | NetworkKind::Mobile) {
        return;
    }
    let normal = subscriber(network.address);
    said(Key::new(Kind::Network, &normal), &network.address.to_string());
}

/// What one subscriber holds: the whole address of IPv4, the first 64 bits of IPv6 (RFC 6177).
pub(crate) fn subscriber(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("{:016x}/64", u128::from(v6) >> 64),
    }
}
