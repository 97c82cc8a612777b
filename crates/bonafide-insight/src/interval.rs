//! How sure a share or a ratio of two shares is.

use serde::{Deserialize, Serialize};

/// The standard normal value that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// Between which bounds something lies, at 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// A share: how many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Rate {
    /// A share of a whole; never more than it.
    pub fn new(part: u64, whole: u64) -> Rate {
        Rate { part: part.min(whole), whole }
    }

    /// The share, 0 to 1; none of nothing.
    pub fn share(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Wilson's interval (J. Am. Stat. Assoc. 22, 1927): it stays within 0 and 1, and is honest
    /// where nothing or everything was met.
    pub fn interval(self) -> Option<Interval> {
        let share = self.share()?;
        let n = self.whole as f64;
        let square = Z * Z;
        let middle = share + square / (2.0 * n);
        let spread = Z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let scale = 1.0 + square / n;
        Some(Interval {
            low: ((middle - spread) / scale).max(0.0),
            high: ((middle + spread) / scale).min(1.0),
        })
    }
}

/// The ratio of two shares with its interval, by the logarithm of the ratio (Katz and others,
/// Biometrics 34, 1978). None where it cannot be told: the second share is nothing. Where the first
/// is nothing, the interval begins at 0 and ends where three cases would have been met.
pub fn ratio(one: Rate, other: Rate) -> Option<(f64, Interval)> {
    let (share, base) = (one.share()?, other.share()?);
    if other.part == 0 {
        return None;
    }
    if one.part == 0 {
        // The rule of three: with none of n, the share is below 3 / n at 95 %.
        return Some((0.0, Interval { low: 0.0, high: 3.0 / one.whole as f64 / base }));
    }
    let of = |rate: Rate| 1.0 / rate.part as f64 - 1.0 / rate.whole as f64;
    let (ratio, spread) = (share / base, Z * (of(one) + of(other)).sqrt());
    Some((ratio, Interval { low: ratio * (-spread).exp(), high: ratio * spread.exp() }))
}

#[cfg(test)]
mod tests {
    use super::{Rate, ratio};

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-5, "{found} instead of {expected}");
    }

    /// The published example of Newcombe (Statistics in Medicine 17, 1998): 81 of 263, 15 of 148,
    /// 0 of 20 and 1 of 29.
    #[test]
    fn wilsons_interval_is_as_newcombe_published_it() {
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let found = Rate::new(part, whole).interval().expect("something was met");
            near(found.low, low);
            near(found.high, high);
        }
        assert_eq!(Rate::new(0, 0).interval(), None);
    }

    /// By hand: 40/100 against 50/100 is 0.8; the logarithm's spread is
    /// 1.96 × √(1/40 − 1/100 + 1/50 − 1/100) = 1.96 × √0.025 = 0.3099.
    #[test]
    fn a_ratio_has_its_interval() {
        let (found, bounds) = ratio(Rate::new(40, 100), Rate::new(50, 100)).expect("told");
        near(found, 0.8);
        near(bounds.low, 0.8 * (-0.309_897_5_f64).exp());
        near(bounds.high, 0.8 * 0.309_897_5_f64.exp());
        assert_eq!(ratio(Rate::new(1, 2), Rate::new(0, 2)), None, "nothing to compare with");
        let (none, bounds) = ratio(Rate::new(0, 30), Rate::new(5, 50)).expect("told");
        near(none, 0.0);
        near(bounds.high, 1.0);
    }
}
