//! Cases that are merged, because one operator stands behind both, and members that are taken out,
//! because they are not related: both are remembered as evidence, and screened anew.

use crate::{
    Problem,
    casework::bounded,
    office::{Call, Functions, Office},
    paths::cases::shown,
};
use bonafide_store::{Error, Says, Transaction};
use serde_json::Value;

/// Merges another case, `with`, into this one, and remembers that one operator stands behind both,
/// with `why`.
pub(crate) fn merge(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let with = call.text("with")?;
    let why = bounded("why", call.text("why")?)?;
    let case = office.work(|t, functions, _| {
        let (one, other) = (t.case(call.named[0])?.number, t.case(&with)?.number);
        t.merge_cases(call.named[0], &with, call.account)?;
        let said = (call.account, why.as_str());
        relate(t, functions, &[(one, other)], Says::SameOperator, said)?;
        t.name_ring(call.named[0])
    })?;
    Ok((200, shown(&case)))
}

/// Takes an `application` out of this case into one of its own, and remembers that it is not
/// related with the others, with `why`. Gives the new case.
pub(crate) fn split(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let application = call.text("application")?;
    let why = bounded("why", call.text("why")?)?;
    let case = office.work(|t, functions, _| {
        let number = t.number_of(&application)?;
        let others = t.numbers_of(&t.case(call.named[0])?.id)?;
        let own = t.split_case(call.named[0], number, call.account)?;
        let others = others.into_iter().filter(|other| *other != number);
        let pairs: Vec<(u32, u32)> = others.map(|other| (number, other)).collect();
        relate(t, functions, &pairs, Says::NotRelated, (call.account, &why))?;
        t.case(&own.id)
    })?;
    Ok((201, shown(&case)))
}

/// Remembers what was found out of pairs, where it is not said already, and screens them anew. Of
/// one claimed person's own applications nothing is to be said.
pub(crate) fn relate(
    t: &mut Transaction<'_>,
    functions: &Functions,
    pairs: &[(u32, u32)],
    says: Says,
    (account, why): (&str, &str),
) -> Result<(), Error> {
    let mut concerned = Vec::new();
    for (one, other) in pairs {
        let said = t.related(*one, says)?.contains(other);
        if said || t.person(*one)? == t.person(*other)? {
            continue;
        }
        t.relate((*one, *other), says, account, why)?;
        concerned.extend([*one, *other]);
    }
    concerned.sort_unstable();
    concerned.dedup();
    if concerned.is_empty() {
        return Ok(());
    }
    (functions.reassess)(t, &concerned, "relation")
}
