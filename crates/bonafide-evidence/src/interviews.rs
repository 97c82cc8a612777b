//! The interviews of one application, each with its network.

use bonafide_application::{Event, EventKind};
use bonafide_reference::{Network, Subject};

/// Interviews in the order given.
pub(crate) fn interviews<'a>(
    subject: &'a Subject<'_>,
) -> impl Iterator<Item = (&'a Event, Option<&'a Network>)> {
    subject
        .application
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.kind == EventKind::Interview)
        .map(|(n, event)| (event, subject.event_networks.get(n).and_then(Option::as_ref)))
}
