//! Sites of entries, as lists write them, to domains that are the entry's own.
//!
//! Lists name pages as well: a restaurant's at a social network, a lecturer's at a university. The
//! domain of such a page is another's, and everybody with a mailbox there would be connected.

/// Where everybody can have a page or a mailbox. Pages elsewhere are told by their path; of these,
/// lists name the bare site as well.
const EVERYBODYS: [&str; 24] = [
    "facebook.com",
    "fb.com",
    "github.com",
    "gitlab.com",
    "gmail.com",
    "google.com",
    "hotmail.com",
    "instagram.com",
    "linkedin.com",
    "mail.ru",
    "medium.com",
    "ok.ru",
    "outlook.com",
    "qq.com",
    "t.me",
    "telegram.org",
    "tiktok.com",
    "twitter.com",
    "vk.com",
    "weibo.com",
    "x.com",
    "yahoo.com",
    "yandex.ru",
    "youtube.com",
];

/// The first page of a site, under the names that it has.
const FIRST_PAGES: [&str; 6] = ["index", "home", "default", "main", "about", "contact"];

/// The host of an address as it is written.
pub(crate) fn host_of(site: &str) -> String {
    parted(&site.trim().to_lowercase()).0.to_owned()
}

/// The domain of a site as it is written; nothing where it is none, or where the site is a page of
/// somebody else's.
pub(crate) fn domain_of(site: &str) -> String {
    let site = site.trim().to_lowercase();
    let (host, path) = parted(&site);
    let named = host.contains('.') && host.contains(|c: char| c.is_alphanumeric());
    if named && is_owns_first_page(path) && is_own(host) { host.to_owned() } else { String::new() }
}

/// Host and path of an address in lower case.
fn parted(site: &str) -> (&str, &str) {
    let site = site.rsplit("://").next().unwrap_or_default();
    let site = site.split([' ', '?', '#']).next().unwrap_or_default();
    let (host, path) = site.split_once('/').unwrap_or((site, ""));
    let host = host.split(':').next().unwrap_or_default().trim_matches('.');
    (host.strip_prefix("www.").unwrap_or(host), path)
}

/// Whether a domain can be an entry's own.
pub(crate) fn is_own(domain: &str) -> bool {
    let within =
        |all: &&str| domain.strip_suffix(*all).is_some_and(|rest| rest.is_empty() || rest == "m.");
    !EVERYBODYS.iter().any(within)
}

/// Whether a path leads to the first page of a site, in whatever language.
fn is_owns_first_page(path: &str) -> bool {
    path.split('/').filter(|part| !part.is_empty()).all(|part| {
        let name = part.split('.').next().unwrap_or_default();
        let language = name.len() == 2 || (name.len() == 5 && name.as_bytes()[2] == b'-');
        language || FIRST_PAGES.contains(&name.trim_end_matches('s'))
    })
}

#[cfg(test)]
mod tests {
    use super::domain_of;

    #[test]
    fn a_site_has_a_domain_and_a_page_at_another_site_has_none() {
        for own in [
            "https://www.example.com/",
            "EXAMPLE.com",
            "www.example.com/index.html",
            "example.com/en/contacts",
            "http://example.com:8080/en-us/?y",
        ] {
            assert_eq!(domain_of(own), "example.com", "{own}");
        }
        for other in [
            "www.facebook.com/example",
            "facebook.com",
            "https://m.facebook.com",
            "university.example/lecturer",
            "x.com/example",
            ")",
            "none",
            "",
        ] {
            assert_eq!(domain_of(other), "", "{other}");
        }
    }
}
