//! People sign in and out, programs come with tokens, and neither gets further than they may.

use crate::fixture::{
    PASSWORD, ask, get, invite, now, office, open, pass, person, post, sign_in, text,
};
use bonafide_log::{Entry, note::Verifier, proof::entry};
use bonafide_server::Office;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use std::path::Path;

/// The code that an authenticator program shows now.
fn code(secret: &str) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in secret.chars() {
        bits = bits << 5 | letters.find(letter).expect("a letter of base 32") as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    let mut mac = <Hmac<sha1::Sha1> as Mac>::new_from_slice(&bytes).expect("a key");
    mac.update(&(now() as u64 / 30_000_000).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[at], hash[at + 1], hash[at + 2], hash[at + 3]]);
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// What the log has: the kind of each entry and what it is about.
fn kinds(folder: &Path) -> Vec<(String, String)> {
    let public = std::fs::read_to_string(folder.join("log.pub")).expect("a public key");
    let verifier = Verifier::from_text(&public).expect("a public key");
    let entries = (0..).map_while(|number| entry(&folder.join("log"), number, &verifier).ok());
    let entries = entries.map(|bytes| Entry::from_bytes(&bytes).expect("an entry"));
    entries.map(|entry| (entry.kind, entry.about)).collect()
}

#[test]
fn somebody_signs_in_works_and_signs_out() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let me = get(&mut office, "/api/v1/me", &eve.cookie()).body;
    assert_eq!((&me["account"], &me["role"]), (&json!("eve"), &json!("administrator")));
    assert!(me["may"].as_array().is_some_and(|may| may.contains(&json!("administer"))));
    pass(1);
    let again = sign_in(&mut office, "eve");
    let all = get(&mut office, "/api/v1/sessions", &again.cookie()).body;
    let all = all["sessions"].as_array().expect("a list").clone();
    assert_eq!(all.iter().map(|one| one["this"] == true).collect::<Vec<_>>(), [false, true]);
    let first = format!("/api/v1/sessions/{}/end", text(&all[0], "session"));
    assert_eq!(post(&mut office, &first, &again.headers(), &json!({})).status, 200);
    assert_eq!(get(&mut office, "/api/v1/me", &eve.cookie()).status, 401);
    let out = post(&mut office, "/api/v1/sign-out", &again.headers(), &Value::Null);
    assert!(out.headers.iter().any(|(_, value)| value.contains("Max-Age=0")), "{out:?}");
    assert_eq!(get(&mut office, "/api/v1/me", &again.cookie()).status, 401);
    let kinds = kinds(folder.path());
    for kind in ["session.begun", "session.ended", "account.made", "account.password-set"] {
        assert!(kinds.iter().any(|(known, _)| known == kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn a_session_ends_unused_and_ends_at_last() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    for _ in 0..20 {
        pass(29 * 60);
        assert_eq!(get(&mut office, "/api/v1/me", &eve.cookie()).status, 200);
    }
    let idle = sign_in(&mut office, "eve");
    pass(32 * 60);
    assert_eq!(get(&mut office, "/api/v1/me", &idle.cookie()).status, 401, "half an hour");
    let used = sign_in(&mut office, "eve");
    for _ in 0..24 {
        pass(29 * 60);
        get(&mut office, "/api/v1/me", &used.cookie());
    }
    pass(29 * 60);
    assert_eq!(get(&mut office, "/api/v1/me", &used.cookie()).status, 401, "twelve hours");
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let body = json!({"name": "ann", "role": "reviewer"});
    let made = |office: &mut Office, headers: &[(&str, &str)]| {
        post(office, "/api/v1/accounts", headers, &body)
    };
    let [cookie] = eve.cookie();
    let [_, csrf] = eve.headers();
    for headers in [
        vec![cookie],
        vec![cookie, ("x-csrf-token", "0000")],
        vec![cookie, csrf, ("origin", "https://evil.example"), ("host", "localhost")],
        vec![cookie, csrf, ("sec-fetch-site", "cross-site")],
    ] {
        let answer = made(&mut office, &headers);
        assert_eq!(answer.status, 403, "{headers:?}");
        assert_eq!(answer.body["type"], "/api/v1/problems/forged-request");
    }
    let headers = [cookie, csrf, ("origin", "http://localhost:1"), ("host", "localhost:1")];
    assert_eq!(made(&mut office, &headers).status, 201);
    // Without script a form carries it as a field.
    let mut request = bonafide_server::Request {
        method: "POST".into(),
        path: "/api/v1/accounts".into(),
        headers: vec![
            ("cookie".into(), cookie.1.into()),
            ("content-type".into(), "application/x-www-form-urlencoded".into()),
        ],
        body: b"name=bob&role=reviewer".to_vec(),
        ..bonafide_server::Request::default()
    };
    assert_eq!(office.answer(&request).status, 403);
    request.body.extend_from_slice(format!("&csrf={}", csrf.1).as_bytes());
    assert_eq!(office.answer(&request).status, 201);
}

#[test]
fn wrong_passwords_are_slowed_down_and_logged_without_unknown_names() {
    let (folder, mut office) = office();
    let try_as = |office: &mut Office, name: &str, password: &str| {
        post(office, "/api/v1/sign-in", &[], &json!({"name": name, "password": password}))
    };
    let unknown = try_as(&mut office, "my password by mistake", "x");
    for _ in 0..5 {
        let answer = try_as(&mut office, "eve", "wrong password");
        assert_eq!((answer.status, &answer.body), (401, &unknown.body), "it says not which");
    }
    let slowed = try_as(&mut office, "eve", PASSWORD);
    assert_eq!(slowed.status, 429, "the right one has to wait as well");
    assert!(slowed.headers.contains(&("retry-after", "2".to_owned())), "{slowed:?}");
    pass(2);
    assert_eq!(try_as(&mut office, "eve", PASSWORD).status, 201);
    let refused: Vec<String> = kinds(folder.path())
        .into_iter()
        .filter(|(kind, _)| kind == "sign-in.refused")
        .map(|(_, about)| about)
        .collect();
    assert_eq!(refused, ["unknown", "eve", "eve", "eve", "eve", "eve"]);
}

#[test]
fn a_second_factor_is_asked_for_once_it_is_set() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let offered = post(&mut office, "/api/v1/second-factor", &eve.headers(), &Value::Null).body;
    let secret = text(&offered, "secret");
    let confirm = "/api/v1/second-factor/confirm";
    let wrong = post(&mut office, confirm, &eve.headers(), &json!({"code": "000000"}));
    assert!(wrong.status == 422 || code(&secret) == "000000");
    let set = post(&mut office, confirm, &eve.headers(), &json!({"code": code(&secret)}));
    let recovery = set.body["recovery_codes"].as_array().expect("codes").clone();
    assert_eq!((set.status, recovery.len()), (201, 10));
    pass(60);
    let mut sign = |given: Option<&str>| {
        let body = json!({"name": "eve", "password": PASSWORD, "code": given});
        post(&mut office, "/api/v1/sign-in", &[], &body)
    };
    let asked = sign(None);
    assert_eq!((asked.status, &asked.body["type"]), (401, &json!("/api/v1/problems/code-needed")));
    let first = sign(Some(&code(&secret)));
    assert_eq!(first.status, 201);
    assert_eq!(sign(Some(&code(&secret))).status, 401, "no code works twice");
    let spare = recovery[3].as_str().expect("a code").to_uppercase();
    assert_eq!([sign(Some(&spare)).status, sign(Some(&spare)).status], [201, 401]);
    let eve = person(&first);
    let remove = "/api/v1/second-factor/remove";
    let refused = post(&mut office, remove, &eve.headers(), &json!({"password": "wrong"}));
    assert_eq!(refused.status, 401);
    let removed = post(&mut office, remove, &eve.headers(), &json!({"password": PASSWORD}));
    assert_eq!(removed.status, 200);
    sign_in(&mut office, "eve");
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let (_folder, mut office) = office();
    let (eve, elsewhere) = (sign_in(&mut office, "eve"), sign_in(&mut office, "eve"));
    let new = "another horse battery";
    let change = |office: &mut Office, old: &str, new: &str| {
        let body = json!({"old": old, "new": new});
        post(office, "/api/v1/password", &eve.headers(), &body)
    };
    assert_eq!(change(&mut office, "wrong", new).status, 401);
    let short = change(&mut office, PASSWORD, "short");
    assert_eq!(short.body["type"], "/api/v1/problems/password-refused");
    assert_eq!(change(&mut office, PASSWORD, new).status, 200);
    assert_eq!(get(&mut office, "/api/v1/me", &eve.cookie()).status, 200);
    assert_eq!(get(&mut office, "/api/v1/me", &elsewhere.cookie()).status, 401);
    let body = json!({"name": "eve", "password": new});
    assert_eq!(post(&mut office, "/api/v1/sign-in", &[], &body).status, 201);
}

#[test]
fn a_token_is_for_its_scopes_until_it_ends_or_is_taken_back() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "approver");
    let make =
        |office: &mut Office, body: &Value| post(office, "/api/v1/tokens", &ann.headers(), body);
    for scopes in [json!(["administer"]), json!(["own"]), json!([]), json!(["x"]), json!("read")] {
        let body = json!({"label": "export", "scopes": scopes});
        assert_eq!(make(&mut office, &body).status, 422, "{scopes}");
    }
    let made = make(&mut office, &json!({"label": "export", "scopes": ["read"], "days": 30})).body;
    let secret = text(&made, "secret");
    let token = [("token", secret.as_str())];
    assert_eq!(get(&mut office, "/api/v1/cases", &token).status, 200);
    let claim = post(&mut office, "/api/v1/cases/c-0/claim", &token, &json!({}));
    assert_eq!(claim.status, 403, "an approver may, the token not");
    assert_eq!(get(&mut office, "/api/v1/tokens", &token).status, 403, "that is for people");
    assert_eq!(
        get(&mut office, "/api/v1/me", &token).body["may"],
        json!(["everyone", "known", "read"])
    );
    let listed = get(&mut office, "/api/v1/tokens", &ann.cookie()).body["tokens"][0].clone();
    assert_eq!((&listed["used_at"], listed.get("secret")), (&json!(now()), None));
    let revoke = format!("/api/v1/tokens/{}/revoke", text(&made, "token"));
    assert_eq!(post(&mut office, &revoke, &eve.headers(), &json!({})).status, 404, "not hers");
    assert_eq!(post(&mut office, &revoke, &ann.headers(), &json!({})).status, 200);
    assert_eq!(get(&mut office, "/api/v1/cases", &token).status, 401);
    let short = text(&make(&mut office, &json!({"label": "a day", "days": 1})).body, "secret");
    let token = [("token", short.as_str())];
    assert_eq!(get(&mut office, "/api/v1/cases", &token).status, 200);
    pass(86_400);
    assert_eq!(get(&mut office, "/api/v1/cases", &token).status, 401, "it ended");
}

#[test]
fn another_role_or_none_counts_at_once() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "reviewer");
    let path = "/api/v1/accounts/ann/role";
    let changed = post(&mut office, path, &eve.headers(), &json!({"role": "auditor"}));
    assert_eq!(changed.body["role"], "auditor");
    assert_eq!(get(&mut office, "/api/v1/me", &ann.cookie()).status, 401, "her session ended");
    let ann = sign_in(&mut office, "ann");
    assert_eq!(get(&mut office, "/api/v1/me", &ann.cookie()).body["role"], "auditor");
    let path = "/api/v1/accounts/ann/disable";
    assert_eq!(post(&mut office, path, &eve.headers(), &json!({})).status, 200);
    assert_eq!(get(&mut office, "/api/v1/me", &ann.cookie()).status, 401);
    let body = json!({"name": "ann", "password": PASSWORD});
    assert_eq!(post(&mut office, "/api/v1/sign-in", &[], &body).status, 401);
    post(&mut office, "/api/v1/accounts/ann/enable", &eve.headers(), &json!({}));
    sign_in(&mut office, "ann");
    let path = "/api/v1/accounts/eve/disable";
    let refused = ask(&mut office, "POST", path, &eve.headers(), &json!({}));
    assert_eq!(refused.status, 409, "somebody must be able to make accounts");
}

#[test]
fn sessions_tokens_and_second_factors_are_there_after_a_restart() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let token = post(&mut office, "/api/v1/tokens", &eve.headers(), &json!({"label": "x"})).body;
    drop(office);
    let (mut office, code) = open(folder.path());
    assert_eq!(code, None, "there is an administrator");
    assert_eq!(get(&mut office, "/api/v1/me", &eve.cookie()).status, 200);
    let secret = text(&token, "secret");
    assert_eq!(get(&mut office, "/api/v1/me", &[("token", &secret)]).status, 200);
}
