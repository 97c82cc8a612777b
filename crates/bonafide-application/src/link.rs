//! The address of a profile or site, made comparable.

/// A web address split into what identifies somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileAddress {
    /// Host without `www.`, lower case.
    pub host: String,
    /// Path without the slashes around it, percent signs kept; case folded, since the profile
    /// networks that matter here ignore it.
    pub path: String,
}

/// Networks whose addresses carry a person's handle, with the path prefix before it.
const NETWORKS: [(&str, &str, &str); 7] = [
    ("linkedin.com", "in/", "linkedin"),
    ("github.com", "", "github"),
    ("gitlab.com", "", "gitlab"),
    ("stackoverflow.com", "users/", "stackoverflow"),
    ("x.com", "", "x"),
    ("twitter.com", "", "x"),
    ("xing.com", "profile/", "xing"),
];

impl ProfileAddress {
    /// Reads an address with or without its scheme; `None` where there is no host.
    pub fn parse(typed: &str) -> Option<ProfileAddress> {
        let rest = typed.trim();
        let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = authority.rsplit('@').next().unwrap_or(authority).to_lowercase();
        let host = host.split(':').next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        let plausible = host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host.len() <= 253
            && !host.chars().any(|c| c.is_whitespace() || c.is_control());
        if !plausible {
            return None;
        }
        Some(ProfileAddress { host: host.to_owned(), path: path.trim_matches('/').to_lowercase() })
    }

    /// The network and handle, where the host is a known network's (a country's subdomain, as in
    /// `de.linkedin.com`, included).
    pub fn handle(&self) -> Option<(&'static str, &str)> {
        for (domain, prefix, network) in NETWORKS {
            let known = self.host == domain
                || self.host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.'));
            if known {
                let handle = self.path.strip_prefix(prefix)?.split('/').next()?;
                return (!handle.is_empty()).then_some((network, handle));
            }
        }
        None
    }

    /// Host and path in one string: equal for two spellings of one address.
    pub fn normal(&self) -> String {
        match self.handle() {
            Some((network, handle)) => format!("{network}:{handle}"),
            None if self.path.is_empty() => self.host.clone(),
            None => format!("{}/{}", self.host, self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ProfileAddress;

    fn normal(typed: &str) -> Option<String> {
        ProfileAddress::parse(typed).map(|address| address.normal())
    }

    #[test]
    fn spellings_of_one_profile_meet() {
        for typed in [
            "https://www.linkedin.com/in/Jane-Doe/",
            "linkedin.com/in/jane-doe",
            "http://de.linkedin.com/in/jane-doe/?locale=de",
        ] {
            assert_eq!(normal(typed).as_deref(), Some("linkedin:jane-doe"), "{typed}");
        }
        assert_eq!(normal("github.com/jdoe/repo").as_deref(), Some("github:jdoe"));
        assert_eq!(normal("HTTPS://Jane.dev/").as_deref(), Some("jane.dev"));
        assert_eq!(normal("notlinkedin.com/in/x").as_deref(), Some("notlinkedin.com/in/x"));
    }

    #[test]
    fn what_has_no_host_is_none() {
        for typed in ["", "none", "http://", "N/A"] {
            assert_eq!(normal(typed), None, "{typed:?}");
        }
    }
}
