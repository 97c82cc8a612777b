//! What every page has in common: its headers, where a form leads, and problems as pages.

use crate::{
    Answer, Problem, ROUTES,
    access::{self, By},
    office::Call,
    routes::Permission,
    shapes::Shape,
};
use bonafide_console::{Frame, Notice, POLICY, SignInPage, html};
use serde_json::Value;

/// The answer that is a page.
pub(crate) fn shown(call: &Call<'_>, page: String) -> (u16, Value) {
    for (name, value) in headers() {
        call.header(name, value);
    }
    (200, Value::String(page))
}

/// Leads on to another page, so that loading it again does nothing twice.
pub(crate) fn onward(call: &Call<'_>, path: &str) -> (u16, Value) {
    call.header("location", path.to_owned());
    (303, Value::String(String::new()))
}

/// What stands around a page for who asks.
pub(crate) fn frame(call: &Call<'_>) -> Frame {
    let csrf = match call.known.map(|known| &known.by) {
        Some(By::Session(_, csrf)) => csrf.clone(),
        _ => String::new(),
    };
    Frame { account: call.account.to_owned(), csrf, path: call.request.path.clone() }
}

/// Whether who asks has a permission.
pub(crate) fn may(call: &Call<'_>, permission: Permission) -> bool {
    access::may(permission, call.known).is_ok()
}

/// The answer of a page's route to a browser: problems are pages as well.
pub(crate) fn for_browsers(answer: &Answer) -> Option<Answer> {
    let page =
        ROUTES.iter().any(|route| route.path == answer.route && route.gives.1 == Shape::Html);
    if !page || answer.status < 400 {
        return None;
    }
    let text = |name: &str| answer.body[name].as_str().unwrap_or_default().to_owned();
    let body = if answer.status == 401 {
        let why = if answer.route == "/sign-in" { text("detail") } else { String::new() };
        html(&SignInPage { why })
    } else {
        html(&Notice { title: text("title"), detail: text("detail"), status: answer.status })
    };
    let mut answer = answer.clone();
    answer.headers.extend(headers());
    Some(Answer { body: Value::String(body), ..answer })
}

/// Where a decision stands, in words.
pub(crate) fn stands(name: &str) -> &'static str {
    match name {
        "unsigned" => "waits for a second person",
        "untold" => "waits for the applicant to be told",
        "waiting" => "waits for the applicant's answer",
        "disputed" => "disputed by the applicant",
        "in-force" => "in force",
        "refused" => "not agreed to by the second person",
        "undone" => "reversed or overturned",
        _ => "",
    }
}

/// A path of this server that a form names to lead back to; the queue where it is none.
pub(crate) fn back(call: &Call<'_>) -> String {
    let path = call.request.field("back").unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/?&=-_.".contains(c);
    let is_ours = path.starts_with('/') && !path.starts_with("//") && path.chars().all(is_plain);
    if is_ours { path } else { "/queue".to_owned() }
}

/// Refuses a decision on what is no longer the last assessment.
pub(crate) fn stale() -> Problem {
    Problem::new(412, "the assessment has a newer version; load the case again, then decide")
}

fn headers() -> [(&'static str, String); 4] {
    [
        ("content-type", "text/html; charset=utf-8".to_owned()),
        ("content-security-policy", POLICY.to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        ("referrer-policy", "same-origin".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::for_browsers;
    use crate::{Answer, Problem};

    fn refused(route: &'static str, status: u16) -> Answer {
        let body = Problem::new(status, "why <b>").body();
        Answer { status, body, headers: Vec::new(), route, file: None }
    }

    #[test]
    fn problems_of_pages_are_pages_and_those_of_the_api_are_not() {
        assert_eq!(for_browsers(&refused("/api/v1/cases", 401)), None);
        for (status, holds) in [(401, "action=\"/sign-in\""), (409, "why &#60;b&#62;")] {
            let page = for_browsers(&refused("/queue", status)).expect("a page");
            let text = page.body.as_str().expect("a text");
            assert!(text.contains(holds) && page.status == status, "{text}");
            assert!(page.headers.iter().any(|(name, _)| *name == "content-security-policy"));
        }
    }
}
