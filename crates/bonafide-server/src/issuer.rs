//! Talking to an issuer of identities: where to send people, and what came of it. The only
//! connections that are opened for sign-in, and only to what the administrator named.

use crate::{
    client::{self, is_here},
    id_token::{self, Expected},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use std::time::Duration;

/// How long one answer of the issuer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Most bytes of an answer.
const ANSWER_BYTES_MAX: u64 = 1 << 20;

/// Who the issuer is, and who we are to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its address, as its tokens name it.
    pub address: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
    /// Certificates (PEM) that its own may rest on, instead of the public ones.
    pub certificates: Option<Vec<u8>>,
}

impl std::fmt::Debug for Issuer {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What came back from the issuer by the browser, and what was kept for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The code that the issuer exchanges.
    pub code: String,
    /// What proves that we began (RFC 7636).
    pub verifier: String,
    /// The number that the token must have.
    pub nonce: String,
    /// Where the browser was sent back to.
    pub redirect: String,
    /// The moment, in seconds since 1970.
    pub now: i64,
}

impl Issuer {
    /// The address to which people are sent.
    pub(crate) fn authorization_endpoint(&self) -> Result<String, String> {
        self.endpoint(&self.metadata()?, "authorization_endpoint")
    }

    /// The claims of who returned: the code is exchanged, and the token held against the issuer's
    /// keys.
    pub(crate) fn claims(&self, returned: &Returned) -> Result<Value, String> {
        let metadata = self.metadata()?;
        let name = format!("{}:{}", escaped(&self.client_id), escaped(&self.client_secret));
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &returned.code),
            ("redirect_uri", &returned.redirect),
            ("client_id", &self.client_id),
            ("code_verifier", &returned.verifier),
        ];
        let answer = self
            .agent()?
            .post(self.endpoint(&metadata, "token_endpoint")?)
            .header("authorization", format!("Basic {}", STANDARD.encode(name)))
            .header("accept", "application/json")
            .send_form(form);
        let answer = read(answer)?;
        let token = answer["id_token"].as_str().ok_or("the issuer gave no token")?;
        let keys = self.agent()?.get(self.endpoint(&metadata, "jwks_uri")?).call();
        let expected = Expected {
            issuer: &self.address,
            client: &self.client_id,
            nonce: &returned.nonce,
            now: returned.now,
        };
        Ok(id_token::claims(token, &read(keys)?, &expected)?)
    }

    /// What the issuer says of itself; its own name must be the one we know.
    fn metadata(&self) -> Result<Value, String> {
        let address = self.address.trim_end_matches('/');
        let path = format!("{address}/.well-known/openid-configuration");
        let metadata = read(self.agent()?.get(path).call())?;
        if metadata["issuer"] == self.address.as_str() {
            return Ok(metadata);
        }
        Err(format!("the issuer names itself {}; write `issuer` so", metadata["issuer"]))
    }

    /// An address of the issuer; over TLS as the issuer itself is.
    fn endpoint(&self, metadata: &Value, name: &str) -> Result<String, String> {
        let address = metadata[name].as_str().unwrap_or_default();
        if address.starts_with("https://") || (self.is_here() && is_here(address)) {
            return Ok(address.to_owned());
        }
        Err(format!("the issuer's `{name}` is not reached over TLS"))
    }

    /// Whether the issuer is on this machine, where there is no TLS.
    pub(crate) fn is_here(&self) -> bool {
        is_here(&self.address)
    }

    fn agent(&self) -> Result<ureq::Agent, String> {
        client::agent(&self.address, self.certificates.as_deref(), PATIENCE)
    }
}

/// The JSON of an answer. What the issuer says in a failure may tell of a person, and is not told.
fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| match error {
        ureq::Error::StatusCode(status) => format!("the issuer answered {status}"),
        other => format!("the issuer is not reached: {other}"),
    })?;
    let body = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
    let body = body.map_err(|error| format!("the issuer's answer broke off: {error}"))?;
    serde_json::from_slice(&body).map_err(|_| "the issuer's answer is no JSON".to_owned())
}

/// A text in an address or a form.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push_str(&bonafide_log::hex(&[byte]).to_uppercase());
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Issuer, escaped};
    use serde_json::json;

    #[test]
    fn an_issuer_elsewhere_is_reached_over_tls_alone() {
        let issuer = Issuer {
            address: "https://i.example".into(),
            client_id: String::new(),
            client_secret: "hidden".into(),
            certificates: None,
        };
        let metadata = json!({"a": "https://i.example/a", "b": "http://i.example/b",
            "c": "http://127.0.0.1/c"});
        let reached = |name: &str| issuer.endpoint(&metadata, name).is_ok();
        assert_eq!(["a", "b", "c", "d"].map(reached), [true, false, false, false]);
        assert!(!format!("{issuer:?}").contains("hidden"));
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a b/ö"), "a%20b%2F%C3%B6");
    }
}
