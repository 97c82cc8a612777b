//! Counts of months, kept as things happen, so that no page has to read everybody.
//!
//! An application is counted in the month in which it was submitted, by what it aims at: the title
//! of the post and the channel, which are the employer's words and say nothing of a person. Nothing
//! of what people say of themselves is in it.

use crate::{Error, Transaction, database::Value};
use bonafide_application::Application;
use jiff::{Timestamp, tz::TimeZone};

/// A count of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// 12 times the year, and 0 for January.
    pub month: i64,
    /// What is counted, as in `applications`.
    pub name: String,
    /// Of which part; empty for the whole.
    pub part: String,
    /// How many.
    pub count: i64,
}

/// Most parts of one count in a month: more are typing mistakes, or somebody who tries.
const PARTS_MAX: i64 = 200;

/// What is counted together once there are so many parts.
const REST: &str = "(others)";

/// Longest name of a part, in characters: a title is shorter.
const PART_CHARS_MAX: usize = 60;

/// Days by which a submission may lie before its arrival; of an older one the arrival counts.
const MONTHS_BACK_MAX: i64 = 12 * 20;

impl Transaction<'_> {
    /// Counts an application that arrived.
    pub(crate) fn count_arrival(
        &mut self,
        number: i64,
        application: &Application,
    ) -> Result<(), Error> {
        let (submitted, arrived) =
            (month_of(application.submitted_at.as_microsecond()), month_of(self.now));
        let month = if (arrived - MONTHS_BACK_MAX..=arrived).contains(&submitted) {
            submitted
        } else {
            arrived
        };
        let role = part(application.job.title.as_deref());
        let channel = part(application.source.channel.as_deref());
        self.database.change(
            "INSERT INTO counted (number, month, role, channel, flagged) \
             VALUES ($1, $2, $3, $4, 0)",
            &[number.into(), month.into(), role.as_str().into(), channel.as_str().into()],
        )?;
        self.tally(month, "applications", "", 1)?;
        self.tally(month, "role", &role, 1)?;
        self.tally(month, "channel", &channel, 1)
    }

    /// Counts whether somebody is to look at an application, where that changed.
    pub(crate) fn count_flag(&mut self, number: u32, flagged: bool) -> Result<(), Error> {
        let changed = self.database.change(
            "UPDATE counted SET flagged = $2 WHERE number = $1 AND flagged <> $2",
            &[number.into(), i64::from(flagged).into()],
        )?;
        if changed == 0 {
            return Ok(());
        }
        let month = self.counted(number)?.0;
        self.tally(month, "flagged", "", if flagged { 1 } else { -1 })
    }

    /// The month, role and channel by which an application is counted.
    pub(crate) fn counted(&self, number: u32) -> Result<(i64, String, String), Error> {
        let row = self
            .database
            .row("SELECT month, role, channel FROM counted WHERE number = $1", &[number.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such application"))?;
        Ok((row[0].number(), row[1].text(), row[2].text()))
    }

    /// Adds to a count.
    pub(crate) fn tally(
        &mut self,
        month: i64,
        name: &str,
        part: &str,
        by: i64,
    ) -> Result<(), Error> {
        let add = "UPDATE tallies SET count = count + $4 \
                   WHERE month = $1 AND name = $2 AND part = $3";
        let values = |part: &str| [month.into(), name.into(), part.into(), Value::Number(by)];
        if self.database.change(add, &values(part))? > 0 {
            return Ok(());
        }
        let known = self.database.row(
            "SELECT count(*) FROM tallies WHERE month = $1 AND name = $2",
            &[month.into(), name.into()],
        )?;
        let full = known.is_some_and(|row| row[0].number() >= PARTS_MAX);
        let part = if full { REST } else { part };
        if full && self.database.change(add, &values(part))? > 0 {
            return Ok(());
        }
        self.database.change(
            "INSERT INTO tallies (month, name, part, count) VALUES ($1, $2, $3, $4)",
            &values(part),
        )?;
        Ok(())
    }

    /// The newest month in which somebody applied; none before the first.
    pub fn last_counted_month(&self) -> Result<Option<i64>, Error> {
        let row = self.database.row(
            "SELECT month FROM tallies WHERE name = 'applications' AND count > 0 \
             ORDER BY month DESC LIMIT 1",
            &[],
        )?;
        Ok(row.map(|row| row[0].number()))
    }

    /// The counts of some months, both ends included.
    pub fn tallies(&self, first: i64, last: i64) -> Result<Vec<MonthCount>, Error> {
        let rows = self.database.rows(
            "SELECT month, name, part, count FROM tallies WHERE month >= $1 AND month <= $2 \
             ORDER BY month, name, part",
            &[first.into(), last.into()],
        )?;
        let read = rows.iter().map(|row| MonthCount {
            month: row[0].number(),
            name: row[1].text(),
            part: row[2].text(),
            count: row[3].number(),
        });
        Ok(read.collect())
    }

    /// Counts the applications of before counts were kept, in the month in which they arrived.
    pub(crate) fn count_what_was(&mut self) -> Result<(), Error> {
        const AT_A_TIME: i64 = 10_000;
        // Whatever arrives is counted at once, so that none before the last that is counted is not.
        let last = self.database.row("SELECT max(number) FROM counted", &[])?;
        let mut after = last.and_then(|row| row[0].number_if_any()).unwrap_or(-1);
        loop {
            let rows = self.database.rows(
                "SELECT number, received_at, band FROM applications \
                 WHERE number > $1 ORDER BY number LIMIT $2",
                &[after.into(), AT_A_TIME.into()],
            )?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last[0].number();
            for row in &rows {
                let month = month_of(row[1].number());
                self.database.change(
                    "INSERT INTO counted (number, month, role, channel, flagged) \
                     VALUES ($1, $2, '', '', 0)",
                    &[row[0].clone(), month.into()],
                )?;
                self.tally(month, "applications", "", 1)?;
                self.count_flag(row[0].number() as u32, row[2].text() != "clear")?;
            }
        }
    }
}

/// The month of a moment in microseconds since 1970: 12 times the year, and 0 for January.
pub fn month_of(at: i64) -> i64 {
    let at = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    let day = TimeZone::UTC.to_datetime(at);
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// A part as it is counted: short, and without what would not be seen.
fn part(text: Option<&str>) -> String {
    let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
    let joined = words.join(" ");
    joined.chars().filter(|c| !c.is_control()).take(PART_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::{month_of, part};

    #[test]
    fn a_month_is_that_of_the_calendar() {
        assert_eq!(month_of(0), 1970 * 12);
        assert_eq!(month_of(1_798_761_599_999_999), 2026 * 12 + 11);
        assert_eq!(month_of(1_798_761_600_000_000), 2027 * 12);
    }

    #[test]
    fn a_part_is_short() {
        assert_eq!(part(Some("  Data \n Engineer ")), "Data Engineer");
        assert_eq!(part(Some(&"x".repeat(1 << 20))).len(), 60);
        assert_eq!(part(None), "");
    }
}
