//! Pages: what a browser gets, with and without a session.

use crate::fixture::{ask, get, office, post, sign_in};
use serde_json::Value;

fn header<'a>(answer: &'a bonafide_server::Answer, name: &str) -> &'a str {
    let found = answer.headers.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.as_str()).unwrap_or_default()
}

#[test]
fn pages_load_nothing_from_elsewhere_and_their_files_are_kept() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let queue = get(&mut office, "/queue", &eve.headers());
    assert_eq!(queue.status, 200, "{queue:?}");
    assert!(header(&queue, "content-type").starts_with("text/html"));
    let policy = header(&queue, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    let page = queue.body.as_str().expect("a page");
    assert!(page.contains("No case is open"), "{page}");
    for before in ["href=\"/assets/", "src=\"/assets/"] {
        let name = page.split(before).nth(1).and_then(|rest| rest.split('"').next());
        let file = get(&mut office, &format!("/assets/{}", name.expect("a file")), &[]);
        assert_eq!(file.status, 200);
        assert!(header(&file, "cache-control").contains("immutable"));
    }
}

#[test]
fn what_a_form_does_leads_on_and_needs_the_session_to_mean_it() {
    let (_folder, mut office) = office();
    assert_eq!(header(&get(&mut office, "/", &[]), "location"), "/queue");
    assert_eq!(get(&mut office, "/queue", &[]).status, 401);
    let eve = sign_in(&mut office, "eve");
    assert_eq!(ask(&mut office, "POST", "/sign-out", &eve.cookie(), &Value::Null).status, 403);
    let out = post(&mut office, "/sign-out", &eve.headers(), &Value::Null);
    assert_eq!((out.status, header(&out, "location")), (303, "/sign-in"));
    assert_eq!(get(&mut office, "/queue", &eve.headers()).status, 401);
}
