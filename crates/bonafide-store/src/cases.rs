//! Cases: what a person works with, one at a time, under a lease.

use crate::{
    Error, Transaction,
    database::{Row, Value},
    seal::random,
};
use bonafide_log::hex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case that is to be opened.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    /// Number of its application; of a ring, that of a member.
    pub number: u32,
    /// The ring that it is about, where it is about one.
    pub ring: Option<&'a str>,
    /// The queue in which it waits: `review`, or what a notice asks, as `sanctions`.
    pub queue: &'a str,
    /// `review` or `priority`.
    pub priority: &'a str,
    /// Microseconds in which it is to be decided.
    pub due_in: i64,
    /// The rules of the policy that open it.
    pub reasons: &'a [Reason],
    /// Version of the policy.
    pub policy: &'a str,
}

/// Why a rule of the policy selected an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Id of the rule.
    pub rule: String,
    /// By what, as a sentence without a full stop.
    pub by: String,
    /// Findings of the rule that were noted.
    pub findings: Vec<String>,
}

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// What it is about: the pseudonym of its application, or the id of its ring.
    pub about: String,
    /// Number of its application; of a ring, that of the member by whom it was opened.
    pub number: u32,
    /// Its ring, where it is about one.
    pub ring: Option<String>,
    /// Pseudonyms of its applications: one, or the members of its ring, in order of arrival.
    pub members: Vec<String>,
    /// The queue in which it waits: `review`, or what a notice asks, as `sanctions`.
    pub queue: String,
    /// When it was opened.
    pub opened_at: i64,
    /// `review` or `priority`.
    pub priority: String,
    /// When it is to be decided.
    pub due_at: i64,
    /// When it was decided, where it was.
    pub closed_at: Option<i64>,
    /// Who works on it, where somebody does.
    pub leased_to: Option<String>,
    /// Until when.
    pub leased_until: Option<i64>,
    /// Who is to work on it, where somebody was named.
    pub assigned_to: Option<String>,
    /// The rules that opened it.
    pub reasons: Vec<Reason>,
    /// Version of the policy that opened it.
    pub policy: String,
    /// Where its newest decision stands, as in `unsigned`; none before the first.
    pub stands: Option<String>,
    /// When a decision comes into force that waits for the applicant.
    pub settles_at: Option<i64>,
}

/// Which open cases are asked for; all that is stated must be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those of one queue.
    pub queue: Option<String>,
    /// Those on which this account works, or is to work.
    pub of: Option<String>,
    /// Those on which nobody works.
    pub unclaimed: bool,
    /// Those that are due before this moment.
    pub due_before: Option<i64>,
    /// Those about rings.
    pub rings: bool,
    /// Those of which a decision of another account than this waits for a second person.
    pub second_for: Option<String>,
    /// Those that were closed, instead.
    pub closed: bool,
    /// Those of one priority: `review` or `priority`.
    pub priority: Option<String>,
}

/// Cases of which members are asked for at a time.
const CASES_AT_A_TIME: usize = 200;

const COLUMNS: &str = "c.id, c.about, c.number, c.opened_at, c.priority, c.due_at, c.closed_at, \
                       c.leased_to, c.leased_until, c.ring, c.queue, c.reasons, c.policy, \
                       c.assigned_to, c.stands, c.settles_at";

impl Transaction<'_> {
    /// How many cases are open.
    pub fn open_cases(&self) -> Result<i64, Error> {
        let row = self.database.row("SELECT count(*) FROM cases WHERE closed_at IS NULL", &[])?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// How many cases are open in each queue.
    pub fn open_cases_by_queue(&self) -> Result<Vec<(String, i64)>, Error> {
        let rows = self.database.rows(
            "SELECT queue, count(*) FROM cases WHERE closed_at IS NULL GROUP BY queue \
             ORDER BY queue",
            &[],
        )?;
        Ok(rows.iter().map(|row| (row[0].text(), row[1].number())).collect())
    }

    /// Opens a case where there is none open about the same; raises the priority of one that is.
    /// A ring's case stays one case while the ring grows, and where it gets another id.
    pub fn open_case(&mut self, new: &NewCase<'_>) -> Result<String, Error> {
        let about = match new.ring {
            Some(ring) => ring.to_owned(),
            None => self.pseudonym_of(new.number)?,
        };
        if let Some(row) = self.open_about(new, &about)? {
            let id = row[0].text();
            self.add_member(&id, new.number)?;
            self.raise(&row, new)?;
            return Ok(id);
        }
        let id = format!("c-{}", hex(&random::<8>()?));
        self.database.change(
            "INSERT INTO cases (id, about, number, opened_at, priority, due_at, ring, queue, \
             reasons, policy) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &[
                id.as_str().into(),
                about.as_str().into(),
                new.number.into(),
                self.now.into(),
                new.priority.into(),
                (self.now + new.due_in).into(),
                new.ring.into(),
                new.queue.into(),
                json(new.reasons)?.as_str().into(),
                new.policy.into(),
            ],
        )?;
        self.add_member(&id, new.number)?;
        self.journal("case.opened", "program", &id, about.as_bytes(), None)?;
        Ok(id)
    }

    /// The open case about the same: of a ring also one of which the application is a member.
    fn open_about(&self, new: &NewCase<'_>, about: &str) -> Result<Option<Row>, Error> {
        let columns = "c.id, c.priority, c.due_at";
        let known = self.database.row(
            &format!(
                "SELECT {columns} FROM cases c WHERE c.about = $1 AND c.queue = $2 \
                 AND c.closed_at IS NULL"
            ),
            &[about.into(), new.queue.into()],
        )?;
        if known.is_some() || new.ring.is_none() {
            return Ok(known);
        }
        self.database.row(
            &format!(
                "SELECT {columns} FROM case_members m JOIN cases c ON c.id = m.case_id \
                 WHERE m.number = $1 AND c.ring IS NOT NULL AND c.closed_at IS NULL \
                 ORDER BY c.opened_at, c.id LIMIT 1"
            ),
            &[new.number.into()],
        )
    }

    fn raise(&mut self, row: &Row, new: &NewCase<'_>) -> Result<(), Error> {
        if row[1].text() == new.priority || new.priority != "priority" {
            return Ok(());
        }
        let due_at = row[2].number().min(self.now + new.due_in);
        self.database.change(
            "UPDATE cases SET priority = $2, due_at = $3, reasons = $4, policy = $5 WHERE id = $1",
            &[
                row[0].clone(),
                new.priority.into(),
                due_at.into(),
                json(new.reasons)?.as_str().into(),
                new.policy.into(),
            ],
        )?;
        self.journal("case.raised", "program", &row[0].text(), b"priority", None)?;
        Ok(())
    }

    pub(crate) fn add_member(&mut self, id: &str, number: u32) -> Result<(), Error> {
        self.database.change(
            "INSERT INTO case_members (case_id, number, joined_at) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
            &[id.into(), number.into(), self.now.into()],
        )?;
        Ok(())
    }

    /// Adds the members of a ring to its case, where one is open.
    pub fn tie_case(&mut self, ring: &str, members: &[u32]) -> Result<(), Error> {
        let row = self.database.row(
            "SELECT id FROM cases WHERE about = $1 AND ring = $1 AND closed_at IS NULL",
            &[ring.into()],
        )?;
        let Some(row) = row else { return Ok(()) };
        members.iter().try_for_each(|member| self.add_member(&row[0].text(), *member))
    }

    /// A case.
    pub fn case(&self, id: &str) -> Result<Case, Error> {
        let sql = format!("SELECT {COLUMNS} FROM cases c WHERE c.id = $1");
        let row = self.database.row(&sql, &[id.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such case"))?;
        let mut case = self.read_case(&row);
        case.members =
            self.members_of("m.case_id = $1", &[id.into()])?.remove(id).unwrap_or_default();
        Ok(case)
    }

    /// Numbers of the applications of a case, in order of arrival.
    pub fn numbers_of(&self, case: &str) -> Result<Vec<u32>, Error> {
        let rows = self.database.rows(
            "SELECT number FROM case_members WHERE case_id = $1 ORDER BY number",
            &[case.into()],
        )?;
        Ok(rows.iter().map(|row| row[0].number() as u32).collect())
    }

    /// The cases of an application, the newest first.
    pub fn cases_of(&self, number: u32) -> Result<Vec<Case>, Error> {
        let rows = self.database.rows(
            &format!(
                "SELECT {COLUMNS} FROM case_members m JOIN cases c ON c.id = m.case_id \
                 WHERE m.number = $1 ORDER BY c.opened_at DESC, c.id"
            ),
            &[number.into()],
        )?;
        rows.iter().map(|row| self.case(&row[0].text())).collect()
    }

    /// Cases that a filter lets pass, those in priority first, then by due time; closed ones, the
    /// last closed first.
    pub fn queue(&self, filter: &Filter, most: u32) -> Result<Vec<Case>, Error> {
        let (mut sql, values) = self.filtered(filter);
        sql.insert_str(0, &format!("SELECT {COLUMNS} FROM cases c WHERE "));
        sql += if filter.closed {
            " ORDER BY c.closed_at DESC, c.id"
        } else {
            " ORDER BY CASE c.priority WHEN 'priority' THEN 0 ELSE 1 END, c.due_at, c.id"
        };
        let rows = self.database.rows(&format!("{sql} LIMIT {most}"), &values)?;
        let mut cases: Vec<Case> = rows.iter().map(|row| self.read_case(row)).collect();
        for some in cases.chunks_mut(CASES_AT_A_TIME) {
            let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
            let condition = format!("m.case_id IN ({})", places.join(", "));
            let ids: Vec<Value> = some.iter().map(|case| case.id.as_str().into()).collect();
            let mut members = self.members_of(&condition, &ids)?;
            for case in some {
                case.members = members.remove(&case.id).unwrap_or_default();
            }
        }
        Ok(cases)
    }

    /// A filter as a condition with its values.
    pub(crate) fn filtered(&self, filter: &Filter) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = Vec::new();
        let mut parts = vec![
            if filter.closed { "c.closed_at IS NOT NULL" } else { "c.closed_at IS NULL" }
                .to_owned(),
        ];
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            parts.push(condition.replace('#', &format!("${}", values.len())));
        };
        if let Some(queue) = &filter.queue {
            add("c.queue = #", queue.as_str().into());
        }
        if let Some(account) = &filter.of {
            add("(c.leased_to = # OR c.assigned_to = #)", account.as_str().into());
        }
        if let Some(priority) = &filter.priority {
            add("c.priority = #", priority.as_str().into());
        }
        if filter.unclaimed {
            add("(c.leased_until IS NULL OR c.leased_until <= #)", self.now.into());
        }
        if let Some(before) = filter.due_before {
            add("c.due_at < #", before.into());
        }
        if let Some(account) = &filter.second_for {
            add(
                "c.stands = 'unsigned' AND # <> (SELECT d.by_account FROM decisions d \
                 WHERE d.case_id = c.id ORDER BY d.at DESC, d.id DESC LIMIT 1)",
                account.as_str().into(),
            );
        }
        if filter.rings {
            parts.push("c.ring IS NOT NULL".to_owned());
        }
        (parts.join(" AND "), values)
    }

    /// Members of cases, by pseudonym in order of arrival.
    fn members_of(
        &self,
        condition: &str,
        values: &[Value],
    ) -> Result<BTreeMap<String, Vec<String>>, Error> {
        let rows = self.database.rows(
            &format!(
                "SELECT m.case_id, a.pseudonym FROM case_members m \
                 JOIN cases c ON c.id = m.case_id JOIN applications a ON a.number = m.number \
                 WHERE {condition} ORDER BY m.case_id, m.number"
            ),
            values,
        )?;
        let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in &rows {
            members.entry(row[0].text()).or_default().push(row[1].text());
        }
        Ok(members)
    }

    /// Takes a case for so many microseconds, or longer where one has it. Refused while another
    /// person has it.
    pub fn claim(&mut self, id: &str, account: &str, lease: i64) -> Result<Case, Error> {
        let before = self.case(id)?;
        let changed = self.database.change(
            "UPDATE cases SET leased_to = $2, leased_until = $3 WHERE id = $1 \
             AND closed_at IS NULL AND (leased_to IS NULL OR leased_to = $2 OR leased_until <= $4)",
            &[id.into(), account.into(), (self.now + lease).into(), self.now.into()],
        )?;
        if changed == 0 {
            return Err(Error::refused(if before.closed_at.is_some() {
                "the case is decided; reverse the decision, or have it disputed"
            } else {
                "another person works on the case; wait until the lease ends, or ask them"
            }));
        }
        if before.leased_to.as_deref() != Some(account) {
            self.journal("case.claimed", account, id, b"", None)?;
        }
        self.case(id)
    }

    /// Goes on with a case for so many microseconds more.
    pub fn renew(&mut self, id: &str, account: &str, lease: i64) -> Result<Case, Error> {
        if !self.has_case(id, account)? {
            return Err(Error::refused("you do not have this case; claim it first"));
        }
        self.claim(id, account, lease)
    }

    /// Takes the most urgent case that a filter lets pass and nobody has: first of what is to be
    /// this person's, then of what is nobody's. None, where there is none.
    pub fn claim_next(
        &mut self,
        filter: &Filter,
        account: &str,
        lease: i64,
    ) -> Result<Option<Case>, Error> {
        const LOOKED_AT_MAX: u32 = 200;
        let mut free = Filter { unclaimed: true, closed: false, ..filter.clone() };
        free.of = Some(account.to_owned());
        let mut found = self.queue(&free, LOOKED_AT_MAX)?;
        if filter.of.is_none() {
            free.of = None;
            found.extend(self.queue(&free, LOOKED_AT_MAX)?);
        }
        let own = |case: &Case| case.assigned_to.as_deref().is_none_or(|to| to == account);
        let waits = |case: &Case| {
            case.stands.is_none()
                || case.stands.as_deref() == Some("disputed")
                || filter.second_for.is_some()
        };
        match found.into_iter().find(|case| own(case) && waits(case)) {
            Some(case) => self.claim(&case.id, account, lease).map(Some),
            None => Ok(None),
        }
    }

    /// Names who is to work on a case; nobody, where none is named.
    pub fn assign(&mut self, id: &str, to: Option<&str>, by: &str) -> Result<Case, Error> {
        if let Some(to) = to {
            self.known_account(to)?;
        }
        self.case(id)?;
        self.database
            .change("UPDATE cases SET assigned_to = $2 WHERE id = $1", &[id.into(), to.into()])?;
        self.journal("case.assigned", by, id, to.unwrap_or_default().as_bytes(), None)?;
        self.case(id)
    }

    /// Gives a case back.
    pub fn release(&mut self, id: &str, account: &str) -> Result<Case, Error> {
        let changed = self.database.change(
            "UPDATE cases SET leased_to = NULL, leased_until = NULL \
             WHERE id = $1 AND leased_to = $2",
            &[id.into(), account.into()],
        )?;
        let case = self.case(id)?;
        if changed == 0 {
            return Err(Error::refused("you do not have this case; claim it first"));
        }
        self.journal("case.released", account, id, b"", None)?;
        Ok(case)
    }

    /// Whether somebody has a case now.
    pub(crate) fn has_case(&self, id: &str, account: &str) -> Result<bool, Error> {
        Ok(self.case(id)?.leased_to.as_deref() == Some(account))
    }

    /// Where the newest decision of a case stands, and when it comes into force by itself. A case
    /// is closed while a decision of it is in force.
    pub fn settle_case(
        &mut self,
        id: &str,
        stands: &str,
        closes: bool,
        settles_at: Option<i64>,
    ) -> Result<(), Error> {
        let before = self.case(id)?;
        self.database.change(
            "UPDATE cases SET stands = $2, settles_at = $3 WHERE id = $1",
            &[id.into(), stands.into(), settles_at.into()],
        )?;
        match (before.closed_at, closes) {
            (None, true) => {
                self.database.change(
                    "UPDATE cases SET closed_at = $2, leased_to = NULL, leased_until = NULL \
                     WHERE id = $1",
                    &[id.into(), Value::Number(self.now)],
                )?;
                self.count_outcome(&before)?;
                self.journal("case.closed", "program", id, stands.as_bytes(), None)?;
            }
            (Some(_), false) => {
                self.database
                    .change("UPDATE cases SET closed_at = NULL WHERE id = $1", &[id.into()])?;
                self.uncount_outcome(id)?;
                self.journal("case.reopened", "program", id, stands.as_bytes(), None)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Cases of which a decision has waited long enough.
    pub fn cases_to_settle(&self) -> Result<Vec<String>, Error> {
        let rows = self.database.rows(
            "SELECT id FROM cases WHERE settles_at IS NOT NULL AND settles_at <= $1 ORDER BY id",
            &[self.now.into()],
        )?;
        Ok(rows.iter().map(|row| row[0].text()).collect())
    }

    fn read_case(&self, row: &Row) -> Case {
        let current = row[8].number_if_any().is_some_and(|until| until > self.now);
        Case {
            id: row[0].text(),
            about: row[1].text(),
            number: row[2].number() as u32,
            members: Vec::new(),
            opened_at: row[3].number(),
            priority: row[4].text(),
            due_at: row[5].number(),
            closed_at: row[6].number_if_any(),
            leased_to: if current { row[7].text_if_any() } else { None },
            leased_until: if current { row[8].number_if_any() } else { None },
            ring: row[9].text_if_any(),
            queue: row[10].text(),
            reasons: serde_json::from_str(&row[11].text()).unwrap_or_default(),
            policy: row[12].text(),
            assigned_to: row[13].text_if_any(),
            stands: row[14].text_if_any(),
            settles_at: row[15].number_if_any(),
        }
    }
}

/// What is kept as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::failed("a value cannot be written as JSON"))
}
