//! Signing in through another house, which the test itself is: on this machine, with a key of its
//! own.

use crate::fixture::{get, now, office, pass, person, post, sign_in};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bonafide_server::{Answer, File, Office, SingleSignOn};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// An issuer on this machine, and what it says of whoever comes.
struct House {
    address: String,
    says: Arc<Mutex<Value>>,
    /// Who was sent here: the parameters of the last sign-in.
    sent: Arc<Mutex<BTreeMap<String, String>>>,
}

impl House {
    fn open() -> House {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let house = House { address, says: Arc::default(), sent: Arc::default() };
        let (address, says, sent) =
            (house.address.clone(), Arc::clone(&house.says), Arc::clone(&house.sent));
        std::thread::spawn(move || {
            let random = SystemRandom::new();
            let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
            let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
            let key = EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).expect("a key");
            for stream in listener.incoming().map_while(Result::ok) {
                let (path, head, body) = read(&stream);
                let answer = match path.as_str() {
                    "/.well-known/openid-configuration" => json!({"issuer": address,
                        "authorization_endpoint": format!("{address}/authorize"),
                        "token_endpoint": format!("{address}/token"),
                        "jwks_uri": format!("{address}/keys")}),
                    "/keys" => keys(&key),
                    _ => {
                        let sent = sent.lock().expect("held").clone();
                        exchange(&head, &body, &sent, &says.lock().expect("held"), &key, &random)
                    }
                };
                let status = if answer.is_null() { "400 Bad Request" } else { "200 OK" };
                let text = answer.to_string();
                let length = text.len();
                write!(
                    &stream,
                    "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
                )
                .expect("answered");
            }
        });
        house
    }

    /// An office that lets its people in.
    fn trusted_by(&self, office: &mut Office) {
        let file: File = toml::from_str(&format!(
            "issuer = \"{}\"\nclient_id = \"us\"\nclient_secret_file = \"none\"\n\
             role_claim = \"groups\"\n\
             [[roles]]\nvalue = \"leads\"\nrole = \"approver\"\n\
             [[roles]]\nvalue = \"hiring\"\nrole = \"reviewer\"\n",
            self.address
        ))
        .expect("a file");
        office.settings.single_sign_on =
            Some(SingleSignOn::new(file, "our secret", None).expect("whole"));
    }

    /// Somebody begins, shows the house who they are, and comes back.
    fn visit(&self, office: &mut Office, claims: &Value) -> Answer {
        let (state, cookie) = self.begin(office, claims);
        let path = format!("/api/v1/single-sign-on/end?code=c-1&state={state}");
        get(office, &path, &[("host", "localhost:1"), ("cookie", &cookie)])
    }

    fn begin(&self, office: &mut Office, claims: &Value) -> (String, String) {
        let begun = get(office, "/api/v1/single-sign-on/begin", &[("host", "localhost:1")]);
        assert_eq!(begun.status, 303, "{}", begun.body);
        let address = begun.body["address"].as_str().expect("an address");
        let (endpoint, query) = address.split_once('?').expect("parameters");
        assert_eq!(endpoint, format!("{}/authorize", self.address));
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let sent: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let back = "http%3A%2F%2Flocalhost%3A1%2Fapi%2Fv1%2Fsingle-sign-on%2Fend";
        assert_eq!((sent["client_id"].as_str(), sent["redirect_uri"].as_str()), ("us", back));
        let mut claims = claims.clone();
        for (name, value) in [
            ("iss", json!(self.address)),
            ("aud", json!("us")),
            ("nonce", json!(sent["nonce"])),
            ("iat", json!(now() / 1_000_000)),
            ("exp", json!(now() / 1_000_000 + 300)),
        ] {
            let claims = claims.as_object_mut().expect("an object");
            claims.entry(name).or_insert(value);
        }
        *self.says.lock().expect("held") = claims;
        let state = sent["state"].clone();
        *self.sent.lock().expect("held") = sent;
        let set = begun.headers.iter().find(|(name, _)| *name == "set-cookie").expect("a cookie");
        assert!(set.1.contains("SameSite=Lax") && set.1.contains("HttpOnly"), "{set:?}");
        (state, set.1.split(';').next().expect("a pair").to_owned())
    }
}

fn read(mut stream: &TcpStream) -> (String, String, String) {
    let mut lines = BufReader::new(&mut stream);
    let (mut first, mut head) = (String::new(), String::new());
    lines.read_line(&mut first).expect("a line");
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        if line.trim().is_empty() {
            break;
        }
        head.push_str(&line.to_lowercase());
        head.push_str(&line);
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    lines.read_exact(&mut body).expect("a body");
    let path = first.split(' ').nth(1).expect("a path").to_owned();
    (path, head, String::from_utf8(body).expect("a form"))
}

fn keys(key: &EcdsaKeyPair) -> Value {
    let point = key.public_key().as_ref();
    let half = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
    json!({"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "use": "sig",
        "x": half(&point[1..33]), "y": half(&point[33..])}]})
}

/// A signed token, for who has the code, our secret, and the proof of having begun.
fn exchange(
    head: &str,
    body: &str,
    sent: &BTreeMap<String, String>,
    says: &Value,
    key: &EcdsaKeyPair,
    random: &SystemRandom,
) -> Value {
    let fields: BTreeMap<&str, &str> =
        body.split('&').filter_map(|pair| pair.split_once('=')).collect();
    // `us:our%20secret` in base 64.
    let ours = head.contains("dXM6b3VyJTIwc2VjcmV0");
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(fields["code_verifier"].as_bytes()));
    if !ours || fields["code"] != "c-1" || proof != sent["code_challenge"] {
        return Value::Null;
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "ES256", "kid": "k"})), part(says));
    let signature = key.sign(random, signed.as_bytes()).expect("signed");
    let signature = URL_SAFE_NO_PAD.encode(signature.as_ref());
    json!({"access_token": "a", "token_type": "Bearer", "id_token": format!("{signed}.{signature}")})
}

fn ann(groups: &Value) -> Value {
    json!({"sub": "7", "preferred_username": "Ann@house.example", "groups": groups})
}

/// Who the session of an answer is of.
fn who(office: &mut Office, answer: &Answer) -> (Value, Value) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let cookie = answer.headers.iter().rfind(|(name, _)| *name == "set-cookie").expect("a cookie");
    let cookie = cookie.1.split(';').next().expect("a pair");
    let me = get(office, "/api/v1/me", &[("cookie", cookie)]).body;
    (me["account"].clone(), me["role"].clone())
}

#[test]
fn whom_the_house_names_comes_in_with_the_role_that_it_gives_now() {
    let (_folder, mut office) = office();
    let house = House::open();
    let begin = "/api/v1/single-sign-on/begin";
    assert_eq!(get(&mut office, begin, &[]).status, 404, "nobody configured it");
    house.trusted_by(&mut office);
    let first = house.visit(&mut office, &ann(&json!(["hiring"])));
    assert_eq!(who(&mut office, &first), (json!("ann"), json!("reviewer")));
    let second = house.visit(&mut office, &ann(&json!(["hiring", "leads"])));
    assert_eq!(who(&mut office, &second), (json!("ann"), json!("approver")));
    let cookie = first.headers.iter().rfind(|(name, _)| *name == "set-cookie").expect("a cookie");
    let cookie = cookie.1.split(';').next().expect("a pair");
    let me = get(&mut office, "/api/v1/me", &[("cookie", cookie)]);
    assert_eq!(me.status, 401, "the session of the other role ended");
    let body = json!({"name": "ann", "password": "correct horse battery"});
    assert_eq!(post(&mut office, "/api/v1/sign-in", &[], &body).status, 401, "she has no password");
    let eve = sign_in(&mut office, "eve");
    post(&mut office, "/api/v1/accounts/ann/disable", &eve.headers(), &json!({}));
    assert_eq!(house.visit(&mut office, &ann(&json!(["hiring"]))).status, 403);
}

#[test]
fn nobody_else_comes_in() {
    let (_folder, mut office) = office();
    let house = House::open();
    house.trusted_by(&mut office);
    let mut refused = |claims: Value, why: &str| {
        let answer = house.visit(&mut office, &claims);
        assert!([403, 409].contains(&answer.status), "{why}: {answer:?}");
        assert!(answer.headers.iter().all(|(name, _)| *name != "set-cookie"), "{why}");
        pass(60);
    };
    refused(ann(&json!(["others"])), "the house gives no role");
    refused(json!({"sub": "7", "groups": "hiring"}), "the house gives no name");
    let eve = json!({"sub": "9", "preferred_username": "eve", "groups": "hiring"});
    refused(eve, "an account of this name is somebody else's");
    for (name, value) in [
        ("iss", json!("https://elsewhere.example")),
        ("aud", json!("them")),
        ("nonce", json!("of another sign-in")),
        ("exp", json!(1)),
        ("sub", json!("")),
    ] {
        let mut claims = ann(&json!("hiring"));
        claims[name] = value;
        refused(claims, name);
    }
}

#[test]
fn the_way_back_is_for_the_browser_that_began_and_once() {
    let (_folder, mut office) = office();
    let house = House::open();
    house.trusted_by(&mut office);
    let end = "/api/v1/single-sign-on/end?code=c-1&state=";
    let host = ("host", "localhost:1");
    let back = |office: &mut Office, path: &str, cookie: &str| {
        get(office, path, &[host, ("cookie", cookie)]).status
    };
    let claims = ann(&json!("hiring"));
    let (state, cookie) = house.begin(&mut office, &claims);
    let path = format!("{end}{state}");
    assert_eq!(back(&mut office, &path, "bonafide-begun=0"), 403, "another browser");
    assert_eq!(back(&mut office, &path, &cookie), 403, "the state is gone with that");
    let (state, cookie) = house.begin(&mut office, &claims);
    let path = format!("{end}{state}");
    assert_eq!(back(&mut office, &path.replace("c-1", "c-2"), &cookie), 403, "another code");
    let (state, cookie) = house.begin(&mut office, &claims);
    pass(601);
    assert_eq!(back(&mut office, &format!("{end}{state}"), &cookie), 403, "ten minutes");
    let (state, cookie) = house.begin(&mut office, &claims);
    let path = format!("{end}{state}");
    assert_eq!(back(&mut office, &path, &cookie), 200);
    assert_eq!(back(&mut office, &path, &cookie), 403, "once");
    let cookies = person(&post(
        &mut office,
        "/api/v1/sign-in",
        &[],
        &json!({"name": "eve", "password": "correct horse battery"}),
    ));
    assert_eq!(get(&mut office, "/api/v1/me", &cookies.cookie()).status, 200, "others as before");
}
