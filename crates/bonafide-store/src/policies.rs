//! Policies that were in force, and what they ask for of an application: cases and steps.

use crate::{Error, NewCase, NewStep, Reason, Transaction};
use bonafide_verification::{
    plan::{About, Facts, Selected, cases_opened, steps_needed},
    policy::{Policy, Stage},
};

/// Under which name the lists that are gone by are kept.
const LISTS: &str = "lists";

/// A policy that was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPolicy {
    /// Its version.
    pub version: String,
    /// Since when.
    pub at: i64,
    /// As it was written.
    pub text: String,
    /// Who put it in force; none where the program was started with it.
    pub by: Option<String>,
}

impl Transaction<'_> {
    /// Puts a policy in force, logged with what it changes; whether it is another than before.
    pub fn put_in_force(
        &mut self,
        policy: &Policy,
        text: &str,
        changes: &[String],
        by: &str,
    ) -> Result<bool, Error> {
        let version = policy.version();
        if self.policies()?.first().is_some_and(|newest| newest.version == version) {
            return Ok(false);
        }
        self.database.change(
            "INSERT INTO policies (version, at, said, by_account) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (version) DO UPDATE SET at = excluded.at, \
             by_account = excluded.by_account",
            &[
                version.as_str().into(),
                self.now.into(),
                text.into(),
                Some(by).filter(|by| *by != "program").into(),
            ],
        )?;
        self.journal("policy.changed", by, &version, changes.join("\n").as_bytes(), None)?;
        Ok(true)
    }

    /// Logs which tables and lists are gone by, as a text, where they are others than before;
    /// whether they are.
    pub fn go_by_lists(&mut self, lists: &str, by: &str) -> Result<bool, Error> {
        if self.state(LISTS)?.as_deref() == Some(lists.as_bytes()) {
            return Ok(false);
        }
        self.set_state(LISTS, lists.as_bytes())?;
        self.journal("lists.changed", by, "lists", lists.as_bytes(), None)?;
        Ok(true)
    }

    /// Every policy that was in force, the newest first.
    pub fn policies(&self) -> Result<Vec<KeptPolicy>, Error> {
        let rows = self.database.rows(
            "SELECT version, at, said, by_account FROM policies ORDER BY at DESC, version",
            &[],
        )?;
        let read = rows.iter().map(|row| KeptPolicy {
            version: row[0].text(),
            at: row[1].number(),
            text: row[2].text(),
            by: row[3].text_if_any(),
        });
        Ok(read.collect())
    }

    /// The policy that two people agreed on, as it is written; none where the program was started
    /// with another one since.
    pub fn agreed_policy(&self) -> Result<Option<(Policy, String)>, Error> {
        let newest = self.policies()?.into_iter().next();
        let agreed = newest.filter(|newest| newest.by.is_some());
        Ok(agreed.and_then(|one| Some((Policy::read(&one.text).ok()?, one.text))))
    }

    /// How far an application has come.
    pub fn stage(&self, number: u32) -> Result<Stage, Error> {
        let row =
            self.database.row("SELECT stage FROM stages WHERE number = $1", &[number.into()])?;
        let stage = row.and_then(|row| Stage::parse(&row[0].text()));
        Ok(stage.unwrap_or(Stage::Applied))
    }

    /// Says how far an application has come.
    pub fn set_stage(&mut self, number: u32, stage: Stage, by: &str) -> Result<(), Error> {
        if self.stage(number)? == stage {
            return Ok(());
        }
        self.database.change(
            "INSERT INTO stages (number, stage, by_account, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (number) DO UPDATE SET stage = excluded.stage, \
             by_account = excluded.by_account, at = excluded.at",
            &[number.into(), stage.as_str().into(), by.into(), self.now.into()],
        )?;
        let about = self.pseudonym_of(number)?;
        self.journal("application.stage", by, &about, stage.as_str().as_bytes(), None)?;
        Ok(())
    }

    /// Opens the cases and asks for the steps that a policy wants of an application, at the stage
    /// that it has reached; `ring` is its ring's id.
    pub fn follow(
        &mut self,
        policy: &Policy,
        number: u32,
        ring: Option<&str>,
        facts: &Facts<'_>,
    ) -> Result<(), Error> {
        let facts = Facts { stage: facts.stage.max(self.stage(number)?), ..*facts };
        let (openings, needed) = (cases_opened(policy, &facts), steps_needed(policy, &facts));
        if openings.is_empty() && needed.is_empty() {
            return Ok(());
        }
        let version = policy.version();
        for opening in openings {
            let ring = match opening.about {
                About::Ring => ring,
                About::Application | About::Notice(_) => None,
            };
            if opening.about == About::Ring && ring.is_none() {
                continue;
            }
            self.open_case(&NewCase {
                number,
                ring,
                queue: opening.about.queue(),
                priority: opening.priority.as_str(),
                due_in: i64::from(opening.due.hours) * 3_600_000_000,
                reasons: &reasons(&opening.reasons),
                policy: &version,
            })?;
        }
        for step in needed {
            self.need_step(&NewStep {
                number,
                kind: step.kind,
                hours: step.within.hours,
                reasons: &reasons(&step.reasons),
                policy: &version,
            })?;
        }
        Ok(())
    }
}

fn reasons(selected: &[Selected]) -> Vec<Reason> {
    let reason = |selected: &Selected| Reason {
        rule: selected.rule.clone(),
        by: selected.by.clone(),
        findings: selected.findings.clone(),
    };
    selected.iter().map(reason).collect()
}
