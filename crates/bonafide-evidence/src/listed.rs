//! What connections to listed institutions answer: the strongest of them.

use crate::Answer;
use crate::excerpt::excerpt;
use bonafide_lists::{Kind, Tier};
use bonafide_reference::{Connection, Path, Subject};

/// Which connections are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strongest {
    /// Those to rows that governments name: `advisory` or `listed`.
    Government,
    /// Those to rows of the employer's own cases, at this level.
    Local(&'static str),
    /// Those to rows that are named for research security.
    ResearchSecurity,
}

/// The answer of the strongest connection by one of these paths. There is no clear answer: that
/// an applicant names no listed institution says nothing for them.
pub(crate) fn strongest(subject: &Subject<'_>, paths: &[Path], which: Strongest) -> Answer {
    let level = |connection: &Connection<'_>| match (which, connection.tier()) {
        (Strongest::Government, tier) if tier.is_sanctioned() => Some(("listed", 2)),
        (Strongest::Government, Tier::Advisory) => Some(("advisory", 1)),
        (Strongest::Local(level), Tier::Local) => Some((level, 1)),
        (Strongest::ResearchSecurity, Tier::ResearchSecurity) => Some(("named", 1)),
        _ => None,
    };
    // A person's row and a name without its place are questions of law, and no evidence.
    let counts = |one: &&Connection<'_>| {
        paths.contains(&one.path) && one.entry.kind != Kind::Person && !one.by_name_alone
    };
    let fit = subject.connections.iter().filter(counts);
    // Where a claim leads to a sanctions row, it counts by that; a school's is worth nothing.
    let sanctioned = |one: &Connection<'_>| {
        one.path != Path::Study
            && subject.connections.iter().filter(counts).any(|other| {
                other.path == one.path && other.claim == one.claim && other.tier().is_sanctioned()
            })
    };
    let fit = fit.filter(|one| which == Strongest::Government || !sanctioned(one));
    let fit = fit.filter_map(|connection| Some((level(connection)?, connection)));
    let best = fit.max_by(|(a, one), (b, other)| {
        a.1.cmp(&b.1).then(one.score.total_cmp(&other.score)).then(other.claim.cmp(&one.claim))
    });
    let Some(((level, _), connection)) = best else {
        return Answer::Unknown;
    };
    let why = match which {
        Strongest::Local(_) => format!(": {}", connection.entry.basis),
        _ => String::new(),
    };
    Answer::noted(
        level,
        excerpt(&connection.sentence()),
        connection.claim.clone(),
        format!("{}, by {}{why}", connection.matched, connection.reference()),
    )
}

#[cfg(test)]
pub(crate) mod fixture {
    use crate::fixture::{answered, application};
    use crate::{Answer, Check};
    use bonafide_lists::{Entry, Indicator, List};
    use bonafide_reference::{ResearchSecurity, Subject, Tables};
    use serde_json::{Value, json};
    use std::sync::LazyLock;

    static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

    pub(crate) fn with_work(employer: &str, place: Option<&str>) -> Value {
        json!({"resume": {"work": [{"name": employer, "location": place}]}})
    }

    pub(crate) fn with_school(school: &str) -> Value {
        json!({"resume": {"education": [{"institution": school}]}})
    }

    /// What a check answers by the built-in tables.
    pub(crate) fn answer(check: &Check, fields: &Value) -> &'static str {
        let application = application(fields.clone());
        answered(check, &Subject::new(&application, &TABLES))
    }

    fn answer_by(check: &Check, fields: &Value, tables: &Tables) -> &'static str {
        let application = application(fields.clone());
        match (check.ask)(&Subject::new(&application, tables)) {
            Answer::Unknown => "unknown",
            Answer::Clear(_) => "clear",
            Answer::Noted(level, _) => level,
        }
    }

    fn list(entries: Vec<Entry>, indicators: Vec<Indicator>) -> List {
        List { name: "own".into(), version: "1".into(), entries, indicators, passed_over: vec![] }
    }

    pub(crate) fn answer_with(check: &Check, fields: &Value, row: Entry) -> &'static str {
        let mut tables = Tables::built_in();
        tables.add_lists(vec![list(vec![row], Vec::new())]);
        answer_by(check, fields, &tables)
    }

    pub(crate) fn answer_with_indicator(
        check: &Check,
        fields: &Value,
        row: Indicator,
    ) -> &'static str {
        let mut tables = Tables::built_in();
        tables.add_lists(vec![list(Vec::new(), vec![row])]);
        answer_by(check, fields, &tables)
    }

    pub(crate) fn answer_under(check: &Check, fields: &Value, roles: &[&str]) -> &'static str {
        let mut tables = Tables::built_in();
        tables.research_security = Some(ResearchSecurity {
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            reason: "an export license".into(),
        });
        answer_by(check, fields, &tables)
    }
}
