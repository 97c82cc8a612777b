//! Splits a line of text that names a place or address into its parts.

use bonafide_application::{Address, Country};

/// Looks a country up by its name or code.
pub type CountryLookup = dyn Fn(&str) -> Option<Country> + Send + Sync;

/// Codes of states and provinces that are codes of countries too (ISO 3166-1, and USPS and Canada
/// Post codes), and the one name: after a city they are left to the gazetteer, as a region.
const REGIONS: [&str; 31] = [
    "AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "LA", "MA", "MD", "ME", "MN", "MO",
    "MS", "MT", "NC", "NE", "PA", "PR", "SC", "SD", "TN", "VA", "SK", "NL", "PE", "NU", "Georgia",
];

/// `Austin, TX, United States`, `USA - TX - Austin`, `Germany`, `12 Main St, Austin, TX 78701`.
pub(crate) fn address(text: &str, country: &CountryLookup) -> Address {
    let mut parts: Vec<&str> = text.split([',', ';', '\n']).map(str::trim).collect();
    if parts.len() == 1 {
        parts = text.split(" - ").map(str::trim).collect();
        if parts.len() > 1 && country(parts[0]).is_some() {
            parts.reverse();
        }
    }
    parts.retain(|part| !part.is_empty() && !is_anywhere(part));
    let mut found = Address::default();
    let is_region = |part: &str| REGIONS.iter().any(|region| region.eq_ignore_ascii_case(part));
    if let Some(last) = parts.last()
        && (parts.len() != 2 || !is_region(last))
        && let Some(code) = country(last)
    {
        found.country_code = Some(code);
        parts.pop();
    }
    let owned = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
    if parts.len() > 1 && parts[0].starts_with(|c: char| c.is_ascii_digit()) {
        found.street = owned(parts.remove(0));
    }
    let city = if parts.is_empty() { "" } else { parts.remove(0) };
    found.city = owned(city);
    if let Some(region) = parts.last() {
        let (region, code) = match region.rsplit_once(' ') {
            Some((region, code)) if code.bytes().any(|byte| byte.is_ascii_digit()) => {
                (region, code)
            }
            _ => (*region, ""),
        };
        found.region = owned(region);
        found.postal_code = owned(code);
    }
    found
}

/// Words that stand where a place should and name none.
fn is_anywhere(part: &str) -> bool {
    let folded = bonafide_application::fold(part);
    ["remote", "anywhere", "n a", "na", "none", "unknown", "hybrid"].contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::address;
    use bonafide_application::Country;

    fn country(text: &str) -> Option<Country> {
        match text {
            "United States" | "USA" => Country::parse("US"),
            "Germany" => Country::parse("DE"),
            "Georgia" => Country::parse("GE"),
            code => Country::parse(code),
        }
    }

    #[test]
    fn parts_are_told_apart() {
        for (text, want) in [
            ("Austin, TX, United States", "Austin, TX, US"),
            ("San Francisco, CA", "San Francisco, CA"),
            ("Atlanta, Georgia", "Atlanta, Georgia"),
            ("Tbilisi, Imereti, Georgia", "Tbilisi, Imereti, GE"),
            ("Berlin, Germany", "Berlin, DE"),
            ("Germany", "DE"),
            ("London", "London"),
            ("USA - TX - Austin", "Austin, TX, US"),
            ("Remote", ""),
            ("Remote, Germany", "DE"),
            ("", ""),
        ] {
            assert_eq!(address(text, &country).place().show(), want, "{text}");
        }
        let full = address("12 Main St, Austin, TX 78701, USA", &country);
        assert_eq!(full.street.as_deref(), Some("12 Main St"));
        assert_eq!(full.postal_code.as_deref(), Some("78701"));
        assert_eq!(full.place().show(), "Austin, TX, US");
    }
}
