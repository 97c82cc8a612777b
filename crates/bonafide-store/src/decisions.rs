//! Decisions: who decided what, when, why; never changed, and adverse ones signed by two.

use crate::{
    Error, Transaction,
    cases::json,
    database::{Row, Value},
    seal::random,
};
use bonafide_log::hex;
use bonafide_verification::{
    decision::{Outcome, RuledOut},
    progress::{Act, Deed, Recorded},
};
use jiff::Timestamp;

/// A decision that is to be recorded.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    /// The case.
    pub case: &'a str,
    /// What was decided.
    pub outcome: Outcome,
    /// Codes of the reasons; at least one.
    pub reasons: &'a [String],
    /// Findings that it rests on.
    pub rests_on: &'a [String],
    /// Innocent explanations that were ruled out, each with how; at least one of an adverse one.
    pub ruled_out: &'a [RuledOut],
    /// In the words of who decided.
    pub note: &'a str,
    /// Who decided.
    pub account: &'a str,
    /// Version of the policy under which it was decided.
    pub policy: &'a str,
    /// The decision that it reverses; that may be of a case that is closed.
    pub reverses: Option<&'a str>,
    /// Whether a report of a third party was used.
    pub third_party_report: bool,
    /// Whether a notice of sanctions stands beside the case.
    pub sanctions: bool,
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
    /// Findings that it rests on.
    pub rests_on: Vec<String>,
    /// Innocent explanations that were ruled out, each with how; empty where the person was erased.
    pub ruled_out: Vec<RuledOut>,
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
    /// The decision that it reverses.
    pub reverses: Option<String>,
    /// Whether a report of a third party was used.
    pub third_party_report: bool,
    /// Whether a notice of sanctions stood beside the case.
    pub sanctions: bool,
    /// What was done about it since, in order.
    pub acts: Vec<Act>,
}

impl Decision {
    /// Who signed as the second person.
    pub fn second(&self) -> Option<&str> {
        let signed = self.acts.iter().find(|act| act.deed == Deed::Sign);
        signed.map(|act| act.by.as_str())
    }

    /// As the rules of its progress take it.
    pub fn recorded(&self) -> Recorded {
        Recorded {
            outcome: self.outcome,
            by: self.account.clone(),
            at: moment(self.at),
            third_party_report: self.third_party_report,
            sanctions: self.sanctions,
        }
    }
}

/// A moment of microseconds since 1970.
fn moment(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::MAX)
}

impl Transaction<'_> {
    /// Records a decision of somebody who has the case. Whether the case is closed by it is the
    /// caller's to say, by its policy: see [`Transaction::settle_case`].
    pub fn decide(&mut self, new: &NewDecision<'_>) -> Result<Decision, Error> {
        let case = self.case(new.case)?;
        if new.reverses.is_none() && !self.has_case(new.case, new.account)? {
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
        // How something was ruled out may say who somebody is, as a note may.
        let ruled_out = json(new.ruled_out)?;
        let written = json(&(new.note, new.ruled_out))?;
        let note = self.sealed(&subject, &id, written.as_bytes())?;
        let (reasons, rests_on) = (json(new.reasons)?, json(new.rests_on)?);
        let version = self
            .database
            .row("SELECT version FROM applications WHERE number = $1", &[case.number.into()])?;
        let version = version.map_or(0, |row| row[0].number());
        self.database.change(
            "INSERT INTO decisions (id, case_id, outcome, reasons, ruled_out, subject, note, \
             by_account, at, assessment, policy, rests_on, reverses, third_party, sanctions) \
             VALUES ($1, $2, $3, $4, '', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            &[
                id.as_str().into(),
                new.case.into(),
                new.outcome.as_str().into(),
                reasons.as_str().into(),
                subject.as_str().into(),
                note.as_slice().into(),
                new.account.into(),
                self.now.into(),
                version.into(),
                new.policy.into(),
                rests_on.as_str().into(),
                new.reverses.into(),
                i64::from(new.third_party_report).into(),
                i64::from(new.sanctions).into(),
            ],
        )?;
        let details = format!("{id}\n{}\n{reasons}\n{ruled_out}", new.outcome.as_str());
        let kind = "decision.recorded";
        self.journal(kind, new.account, new.case, details.as_bytes(), Some(&subject))?;
        if let Some(reversed) = new.reverses {
            self.act(reversed, Deed::Reverse, new.account)?;
        }
        self.decision(&id)
    }

    /// Records what somebody did about a decision. Whether they may is the caller's to say, by its
    /// policy; nobody signs, refuses or answers for their own.
    pub fn act(&mut self, decision: &str, deed: Deed, account: &str) -> Result<Decision, Error> {
        let known = self.decision(decision)?;
        let second = matches!(deed, Deed::Sign | Deed::Refuse);
        if second && known.account == account {
            return Err(Error::refused(
                "you decided this yourself; the second person must be another one",
            ));
        }
        let table = if deed == Deed::Sign { "seconds" } else { "acts" };
        if deed == Deed::Sign {
            if known.second().is_some() {
                return Err(Error::refused("the decision is signed already"));
            }
            self.database.change(
                "INSERT INTO seconds (decision, by_account, at) VALUES ($1, $2, $3)",
                &[decision.into(), account.into(), self.now.into()],
            )?;
        } else {
            self.database.change(
                &format!(
                    "INSERT INTO {table} (decision, position, deed, by_account, at) \
                     VALUES ($1, $2, $3, $4, $5)"
                ),
                &[
                    decision.into(),
                    (known.acts.len() as i64).into(),
                    name(deed).into(),
                    account.into(),
                    self.now.into(),
                ],
            )?;
        }
        let kind = match deed {
            Deed::Sign => "decision.signed",
            Deed::Refuse => "decision.refused",
            Deed::GiveNotice => "decision.notice-given",
            Deed::Dispute => "decision.disputed",
            Deed::Uphold => "decision.upheld",
            Deed::Overturn => "decision.overturned",
            Deed::Reverse => "decision.reversed",
        };
        self.journal(kind, account, &known.case, decision.as_bytes(), None)?;
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
             d.at, d.assessment, d.policy, d.subject, d.rests_on, d.reverses, d.third_party, \
             d.sanctions FROM decisions d WHERE {condition} ORDER BY d.at, d.id"
        );
        let rows = self.database.rows(&sql, &[value.into()])?;
        rows.iter().map(|row| self.read_decision(row)).collect()
    }

    fn read_decision(&self, row: &Row) -> Result<Decision, Error> {
        let wrong = || Error::failed("a stored decision cannot be read; restore a backup");
        let id = row[0].text();
        let written = self.opened(&row[10].text(), &id, row[5].bytes())?;
        let (note, ruled_out) = match written {
            Some(written) => {
                let (note, ruled_out) = read_note(&written, &row[4].text()).ok_or_else(wrong)?;
                (Some(note), ruled_out)
            }
            None => (None, Vec::new()),
        };
        Ok(Decision {
            case: row[1].text(),
            outcome: Outcome::parse(&row[2].text()).ok_or_else(wrong)?,
            reasons: serde_json::from_str(&row[3].text()).map_err(|_| wrong())?,
            rests_on: serde_json::from_str(&row[11].text()).map_err(|_| wrong())?,
            ruled_out,
            note,
            account: row[6].text(),
            at: row[7].number(),
            assessment: row[8].number(),
            policy: row[9].text(),
            reverses: row[12].text_if_any(),
            third_party_report: row[13].number() != 0,
            sanctions: row[14].number() != 0,
            acts: self.acts(&id)?,
            id,
        })
    }

    /// What was done about a decision, in order.
    fn acts(&self, decision: &str) -> Result<Vec<Act>, Error> {
        let wrong = || Error::failed("a stored act cannot be read; restore a backup");
        let rows = self.database.rows(
            "SELECT 'sign', by_account, at, -1 AS position FROM seconds WHERE decision = $1 \
             UNION ALL SELECT deed, by_account, at, position FROM acts WHERE decision = $1 \
             ORDER BY 3, 4",
            &[Value::from(decision)],
        )?;
        let read = rows.iter().map(|row| {
            let deed = parse(&row[0].text()).ok_or_else(wrong)?;
            Ok(Act { deed, by: row[1].text(), at: moment(row[2].number()) })
        });
        read.collect()
    }
}

/// A note with what was ruled out; of before a decision said of which finding, the note alone, and
/// pairs of what and how beside it.
fn read_note(written: &[u8], beside: &str) -> Option<(String, Vec<RuledOut>)> {
    if beside.is_empty() {
        return serde_json::from_slice(written).ok();
    }
    let pairs: Vec<(String, String)> = serde_json::from_str(beside).ok()?;
    let entry = |(explanation, how)| RuledOut { finding: String::new(), explanation, how };
    let note = String::from_utf8_lossy(written).into_owned();
    Some((note, pairs.into_iter().map(entry).collect()))
}

/// A deed as it is kept.
fn name(deed: Deed) -> &'static str {
    match deed {
        Deed::Sign => "sign",
        Deed::Refuse => "refuse",
        Deed::GiveNotice => "give-notice",
        Deed::Dispute => "dispute",
        Deed::Uphold => "uphold",
        Deed::Overturn => "overturn",
        Deed::Reverse => "reverse",
    }
}

fn parse(text: &str) -> Option<Deed> {
    [
        Deed::Sign,
        Deed::Refuse,
        Deed::GiveNotice,
        Deed::Dispute,
        Deed::Uphold,
        Deed::Overturn,
        Deed::Reverse,
    ]
    .into_iter()
    .find(|deed| name(*deed) == text)
}
