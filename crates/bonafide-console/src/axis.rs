//! The one axis of pages: log2 odds, labelled with probabilities.

/// The axis of one page; positions are percent of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
}

/// One label of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place, as in `50.0%`.
    pub x: String,
    /// What it says.
    pub text: &'static str,
    /// The class that sets where its text is anchored.
    pub anchor: &'static str,
}

const LABELS: [(f64, &str); 7] = [
    (0.001, "0.1 %"),
    (0.01, "1 %"),
    (0.1, "10 %"),
    (0.5, "50 %"),
    (0.9, "90 %"),
    (0.99, "99 %"),
    (0.999, "99.9 %"),
];

/// What is shown at the least on each side: 0.1 % and 99.9 %, and a little.
const LEAST_BITS: f64 = 10.5;

/// What is shown at the most; what lies beyond stands at the end, with its number.
const MOST_BITS: f64 = 24.0;

impl Axis {
    /// An axis that holds all of these log2 odds.
    pub fn holding(odds: impl Iterator<Item = f64>) -> Axis {
        let (mut low, mut high) = (-LEAST_BITS, LEAST_BITS);
        for bits in odds.filter(|bits| bits.is_finite()) {
            low = low.min(bits - 0.5);
            high = high.max(bits + 0.5);
        }
        Axis { low: low.max(-MOST_BITS), high: high.min(MOST_BITS) }
    }

    /// Where log2 odds stand, in percent from the start.
    pub fn at(&self, odds: f64) -> f64 {
        (odds.clamp(self.low, self.high) - self.low) / (self.high - self.low) * 100.0
    }

    /// The same with its unit.
    pub fn x(&self, odds: f64) -> String {
        format!("{:.2}%", self.at(odds))
    }

    /// Its labels.
    pub fn ticks(&self) -> Vec<Tick> {
        let ticks = LABELS.into_iter().map(|(p, text)| {
            let at = self.at((p / (1.0 - p)).log2());
            let anchor = match at {
                at if at < 4.0 => "",
                at if at > 96.0 => "endt",
                _ => "mid",
            };
            Tick { x: format!("{at:.2}%"), text, anchor }
        });
        ticks.collect()
    }
}

/// Bits with their sign, as in `+2.50`, `−3.00`, `0.00`.
pub fn bits(bits: f64) -> String {
    let sign = match bits {
        bits if bits >= 0.005 => "+",
        bits if bits <= -0.005 => "\u{2212}",
        _ => "",
    };
    format!("{sign}{:.2}", bits.abs())
}

/// The probability of log2 odds, as in `43 %`; with a digit more near both ends.
pub fn percent(log_odds: f64) -> String {
    let percent = 100.0 / (1.0 + (-log_odds).exp2());
    if (10.0..99.0).contains(&percent) {
        format!("{percent:.0} %")
    } else {
        format!("{:.1} %", percent.clamp(0.1, 99.9))
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, bits, percent};

    #[test]
    fn even_odds_stand_in_the_middle_and_far_odds_at_the_end() {
        let axis = Axis::holding([0.0].into_iter());
        assert_eq!(axis.x(0.0), "50.00%");
        assert_eq!(
            (axis.x(99.0).as_str(), axis.x(f64::NEG_INFINITY).as_str()),
            ("100.00%", "0.00%")
        );
        assert_eq!(axis.ticks().len(), 7);
        assert!(Axis::holding([20.0, f64::NAN].into_iter()).at(0.0) < 40.0, "it grows");
    }

    #[test]
    fn nobody_is_certain() {
        assert_eq!(percent(0.0), "50 %");
        assert_eq!(percent(-6.0), "1.5 %");
        assert_eq!((percent(60.0).as_str(), percent(-60.0).as_str()), ("99.9 %", "0.1 %"));
        assert_eq!((bits(0.0).as_str(), bits(-1.5).as_str()), ("0.00", "\u{2212}1.50"));
    }
}
