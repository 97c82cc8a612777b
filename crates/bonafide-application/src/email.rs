//! An e-mail address.

/// An address that has one `@` with something on both sides, in its comparable forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// The part before the `@`, lower case, as typed otherwise.
    pub local: String,
    /// The part after the `@`, lower case.
    pub domain: String,
    /// The mailbox that receives it: sub-address (`+tag`) dropped, and dots dropped where the
    /// provider ignores them.
    pub mailbox: String,
}

/// Providers that deliver `a.b@` and `ab@` to one mailbox, as their help pages say.
const DOTS_IGNORED: [&str; 2] = ["gmail.com", "googlemail.com"];

impl Email {
    /// Reads an address; `None` where it is not one (RFC 5321 allows 254 bytes).
    pub fn parse(typed: &str) -> Option<Email> {
        let typed = typed.trim().trim_start_matches("mailto:");
        let (local, domain) = typed.rsplit_once('@')?;
        let plausible = typed.len() <= 254
            && !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !typed.chars().any(|c| c.is_whitespace() || c.is_control());
        if !plausible {
            return None;
        }
        let local = local.to_lowercase();
        let domain = domain.to_lowercase();
        let base = local.split('+').next().filter(|base| !base.is_empty()).unwrap_or(&local);
        let mailbox = if DOTS_IGNORED.contains(&domain.as_str()) {
            format!("{}@gmail.com", base.replace('.', ""))
        } else {
            format!("{base}@{domain}")
        };
        Some(Email { local, domain, mailbox })
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    fn mailbox(typed: &str) -> Option<String> {
        Email::parse(typed).map(|email| email.mailbox)
    }

    #[test]
    fn one_mailbox_however_typed() {
        let want = Some("janedoe@gmail.com".to_owned());
        assert_eq!(mailbox("Jane.Doe+jobs@GMail.com"), want);
        assert_eq!(mailbox(" janedoe@googlemail.com"), want);
        assert_eq!(mailbox("jane.doe+x@example.org"), Some("jane.doe@example.org".into()));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for typed in ["", "none", "@x.org", "a@b", "a b@x.org", "a@.org"] {
            assert_eq!(Email::parse(typed), None, "{typed:?}");
        }
        assert_eq!(Email::parse(&format!("{}@x.org", "a".repeat(1_000_000))), None);
    }
}
