//! The one axis of the report: log2 odds, labelled with probabilities, bands as zones.

use crate::Screening;
use crate::numbers::length;
use std::fmt::Write;

/// The axis of one report; positions are percent of its width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    review: f64,
    priority: f64,
}

/// One label of the axis.
pub(crate) struct Tick {
    /// Its place, in percent with its unit.
    pub(crate) x: String,
    /// What it says.
    pub(crate) text: &'static str,
    /// Class that sets where its text is anchored.
    pub(crate) anchor: &'static str,
}

/// Probabilities that are worth a label, most of them one digit further from even odds.
const LABELS: [(f64, &str); 9] = [
    (0.0001, "0.01 %"),
    (0.001, "0.1 %"),
    (0.01, "1 %"),
    (0.1, "10 %"),
    (0.5, "50 %"),
    (0.9, "90 %"),
    (0.99, "99 %"),
    (0.999, "99.9 %"),
    (0.9999, "99.99 %"),
];

/// The least that the axis shows on each side: 0.1 % and 99.9 %, and a little.
const LEAST_BITS: f64 = 10.5;

/// The most that it shows; what lies beyond stands at its end, with its number.
const MOST_BITS: f64 = 18.0;

impl Axis {
    /// An axis long enough for every application of a screening.
    pub(crate) fn of(screening: &Screening) -> Axis {
        let (mut low, mut high) = (-LEAST_BITS, LEAST_BITS);
        let mut hold = |bits: f64| {
            low = low.min(bits - 0.5);
            high = high.max(bits + 0.5);
        };
        screening.histogram.iter().for_each(|(edge, _)| hold(edge + 0.5));
        hold(screening.run.prior_bits);
        for screened in &screening.applications {
            let assessment = &screened.assessment;
            let raised: f64 = assessment.terms.iter().map(|term| term.bits.max(0.0)).sum();
            hold(assessment.prior_bits + raised);
            hold(assessment.log_odds());
        }
        Axis {
            low: low.max(-MOST_BITS),
            high: high.min(MOST_BITS),
            review: screening.run.review_bits,
            priority: screening.run.priority_bits,
        }
    }

    /// Where log2 odds stand, in percent from the start of the axis.
    pub(crate) fn at(&self, log_odds: f64) -> f64 {
        (log_odds.clamp(self.low, self.high) - self.low) / (self.high - self.low) * 100.0
    }

    /// The same with its unit.
    pub(crate) fn x(&self, log_odds: f64) -> String {
        length(self.at(log_odds))
    }

    /// Labels at least so many percent of the axis apart; even odds always have theirs.
    pub(crate) fn ticks(&self, apart: f64) -> Vec<Tick> {
        let middle = self.at(0.0);
        let mut ticks: Vec<(f64, &'static str)> = vec![(middle, "50 %")];
        let mut labels = LABELS.map(|(p, text)| (self.at((p / (1.0 - p)).log2()), text));
        labels.sort_by(|a, b| (a.0 - middle).abs().total_cmp(&(b.0 - middle).abs()));
        for (at, text) in labels {
            let near = ticks.iter().any(|tick| (tick.0 - at).abs() < apart);
            if at > 0.0 && at < 100.0 && !near {
                ticks.push((at, text));
            }
        }
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let shown = ticks.into_iter().map(|(at, text)| {
            let anchor = match at {
                a if a < 4.0 => "",
                a if a > 96.0 => "endt",
                _ => "mid",
            };
            Tick { x: length(at), text, anchor }
        });
        shown.collect()
    }

    /// The middle of the zones review and priority, and their names, where they are wide enough.
    pub(crate) fn zones(&self) -> Vec<Tick> {
        let (review, priority) = (self.at(self.review), self.at(self.priority));
        let zones = [(review, priority, "review"), (priority, 100.0, "priority")];
        zones
            .into_iter()
            .filter(|(from, to, _)| to - from > 9.0)
            .map(|(from, to, text)| Tick {
                x: length(f64::midpoint(from, to)),
                text,
                anchor: "mid",
            })
            .collect()
    }

    /// Style rules that draw zones and grid behind every plot, once for the whole page.
    pub(crate) fn style(&self) -> String {
        let mut lines = String::new();
        for tick in self.ticks(0.1) {
            let ink = if tick.text == "50 %" { "--line-strong" } else { "--line" };
            let x = tick.x;
            write!(
                lines,
                "linear-gradient(to right,transparent calc({x} - .5px),var({ink}) calc({x} - .5px),\
                 var({ink}) calc({x} + .5px),transparent calc({x} + .5px)),"
            )
            .expect("writing to a string");
        }
        let (review, priority) = (self.x(self.review), self.x(self.priority));
        let zones = format!(
            "linear-gradient(to right,transparent {review},var(--band-zone-review) {review},\
             var(--band-zone-review) {priority},var(--band-zone-priority) {priority})"
        );
        format!(".zoned{{background:{zones}}}.plot{{background:{lines}{zones}}}")
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;

    #[test]
    fn even_odds_stand_in_the_middle_and_far_odds_at_the_end() {
        let axis = Axis { low: -10.5, high: 10.5, review: -3.0, priority: f64::INFINITY };
        assert_eq!(axis.x(0.0), "50%");
        assert_eq!(axis.x(40.0), "100%");
        assert_eq!(axis.x(f64::NEG_INFINITY), "0%");
        assert_eq!(axis.ticks(5.0).len(), 7);
        assert_eq!(axis.zones().len(), 1, "no zone where no odds reach priority");
    }
}
