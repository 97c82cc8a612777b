//! What became of applications: once a decision is in force, it is counted; reopened, no more.

use crate::{Case, Error, Transaction, database::Row};
use bonafide_verification::decision::Outcome;
use serde_json::Value as Json;

/// How an application was treated, without anything that it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// Its number.
    pub number: u32,
    /// 12 times the year, and 0 for January.
    pub month: i64,
    /// Whether somebody was to look at it.
    pub flagged: bool,
    /// Steps that were asked for.
    pub steps: u64,
    /// What was decided, where a decision is in force, and the minutes since its case was opened.
    pub outcome: Option<(Outcome, i64)>,
}

/// The pattern of who is in no ring.
const ALONE: &str = "alone";

impl Transaction<'_> {
    /// Counts what a case came to, for each of its applications; what an earlier case of one came
    /// to is counted no more. Notices of lists are no question of identity, and not counted.
    pub(crate) fn count_outcome(&mut self, case: &Case) -> Result<(), Error> {
        if case.queue != "review" {
            return Ok(());
        }
        let Some(decision) = self.decisions(&case.id)?.pop() else { return Ok(()) };
        let minutes = (self.now - case.opened_at).max(0) / 60_000_000;
        for number in self.numbers_of(&case.id)? {
            self.uncount("number = $1", &number.to_string())?;
            let (month, ..) = self.counted(number)?;
            let (tactic, findings) = self.what_was_noted(number)?;
            self.database.change(
                "INSERT INTO outcomes (number, case_id, month, outcome, minutes, tactic, \
                 findings) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    number.into(),
                    case.id.as_str().into(),
                    month.into(),
                    decision.outcome.as_str().into(),
                    minutes.into(),
                    tactic.as_str().into(),
                    findings.join(" ").as_str().into(),
                ],
            )?;
            self.tally_outcome(number, 1)?;
        }
        Ok(())
    }

    /// Counts what a case came to no more.
    pub(crate) fn uncount_outcome(&mut self, case: &str) -> Result<(), Error> {
        self.uncount("case_id = $1", case)
    }

    fn uncount(&mut self, condition: &str, value: &str) -> Result<(), Error> {
        let sql = format!("SELECT number FROM outcomes WHERE {condition}");
        let value = value.parse::<i64>().map_or_else(|_| value.into(), Into::into);
        for row in self.database.rows(&sql, &[value])? {
            let number = row[0].number() as u32;
            self.tally_outcome(number, -1)?;
            self.database.change("DELETE FROM outcomes WHERE number = $1", &[number.into()])?;
        }
        Ok(())
    }

    fn tally_outcome(&mut self, number: u32, by: i64) -> Result<(), Error> {
        let row = self.database.row(
            "SELECT o.month, o.outcome, o.minutes, o.tactic, o.findings, c.role, c.channel \
             FROM outcomes o JOIN counted c ON c.number = o.number WHERE o.number = $1",
            &[number.into()],
        )?;
        let Some(row) = row else { return Ok(()) };
        let (month, outcome) = (row[0].number(), row[1].text());
        self.tally(month, &outcome, "", by)?;
        let minutes = bucket_of(row[2].number()).to_string();
        self.tally(month, "minutes", &minutes, by)?;
        if outcome == "inconclusive" {
            return Ok(());
        }
        for check in row[4].text().split_whitespace() {
            self.tally(month, &format!("{outcome}-finding"), check, by)?;
        }
        if outcome == "confirmed" {
            self.tally(month, "tactic", &row[3].text(), by)?;
            self.tally(month, "confirmed-role", &row[5].text(), by)?;
            self.tally(month, "confirmed-channel", &row[6].text(), by)?;
        }
        Ok(())
    }

    /// The pattern of an application's ring, and the names of what raised its odds.
    fn what_was_noted(&self, number: u32) -> Result<(String, Vec<String>), Error> {
        let Some(last) = self.last_assessment(number)? else {
            return Ok((ALONE.to_owned(), Vec::new()));
        };
        let body: Json = last
            .body
            .as_deref()
            .and_then(|body| serde_json::from_slice(body).ok())
            .unwrap_or_default();
        let terms = body["evidence"].as_array().map_or(&[][..], Vec::as_slice);
        let raising = terms.iter().filter(|term| term["bits"].as_f64() > Some(0.0));
        let mut findings: Vec<String> =
            raising.filter_map(|term| Some(term["check"].as_str()?.to_owned())).collect();
        findings.sort_unstable();
        findings.dedup();
        let pattern = match &last.ring {
            Some(ring) => self.database.row(
                "SELECT pattern FROM rings WHERE id = $1 ORDER BY version DESC LIMIT 1",
                &[ring.as_str().into()],
            )?,
            None => None,
        };
        Ok((pattern.map_or_else(|| ALONE.to_owned(), |row| row[0].text()), findings))
    }

    /// Counts a ring that is not what it was: found, or grown, and by which kinds of value it is
    /// tied that it was not tied by before.
    pub(crate) fn count_ring(
        &mut self,
        id: &str,
        before: Option<&Row>,
        now: (&str, &[u32], &str),
    ) -> Result<(), Error> {
        let (pattern, members, shared) = now;
        let Some(newest) = members.iter().max() else { return Ok(()) };
        let (month, ..) = self.counted(*newest)?;
        let kinds = |shared: &str| -> Vec<String> {
            let parts = shared.split(", ").filter_map(|part| part.rsplit_once(' '));
            parts.map(|(kind, _)| kind.to_owned()).collect()
        };
        let known = before.map_or_else(Vec::new, |row| kinds(&row[3].text()));
        for kind in kinds(shared).iter().filter(|kind| !known.contains(kind)) {
            self.tally(month, "ring-value", kind, 1)?;
        }
        if before.is_some() || self.were_in_another_ring(id, members)? {
            let more = before.is_none_or(|row| {
                row[2].text().matches(',').count() < members.len().saturating_sub(1)
            });
            return if more { self.tally(month, "ring-grown", "", 1) } else { Ok(()) };
        }
        self.tally(month, "ring-born", pattern, 1)
    }

    fn were_in_another_ring(&self, id: &str, members: &[u32]) -> Result<bool, Error> {
        for member in members {
            let row = self.database.row(
                "SELECT version FROM assessments WHERE number = $1 AND ring IS NOT NULL \
                 AND ring <> $2 LIMIT 1",
                &[(*member).into(), id.into()],
            )?;
            if row.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Calls `each` with how every application of some months was treated, in order of arrival.
    pub fn each_handled(
        &self,
        (first, last): (i64, i64),
        each: &mut dyn FnMut(Handled),
    ) -> Result<(), Error> {
        const AT_A_TIME: i64 = 50_000;
        let mut after = -1;
        loop {
            let rows = self.database.rows(
                "SELECT c.number, c.month, c.flagged, o.outcome, o.minutes, \
                 (SELECT count(*) FROM steps s WHERE s.number = c.number) \
                 FROM counted c LEFT JOIN outcomes o ON o.number = c.number \
                 WHERE c.number > $1 ORDER BY c.number LIMIT $2",
                &[after.into(), AT_A_TIME.into()],
            )?;
            let Some(end) = rows.last() else { return Ok(()) };
            after = end[0].number();
            for row in rows.iter().filter(|row| (first..=last).contains(&row[1].number())) {
                let outcome = Outcome::parse(&row[3].text());
                each(Handled {
                    number: row[0].number() as u32,
                    month: row[1].number(),
                    flagged: row[2].number() != 0,
                    steps: row[5].number().unsigned_abs(),
                    outcome: outcome.map(|outcome| (outcome, row[4].number())),
                });
            }
        }
    }
}

/// Minutes of which the first two digits are kept: few buckets, and a median exact to 5 %.
fn bucket_of(minutes: i64) -> i64 {
    let mut unit = 1;
    while minutes / unit >= 100 {
        unit *= 10;
    }
    minutes / unit * unit
}
