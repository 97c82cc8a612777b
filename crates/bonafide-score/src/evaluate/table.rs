//! An evaluation as a table of text for people.

use std::fmt;

use super::{Evaluation, Pairs, RARE_VALUES, Within};

impl fmt::Display for Evaluation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{} applications, {} by operators ({:.2} %), {} not judged",
            self.applications,
            self.operators,
            percent(self.operators as f64 / (self.applications as f64).max(1.0)),
            self.unmatched
        )?;
        writeln!(out, "average precision    {:.3}", self.average_precision)?;
        for at in &self.budgets {
            writeln!(
                out,
                "budget {:>4} %        recall {:.3}  precision {:.3}",
                percent(at.budget),
                at.recall,
                at.precision
            )?;
        }
        writeln!(
            out,
            "calibration error    {:.4}  (20 even bins {:.4})",
            self.reliability.error, self.reliability.error_even
        )?;
        for bin in &self.reliability.bins {
            writeln!(
                out,
                "  stated {:>3.0} to {:>3.0} %  {:>8}  mean {:5.1} %  observed {:5.1} %",
                percent(bin.from),
                percent(bin.to),
                bin.applications,
                percent(bin.stated),
                percent(bin.observed)
            )?;
        }
        writeln!(out, "\npairs                          precision  recall     F1")?;
        pairs(out, "claimed persons", self.person_pairs)?;
        pairs(out, "rings", self.ring_pairs)?;
        pairs(out, &format!("rings, {RARE_VALUES} rare values or more"), self.ring_pairs_rare)?;
        for (pattern, found) in &self.ring_pairs_by_pattern {
            pairs(out, &format!("rings, {pattern}"), *found)?;
        }
        writeln!(out, "\nwithin a budget of 1 %         applications  within  share")?;
        within(out, "honest", self.honest)?;
        for (kind, counted) in &self.look_alikes {
            within(out, &format!("honest, {kind}"), *counted)?;
        }
        writeln!(out, "\nwithin a budget of 2 %         applications  within  share")?;
        for (care, counted) in &self.by_care {
            within(out, &format!("operators, care {care}"), *counted)?;
        }
        for (name, counted) in self.by_pattern.iter().chain(&self.by_tactic) {
            within(out, &format!("operators, {name}"), *counted)?;
        }
        writeln!(out, "\nnot within a budget of 2 %")?;
        for miss in self.misses.iter().take(20) {
            let beyond = miss.found.of as f64 - miss.found.within;
            write!(out, "  {beyond:.0} of {}  {}", miss.found.of, miss.tactic)?;
            writeln!(out, "  ({})", miss.examples.join(", "))?;
        }
        Ok(())
    }
}

fn percent(share: f64) -> f64 {
    share * 100.0
}

fn pairs(out: &mut fmt::Formatter<'_>, name: &str, pairs: Pairs) -> fmt::Result {
    writeln!(
        out,
        "  {name:<30} {:>7.3} {:>7.3} {:>6.3}  ({} found, {} true)",
        pairs.precision(),
        pairs.recall(),
        pairs.f1(),
        pairs.found,
        pairs.true_pairs
    )
}

fn within(out: &mut fmt::Formatter<'_>, name: &str, counted: Within) -> fmt::Result {
    let share = percent(counted.share());
    writeln!(out, "  {name:<30} {:>10} {:>7.1} {share:>5.1} %", counted.of, counted.within)
}
