//! Domains of e-mail addresses.

use bonafide_application::Country;

/// What is known of mail domains.
pub struct MailDomains {}

/// What is known of one domain.
#[derive(Clone, Debug, PartialEq)]
pub enum MailDomain {
    /// A provider where anybody can open a mailbox.
    Free,
    /// A provider of mailboxes that are meant to be thrown away.
    Disposable {
        /// Who says so, with its date.
        source: &'static str,
    },
    /// A service that forwards to a mailbox which it hides, for privacy.
    Forwarding,
    /// A school's.
    School {
        /// Name of the school.
        name: String,
        /// Country of the school.
        country: Option<Country>,
    },
    /// One or two letters away from a well-known domain, and not itself known.
    LookAlike {
        /// The well-known domain.
        of: String,
    },
    /// Nothing is known: a company's or a person's own, most likely.
    Own,
}

impl MailDomains {
    /// The domains compiled into the program.
    pub fn built_in() -> MailDomains {
        MailDomains {}
    }

    /// Looks a domain up (lower case).
    pub fn find(&self, _domain: &str) -> MailDomain {
        MailDomain::Own
    }
}
