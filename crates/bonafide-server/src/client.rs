//! How connections are opened, where an administrator named whom to: over TLS, without redirects,
//! with patience that ends. On this machine itself there is no TLS.

use std::time::Duration;
use ureq::tls::{PemItem, RootCerts, TlsConfig};

/// An agent for one address, whose certificate rests on the public ones, or on these (PEM).
pub(crate) fn agent(
    address: &str,
    certificates: Option<&[u8]>,
    patience: Duration,
) -> Result<ureq::Agent, String> {
    let here = is_here(address);
    let mut config = ureq::Agent::config_builder()
        .timeout_global(Some(patience))
        .max_redirects(0)
        .https_only(!here)
        .user_agent(concat!("bonafide/", env!("CARGO_PKG_VERSION")));
    if here {
        config = config.proxy(None);
    }
    if let Some(pem) = certificates {
        let items = ureq::tls::parse_pem(pem).filter_map(Result::ok);
        let own: Vec<_> = items
            .filter_map(|item| match item {
                PemItem::Certificate(certificate) => Some(certificate),
                _ => None,
            })
            .collect();
        if own.is_empty() {
            return Err("the certificates are none; give them as PEM".to_owned());
        }
        let roots = RootCerts::new_with_certs(&own);
        config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
    }
    Ok(config.build().into())
}

/// Whether an address is on this machine, reached without TLS.
pub(crate) fn is_here(address: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|here| {
        address
            .strip_prefix(here)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    })
}

#[cfg(test)]
mod tests {
    use super::{agent, is_here};
    use std::time::Duration;

    #[test]
    fn what_only_looks_like_this_machine_is_elsewhere() {
        assert!(is_here("http://127.0.0.1:8080/x") && is_here("http://localhost"));
        assert!(!is_here("http://127.0.0.1.evil.example") && !is_here("http://localhost.example"));
        assert!(!is_here("http://127.0.0.1@evil.example"));
    }

    #[test]
    fn certificates_are_looked_at_before_anybody_is_asked() {
        let patience = Duration::from_secs(1);
        assert!(agent("https://x.example", Some(b"none"), patience).is_err());
        assert!(agent("https://x.example", None, patience).is_ok());
    }
}
