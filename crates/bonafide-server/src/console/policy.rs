//! The policy as a page: what a change would say and do, and a second person to put it in force.

use super::page;
use crate::{
    Problem, casework,
    office::{Call, Office},
    routes::Permission,
};
use bonafide_console::{Moment, PolicyPage, PolicyPreview, Waiting, html, thousands};
use bonafide_store::{Error, Transaction};
use bonafide_verification::{
    plan::{About, Facts, cases_opened, steps_needed},
    policy::{DEFAULT, Policy, difference},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// Days on which a change is tried.
const DAYS: i64 = 90;

/// Most applications on which it is tried, the newest ones: some tens of microseconds each.
const TRIED_MAX: u64 = 5_000;

/// Versions that were in force before, as many as are looked up.
const BEFORE_MAX: usize = 20;

/// Most characters of a policy's text.
const TEXT_CHARS_MAX: usize = 100_000;

/// What is shown besides the policy in force.
#[derive(Default)]
struct Tried {
    text: Option<String>,
    mistakes: Vec<String>,
    preview: Option<PolicyPreview>,
    done: String,
}

/// Shows the policy in force.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, Tried::default())
}

/// Shows what a text would change, and changes nothing.
pub(crate) fn preview(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let text = text(call)?;
    let tried = match Policy::read(&text) {
        Err(mistakes) => Tried {
            mistakes: mistakes.iter().map(ToString::to_string).collect(),
            text: Some(text),
            ..Tried::default()
        },
        Ok(policy) => {
            let now = (office.functions.now)();
            let old = office.policy.clone();
            let (effect, counted_on) = office.write(|t| effect(t, (&old, &policy), now))?;
            let changes = difference(&old, &policy);
            let preview = Some(PolicyPreview { changes, effect, counted_on });
            Tried { text: Some(text), preview, ..Tried::default() }
        }
    };
    filled(office, call, tried)
}

/// Proposes a text, for another administrator to put in force.
pub(crate) fn propose(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    is_changed_here(office)?;
    let text = text(call)?;
    let policy = Policy::read(&text).map_err(|_| {
        Problem::new(422, "the text cannot be read as a policy; look at what it would change first")
    })?;
    let changes = difference(&office.policy, &policy);
    office.write(|t| t.propose_policy(&policy, &text, &changes, call.account))?;
    Ok(page::onward(call, "/settings"))
}

/// Puts what was proposed in force, at once.
pub(crate) fn approve(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    is_changed_here(office)?;
    let waiting = office.write(|t| t.proposal())?.filter(|one| one.id == call.named[0]);
    let waiting = waiting
        .ok_or_else(|| Problem::new(404, "this proposal does not wait any more; load the page"))?;
    let policy = Policy::read(&waiting.text).map_err(|_| {
        Problem::new(422, "the proposed text cannot be read any more; propose anew")
    })?;
    let changes = difference(&office.policy, &policy);
    office.write(|t| t.approve_policy(&waiting.id, &policy, &changes, call.account))?;
    (office.functions.use_policy)(policy.clone());
    office.policy = policy;
    Ok(page::onward(call, "/settings"))
}

/// Takes a proposal back, or declines it.
pub(crate) fn withdraw(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.withdraw_policy(call.named[0], call.account))?;
    Ok(page::onward(call, "/settings"))
}

fn text(call: &Call<'_>) -> Result<String, Problem> {
    let text = call.text("text")?.replace("\r\n", "\n");
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Problem::new(422, "the policy is too long; give 100,000 characters at most"));
    }
    Ok(text)
}

fn is_changed_here(office: &Office) -> Result<(), Problem> {
    match &office.settings.policy_file {
        None => Ok(()),
        Some(file) => Err(Problem::new(
            409,
            format!(
                "the policy is given by {}; change that file and start anew, or start without \
                 `--policy`",
                file.display()
            ),
        )),
    }
}

/// What is asked for, and how often by the old policy and by the new one.
type Effect = (String, u64, u64);

/// How many cases and steps either policy would have asked for, and on what that was counted.
fn effect(
    t: &Transaction<'_>,
    policies: (&Policy, &Policy),
    now: i64,
) -> Result<(Vec<Effect>, String), Error> {
    let since = now - DAYS * 86_400_000_000;
    let (mut old, mut new) = (Asked::default(), Asked::default());
    let mut number = t.last_application()?;
    let mut tried = 0;
    while number >= 0 && tried < TRIED_MAX {
        let this = number as u32;
        if t.received_at(this)? < since {
            break;
        }
        number -= 1;
        tried += 1;
        let Some(seen) = casework::seen(t, this)? else { continue };
        let findings: Vec<&str> = seen.doubts.iter().map(|doubt| doubt.finding.as_str()).collect();
        let facts = Facts {
            band: seen.band,
            findings: &findings,
            in_ring: seen.ring.is_some(),
            notices: &seen.duties,
            stage: t.stage(this)?,
        };
        old.add(policies.0, &facts, seen.ring.as_deref());
        new.add(policies.1, &facts, seen.ring.as_deref());
    }
    let rows = old.rows().into_iter().zip(new.rows());
    let rows = rows.map(|((name, old), (_, new))| (name.to_owned(), old, new)).collect();
    let on = if tried == TRIED_MAX {
        format!("Counted on the {} newest applications of the last {DAYS} days.", thousands(tried))
    } else {
        format!("Counted on all {} applications of the last {DAYS} days.", thousands(tried))
    };
    Ok((rows, on + " Cases that people opened, and what they decided, stay as they are."))
}

/// What a policy asks for.
#[derive(Default)]
struct Asked {
    cases: u64,
    priority: u64,
    rings: BTreeSet<String>,
    applications: u64,
    steps: u64,
}

impl Asked {
    fn add(&mut self, policy: &Policy, facts: &Facts<'_>, ring: Option<&str>) {
        for opening in cases_opened(policy, facts) {
            let priority = opening.priority == bonafide_score::Band::Priority;
            match (opening.about, ring) {
                (About::Ring, Some(ring)) if !self.rings.insert(ring.to_owned()) => continue,
                _ => self.cases += 1,
            }
            self.priority += u64::from(priority);
        }
        let steps = steps_needed(policy, facts).len() as u64;
        self.applications += u64::from(steps > 0);
        self.steps += steps;
    }

    fn rows(&self) -> [(&'static str, u64); 5] {
        [
            ("Cases opened", self.cases),
            ("of them in priority", self.priority),
            ("of them about rings", self.rings.len() as u64),
            ("Applicants asked for a step", self.applications),
            ("Steps asked for", self.steps),
        ]
    }
}

fn filled(office: &mut Office, call: &Call<'_>, tried: Tried) -> Result<(u16, Value), Problem> {
    let (before, waiting) = office.write(|t| Ok((t.policies()?, t.proposal()?)))?;
    let current = before.first();
    let origin = match (&office.settings.policy_file, current.and_then(|one| one.by.clone())) {
        (Some(file), _) => format!("Given by {} when the server was started", file.display()),
        (None, Some(by)) => format!("Put in force here by {by}"),
        (None, None) => "The one that comes with the program".to_owned(),
    };
    let text = match (tried.text, current) {
        (Some(text), _) => text,
        (None, Some(current)) => current.text.clone(),
        (None, None) => DEFAULT.to_owned(),
    };
    let waiting = waiting.map(|one| {
        let changes = Policy::read(&one.text)
            .map_or_else(|_| Vec::new(), |policy| difference(&office.policy, &policy));
        Waiting {
            is_own: one.by == call.account,
            id: one.id,
            version: short(&one.version),
            by: one.by,
            at: Moment::of(one.at),
            changes,
        }
    });
    let filled = PolicyPage {
        frame: page::frame(call),
        version: short(&office.policy.version()),
        origin,
        may_change: page::may(call, Permission::Administer)
            && office.settings.policy_file.is_none(),
        advice: office.policy.advice(),
        text,
        mistakes: tried.mistakes,
        preview: tried.preview,
        waiting,
        before: before
            .into_iter()
            .take(BEFORE_MAX)
            .map(|one| {
                let by = one.by.unwrap_or_else(|| "the program's start".to_owned());
                (short(&one.version), Moment::of(one.at), by)
            })
            .collect(),
        done: tried.done,
    };
    Ok(page::shown(call, html(&filled)))
}

/// As many digits of a version as tell it from others.
fn short(version: &str) -> String {
    version.chars().take(12).collect()
}
