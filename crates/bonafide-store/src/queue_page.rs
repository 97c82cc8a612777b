//! One page of the queue: read in the order that was asked for, and no more of it than is shown.

use crate::{Case, Error, Filter, Transaction, database::Value};

/// In which order cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueOrder {
    /// Those in priority first, then by due time; closed ones, the last closed first.
    #[default]
    Urgent,
    /// By due time.
    Due,
    /// The last opened first.
    Newest,
    /// The likeliest first.
    Likeliest,
}

/// How many cases the views of a queue hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Open ones.
    pub open: i64,
    /// Open ones in priority.
    pub priority: i64,
    /// Those on which an account works, or is to work.
    pub of: i64,
    /// Those on which nobody works.
    pub unclaimed: i64,
    /// Those that are due before a moment.
    pub due: i64,
    /// Those about rings.
    pub rings: i64,
    /// Those that wait for a second person.
    pub second: i64,
    /// Those with a notice of sanctions.
    pub sanctions: i64,
}

impl Transaction<'_> {
    /// Cases that a filter lets pass: so many, after so many.
    pub fn queue_page(
        &self,
        filter: &Filter,
        order: QueueOrder,
        (skip, most): (usize, usize),
    ) -> Result<Vec<Case>, Error> {
        let (condition, values) = self.filtered(filter);
        let by = match order {
            _ if filter.closed => "c.closed_at DESC, c.id",
            QueueOrder::Urgent => {
                "CASE c.priority WHEN 'priority' THEN 0 ELSE 1 END, c.due_at, c.id"
            }
            QueueOrder::Due => "c.due_at, c.id",
            QueueOrder::Newest => "c.opened_at DESC, c.id",
            QueueOrder::Likeliest => {
                "(SELECT a.log_odds FROM applications a WHERE a.number = c.number) DESC, c.id"
            }
        };
        let rows = self.database.rows(
            &format!(
                "SELECT c.id FROM cases c WHERE {condition} ORDER BY {by} \
                 LIMIT {most} OFFSET {skip}"
            ),
            &values,
        )?;
        rows.iter().map(|row| self.case(&row[0].text())).collect()
    }

    /// Between which log2 odds the applications of a case stand now; none where all were erased.
    pub fn odds_of_case(&self, case: &str) -> Result<Option<(f64, f64)>, Error> {
        let row = self.database.row(
            "SELECT min(a.log_odds), max(a.log_odds) FROM case_members m \
             JOIN applications a ON a.number = m.number WHERE m.case_id = $1 \
             AND a.body IS NOT NULL",
            &[case.into()],
        )?;
        Ok(row.filter(|row| row[0] != Value::Null).map(|row| (row[0].real(), row[1].real())))
    }

    /// How many cases a filter lets pass.
    pub fn count_cases(&self, filter: &Filter) -> Result<i64, Error> {
        let (condition, values) = self.filtered(filter);
        let row = self
            .database
            .row(&format!("SELECT count(*) FROM cases c WHERE {condition}"), &values)?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// How many open cases each view of an account holds, all in one look.
    pub fn count_views(&self, account: &str, due_before: i64) -> Result<QueueCounts, Error> {
        let row = self.database.row(
            "SELECT count(*), \
             count(CASE WHEN c.priority = 'priority' THEN 1 END), \
             count(CASE WHEN c.leased_to = $1 OR c.assigned_to = $1 THEN 1 END), \
             count(CASE WHEN c.leased_until IS NULL OR c.leased_until <= $2 THEN 1 END), \
             count(CASE WHEN c.due_at < $3 THEN 1 END), \
             count(c.ring), \
             count(CASE WHEN c.stands = 'unsigned' AND $1 <> (SELECT d.by_account \
               FROM decisions d WHERE d.case_id = c.id ORDER BY d.at DESC, d.id DESC LIMIT 1) \
               THEN 1 END), \
             count(CASE WHEN c.queue = 'sanctions' THEN 1 END) \
             FROM cases c WHERE c.closed_at IS NULL",
            &[account.into(), self.now.into(), due_before.into()],
        )?;
        let Some(row) = row else { return Ok(QueueCounts::default()) };
        let at = |place: usize| row[place].number();
        Ok(QueueCounts {
            open: at(0),
            priority: at(1),
            of: at(2),
            unclaimed: at(3),
            due: at(4),
            rings: at(5),
            second: at(6),
            sanctions: at(7),
        })
    }
}
