//! What people found out of two applications, and who holds a telephone or mailbox.

use crate::{
    Problem,
    casework::bounded,
    office::{Call, Office},
    paging,
};
use bonafide_store::{Relation, Says};
use serde_json::{Value, json};

/// Most applications that a search gives.
const FOUND_MAX: usize = 200;

/// Says that one operator stands behind two applications, or that they are not related.
pub(crate) fn relate(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let says = Says::parse(&call.text("says")?)
        .ok_or_else(|| Problem::new(422, "`says` is `same-operator` or `not-related`"))?;
    let (one, other) = (call.text("one")?, call.text("other")?);
    let why = bounded("why", call.text("why")?)?;
    let relation = office.work(|t, functions, _| {
        let numbers = (t.number_of(&one)?, t.number_of(&other)?);
        let relation = t.relate(numbers, says, call.account, &why)?;
        (functions.reassess)(t, &[numbers.0, numbers.1], "relation")?;
        Ok(relation)
    })?;
    Ok((201, shown(&relation)))
}

/// Takes back what was said of two applications.
pub(crate) fn end(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let relation = office.work(|t, functions, _| {
        let relation = t.end_relation(call.named[0], call.account)?;
        (functions.reassess)(t, &[relation.numbers.0, relation.numbers.1], "relation")?;
        Ok(relation)
    })?;
    Ok((200, shown(&relation)))
}

/// Gives what holds now as lines of two ids, as these came in, and what is said: what `bonafide
/// screen --relations` reads. Looking is logged.
pub(crate) fn file(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let lines = office.write(|t| {
        let mut lines = String::from("one,other,says\n");
        for relation in t.relations_now()? {
            let (one, other) = relation.numbers;
            // Of somebody who was erased nothing is left to say.
            if let (Ok(one), Ok(other)) = (t.application(one), t.application(other)) {
                let says = relation.says.as_str();
                lines += &[&quoted(&one.id), ",", &quoted(&other.id), ",", says, "\n"].concat();
            }
        }
        t.journal("relations.exported", call.account, "relations", b"", None)?;
        Ok(lines)
    })?;
    Ok((200, Value::String(lines)))
}

/// A field, in quotes where it would not be one otherwise.
fn quoted(text: &str) -> String {
    let plain = !text.contains([',', '"', '\n', '\r']) && text.trim() == text;
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// Lists what was said of an application and others.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| {
        let number = t.number_of(call.named[0])?;
        t.journal("relations.viewed", call.account, call.named[0], b"", None)?;
        t.relations_of(number)
    })?;
    let place = |one: &Relation| format!("{} {}", paging::number(one.at), one.id);
    Ok((200, paging::cut("relations", &all, call.request, place, shown)?))
}

/// Finds applications by exactly a telephone or mailbox. What was asked for is logged, sealed.
pub(crate) fn search(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (phone, email) = (call.request.text_if_any("phone")?, call.request.text_if_any("email")?);
    if phone.is_none() && email.is_none() {
        return Err(Problem::new(422, "give `phone`, with its country's code, or `email`"));
    }
    let found = office.work(|t, functions, _| {
        let mut found = std::collections::BTreeSet::new();
        for key in (functions.keys_of)(phone.as_deref(), email.as_deref()) {
            found.extend(t.holders(key, FOUND_MAX)?.into_iter().map(|(number, _)| number));
        }
        let asked = json!({"phone": phone, "email": email}).to_string();
        t.journal("search.made", call.account, "applications", asked.as_bytes(), None)?;
        found.into_iter().take(FOUND_MAX).map(|number| t.pseudonym_of(number)).collect()
    })?;
    let found: Vec<String> = found;
    Ok((200, json!({"applications": found})))
}

pub(crate) fn shown(relation: &Relation) -> Value {
    json!({
        "relation": relation.id, "one": relation.applications.0,
        "other": relation.applications.1, "says": relation.says.as_str(), "by": relation.by,
        "at": relation.at, "why": relation.why,
        "ended_at": relation.ended.as_ref().map(|(at, _)| at),
        "ended_by": relation.ended.as_ref().map(|(_, by)| by)
    })
}
