//! Pages of long lists: so many at a time, and an opaque cursor to where the next page begins.

use crate::{Problem, Request};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// Most items of a page, and how many where nobody says.
pub(crate) const PAGE_MAX: usize = 200;
const USUAL: usize = 50;

/// What page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// The place of the last item of the page before; `None` for the first page.
    pub(crate) after: Option<String>,
    /// Most items.
    pub(crate) limit: usize,
}

/// The page that `after` and `limit` of a query ask for.
pub(crate) fn page(request: &Request) -> Result<Page, Problem> {
    let after = request.asked("after").map(|cursor| {
        let place = URL_SAFE_NO_PAD.decode(&cursor).ok().and_then(|at| String::from_utf8(at).ok());
        place.ok_or_else(|| Problem::new(400, "`after` is no cursor; give `next` of a page before"))
    });
    let limit = match request.asked("limit").map(|limit| limit.parse::<usize>()) {
        None => USUAL,
        Some(Ok(limit)) if (1..=PAGE_MAX).contains(&limit) => limit,
        Some(_) => return Err(Problem::new(400, "`limit` is a whole number from 1 to 200")),
    };
    Ok(Page { after: after.transpose()?, limit })
}

/// The cursor to what comes after a place.
pub(crate) fn cursor(place: &str) -> String {
    URL_SAFE_NO_PAD.encode(place)
}

/// One page of a whole list: under a name, with the cursor to the next one or `null`. Places
/// ascend.
pub(crate) fn cut<T>(
    name: &str,
    all: &[T],
    request: &Request,
    place: impl Fn(&T) -> String,
    shown: impl Fn(&T) -> Value,
) -> Result<Value, Problem> {
    let page = page(request)?;
    let is_past = |one: &&T| page.after.as_ref().is_none_or(|after| place(one) > *after);
    let mut rest = all.iter().filter(is_past).peekable();
    let mut last = None;
    let mut items = Vec::new();
    while items.len() < page.limit
        && let Some(one) = rest.next()
    {
        last = Some(place(one));
        items.push(shown(one));
    }
    let next = last.filter(|_| rest.peek().is_some()).map(|place| cursor(&place));
    Ok(json!({name: items, "next": next}))
}

/// A number as a place, so that places ascend as numbers do.
pub(crate) fn number(number: i64) -> String {
    format!("{number:020}")
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::Request;
    use serde_json::{Value, json};

    fn ask(query: &str) -> Result<Value, crate::Problem> {
        let request = Request { query: query.to_owned(), ..Request::default() };
        let all = ["a", "b", "c", "d", "e"];
        cut("letters", &all, &request, |one| (*one).to_owned(), |one| json!(one))
    }

    #[test]
    fn pages_follow_one_another_without_gap_or_overlap() {
        let (mut query, mut seen) = ("limit=2".to_owned(), Vec::new());
        loop {
            let page = ask(&query).expect("a page");
            seen.extend(page["letters"].as_array().expect("a list").clone());
            let Some(next) = page["next"].as_str() else { break };
            query = format!("limit=2&after={next}");
        }
        assert_eq!(json!(seen), json!(["a", "b", "c", "d", "e"]));
        assert_eq!(ask("limit=5").expect("a page")["next"], Value::Null);
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for query in ["limit=0", "limit=201", "limit=x", "after=%25", "after=_w"] {
            assert_eq!(ask(query).expect_err(query).status, 400, "{query}");
        }
    }
}
