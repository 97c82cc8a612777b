//! A moment as pages show it: exact for programs, and readable without a script.

use jiff::Timestamp;

/// A moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// As in `2026-11-24T12:05:00Z`.
    pub exact: String,
    /// As in `24 Nov 2026, 12:05 UTC`.
    pub shown: String,
}

impl Moment {
    /// The moment so many microseconds after the start of 1970.
    pub fn of(microseconds: i64) -> Moment {
        let at = Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::UNIX_EPOCH);
        Moment {
            exact: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            shown: at.strftime("%-d %b %Y, %H:%M UTC").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_exact_and_readable() {
        let moment = Moment::of(86_400_000_000);
        assert_eq!(moment.exact, "1970-01-02T00:00:00Z");
        assert_eq!(moment.shown, "2 Jan 1970, 00:00 UTC");
    }
}
