//! How near two dates of birth are.

use crate::day::{Day, parts};

/// The level of two dates of birth.
pub(crate) fn born(a: Day, b: Day) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    let ((year, month, day), (other_year, other_month, other_day)) = (parts(a), parts(b));
    let partial = day == 0 || other_day == 0;
    if partial {
        return match (year == other_year, month == other_month && month != 0) {
            (true, true) => 4,
            (true, false) if month == 0 || other_month == 0 => 7,
            _ => 8,
        };
    }
    if a == b {
        return 1;
    }
    if year == other_year && month == other_day && day == other_month {
        return 3;
    }
    let (one, other) = (Digits::of(a), Digits::of(b));
    let (turned, other_turned) = (one.exchanged(), other.exchanged());
    if within(one.all(), other.all(), 1)
        || within(one.all(), other_turned.all(), 1)
        || within(turned.all(), other.all(), 1)
    {
        return 2;
    }
    match (year == other_year, month == other_month, day == other_day) {
        (true, true, _) => 4,
        (false, true, true) => 5,
        // Exchanged besides, that would be three things wrong.
        _ if within(one.all(), other.all(), 2) => 6,
        (true, ..) => 7,
        _ => 8,
    }
}

/// The digits of a date.
#[derive(Clone, Copy)]
struct Digits {
    /// The last of them.
    digits: [u8; 10],
    begin: usize,
}

impl Digits {
    fn of(mut day: Day) -> Digits {
        let (mut digits, mut begin) = ([0_u8; 10], 10);
        while day > 0 {
            begin -= 1;
            digits[begin] = (day % 10) as u8;
            day /= 10;
        }
        Digits { digits, begin }
    }

    /// With day and month exchanged.
    fn exchanged(mut self) -> Digits {
        self.digits[6..].rotate_left(2);
        self
    }

    fn all(&self) -> &[u8] {
        &self.digits[self.begin..]
    }
}

/// Whether two rows of digits are so many slips apart at most: another digit, one more or less, or
/// two neighbors exchanged.
fn within(one: &[u8], other: &[u8], slips: u8) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    if one.is_empty() && other.is_empty() {
        return true;
    }
    if slips == 0 {
        return false;
    }
    if let ([a, b, one @ ..], [c, d, other @ ..]) = (one, other)
        && (a, b) == (d, c)
        && within(one, other, slips - 1)
    {
        return true;
    }
    match (one, other) {
        ([_, less @ ..], [_, fewer @ ..]) => {
            within(less, fewer, slips - 1)
                || within(less, other, slips - 1)
                || within(one, fewer, slips - 1)
        }
        (rest, []) | ([], rest) => rest.len() <= usize::from(slips),
    }
}

#[cfg(test)]
mod tests {
    use super::born;

    #[test]
    fn dates_have_levels() {
        for (a, b, want) in [
            (19_800_527, 19_800_527, 1),
            (19_800_527, 19_800_528, 2),
            (19_800_527, 19_805_027, 2),
            (19_790_211, 1_970_211, 2),
            (19_790_211, 197_902_110, 2),
            (19_790_211, 1_979_020, 6),
            (19_801_112, 19_801_211, 3),
            (19_801_112, 19_801_212, 2),
            (19_800_527, 19_802_715, 2),
            (19_800_527, 19_900_528, 6),
            (19_971_112, 19_991_210, 8),
            (19_800_527, 19_800_511, 4),
            (19_800_527, 19_630_527, 5),
            (19_800_527, 19_800_000, 7),
            (19_800_527, 19_801_231, 7),
            (19_800_527, 19_631_231, 8),
            (0, 19_800_527, 0),
        ] {
            assert_eq!(born(a, b), want, "{a} {b}");
            assert_eq!(born(b, a), want, "{b} {a}");
        }
    }
}
