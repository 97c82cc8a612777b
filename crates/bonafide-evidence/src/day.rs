//! A moment as a day.

use jiff::{Timestamp, tz::Offset};

/// The day of a moment, in universal time.
pub(crate) fn day(at: Timestamp) -> String {
    Offset::UTC.to_datetime(at).date().to_string()
}
