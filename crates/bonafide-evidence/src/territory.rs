//! Countries that are one for telephones and networks although ISO 3166 lists them apart.

use bonafide_application::Country;

/// Territory and the country that it belongs to, as the ISO 3166-1 remarks name it.
const TERRITORIES: [([u8; 2], &str); 28] = [
    (*b"PR", "US"),
    (*b"GU", "US"),
    (*b"VI", "US"),
    (*b"AS", "US"),
    (*b"MP", "US"),
    (*b"UM", "US"),
    (*b"GG", "GB"),
    (*b"JE", "GB"),
    (*b"IM", "GB"),
    (*b"GI", "GB"),
    (*b"GP", "FR"),
    (*b"MQ", "FR"),
    (*b"GF", "FR"),
    (*b"RE", "FR"),
    (*b"YT", "FR"),
    (*b"MF", "FR"),
    (*b"BL", "FR"),
    (*b"PM", "FR"),
    (*b"NC", "FR"),
    (*b"PF", "FR"),
    (*b"AX", "FI"),
    (*b"SJ", "NO"),
    (*b"GL", "DK"),
    (*b"FO", "DK"),
    (*b"BQ", "NL"),
    (*b"CC", "AU"),
    (*b"CX", "AU"),
    (*b"VA", "IT"),
];

/// Whether two codes are of one country, its territories included.
pub(crate) fn same_country(a: Country, b: Country) -> bool {
    a == b || belongs_to(a) == belongs_to(b)
}

fn belongs_to(country: Country) -> Country {
    let code = country.as_str().as_bytes();
    let row = TERRITORIES.iter().find(|(territory, _)| territory == code);
    row.and_then(|(_, of)| Country::parse(of)).unwrap_or(country)
}

#[cfg(test)]
mod tests {
    use super::same_country;
    use crate::fixture::country;

    #[test]
    fn a_territory_is_of_its_country() {
        assert!(same_country(country("PR"), country("US")));
        assert!(same_country(country("GP"), country("RE")));
        assert!(!same_country(country("CA"), country("US")));
    }
}
