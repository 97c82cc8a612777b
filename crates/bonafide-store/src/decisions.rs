//! Decisions: who decided what, when, why; never changed, and adverse ones signed by two.

use crate::{Error, Transaction, database::Row, seal::random};
use bonafide_log::hex;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The applicant is who they say they are.
    Cleared,
    /// The applicant is not who they say they are. Adverse: a second person must sign.
    Confirmed,
    /// It could not be found out.
    Inconclusive,
}

impl Outcome {
    /// `cleared`, `confirmed` or `inconclusive`.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Cleared => "cleared",
            Outcome::Confirmed => "confirmed",
            Outcome::Inconclusive => "inconclusive",
        }
    }

    /// Reads what [`Outcome::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Outcome> {
        [Outcome::Cleared, Outcome::Confirmed, Outcome::Inconclusive]
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }

    /// Whether it is to somebody's disadvantage.
    pub fn is_adverse(self) -> bool {
        self == Outcome::Confirmed
    }
}

/// A decision that is to be recorded.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    /// The case.
    pub case: &'a str,
    /// What was decided.
    pub outcome: Outcome,
    /// Codes of the reasons; at least one.
    pub reasons: &'a [String],
    /// Innocent explanations that were ruled out, each with how; at least one of an adverse one.
    pub ruled_out: &'a [(String, String)],
    /// In the words of who decided.
    pub note: &'a str,
    /// Who decided.
    pub account: &'a str,
    /// Version of the policy under which it was decided.
    pub policy: &'a str,
}

/// A decision as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Its case.
    pub case: String,
    /// What was decided.
    pub outcome: Outcome,
    /// Codes of the reasons.
    pub reasons: Vec<String>,
    /// Innocent explanations that were ruled out, each with how.
    pub ruled_out: Vec<(String, String)>,
    /// In the words of who decided; `None` where the person was erased.
    pub note: Option<String>,
    /// Who decided.
    pub account: String,
    /// When.
    pub at: i64,
    /// Version of the assessment that was looked at.
    pub assessment: i64,
    /// Version of the policy.
    pub policy: String,
    /// Who signed as the second person.
    pub second: Option<String>,
}

impl Decision {
    /// Whether it is in force: an adverse one only with a second person.
    pub fn is_final(&self) -> bool {
        !self.outcome.is_adverse() || self.second.is_some()
    }
}

impl Transaction<'_> {
    /// Records a decision of somebody who has the case. One that is not adverse closes the case.
    pub fn decide(&mut self, new: &NewDecision<'_>) -> Result<Decision, Error> {
        let case = self.case(new.case)?;
        if !self.has_case(new.case, new.account)? {
            return Err(Error::refused("claim the case before you decide it"));
        }
        if new.reasons.is_empty() {
            return Err(Error::refused("a decision needs a reason; give at least one code"));
        }
        if new.outcome.is_adverse() && new.ruled_out.is_empty() {
            return Err(Error::refused(
                "say which innocent explanations you ruled out, and how; without that nobody is \
                 confirmed",
            ));
        }
        let id = format!("d-{}", hex(&random::<8>()?));
        let subject = self.subject_of(case.number)?;
        let note = self.sealed(&subject, &id, new.note.as_bytes())?;
        let reasons = json(new.reasons)?;
        let ruled_out = json(new.ruled_out)?;
        let version = self
            .database
            .row("SELECT version FROM applications WHERE number = $1", &[case.number.into()])?;
        let version = version.map_or(0, |row| row[0].number());
        self.database.change(
            "INSERT INTO decisions (id, case_id, outcome, reasons, ruled_out, subject, note, \
             by_account, at, assessment, policy) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                id.as_str().into(),
                new.case.into(),
                new.outcome.as_str().into(),
                reasons.as_str().into(),
                ruled_out.as_str().into(),
                subject.as_str().into(),
                note.as_slice().into(),
                new.account.into(),
                self.now.into(),
                version.into(),
                new.policy.into(),
            ],
        )?;
        let details = format!("{id}\n{}\n{reasons}\n{ruled_out}", new.outcome.as_str());
        let kind = "decision.recorded";
        self.journal(kind, new.account, new.case, details.as_bytes(), Some(&subject))?;
        if !new.outcome.is_adverse() {
            self.close_case(new.case)?;
        }
        self.decision(&id)
    }

    /// Signs an adverse decision as the second person, who must be another one.
    pub fn second(&mut self, decision: &str, account: &str) -> Result<Decision, Error> {
        let known = self.decision(decision)?;
        if known.account == account {
            return Err(Error::refused(
                "you decided this yourself; the second person must be another one",
            ));
        }
        if !known.outcome.is_adverse() || known.second.is_some() {
            return Err(Error::refused("the decision is in force already"));
        }
        self.database.change(
            "INSERT INTO seconds (decision, by_account, at) VALUES ($1, $2, $3)",
            &[decision.into(), account.into(), self.now.into()],
        )?;
        self.journal("decision.signed", account, &known.case, decision.as_bytes(), None)?;
        self.close_case(&known.case)?;
        self.decision(decision)
    }

    /// A decision.
    pub fn decision(&self, id: &str) -> Result<Decision, Error> {
        let all = self.decisions_where("d.id = $1", id)?;
        all.into_iter().next().ok_or_else(|| Error::missing("there is no such decision"))
    }

    /// The decisions of a case, in order.
    pub fn decisions(&self, case: &str) -> Result<Vec<Decision>, Error> {
        self.decisions_where("d.case_id = $1", case)
    }

    fn decisions_where(&self, condition: &str, value: &str) -> Result<Vec<Decision>, Error> {
        let sql = format!(
            "SELECT d.id, d.case_id, d.outcome, d.reasons, d.ruled_out, d.note, d.by_account, \
             d.at, d.assessment, d.policy, s.by_account, d.subject FROM decisions d \
             LEFT JOIN seconds s ON s.decision = d.id \
             WHERE {condition} ORDER BY d.at, d.id"
        );
        let rows = self.database.rows(&sql, &[value.into()])?;
        rows.iter().map(|row| self.read_decision(row)).collect()
    }

    fn read_decision(&self, row: &Row) -> Result<Decision, Error> {
        let wrong = || Error::failed("a stored decision cannot be read; restore a backup");
        let id = row[0].text();
        let note = match self.unsealed(&row[11].text(), &id, row[5].bytes()) {
            Ok(note) => Some(String::from_utf8_lossy(&note).into_owned()),
            Err(error) if error.is_missing() => None,
            Err(error) => return Err(error),
        };
        Ok(Decision {
            case: row[1].text(),
            outcome: Outcome::parse(&row[2].text()).ok_or_else(wrong)?,
            reasons: serde_json::from_str(&row[3].text()).map_err(|_| wrong())?,
            ruled_out: serde_json::from_str(&row[4].text()).map_err(|_| wrong())?,
            note,
            account: row[6].text(),
            at: row[7].number(),
            assessment: row[8].number(),
            policy: row[9].text(),
            second: row[10].text_if_any(),
            id,
        })
    }
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::failed("a decision cannot be written"))
}
