//! Signing in through another house: sent there with a state, a nonce and a proof (RFC 7636), and
//! back into a session.

use crate::{
    Problem, Request,
    aside::{Aside, Elsewhere},
    issuer::{Returned, escaped},
    limits::DOOR,
    office::{Call, Office},
    paths::sign_in,
    session, token,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the issuer sends people back to.
const BACK: &str = "/api/v1/single-sign-on/end";

/// How long somebody may take at the issuer, in microseconds: ten minutes.
const LASTS: i64 = 600_000_000;

/// Most people who are at the issuer at once.
const PENDING_MAX: usize = 1_000;

/// The cookie that ties the way back to the browser that began. It comes back from another site,
/// which a stricter one would not.
const COOKIE: &str = "bonafide-begun";

/// Somebody who was sent to the issuer.
pub(crate) struct Pending {
    /// A hash of what their browser holds.
    browser: String,
    verifier: String,
    nonce: String,
    at: i64,
}

/// Before somebody is sent: the issuer says where to.
pub(crate) fn prepare_begin(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    session::may_have_cookie(call.request, &office.settings)?;
    let now = (office.functions.now)();
    office.limits.take(&format!("door {}", call.request.from()), DOOR, now)?;
    let issuer = house(office)?.issuer.clone();
    Ok(Aside { elsewhere: Some(Elsewhere::Where(issuer)), ..Aside::default() })
}

/// Sends somebody to the issuer.
pub(crate) fn begin(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let endpoint = call.done()?.endpoint.unwrap_or_default();
    let now = (office.functions.now)();
    let client = house(office)?.issuer.client_id.clone();
    office.pending.retain(|_, pending| now - pending.at < LASTS);
    if office.pending.len() >= PENDING_MAX {
        return Err(Problem::new(503, "too many sign in at this moment; try again").after(30));
    }
    let [state, browser, nonce, verifier] =
        [token::secret()?, token::secret()?, token::secret()?, token::secret()?];
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let redirect = back(office, call.request);
    let parameters = [
        ("response_type", "code"),
        ("scope", "openid profile email"),
        ("client_id", &client),
        ("redirect_uri", &redirect),
        ("state", &state),
        ("nonce", &nonce),
        ("code_challenge", &proof),
        ("code_challenge_method", "S256"),
    ];
    let query: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let joint = if endpoint.contains('?') { '&' } else { '?' };
    let address = format!("{endpoint}{joint}{}", query.join("&"));
    call.header("set-cookie", office.settings.cookie_for_a_while(COOKIE, &browser));
    call.header("location", address.clone());
    let browser = token::hashed(&browser);
    office.pending.insert(token::hashed(&state), Pending { browser, verifier, nonce, at: now });
    Ok((303, json!({"address": address})))
}

/// Before somebody who returned comes in: the issuer says who they are.
pub(crate) fn prepare_end(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    let now = (office.functions.now)();
    office.limits.take(&format!("door {}", call.request.from()), DOOR, now)?;
    let issuer = house(office)?.issuer.clone();
    let state = call.request.asked("state").unwrap_or_default();
    // Taken out: a way back is gone once.
    let pending = office.pending.remove(&token::hashed(&state));
    let browser = session::cookie_of(call.request, &office.settings.cookie_name(COOKIE));
    let browser = browser.map(|browser| token::hashed(&browser));
    let pending = pending.filter(|pending| {
        now - pending.at < LASTS && browser.as_deref() == Some(pending.browser.as_str())
    });
    let (Some(pending), Some(code)) = (pending, call.request.asked("code")) else {
        return Err(refused("the sign-in was not begun here, took too long or was broken off"));
    };
    let returned = Returned {
        code,
        verifier: pending.verifier,
        nonce: pending.nonce,
        redirect: back(office, call.request),
        now: now / 1_000_000,
    };
    Ok(Aside { elsewhere: Some(Elsewhere::Who(issuer, returned)), ..Aside::default() })
}

/// Lets somebody in whom the issuer named, with the role that it gives them now.
pub(crate) fn end(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let claims = call.done()?.claims.ok_or_else(|| refused("the issuer says nothing of you"))?;
    let who = house(office)?.identity(&claims).map_err(|why| refused(&why))?;
    let by = "single-sign-on";
    let account = office.write(|t| {
        let known = t.account_of_identity(&who.identity)?;
        let name = known.as_ref().map_or(&who.name, |known| &known.name);
        if known.is_none() {
            // An account of this name that is not theirs refuses it.
            t.add_account(name, who.role, by)?;
            t.bind_identity(name, &who.identity)?;
        }
        t.change_role(name, who.role, by)?;
        t.known_account(name)
    })?;
    if account.disabled_at.is_some() {
        return Err(refused("your account is disabled; ask an administrator"));
    }
    let (_, signed) = sign_in::begin(office, call, &account)?;
    // A page rather than a redirection: the session's cookie is not sent where another site led.
    call.header("content-type", "text/html; charset=utf-8".to_owned());
    call.header("content-security-policy", "default-src 'none'".to_owned());
    let name = signed["account"].as_str().unwrap_or_default();
    Ok((
        200,
        Value::String(format!(
            "<!doctype html><html lang=\"en\"><title>bonafide</title>\
             <meta http-equiv=\"refresh\" content=\"0; url=/\">\
             <p>Signed in as {name}. <a href=\"/\">Go on</a></p></html>\n"
        )),
    ))
}

fn house(office: &Office) -> Result<&crate::SingleSignOn, Problem> {
    office.settings.single_sign_on.as_ref().ok_or_else(|| {
        Problem::new(404, "no other house is configured; start with `--single-sign-on FILE`")
    })
}

fn back(office: &Office, request: &Request) -> String {
    format!("{}{BACK}", session::here(request, &office.settings))
}

fn refused(why: &str) -> Problem {
    Problem::new(403, why).of("sign-on-refused")
}
