//! Equal treatment as a page, its counting, its import, and the pack for who audits it.

use super::{page, trends};
use crate::{
    Problem,
    aside::Aside,
    office::{Call, Office},
    routes::Permission,
};
use bonafide_console::{
    GroupNumbers, GroupRow, Groups, Moment, Span, TreatmentPage, html, thousands,
};
use bonafide_insight::{
    Category, Counting, Counts, End, Group, Interval, Quarter, Rate, Screened, Sheet, Telling,
    Treatment, bucket_of, pack, trends as put_together,
};
use bonafide_store::{Answers, Error, Handled, Transaction, month_of};
use bonafide_verification::decision::Outcome;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What was counted, and when; kept until it is counted anew.
#[derive(Serialize, Deserialize)]
struct Kept {
    at: i64,
    first: Quarter,
    last: Quarter,
    treatment: Treatment,
}

/// Where the program keeps what was counted.
const STATE: &str = "treatment";

/// Where it keeps what swapped names showed.
const SWAPPED: &str = "name-swap";

/// Quarters over which is counted: the year for which audits are asked.
const QUARTERS: i64 = 4;

/// Most questions of an import.
const QUESTIONS_MAX: usize = 10;

/// Most characters of an answer; more is free text, which may name somebody.
const ANSWER_CHARS_MAX: usize = 60;

/// Shows how groups were treated.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, String::new())
}

/// Joins what people said with how their applications were treated, and keeps the counts alone.
pub(crate) fn count(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let now = (office.functions.now)();
    office.write(|t| {
        let newest = t.last_counted_month()?.unwrap_or_else(|| month_of(now));
        let last = Quarter::of(newest);
        let first = Quarter(last.0 + 1 - QUARTERS);
        let treatment = counted(t, (first.first_month(), last.first_month() + 2))?;
        let kept = serde_json::to_vec(&Kept { at: now, first, last, treatment })
            .map_err(|_| Error::failed("counts cannot be written as JSON"))?;
        t.set_state(STATE, &kept)?;
        t.journal("treatment.counted", call.account, "equal-treatment", b"", None)
    })?;
    filled(office, call, "Counted anew; answers stay apart.".to_owned())
}

/// Takes what people said of themselves.
pub(crate) fn import(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let system = call.request.field("system").unwrap_or_default();
    let bytes = call.request.file("file").unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let rows = rows(&text)?;
    let (kept, unknown) = office.write(|t| {
        let (mut kept, mut unknown) = (0_u64, 0_u64);
        for (id, answers) in &rows {
            let number = match t.number_of_id(system.trim(), id)? {
                Some(number) => Some(number),
                None => t.number_of(id).ok(),
            };
            match number {
                Some(number) => {
                    t.keep_self_identification(number, answers)?;
                    kept += 1;
                }
                None => unknown += 1,
            }
        }
        let details = format!("{kept}");
        let kind = "self-identification.imported";
        t.journal(kind, call.account, "equal-treatment", details.as_bytes(), None)?;
        Ok((kept, unknown))
    })?;
    let (kept, unknown) = (thousands(kept), thousands(unknown));
    let done = format!(
        "{kept} answers are kept, apart from their applications; {unknown} rows name no \
         application that is here. Count to see them."
    );
    filled(office, call, done)
}

/// Before names are swapped: the program does it while others have the office.
pub(crate) fn prepare_swap(office: &mut Office, _: &Call<'_>) -> Result<Aside, Problem> {
    let swap = office.settings.name_swap.ok_or_else(|| {
        Problem::new(422, "this program cannot swap names; run `bonafide name-swap`")
    })?;
    Ok(Aside { work: Some(swap), ..Aside::default() })
}

/// Keeps what swapped names showed.
pub(crate) fn swap(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let mut found = call.done()?.found.unwrap_or_default();
    found["at"] = json!((office.functions.now)());
    office.write(|t| {
        t.set_state(SWAPPED, found.to_string().as_bytes())?;
        t.journal("name-swap.tried", call.account, "equal-treatment", b"", None)
    })?;
    filled(office, call, String::new())
}

/// Gives everything that an audit asks for, as one file of plain tables.
pub(crate) fn packed(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let now = (office.functions.now)();
    office.store.publish()?;
    let (checkpoint, _) = office.store.checkpoint()?;
    let key = office.store.verifier().to_text();
    let last = Quarter::of(month_of(now));
    let first = Quarter(last.0 - 7).first_month();
    let (kept, swapped, months, policies) = office.write(|t| {
        let kept = kept(t)?;
        let swapped = t.state(SWAPPED)?;
        t.journal("treatment.packed", call.account, "equal-treatment", b"", None)?;
        Ok((kept, swapped, t.tallies(first, last.first_month() + 2)?, t.policies()?))
    })?;
    let tallies: Vec<bonafide_insight::Tally> = months
        .into_iter()
        .map(|one| bonafide_insight::Tally {
            month: one.month,
            name: one.name,
            part: one.part,
            count: one.count,
        })
        .collect();
    let mut log = Sheet::new(&["version", "since", "by"]);
    for one in &policies {
        let by = one.by.clone().unwrap_or_else(|| "program".to_owned());
        log.row(&[one.version.clone(), Moment::of(one.at).exact, by]);
    }
    let text = policies.first().map(|one| one.text.clone()).unwrap_or_default();
    let weights = bonafide_score::Weights::shipped().version;
    let versions = format!(
        "program {}\nweights {weights}\npolicy {}\nwritten {}\n",
        env!("CARGO_PKG_VERSION"),
        office.policy.version(),
        Moment::of(now).exact
    );
    let named = |name: &str, text: String| (format!("audit-pack/{name}"), text);
    let swapped = swapped
        .map_or_else(String::new, |bytes| String::from_utf8_lossy(&bytes).into_owned() + "\n");
    let files = [
        named("READ-ME.txt", READ_ME.to_owned()),
        named("equal-treatment.csv", sheet(kept.as_ref())),
        named("trends.csv", trends::sheet(&put_together(&tallies, last, 8))),
        named("name-swap.json", swapped),
        named("policy.toml", text),
        named("policies.csv", log.into_text()),
        named("versions.txt", versions),
        named("checkpoint.txt", checkpoint),
        named("log.pub", key + "\n"),
    ];
    call.header("content-type", "application/x-tar".to_owned());
    call.header("content-disposition", "attachment; filename=\"audit-pack.tar\"".to_owned());
    Ok((200, Value::String(pack(&files, now.unsigned_abs() / 1_000_000))))
}

/// What the pack holds, and what not.
const READ_ME: &str = "\
What is in this pack\n\
\n\
equal-treatment.csv  groups by what people said of themselves: applications, how many moved on\n\
\u{20}                    without a step, the impact ratio with its 95 % interval (6 RCNY 5-301),\n\
\u{20}                    steps asked for, and those cleared after a review\n\
trends.csv           the same by quarter for everybody, and how often each check was right\n\
name-swap.json       an invented population screened twice, with names swapped\n\
policy.toml          the policy in force; policies.csv: those before it\n\
versions.txt         of program, weights and policy\n\
checkpoint.txt       the log's head, signed; log.pub: the key to check it with\n\
\n\
Groups of fewer than 10 are left out. Nobody's answers, names or applications are in here.\n";

fn counted(t: &Transaction<'_>, months: (i64, i64)) -> Result<Treatment, Error> {
    let mut said: HashMap<u32, Answers> = HashMap::new();
    t.each_self_identification(&mut |number, answers| {
        said.insert(number, answers);
    })?;
    let (mut counting, mut all) = (Counting::default(), Counts::default());
    t.each_handled(months, &mut |handled| {
        let one = screened(&handled);
        all.add(one);
        if let Some(answers) = said.get(&handled.number) {
            counting.add(answers, one);
        }
    })?;
    Ok(counting.finish(&all))
}

fn screened(handled: &Handled) -> Screened {
    let end = handled.outcome.map(|(outcome, _)| match outcome {
        Outcome::Cleared => End::Cleared,
        Outcome::Confirmed => End::Confirmed,
        Outcome::Inconclusive => End::Inconclusive,
    });
    Screened {
        flagged: handled.flagged,
        steps: handled.steps,
        end,
        minutes: handled.outcome.map(|(_, minutes)| bucket_of(minutes.unsigned_abs())),
    }
}

/// Rows of an import: the id, and answers by question.
fn rows(text: &str) -> Result<Vec<(String, Answers)>, Problem> {
    let wrong = |why: &str| Problem::new(422, why.to_owned());
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.is_empty());
    let head = cells(lines.next().unwrap_or_default());
    let [first, questions @ ..] = &head[..] else {
        return Err(wrong("the file is empty; give a table with a column `id`"));
    };
    if first != "id" || questions.is_empty() || questions.len() > QUESTIONS_MAX {
        return Err(wrong("the first column is `id`, then one to ten columns, one a question"));
    }
    let mut rows = Vec::new();
    for (at, line) in lines.enumerate() {
        let cells = cells(line);
        let [id, given @ ..] = &cells[..] else { continue };
        if given.len() != questions.len() {
            return Err(wrong(&format!("line {}: it has another number of columns", at + 2)));
        }
        let answers: Answers = questions
            .iter()
            .zip(given)
            .filter(|(_, answer)| !answer.is_empty())
            .map(|(question, answer)| {
                (question.clone(), answer.chars().take(ANSWER_CHARS_MAX).collect())
            })
            .collect();
        rows.push((id.clone(), answers));
    }
    Ok(rows)
}

/// The cells of a line; a quoted one may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.trim_end_matches('\r').chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

fn kept(t: &Transaction<'_>) -> Result<Option<Kept>, Error> {
    let kept = t.state(STATE)?;
    Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

fn filled(office: &mut Office, call: &Call<'_>, done: String) -> Result<(u16, Value), Problem> {
    let (kept, swapped, identified, applications) = office.write(|t| {
        let swapped = t.state(SWAPPED)?;
        Ok((kept(t)?, swapped, t.self_identified()?, t.last_application()? + 1))
    })?;
    let swapped: Option<Value> = swapped.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let filled = TreatmentPage {
        frame: page::frame(call),
        lead: kept.as_ref().map_or_else(|| NOTHING.to_owned(), |kept| lead(&kept.treatment)),
        counted: kept
            .as_ref()
            .map(|kept| (Moment::of(kept.at), format!("{} to {}", kept.first, kept.last))),
        identified: thousands(identified.unsigned_abs()),
        applications: thousands(applications.unsigned_abs()),
        categories: kept
            .map(|kept| kept.treatment.categories.iter().map(groups).collect())
            .unwrap_or_default(),
        swapped: swapped.map(|one| {
            let at = one["at"].as_i64().unwrap_or_default();
            (Moment::of(at), one["said"].as_str().unwrap_or_default().to_owned())
        }),
        may_change: page::may(call, Permission::Administer),
        done,
    };
    Ok(page::shown(call, html(&filled)))
}

const NOTHING: &str = "Whether groups are treated alike can be told only from what people said of \
                       themselves, of their own will.";

/// What all groups together say: what is below first, then what cannot be told.
fn lead(treatment: &Treatment) -> String {
    let of = |telling: Telling| {
        let groups = treatment.categories.iter().flat_map(|one| &one.groups);
        groups.filter(|group| group.telling == telling && group.counts.is_some()).count()
    };
    let (below, open, few) = (of(Telling::Below), of(Telling::Open), of(Telling::TooFew));
    if treatment.categories.is_empty() {
        return "Nobody who said something of themselves applied in these quarters.".to_owned();
    }
    let first = match below {
        0 if open == 0 => "No group's ratio lies below four fifths of the highest.".to_owned(),
        0 => "No group's ratio surely lies below four fifths of the highest.".to_owned(),
        1 => {
            "One group's ratio lies below four fifths of the highest: find the reasons.".to_owned()
        }
        many => format!("{many} groups' ratios lie below four fifths of the highest: find why."),
    };
    let then = match open + few {
        0 => String::new(),
        1 => " One group is too small to tell.".to_owned(),
        many => format!(" {many} groups are too small to tell."),
    };
    first + &then
}

fn groups(category: &Category) -> Groups {
    Groups {
        name: category.name.replace('_', " "),
        rows: category.groups.iter().map(row).collect(),
    }
}

fn row(group: &Group) -> GroupRow {
    let shown = group.counts.as_ref().map(|counts| {
        let rate = |part| Rate::new(part, counts.applications);
        let told = group.telling != Telling::TooFew;
        let impact = group.impact.filter(|_| told);
        GroupNumbers {
            applications: thousands(counts.applications),
            selected: both(rate(counts.selected), 100.0, " %"),
            impact: ratio(impact, "highest"),
            span: impact.map(|(ratio, bounds)| {
                let open = group.telling == Telling::Reference;
                Span::of_ratio(ratio, (bounds.low, bounds.high), open)
            }),
            telling: words(group.telling),
            asks: group.telling == Telling::Below,
            cleared: both(rate(counts.cleared), 1_000.0, ""),
            asked: (
                trends::per_thousand(rate(counts.asked)),
                group.burden.filter(|_| told).map_or(String::new(), |(ratio, bounds)| {
                    if bounds.low >= bounds.high {
                        "largest group".to_owned()
                    } else {
                        format!("{ratio:.2} times; {:.2} – {:.2}", bounds.low, bounds.high)
                    }
                }),
            ),
            hours: group.hours.map_or("–".to_owned(), |hours| trends::number(hours.median)),
        }
    });
    let guards = group.telling == Telling::Guards;
    GroupRow { name: group.name.clone(), shown, guards }
}

fn both(rate: Rate, scale: f64, unit: &str) -> (String, String) {
    let share =
        rate.share().map_or("–".to_owned(), |share| format!("{:.1}{unit}", share * scale));
    let bounds = rate.interval().map_or(String::new(), |bounds| {
        format!("{:.1} – {:.1}", bounds.low * scale, bounds.high * scale)
    });
    (share, bounds)
}

fn ratio(found: Option<(f64, Interval)>, reference: &str) -> (String, String) {
    match found {
        None => ("–".to_owned(), "too few to tell".to_owned()),
        Some((ratio, bounds)) if bounds.low >= bounds.high => {
            (format!("{ratio:.2}"), reference.to_owned())
        }
        Some((ratio, bounds)) => {
            (format!("{ratio:.2}"), format!("{:.2} – {:.2}", bounds.low, bounds.high))
        }
    }
}

fn words(telling: Telling) -> &'static str {
    match telling {
        Telling::Reference => "others are compared with it",
        Telling::Above => "above four fifths",
        Telling::Below => "below four fifths: find the reasons",
        Telling::Open => "cannot be told yet: more people are needed",
        Telling::Guards => "not shown, to protect a smaller group",
        Telling::TooFew => "too few to conclude anything",
    }
}

fn sheet(kept: Option<&Kept>) -> String {
    let mut sheet = Sheet::new(&[
        "category",
        "group",
        "applications",
        "selected",
        "selection_rate",
        "impact_ratio",
        "low",
        "high",
        "tells",
        "asked_for_a_step",
        "steps",
        "to_be_looked_at",
        "cleared_after_review",
        "confirmed",
        "median_hours",
    ]);
    let categories = kept.map_or(&[][..], |kept| &kept.treatment.categories);
    for (category, group) in
        categories.iter().flat_map(|one| one.groups.iter().map(move |group| (one, group)))
    {
        let name = if group.name.is_empty() { "not stated" } else { &group.name };
        let Some(counts) = &group.counts else {
            let mut cells = vec![category.name.clone(), name.to_owned(), "under 10".to_owned()];
            cells.resize(15, String::new());
            sheet.row(&cells);
            continue;
        };
        let real = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        sheet.row(&[
            category.name.clone(),
            name.to_owned(),
            counts.applications.to_string(),
            counts.selected.to_string(),
            real(group.selected().share()),
            real(group.impact.map(|(ratio, _)| ratio)),
            real(group.impact.map(|(_, bounds)| bounds.low)),
            real(group.impact.map(|(_, bounds)| bounds.high)),
            words(group.telling).to_owned(),
            counts.asked.to_string(),
            counts.steps.to_string(),
            counts.flagged.to_string(),
            counts.cleared.to_string(),
            counts.confirmed.to_string(),
            real(group.hours.map(|hours| hours.median)),
        ]);
    }
    sheet.into_text()
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn an_import_has_an_id_and_its_questions() {
        let read =
            rows("\u{feff}id,sex,race_ethnicity\r\nA-1,female,\"asian, other\"\r\nA-2,,\r\n");
        let read = read.expect("a table");
        assert_eq!(read[0].1["race_ethnicity"], "asian, other");
        assert!(read[1].1.is_empty(), "who says nothing is asked no more");
        for wrong in ["", "sex,id\nx,y\n", "id\n1\n", "id,sex\nA-1,x,y\n"] {
            assert!(rows(wrong).is_err(), "{wrong}");
        }
    }
}
