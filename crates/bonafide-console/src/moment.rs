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

    /// As an element, which the script sets in the viewer's zone.
    pub fn html(&self) -> String {
        format!("<time datetime=\"{}\" title=\"{}\">{}</time>", self.exact, self.shown, self.shown)
    }
}

/// A moment beside now: how far it lies off, and when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The moment.
    pub at: Moment,
    /// As in `3 h`, without its sign.
    pub off: String,
    /// Whether it is past.
    pub is_past: bool,
    /// Whether it lies within a day.
    pub is_near: bool,
}

impl Beside {
    /// A moment beside now, both in microseconds since 1970.
    pub fn of(at: i64, now: i64) -> Beside {
        const DAY: i64 = 86_400_000_000;
        Beside {
            at: Moment::of(at),
            off: span(at.abs_diff(now)),
            is_past: at < now,
            is_near: at.abs_diff(now) < DAY as u64,
        }
    }

    /// So many words as an element; the exact time shows on hover.
    pub fn html(&self, before: &str, past: &str) -> String {
        let text = format!("{} {}", if self.is_past { past } else { before }, self.off);
        let Moment { exact, shown } = &self.at;
        format!(
            "<time data-shown=\"relative\" datetime=\"{exact}\" title=\"{shown}\">{}</time>",
            text.trim()
        )
    }
}

/// A length of time in its largest unit, as in `3 h`.
pub fn span(microseconds: u64) -> String {
    let minutes = microseconds / 60_000_000;
    match minutes {
        0 => "under 1 min".to_owned(),
        1..=59 => format!("{minutes} min"),
        60..=2_879 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1_440),
    }
}

#[cfg(test)]
mod tests {
    use super::{Beside, Moment, span};

    #[test]
    fn a_moment_is_exact_and_readable() {
        let moment = Moment::of(86_400_000_000);
        assert_eq!(moment.exact, "1970-01-02T00:00:00Z");
        assert_eq!(moment.shown, "2 Jan 1970, 00:00 UTC");
        assert!(moment.html().contains("title=\"2 Jan 1970, 00:00 UTC\""));
    }

    #[test]
    fn a_moment_beside_now_is_near_or_past_in_its_largest_unit() {
        let hour = 3_600_000_000;
        let late = Beside::of(0, 2 * hour);
        assert!(
            late.is_past && late.is_near && late.html("due in", "overdue").contains("overdue 2 h")
        );
        assert!(!Beside::of(49 * hour, 0).is_near);
        assert_eq!((span(0).as_str(), span(3 * 86_400_000_000).as_str()), ("under 1 min", "3 d"));
    }
}
