//! Where a database of `PostgreSQL` is reached, and whether by TLS.

use postgres::config::{Config, Host, SslMode};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// The address of a database, as in `postgres://user@host/name`.
///
/// Over a socket of this machine or its loopback, it is reached plainly; on another machine by TLS
/// alone, and whose certificate is not known is not talked to.
#[derive(Clone, Debug)]
pub struct DatabaseAddress {
    pub(super) config: Config,
    pub(super) tls: Tls,
}

/// How the server shows that it is the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tls {
    /// It need not: nobody else is on the way.
    None,
    /// By a certificate of an authority that browsers know.
    Public,
    /// By a certificate of the authority in this file.
    Own(PathBuf),
}

/// After how long a server that does not answer is given up, in seconds.
const CONNECTED_WITHIN: u64 = 10;
/// After how long a server that took nothing is given up, in seconds.
const TAKEN_WITHIN: u64 = 30;

impl DatabaseAddress {
    /// Reads an address. `password` is taken where none stands in it.
    ///
    /// As in other clients, `sslrootcert` names a file with the certificate of one's own authority;
    /// `sslmode` may ask for TLS on this machine too (`require`, `verify-full`), and leaves it out
    /// nowhere else.
    pub fn parse(text: &str, password: Option<&str>) -> Result<DatabaseAddress, String> {
        const FORM: &str = "write it as in `postgres://user@host/name`";
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(format!("this is no address of PostgreSQL; {FORM}"));
        }
        let (address, asked) = text.split_once('?').unwrap_or((text, ""));
        let (mut mode, mut own, mut rest) = (None, None, Vec::new());
        for pair in asked.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", said)) => mode = Some(said.to_owned()),
                Some(("sslrootcert", path)) => own = Some(PathBuf::from(decoded(path)?)),
                _ => rest.push(pair),
            }
        }
        let rest = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
        let config = format!("{address}{rest}").parse();
        let mut config: Config =
            config.map_err(|_| format!("the address cannot be read; {FORM}"))?;
        if config.get_hosts().is_empty() {
            return Err(format!("the address names no host; {FORM}"));
        }
        if let (None, Some(password)) = (config.get_password(), password) {
            config.password(password);
        }
        let tls = tls(&config, mode.as_deref(), own)?;
        config
            .ssl_mode(if tls == Tls::None { SslMode::Disable } else { SslMode::Require })
            .application_name("bonafide")
            .connect_timeout(Duration::from_secs(CONNECTED_WITHIN))
            .tcp_user_timeout(Duration::from_secs(TAKEN_WITHIN))
            .keepalives_idle(Duration::from_secs(CONNECTED_WITHIN));
        Ok(DatabaseAddress { config, tls })
    }
}

fn tls(config: &Config, mode: Option<&str>, own: Option<PathBuf>) -> Result<Tls, String> {
    let here = config.get_hosts().iter().all(is_here)
        && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    let asked = match mode {
        Some("disable" | "allow" | "prefer") if here => false,
        Some("disable" | "allow" | "prefer") => {
            return Err("a database on another machine is reached by TLS alone; leave `sslmode` \
                        out, and name the certificate of its authority with `sslrootcert`"
                .to_owned());
        }
        Some("require" | "verify-ca" | "verify-full") => true,
        Some(_) => return Err("`sslmode` is `disable`, `require` or `verify-full`".to_owned()),
        None => own.is_some() || !here,
    };
    Ok(match (asked, own) {
        (false, _) => Tls::None,
        (true, None) => Tls::Public,
        (true, Some(path)) => Tls::Own(path),
    })
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Host::Unix(_) => true,
    }
}

/// A value of an address, of which `%2F` and the like are resolved.
fn decoded(text: &str) -> Result<String, String> {
    let wrong = || "`sslrootcert` cannot be read; name a file".to_owned();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            let (high, low) = (digit(rest.next()), digit(rest.next()));
            let (high, low) = high.zip(low).ok_or_else(wrong)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::{DatabaseAddress, Tls};

    fn tls(text: &str) -> Result<Tls, String> {
        DatabaseAddress::parse(text, None).map(|address| address.tls)
    }

    #[test]
    fn another_machine_is_reached_by_tls_alone() {
        for here in ["localhost", "127.0.0.1:5433", "[::1]", "%2Fvar%2Frun%2Fpostgresql"] {
            assert_eq!(tls(&format!("postgres://ann@{here}/bonafide")), Ok(Tls::None), "{here}");
        }
        assert_eq!(tls("postgresql:///bonafide?host=/run/postgresql"), Ok(Tls::None));
        for there in ["db.example", "192.0.2.7", "localhost,db.example"] {
            assert_eq!(
                tls(&format!("postgres://ann@{there}/bonafide")),
                Ok(Tls::Public),
                "{there}"
            );
            let plain = tls(&format!("postgres://ann@{there}/bonafide?sslmode=prefer"));
            assert!(plain.is_err_and(|why| why.contains("by TLS alone")), "{there}");
        }
        let own = tls("postgres://ann@localhost/b?connect_timeout=3&sslrootcert=%2Fetc%2Fca.pem");
        assert_eq!(own, Ok(Tls::Own("/etc/ca.pem".into())));
        assert_eq!(tls("postgres://ann@localhost/b?sslmode=verify-full"), Ok(Tls::Public));
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_form() {
        for wrong in ["bonafide.db", "mysql://a@b/c", "postgres://", "postgres://a@b:port/c"] {
            let why = tls(wrong).expect_err(wrong);
            assert!(why.contains("postgres://user@host/name"), "{why}");
        }
    }

    #[test]
    fn a_password_is_never_shown_and_the_address_goes_first() {
        let given = |text| DatabaseAddress::parse(text, Some("outside")).expect("an address");
        let address = given("postgres://ann:inside@localhost/b");
        assert_eq!(address.config.get_password(), Some(&b"inside"[..]));
        assert!(!format!("{address:?}").contains("inside"));
        let address = given("postgres://ann@localhost/b");
        assert_eq!(address.config.get_password(), Some(&b"outside"[..]));
    }
}
