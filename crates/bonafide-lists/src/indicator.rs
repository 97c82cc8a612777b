//! Values of indicators made comparable, and what lists say of them.

use crate::entry::IndicatorKind;
use crate::import::Refusal;
use crate::site::host_of;
use bonafide_application::{Email, PartialDate, ProfileAddress};
use jiff::civil;
use std::net::IpAddr;

/// The longest value that is compared.
const VALUE_MAX: usize = 300;

/// A value as applications' values are compared with it; `None` where it is no such value.
pub fn normalized(kind: IndicatorKind, value: &str) -> Option<String> {
    // Those who share indicators write them so that nothing can follow them.
    let value = value.trim().replace("[.]", ".").replace("[@]", "@").replace("hxxp", "http");
    if value.is_empty() || value.len() > VALUE_MAX || value.chars().any(char::is_control) {
        return None;
    }
    match kind {
        IndicatorKind::Email => Email::parse(&value).map(|email| email.mailbox),
        IndicatorKind::Handle => {
            let plain = !value.contains(['/', '.']);
            match ProfileAddress::parse(&value) {
                Some(address) if !plain => Some(address.normal()),
                _ => Some(value.trim_start_matches('@').to_lowercase()),
            }
        }
        IndicatorKind::Domain => {
            let domain = host_of(&value);
            let domain = domain.trim_start_matches("*.").trim_end_matches('.');
            let fit = |c: char| c.is_alphanumeric() || "-._".contains(c);
            (domain.contains('.') && domain.chars().all(fit)).then(|| domain.to_owned())
        }
        IndicatorKind::Address => value.parse::<IpAddr>().ok().map(|ip| ip.to_string()),
        IndicatorKind::Wallet => {
            let plain: String = value.split_whitespace().collect();
            (plain.len() >= 6).then(|| plain.to_lowercase())
        }
        IndicatorKind::Phone => {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            (digits.len() >= 7).then_some(digits)
        }
    }
}

/// Whether a label says that a value is of a victim: `Victim`, `victim-identity`.
pub(crate) fn names_victim(label: &str) -> bool {
    let label = label.to_lowercase();
    label.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with("victim"))
}

/// A date of a row; an empty one is none.
pub(crate) fn date(row: u32, text: &str) -> Result<Option<civil::Date>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    PartialDate::parse(text)
        .map(|date| Some(date.latest()))
        .ok_or_else(|| Refusal::at(row, "write dates as 2026-11-23"))
}

/// A confidence in percent, as a number or a word; 50 where nothing is said.
pub(crate) fn confidence(row: u32, text: &str) -> Result<u8, Refusal> {
    match text.trim().trim_end_matches('%').to_lowercase().as_str() {
        "" | "medium" | "moderate" => Ok(50),
        "low" => Ok(25),
        "high" => Ok(85),
        number => match number.parse::<f64>() {
            Ok(share) if share > 0.0 && share < 1.0 => Ok((share * 100.0) as u8),
            Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent as u8),
            _ => Err(Refusal::at(row, "write the confidence as 0 to 100, or low, medium or high")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{confidence, normalized};
    use crate::entry::IndicatorKind::{Address, Domain, Email, Handle, Phone, Wallet};

    #[test]
    fn values_meet_however_they_are_written() {
        for (kind, value, want) in [
            (Email, "A.B[@]Example[.]com", Some("a.b@example.com")),
            (Email, "no address", None),
            (Handle, "@Octo-Dev", Some("octo-dev")),
            (Handle, "https://github.com/Octo-Dev/", Some("github:octo-dev")),
            (Domain, "hxxps://www.Example[.]com/x", Some("example.com")),
            (Domain, "localhost", None),
            (Address, "2001:DB8::0001", Some("2001:db8::1")),
            (Wallet, "0xAB12 34CD", Some("0xab1234cd")),
            (Phone, "+1 (503) 555-0123", Some("15035550123")),
        ] {
            assert_eq!(normalized(kind, value).as_deref(), want, "{value}");
        }
    }

    #[test]
    fn confidence_is_read_as_it_is_written() {
        for (text, want) in [("", 50), ("high", 85), ("70%", 70), ("0.9", 90), ("100", 100)] {
            assert_eq!(confidence(1, text), Ok(want), "{text}");
        }
        assert!(confidence(1, "sure").is_err());
    }
}
