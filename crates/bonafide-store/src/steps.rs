//! Steps of verification: needed by a rule, ordered, told of by hand and by providers.

use crate::{Error, Reason, Transaction, cases::json, database::Row, seal::random};
use bonafide_application::Event;
use bonafide_log::hex;
use bonafide_verification::{
    result::evidence,
    step::{Happening, Standing, Step, StepEvent, StepKind, Told, standing, told},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// A step that is to be taken.
#[derive(Clone, Debug)]
pub struct NewStep<'a> {
    /// Number of its application.
    pub number: u32,
    /// What is verified.
    pub kind: StepKind,
    /// Hours from its order in which it expires.
    pub hours: u32,
    /// The rules that ask for it; none where a person does.
    pub reasons: &'a [Reason],
    /// Version of the policy.
    pub policy: &'a str,
}

/// How a step was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// When.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// When it has expired without an answer.
    pub expires_at: i64,
    /// The provider that was asked; none where people take it.
    pub provider: Option<String>,
    /// The provider's own id of it.
    pub reference: Option<String>,
    /// Whether what the provider tells is a report of a third party.
    pub third_party: bool,
}

/// What somebody ordered.
#[derive(Clone, Copy, Debug)]
pub struct NewOrder<'a> {
    /// By whom.
    pub account: &'a str,
    /// The provider that is asked; none where people take it.
    pub provider: Option<&'a str>,
    /// The provider's own id of it.
    pub reference: Option<&'a str>,
    /// Whether what the provider tells is a report of a third party.
    pub third_party: bool,
}

/// One thing that happened to a step, with what was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub event: StepEvent,
    /// When it was told.
    pub told_at: i64,
    /// What was written down; `None` where nothing was, or the person was erased.
    pub detail: Option<Value>,
}

/// A step that was found not to apply, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// When.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Why; `None` where the person was erased.
    pub why: Option<String>,
}

/// A step as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStep {
    /// Its id.
    pub id: String,
    /// Number of its application.
    pub number: u32,
    /// Pseudonym of its application.
    pub application: String,
    /// What is verified.
    pub kind: StepKind,
    /// When a rule or a person asked for it.
    pub needed_at: i64,
    /// The rules that ask for it.
    pub reasons: Vec<Reason>,
    /// Version of the policy.
    pub policy: String,
    /// Hours from its order in which it expires.
    pub hours: u32,
    /// How it was ordered, where it was.
    pub order: Option<Order>,
    /// Why it is not taken, where it is not.
    pub left_out: Option<LeftOut>,
    /// What happened to it, in the order of telling.
    pub happened: Vec<Happened>,
    /// Who signed the answer that counts, and when.
    pub signed: Vec<(String, i64)>,
    /// Where it stands, once it is ordered.
    pub standing: Option<Standing>,
}

impl KeptStep {
    /// `needed`, `not-applicable`, or the state since its order.
    pub fn state(&self) -> &'static str {
        match (&self.left_out, &self.standing) {
            (Some(_), _) => "not-applicable",
            (None, Some(standing)) => standing.state.as_str(),
            (None, None) => "needed",
        }
    }
}

/// A message of a provider: its step, when it came, and what it says.
pub type KeptMessage = (String, i64, Option<Vec<u8>>);

const COLUMNS: &str = "s.id, s.number, a.pseudonym, s.kind, s.needed_at, s.reasons, s.policy, \
                       s.hours, s.ordered_at, s.ordered_by, s.expires_at, s.provider, \
                       s.reference, s.third_party, s.left_at, s.left_by, s.left_why, s.subject";

impl Transaction<'_> {
    /// Asks for a step by rule, where there never was one of its kind; whether it is new.
    pub fn need_step(&mut self, new: &NewStep<'_>) -> Result<bool, Error> {
        let known = self.database.row(
            "SELECT id FROM steps WHERE number = $1 AND kind = $2 LIMIT 1",
            &[new.number.into(), new.kind.as_str().into()],
        )?;
        if known.is_some() {
            return Ok(false);
        }
        self.add_step(new, "program").map(|_| true)
    }

    /// Asks for a step.
    pub fn add_step(&mut self, new: &NewStep<'_>, by: &str) -> Result<KeptStep, Error> {
        let id = format!("s-{}", hex(&random::<8>()?));
        let subject = self.subject_of(new.number)?;
        self.key_of(&subject)?;
        self.database.change(
            "INSERT INTO steps (id, number, kind, needed_at, reasons, policy, hours, subject) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                id.as_str().into(),
                new.number.into(),
                new.kind.as_str().into(),
                self.now.into(),
                json(new.reasons)?.as_str().into(),
                new.policy.into(),
                new.hours.into(),
                subject.as_str().into(),
            ],
        )?;
        let details = format!("{} {}", self.pseudonym_of(new.number)?, new.kind.as_str());
        self.journal("step.needed", by, &id, details.as_bytes(), None)?;
        self.step(&id)
    }

    /// Orders a step. Ordered again, it begins anew where no answer came.
    pub fn order_step(&mut self, id: &str, order: &NewOrder<'_>) -> Result<KeptStep, Error> {
        let step = self.step(id)?;
        if step.left_out.is_some() {
            return Err(Error::refused("the step does not apply; add another one where it does"));
        }
        if step.order.is_some() {
            return Err(Error::refused(
                "the step is ordered already; add another one to repeat it",
            ));
        }
        let expires_at = self.now + i64::from(step.hours) * 3_600_000_000;
        self.database.change(
            "UPDATE steps SET ordered_at = $2, ordered_by = $3, expires_at = $4, provider = $5, \
             reference = $6, third_party = $7 WHERE id = $1",
            &[
                id.into(),
                self.now.into(),
                order.account.into(),
                expires_at.into(),
                order.provider.into(),
                order.reference.into(),
                i64::from(order.third_party).into(),
            ],
        )?;
        let details = order.provider.unwrap_or("by hand");
        self.journal("step.ordered", order.account, id, details.as_bytes(), None)?;
        self.step(id)
    }

    /// Keeps what happened to an ordered step, with what was written down; what becomes of it, and
    /// the step.
    pub fn tell_step(
        &mut self,
        id: &str,
        event: &StepEvent,
        detail: Option<&Value>,
    ) -> Result<(Told, KeptStep), Error> {
        let step = self.step(id)?;
        if step.order.is_none() || step.left_out.is_some() {
            return Err(Error::refused("the step is not ordered; order it first"));
        }
        let event = StepEvent { at: whole(event.at), ..event.clone() };
        let known: Vec<StepEvent> = step.happened.iter().map(|one| one.event.clone()).collect();
        let becomes = told(&known, &event);
        if becomes != Told::New {
            return Ok((becomes, step));
        }
        let position = known.len() as i64;
        let subject = self.step_subject(id)?;
        // A provider's own words may be anything, and so are sealed.
        let (happening, words) = match &event.happening {
            Happening::Unread(words) => (Happening::Unread(String::new()), Some(words)),
            other => (other.clone(), None),
        };
        let written = json!({"words": words, "detail": detail});
        let none = words.is_none() && detail.is_none();
        let place = format!("step {id} {position}");
        let sealed = if none {
            None
        } else {
            Some(self.sealed(&subject, &place, written.to_string().as_bytes())?)
        };
        self.database.change(
            "INSERT INTO step_events (step, position, at, told_at, teller, name, happening, \
             detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                id.into(),
                position.into(),
                event.at.as_microsecond().into(),
                self.now.into(),
                event.by.as_str().into(),
                event.id.as_str().into(),
                json(&happening)?.as_str().into(),
                sealed.as_deref().into(),
            ],
        )?;
        let details = json!({"event": event, "detail": detail}).to_string();
        self.journal("step.changed", &event.by, id, details.as_bytes(), Some(&subject))?;
        Ok((Told::New, self.step(id)?))
    }

    /// Keeps the message of a provider as it came, beside the newest event of its step.
    pub fn keep_message(&mut self, id: &str, body: &[u8]) -> Result<(), Error> {
        let position = self.step(id)?.happened.len() as i64 - 1;
        let subject = self.step_subject(id)?;
        let sealed = self.sealed(&subject, &format!("message {id} {position}"), body)?;
        self.database.change(
            "INSERT INTO provider_messages (step, position, at, body) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[id.into(), position.into(), self.now.into(), sealed.as_slice().into()],
        )?;
        Ok(())
    }

    /// Messages of providers about an application as they came: step, when, and body; without the
    /// body where the person was erased.
    pub fn messages_of(&self, number: u32) -> Result<Vec<KeptMessage>, Error> {
        let rows = self.database.rows(
            "SELECT m.step, m.position, m.at, m.body, s.subject FROM provider_messages m \
             JOIN steps s ON s.id = m.step WHERE s.number = $1 ORDER BY m.at, m.step, m.position",
            &[number.into()],
        )?;
        let read = rows.iter().map(|row| {
            let place = format!("message {} {}", row[0].text(), row[1].number());
            let body = self.opened(&row[4].text(), &place, row[3].bytes())?;
            Ok((row[0].text(), row[2].number(), body))
        });
        read.collect()
    }

    /// Says that a step does not apply, and why. What was answered stays.
    pub fn leave_step(&mut self, id: &str, account: &str, why: &str) -> Result<KeptStep, Error> {
        let step = self.step(id)?;
        if step.standing.as_ref().is_some_and(|standing| standing.answer.is_some()) {
            return Err(Error::refused("the step has an answer; enter another one instead"));
        }
        if step.left_out.is_some() {
            return Err(Error::refused("the step is left out already"));
        }
        let subject = self.step_subject(id)?;
        let sealed = self.sealed(&subject, &format!("step {id} left"), why.as_bytes())?;
        self.database.change(
            "UPDATE steps SET left_at = $2, left_by = $3, left_why = $4 WHERE id = $1",
            &[id.into(), self.now.into(), account.into(), sealed.as_slice().into()],
        )?;
        self.journal("step.left-out", account, id, why.as_bytes(), Some(&subject))?;
        self.step(id)
    }

    /// Signs the answer of a step: somebody else than who gave it looked at it and agrees.
    pub fn sign_step(&mut self, id: &str, account: &str) -> Result<KeptStep, Error> {
        let step = self.step(id)?;
        let finished = step.standing.as_ref().is_some_and(|standing| standing.answer.is_some());
        let last = step.happened.last().filter(|_| finished);
        let last = last.ok_or_else(|| Error::refused("the step has no answer to be signed yet"))?;
        if last.event.by == format!("hand:{account}") {
            return Err(Error::refused("you gave this answer yourself; another person signs it"));
        }
        self.database.change(
            "INSERT INTO step_signatures (step, position, by_account, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[id.into(), (step.happened.len() as i64).into(), account.into(), self.now.into()],
        )?;
        self.journal("step.signed", account, id, b"", None)?;
        self.step(id)
    }

    /// A step.
    pub fn step(&self, id: &str) -> Result<KeptStep, Error> {
        let all = self.steps_where("s.id = $1", &[id.into()])?;
        all.into_iter().next().ok_or_else(|| Error::missing("there is no such step"))
    }

    /// The steps of an application, in the order in which they were asked for.
    pub fn steps_of(&self, number: u32) -> Result<Vec<KeptStep>, Error> {
        self.steps_where("s.number = $1", &[number.into()])
    }

    /// The steps of all applications of a case.
    pub fn steps_of_case(&self, case: &str) -> Result<Vec<KeptStep>, Error> {
        let condition = "s.number IN (SELECT m.number FROM case_members m WHERE m.case_id = $1)";
        self.steps_where(condition, &[case.into()])
    }

    /// The step of a provider, by the provider's own id or by ours.
    pub fn step_of_provider(&self, provider: &str, id: &str) -> Result<KeptStep, Error> {
        let condition = "s.provider = $1 AND (s.id = $2 OR s.reference = $2)";
        let all = self.steps_where(condition, &[provider.into(), id.into()])?;
        all.into_iter()
            .next()
            .ok_or_else(|| Error::missing("there is no step of this id that you were asked for"))
    }

    /// What the steps of an application say, as events of it; the same in whatever order they
    /// were told of.
    pub fn step_evidence(&self, number: u32) -> Result<Vec<Event>, Error> {
        let steps = self.steps_of(number)?;
        let found = steps.iter().filter(|step| step.left_out.is_none());
        let mut events: Vec<Event> = found
            .filter_map(|step| evidence(&as_ordered(step)?, step.standing.as_ref()?))
            .collect();
        events.sort_by_key(|event| (event.at, event.kind as u8));
        Ok(events)
    }

    pub(crate) fn step_subject(&self, id: &str) -> Result<String, Error> {
        let row = self.database.row("SELECT subject FROM steps WHERE id = $1", &[id.into()])?;
        Ok(row.ok_or_else(|| Error::missing("there is no such step"))?[0].text())
    }

    fn steps_where(
        &self,
        condition: &str,
        values: &[crate::database::Value],
    ) -> Result<Vec<KeptStep>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM steps s JOIN applications a ON a.number = s.number \
             WHERE {condition} ORDER BY s.number, s.needed_at, s.kind, s.id"
        );
        let rows = self.database.rows(&sql, values)?;
        rows.iter().map(|row| self.read_step(row)).collect()
    }

    fn read_step(&self, row: &Row) -> Result<KeptStep, Error> {
        let wrong = || Error::failed("a stored step cannot be read; restore a backup");
        let (id, subject) = (row[0].text(), row[17].text());
        let order = row[8].number_if_any().map(|at| Order {
            at,
            by: row[9].text(),
            expires_at: row[10].number(),
            provider: row[11].text_if_any(),
            reference: row[12].text_if_any(),
            third_party: row[13].number() != 0,
        });
        let left_out = match row[14].number_if_any() {
            Some(at) => {
                let why = self.opened(&subject, &format!("step {id} left"), row[16].bytes())?;
                let why = why.map(|why| String::from_utf8_lossy(&why).into_owned());
                Some(LeftOut { at, by: row[15].text(), why })
            }
            None => None,
        };
        let mut step = KeptStep {
            number: row[1].number() as u32,
            application: row[2].text(),
            kind: StepKind::parse(&row[3].text()).ok_or_else(wrong)?,
            needed_at: row[4].number(),
            reasons: serde_json::from_str(&row[5].text()).map_err(|_| wrong())?,
            policy: row[6].text(),
            hours: row[7].number() as u32,
            order,
            left_out,
            happened: self.happened(&id, &subject)?,
            signed: Vec::new(),
            standing: None,
            id,
        };
        step.signed = self.signatures(&step)?;
        let events: Vec<StepEvent> = step.happened.iter().map(|one| one.event.clone()).collect();
        let now = Timestamp::from_microsecond(self.now).map_err(|_| wrong())?;
        step.standing = as_ordered(&step).map(|ordered| standing(&ordered, &events, now));
        Ok(step)
    }

    fn happened(&self, id: &str, subject: &str) -> Result<Vec<Happened>, Error> {
        let wrong = || Error::failed("a stored step cannot be read; restore a backup");
        let rows = self.database.rows(
            "SELECT position, at, told_at, teller, name, happening, detail FROM step_events \
             WHERE step = $1 ORDER BY position",
            &[id.into()],
        )?;
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut happening: Happening =
                serde_json::from_str(&row[5].text()).map_err(|_| wrong())?;
            let place = format!("step {id} {}", row[0].number());
            let written = self.opened(subject, &place, row[6].bytes())?;
            let written: Value =
                written.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
            if let (Happening::Unread(words), Some(kept)) =
                (&mut happening, written["words"].as_str())
            {
                kept.clone_into(words);
            }
            let event = StepEvent {
                at: Timestamp::from_microsecond(row[1].number()).map_err(|_| wrong())?,
                happening,
                by: row[3].text(),
                id: row[4].text(),
            };
            let detail = Some(written["detail"].clone()).filter(|detail| !detail.is_null());
            all.push(Happened { event, told_at: row[2].number(), detail });
        }
        Ok(all)
    }

    /// Who signed what stands now: whatever happens afterwards is to be signed anew.
    fn signatures(&self, step: &KeptStep) -> Result<Vec<(String, i64)>, Error> {
        let rows = self.database.rows(
            "SELECT by_account, at FROM step_signatures WHERE step = $1 AND position = $2 \
             ORDER BY at, by_account",
            &[step.id.as_str().into(), (step.happened.len() as i64).into()],
        )?;
        Ok(rows.iter().map(|row| (row[0].text(), row[1].number())).collect())
    }

    /// What was sealed; nothing where there is nothing, or the person was erased.
    pub(crate) fn opened(
        &self,
        subject: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, Error> {
        if sealed.is_empty() {
            return Ok(None);
        }
        match self.unsealed(subject, place, sealed) {
            Ok(plain) => Ok(Some(plain)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A step as the rules of its standing take it.
fn as_ordered(step: &KeptStep) -> Option<Step> {
    let order = step.order.as_ref()?;
    Some(Step {
        kind: step.kind,
        ordered_at: Timestamp::from_microsecond(order.at).ok()?,
        expires_at: Timestamp::from_microsecond(order.expires_at).ok()?,
    })
}

/// A time in whole microseconds, as it is kept.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
