//! Keys of profiles, portfolio domains and own mail domains.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::ProfileAddress;
use bonafide_reference::{MailDomain, Subject};

/// Hosts where many unrelated people have pages: the whole address is the key, never the host.
const SHARED_HOSTS: [&str; 22] = [
    "about.me",
    "behance.net",
    "bitbucket.org",
    "blogspot.com",
    "carrd.co",
    "codepen.io",
    "dev.to",
    "docs.google.com",
    "dribbble.com",
    "drive.google.com",
    "github.io",
    "gitlab.io",
    "herokuapp.com",
    "kaggle.com",
    "medium.com",
    "netlify.app",
    "notion.site",
    "pages.dev",
    "sites.google.com",
    "vercel.app",
    "wixsite.com",
    "wordpress.com",
];

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    for link in &subject.links {
        profile_or_domain(subject, link, said);
    }
    for profile in &subject.application.profiles {
        if let Some(link) = ProfileAddress::parse(&profile.url)
            && link.handle().is_some()
        {
            said(Key::new(Kind::Profile, &link.normal()), &profile.url);
        }
    }
    if let (Some(email), Some(MailDomain::Own)) = (&subject.email, &subject.mail_domain)
        && !subject.by_agency
    {
        said(Key::new(Kind::Domain, &email.domain), &email.domain);
    }
}

fn profile_or_domain(subject: &Subject<'_>, link: &ProfileAddress, said: Said<'_>) {
    let normal = link.normal();
    if link.handle().is_some() {
        said(Key::new(Kind::Profile, &normal), &normal);
        return;
    }
    let shared_host = SHARED_HOSTS.iter().any(|host| {
        link.host == *host || link.host.strip_suffix(host).is_some_and(|sub| sub.ends_with('.'))
    });
    let subdomain = shared_host && !SHARED_HOSTS.contains(&link.host.as_str());
    let own = subject.tables.mail_domains.find(&link.host) == MailDomain::Own;
    if subdomain {
        // jane.github.io is Jane's, whatever lies below it.
        said(Key::new(Kind::Domain, &link.host), &link.host);
    } else if shared_host {
        if !link.path.is_empty() {
            said(Key::new(Kind::Domain, &normal), &normal);
        }
    } else if own {
        said(Key::new(Kind::Domain, &link.host), &link.host);
    }
}
