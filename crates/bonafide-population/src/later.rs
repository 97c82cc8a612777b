//! What later stages add to an application that gets that far.

use crate::absence::{Absence, Stage};
use crate::calendar::{DAY, instant};
use crate::draft::{Connection, Draft};
use crate::person;
use crate::random::Random;
use crate::world::World;
use bonafide_application::{Address, Event, EventKind};

/// The events of an application that was submitted at a second.
pub(crate) fn events(
    world: &World,
    draft: &Draft,
    absence: &Absence,
    at: i64,
    random: &mut Random,
) -> Vec<Event> {
    let mut events = Vec::new();
    if absence.stage < Stage::Interviewed {
        return events;
    }
    let mut at = at + random.between(4, 21) * DAY;
    let usual = usual_connection(world, draft, random);
    let first = draft.later.interview.clone().unwrap_or_else(|| usual.clone());
    events.push(connected(EventKind::Interview, at, &first, absence, random));
    if absence.stage < Stage::Checked {
        return events;
    }
    at += random.between(3, 14) * DAY;
    events.push(connected(EventKind::Interview, at, &usual, absence, random));
    let checks = [
        EventKind::IdentityCheck,
        EventKind::BackgroundCheck,
        EventKind::CredentialCheck,
        EventKind::ReferenceCheck,
    ];
    for (kind, result) in checks.into_iter().zip(draft.later.results) {
        if random.chance(0.75) {
            at += random.between(0, 4) * DAY;
            events.push(Event { result: Some(result), ..bare(kind, at) });
        }
    }
    if absence.stage == Stage::Hired {
        at += random.between(3, 20) * DAY;
        first_weeks(world, draft, at, random, &mut events);
    }
    events
}

fn first_weeks(
    world: &World,
    draft: &Draft,
    mut at: i64,
    random: &mut Random,
    events: &mut Vec<Event>,
) {
    let home = draft.later.shipment.as_ref().unwrap_or(&draft.home);
    let city = world.city(home.city);
    let address = Address {
        street: Some(home.street.clone()),
        city: Some(city.name.clone()),
        region: city.region.clone(),
        postal_code: Some(home.postal_code.clone()),
        country_code: Some(city.country),
    };
    events.push(Event { address, ..bare(EventKind::Shipment, at) });
    at += random.between(1, 8) * DAY;
    let account = Some(draft.later.account.clone());
    events.push(Event { account, ..bare(EventKind::Payroll, at) });
    at += random.between(2, 20) * DAY;
    if draft.later.remote_tools {
        let signal = random.pick(&[
            "remote_access_tool",
            "remote_access_tool",
            "kvm_over_ip",
            "mouse_jiggler",
        ]);
        let value = match signal {
            "remote_access_tool" => serde_json::Value::from(random.pick(&[
                "AnyDesk",
                "Chrome Remote Desktop",
                "TeamViewer",
                "RustDesk",
            ])),
            _ => serde_json::Value::from(true),
        };
        let (signal, value) = (Some(signal.to_owned()), Some(value));
        events.push(Event { signal, value, ..bare(EventKind::Device, at) });
    }
    if random.chance(0.5) {
        let remote = draft.later.remote_tools && random.chance(0.6);
        let latency = if remote { random.between(110, 380) } else { random.between(4, 60) };
        let signal = Some("input_latency_ms".to_owned());
        let value = Some(serde_json::Value::from(latency));
        events.push(Event { signal, value, ..bare(EventKind::Device, at + DAY) });
    }
}

/// Home mostly; at times the phone's network, or another device.
fn usual_connection(world: &World, draft: &Draft, random: &mut Random) -> Connection {
    let mut usual = draft.base.clone();
    if random.chance(0.2) {
        usual.ip = world.mobile_ip(world.city(draft.home.city).country, random);
    }
    if random.chance(0.25) {
        usual.device = person::device(random);
    }
    usual
}

fn connected(
    kind: EventKind,
    at: i64,
    from: &Connection,
    absence: &Absence,
    random: &mut Random,
) -> Event {
    let details = !absence.event_details;
    Event {
        ip: Some(from.ip.clone()),
        time_zone: details.then(|| from.zone.clone()),
        device_id: details.then(|| from.device.clone()),
        camera: Some(random.chance(0.93)),
        ..bare(kind, at)
    }
}

fn bare(kind: EventKind, at: i64) -> Event {
    Event {
        kind,
        at: instant(at),
        ip: None,
        time_zone: None,
        device_id: None,
        camera: None,
        address: Address::default(),
        account: None,
        signal: None,
        value: None,
        result: None,
    }
}
