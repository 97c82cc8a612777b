//! Sessions of people in a browser: the cookie, how long it lasts, and what shows that a form is
//! ours.

use crate::{Problem, Request, single_sign_on::SingleSignOn, token};

/// How long a session lasts unused and in all, in microseconds: half an hour and twelve hours, the
/// limits of NIST SP 800-63B (revision 3) for its second level of assurance.
pub(crate) const IDLE: i64 = 30 * 60 * 1_000_000;
/// See [`IDLE`].
pub(crate) const LASTS: i64 = 12 * 3_600 * 1_000_000;

/// How people reach the server.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The address in their browsers, as in `https://bonafide.example`; `None` where it is this
    /// machine's own, without TLS.
    pub url: Option<String>,
    /// Addresses of servers in front, whose word is taken for whom they speak.
    pub proxies: Vec<std::net::IpAddr>,
    /// Another house through which people sign in.
    pub single_sign_on: Option<SingleSignOn>,
    /// The file that says the policy; none where it is changed in the console.
    pub policy_file: Option<std::path::PathBuf>,
    /// The base rate, where one was given.
    pub prior: Option<f64>,
    /// Tables and lists in use: name, what they hold, and of when.
    pub tables: Vec<(String, String, String)>,
    /// Screens an invented population twice, with names swapped.
    pub name_swap: Option<crate::aside::Work>,
}

impl Settings {
    fn is_secure(&self) -> bool {
        self.url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The name binds the cookie to this host and to TLS; on one's own machine there is no TLS.
    fn cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-bonafide" } else { "bonafide-session" }
    }

    /// The name of another cookie, bound as the session's is.
    pub(crate) fn cookie_name(&self, name: &str) -> String {
        if self.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// The header that sets a cookie for ten minutes, which a way from another site brings back.
    pub(crate) fn cookie_for_a_while(&self, name: &str, value: &str) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name(name);
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600{secure}")
    }

    /// The header that sets the cookie.
    pub(crate) fn set_cookie(&self, secret: &str) -> String {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie())
    }

    /// The header that takes it away.
    pub(crate) fn clear_cookie(&self) -> String {
        self.set_cookie("") + "; Max-Age=0"
    }
}

/// The secret of the cookie that a request has.
pub(crate) fn secret_of(request: &Request, settings: &Settings) -> Option<String> {
    cookie_of(request, settings.cookie())
}

/// The value of a cookie that a request has.
pub(crate) fn cookie_of(request: &Request, name: &str) -> Option<String> {
    let cookies = request.header("cookie")?;
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

/// The address at which people reach the server, as their browsers name it.
pub(crate) fn here(request: &Request, settings: &Settings) -> String {
    match &settings.url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{}", request.header("host").unwrap_or_default()),
    }
}

/// What a form of the session must hold: only who has the cookie's secret can know it, and no page
/// of another site has that.
pub(crate) fn csrf(secret: &str) -> String {
    token::hashed(&format!("form of {secret}"))
}

/// Whether the person meant the request: it has what forms hold, and comes from a page of ours.
pub(crate) fn is_meant(request: &Request, csrf: &str, settings: &Settings) -> Result<(), Problem> {
    is_from_here(request, settings)?;
    let given = request.header("x-csrf-token").map(str::to_owned).or_else(|| request.field("csrf"));
    // Compared by hashes: how far they agree tells nothing.
    if given.is_some_and(|given| token::hashed(&given) == token::hashed(csrf)) {
        return Ok(());
    }
    Err(forged("send the session's `csrf` in `X-CSRF-Token`, or load the page again"))
}

/// Whether a request comes from a page of ours, or from no page at all.
pub(crate) fn is_from_here(request: &Request, settings: &Settings) -> Result<(), Problem> {
    if let Some(site) = request.header("sec-fetch-site")
        && !["same-origin", "none"].contains(&site)
    {
        return Err(forged("the request comes from another site; open this one itself"));
    }
    let Some(origin) = request.header("origin") else {
        return Ok(());
    };
    if origin == here(request, settings) {
        return Ok(());
    }
    Err(forged(
        "the request comes from a page of another address; open this one, or name its address \
         with `--url`",
    ))
}

/// Whether a cookie may be given: over TLS, or on one's own machine.
pub(crate) fn may_have_cookie(request: &Request, settings: &Settings) -> Result<(), Problem> {
    let host = request.header("host").unwrap_or("localhost");
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.chars().all(|c| c.is_ascii_digit()) { name } else { host }
    });
    let own = name == "localhost" || name == "[::1]" || name.starts_with("127.");
    if settings.is_secure() || own {
        return Ok(());
    }
    Err(Problem::new(
        403,
        "people sign in over TLS alone; put a server in front that speaks it, and name its \
         address with `--url`",
    )
    .of("not-secure"))
}

fn forged(detail: &str) -> Problem {
    Problem::new(403, detail).of("forged-request")
}

#[cfg(test)]
mod tests {
    use super::{Settings, is_from_here, may_have_cookie, secret_of};
    use crate::Request;

    fn with(headers: &[(&str, &str)]) -> Request {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Request { headers: headers.iter().map(pair).collect(), ..Request::default() }
    }

    fn behind_tls() -> Settings {
        Settings { url: Some("https://bonafide.example".into()), ..Settings::default() }
    }

    #[test]
    fn the_cookie_is_bound_to_tls_where_there_is_some() {
        let (plain, tls) = (Settings::default(), behind_tls());
        assert_eq!(
            tls.set_cookie("x"),
            "__Host-bonafide=x; Path=/; HttpOnly; SameSite=Strict; Secure"
        );
        assert_eq!(plain.set_cookie("x"), "bonafide-session=x; Path=/; HttpOnly; SameSite=Strict");
        assert!(plain.clear_cookie().ends_with("Max-Age=0"));
        let request = with(&[("cookie", "a=b; bonafide-session=s; c=d")]);
        assert_eq!(secret_of(&request, &plain).as_deref(), Some("s"));
        assert_eq!(secret_of(&request, &tls), None, "another host may have set it");
        assert_eq!(secret_of(&with(&[("cookie", "bonafide-session=")]), &plain), None);
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let (plain, tls) = (Settings::default(), behind_tls());
        let here = with(&[("origin", "http://localhost:8087"), ("host", "localhost:8087")]);
        assert!(is_from_here(&here, &plain).is_ok() && is_from_here(&here, &tls).is_err());
        assert!(is_from_here(&with(&[("origin", "https://bonafide.example")]), &tls).is_ok());
        for headers in [
            [("origin", "https://evil.example"), ("host", "localhost:8087")],
            [("origin", "null"), ("host", "localhost")],
            [("sec-fetch-site", "cross-site"), ("host", "localhost")],
            [("sec-fetch-site", "same-site"), ("host", "localhost")],
        ] {
            assert!(is_from_here(&with(&headers), &plain).is_err(), "{headers:?}");
        }
        assert!(is_from_here(&with(&[]), &plain).is_ok(), "a program sends neither");
    }

    #[test]
    fn nobody_signs_in_over_an_open_line() {
        let plain = Settings::default();
        for (host, may) in [
            ("localhost:8087", true),
            ("127.0.0.1", true),
            ("[::1]:80", true),
            ("bonafide.example", false),
            ("192.168.0.7:8087", false),
        ] {
            assert_eq!(may_have_cookie(&with(&[("host", host)]), &plain).is_ok(), may, "{host}");
        }
        assert!(may_have_cookie(&with(&[("host", "bonafide.example")]), &behind_tls()).is_ok());
    }
}
