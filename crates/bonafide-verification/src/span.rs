//! Spans of time as people write them in a policy: `4 hours`, `2 days`, `1 week`.

use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, Serializer};
use std::fmt;

/// Whole hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Hours.
    pub hours: u32,
}

/// The longest span: some eleven years, a little beyond the longest time for which a law that we
/// know asks that records be kept (ten years, 31 CFR 501.601).
pub const LONGEST: Span = Span::days(4000);

impl Span {
    /// So many days of 24 hours.
    pub const fn days(days: u32) -> Span {
        Span { hours: days * 24 }
    }

    /// Reads a span; what to write instead, where it is none.
    pub fn parse(text: &str) -> Result<Span, String> {
        let wrong = || format!("`{text}` is no span; write it as in `4 hours`, `2 days`, `1 week`");
        let mut words = text.split_ascii_whitespace();
        let (Some(number), Some(unit), None) = (words.next(), words.next(), words.next()) else {
            return Err(wrong());
        };
        let number: u32 = number.parse().map_err(|_| wrong())?;
        let hours = match unit {
            "hour" | "hours" => number,
            "day" | "days" => number.saturating_mul(24),
            "week" | "weeks" => number.saturating_mul(24 * 7),
            _ => return Err(wrong()),
        };
        match (Span { hours }) {
            span if hours == 0 => Err(format!("{span} is no time at all; give one hour or more")),
            span if span > LONGEST => Err(format!("`{text}` is too long; give {LONGEST} or less")),
            span => Ok(span),
        }
    }

    /// The time so long after another; the last there is, where that is beyond it.
    pub fn after(self, time: Timestamp) -> Timestamp {
        let span = SignedDuration::from_hours(i64::from(self.hours));
        time.checked_add(span).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self.hours {
            hours if hours % 24 == 0 && hours > 0 => (hours / 24, "day"),
            hours => (hours, "hour"),
        };
        write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Span};
    use jiff::Timestamp;

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (text, hours, shown) in
            [("4 hours", 4, "4 hours"), ("2 days", 48, "2 days"), ("1 week", 168, "7 days")]
        {
            let span = Span::parse(text).expect("a span");
            assert_eq!((span.hours, span.to_string().as_str()), (hours, shown));
        }
        for text in ["", "2", "days", "2 fortnights", "0 days", "-1 day", "99999999 weeks", "1 2 3"]
        {
            assert!(Span::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_span_beyond_all_time_ends_with_time() {
        assert_eq!(LONGEST.after(Timestamp::MAX), Timestamp::MAX);
        assert!(Span::days(1).after(Timestamp::UNIX_EPOCH) > Timestamp::UNIX_EPOCH);
    }
}
