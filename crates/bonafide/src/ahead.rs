//! Applications that are looked at ahead of arrivals: after a start, nothing is known but what the
//! database holds.

use crate::stored::Stored;
use bonafide_reference::Tables;
use bonafide_screen::online::Recent;
use bonafide_store::Transaction;

/// Applications that are looked at while whoever arrives waits: some milliseconds' work.
const AT_ONCE: u32 = 12;

/// Looks at some of the applications before a number, the last first, where so many were `seen`;
/// gives before which to go on, while there is room.
pub(crate) fn look_ahead(
    recent: &mut Recent,
    tables: &Tables,
    t: &Transaction<'_>,
    before: u32,
    seen: usize,
) -> Option<u32> {
    let first = before.saturating_sub(AT_ONCE);
    let mut stored = Stored::new(t, &[]);
    for number in (first..before).rev() {
        // Of those who were erased nothing is left to look at.
        let _ = recent.look_at(&mut stored, tables, number);
    }
    let room = seen + AT_ONCE as usize <= Recent::AHEAD_MAX;
    (first > 0 && room).then_some(first)
}
