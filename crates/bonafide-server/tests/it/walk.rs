//! Every route, asked for by everybody in every way: each answer is the table's.

use crate::fixture::{Person, ask, invite, office, pass, post, sign_in, text};
use bonafide_server::{Answer, Office, Permission, ROUTES, Route};
use bonafide_store::Role;
use serde_json::{Value, json};

/// What the table says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Go on; what then comes of it is the route's affair.
    Yes,
    /// Who are you?
    Unknown,
    /// You may not.
    NotAllowed,
    /// That was not meant by you.
    Forged,
}

fn says(answer: &Answer) -> Says {
    match answer.body["type"].as_str().and_then(|kind| kind.rsplit('/').next()) {
        Some("unknown-caller") => Says::Unknown,
        Some("not-allowed") => Says::NotAllowed,
        Some("forged-request") => Says::Forged,
        _ => Says::Yes,
    }
}

/// Asks for a route with something in place of its variable parts, and nothing in its body.
fn try_route(office: &mut Office, route: &Route, headers: &[(&str, &str)]) -> Answer {
    let path: Vec<&str> = route
        .path
        .split('/')
        .map(|part| if part.starts_with('{') { "x-0" } else { part })
        .collect();
    let answer = ask(office, route.method, &path.join("/"), headers, &json!({}));
    let unwritten = answer.status == 500 && route.path.ends_with("/log");
    assert!(answer.status < 500 || unwritten, "{} {:?}", route.path, answer.body);
    assert_ne!(answer.status, 429, "{}", route.path);
    answer
}

fn expect(answer: &Answer, expected: Says, route: &Route, who: &str) {
    assert_eq!(says(answer), expected, "{} {} for {who}: {answer:?}", route.method, route.path);
}

fn allowed(given: bool) -> Says {
    if given { Says::Yes } else { Says::NotAllowed }
}

/// A token that somebody makes of their own.
fn token(office: &mut Office, person: &Person, body: &Value) -> String {
    let made = post(office, "/api/v1/tokens", &person.headers(), body);
    assert_eq!(made.status, 201, "{}", made.body);
    text(&made.body, "secret")
}

#[test]
fn nobody_and_what_is_no_longer_valid_get_what_is_open_to_everyone() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ended = token(&mut office, &eve, &json!({"label": "x", "days": 1}));
    let revoked = post(&mut office, "/api/v1/tokens", &eve.headers(), &json!({"label": "x"})).body;
    let path = format!("/api/v1/tokens/{}/revoke", text(&revoked, "token"));
    post(&mut office, &path, &eve.headers(), &json!({}));
    let bob = invite(&mut office, &eve, "bob", "administrator");
    let disabled = token(&mut office, &bob, &json!({"label": "x"}));
    post(&mut office, "/api/v1/accounts/bob/disable", &eve.headers(), &json!({}));
    pass(86_400);
    for route in ROUTES {
        pass(60);
        let open = route.permission == Permission::Everyone;
        let expected = if open { Says::Yes } else { Says::Unknown };
        for headers in
            [&[][..], &eve.headers(), &bob.headers(), &[("cookie", "bonafide-session=0")]]
        {
            expect(&try_route(&mut office, route, headers), expected, route, "nobody");
        }
        let revoked = text(&revoked, "secret");
        for token in ["eve.0000", "0000", "", &ended, &revoked, &disabled] {
            let answer = try_route(&mut office, route, &[("token", token)]);
            expect(&answer, Says::Unknown, route, "an invalid token");
        }
    }
}

#[test]
fn each_role_gets_what_the_table_gives_it_and_a_token_no_more_than_its_scope() {
    let (_folder, mut office) = office();
    for role in Role::ALL {
        let eve = sign_in(&mut office, "eve");
        let name = format!("the-{}", role.as_str());
        let mut person = invite(&mut office, &eve, &name, role.as_str());
        let whole = token(&mut office, &person, &json!({"label": "all"}));
        let of = |scope: &Permission| (*scope, scope.as_str());
        let given = Permission::SCOPES.iter().filter(|scope| scope.is_given_to(Some(role)));
        let scoped: Vec<(Permission, String)> = given
            .map(of)
            .map(|(scope, text)| {
                (scope, token(&mut office, &person, &json!({"label": "x", "scopes": [text]})))
            })
            .collect();
        for route in ROUTES {
            pass(60);
            let may = route.permission.is_given_to(Some(role));
            let own = route.permission == Permission::Own;
            let answer = try_route(&mut office, route, &[("token", &whole)]);
            expect(&answer, allowed(may && !own), route, &name);
            for (scope, token) in &scoped {
                let answer = try_route(&mut office, route, &[("token", token)]);
                let open = [Permission::Everyone, Permission::Known].contains(&route.permission);
                let who = format!("{name} by a token to {}", scope.as_str());
                expect(&answer, allowed(open || *scope == route.permission), route, &who);
            }
            let bare = try_route(&mut office, route, &person.cookie());
            let changes = route.method != "GET" && route.permission != Permission::Everyone;
            let expected = if may && changes { Says::Forged } else { allowed(may) };
            expect(&bare, expected, route, &format!("{name} by a form of another site"));
            let meant = try_route(&mut office, route, &person.headers());
            expect(&meant, allowed(may), route, &format!("{name} signed in"));
            if route.path.ends_with("/sign-out") {
                person = sign_in(&mut office, &name);
            }
        }
    }
}
