//! What the body of a request holds, as the table of routes says it, and whether one does.

use crate::{Problem, Request};
use serde_json::Value;

/// What the body of a request holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing that is looked at.
    Nothing,
    /// One record, as files hold it.
    Record,
    /// An object with these fields: name, kind, and whether it may be left out.
    Fields(&'static [(&'static str, Holds, bool)]),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A list of texts.
    Texts,
    /// A list of pairs of texts.
    Pairs,
    /// An object.
    Object,
    /// A list of objects of these texts.
    Objects(&'static [&'static str]),
}

/// Whether a body holds what a route takes. Fields of a form are texts, and read by the route.
pub(crate) fn fits(takes: Takes, request: &Request) -> Result<(), Problem> {
    let Takes::Fields(fields) = takes else {
        return Ok(());
    };
    let body = request.object()?;
    if request.is_form() {
        return Ok(());
    }
    for (name, holds, optional) in fields {
        let missing = || Problem::new(422, format!("`{name}` is missing; give it"));
        match body.get(name).filter(|value| !value.is_null()) {
            None if *optional => {}
            None => return Err(missing()),
            Some(value) if holds.is(value) => {}
            Some(_) => {
                let detail = format!("`{name}` is {}; give it so", holds.as_str());
                return Err(Problem::new(422, detail));
            }
        }
    }
    Ok(())
}

impl Holds {
    fn is(self, value: &Value) -> bool {
        let texts =
            |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
        match self {
            Holds::Text => value.is_string(),
            Holds::Whole => value.is_i64(),
            Holds::Texts => texts(value),
            Holds::Object => value.is_object(),
            Holds::Objects(names) => value.as_array().is_some_and(|list| {
                list.iter().all(|one| names.iter().all(|name| one[*name].is_string()))
            }),
            Holds::Pairs => value.as_array().is_some_and(|list| {
                list.iter().all(|pair| texts(pair) && pair.as_array().is_some_and(|p| p.len() == 2))
            }),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Holds::Text => "a text",
            Holds::Whole => "a whole number",
            Holds::Texts => "a list of texts",
            Holds::Pairs => "a list of pairs of texts",
            Holds::Object => "an object",
            Holds::Objects(_) => "a list of objects of texts",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, Takes, fits};
    use crate::Request;

    #[test]
    fn a_body_holds_what_the_table_says_or_is_refused() {
        const TAKES: Takes = Takes::Fields(&[
            ("name", Holds::Text, false),
            ("days", Holds::Whole, true),
            ("pairs", Holds::Pairs, true),
        ]);
        for (body, good) in [
            (r#"{"name": "x", "days": 3, "pairs": [["a", "b"]]}"#, true),
            (r#"{"name": "x", "days": null, "other": 1}"#, true),
            (r#"{"name": null}"#, false),
            (r#"{"name": "x", "days": 3.5}"#, false),
            (r#"{"name": "x", "pairs": [["a"]]}"#, false),
            ("[]", false),
            ("", false),
        ] {
            let request = Request { body: body.as_bytes().to_vec(), ..Request::default() };
            assert_eq!(fits(TAKES, &request).is_ok(), good, "{body}");
            assert!(fits(Takes::Nothing, &request).is_ok());
        }
    }
}
