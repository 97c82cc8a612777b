//! A MaxMind-format database of the user: countries, cities or systems by address.

use crate::{Network, Spot};
use bonafide_application::Country;
use serde::Deserialize;

/// The user's own database.
pub(crate) struct Database {
    reader: maxminddb::Reader<Vec<u8>>,
}

/// What the common schemas say of an address; every part may be absent.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    country: Option<Named>,
    #[serde(default)]
    country_code: Option<String>,
    #[serde(default)]
    subdivisions: Vec<Code>,
    #[serde(default)]
    location: Option<Location>,
    #[serde(default)]
    autonomous_system_number: Option<u32>,
    #[serde(default)]
    autonomous_system_organization: Option<String>,
    #[serde(default)]
    organization: Option<String>,
    #[serde(default)]
    isp: Option<String>,
}

/// A country as some schemas nest it and others do not.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Nested(Code),
    Plain(String),
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    iso_code: Option<String>,
}

#[derive(Deserialize)]
struct Location {
    #[serde(default)]
    latitude: Option<f64>,
    #[serde(default)]
    longitude: Option<f64>,
    #[serde(default)]
    accuracy_radius: Option<u16>,
}

/// Kilometres within which a point lies where the database does not say: it then gives the
/// middle of a city, or of more.
const RADIUS_KM: f32 = 100.0;

impl Database {
    /// Reads a database.
    pub(crate) fn read(bytes: &[u8]) -> Result<Database, String> {
        let reader = maxminddb::Reader::from_source(bytes.to_vec())
            .map_err(|error| format!("give a MaxMind-format database: {error}"))?;
        Ok(Database { reader })
    }

    /// Writes what the database knows of a network's address into it; a record that is damaged
    /// or of another schema says nothing.
    pub(crate) fn tell(&self, network: &mut Network) {
        let found = self.reader.lookup(network.address);
        let Ok(Some(record)) = found.and_then(|found| found.decode::<Record>()) else { return };
        let country = match record.country {
            Some(Named::Nested(code)) => code.iso_code,
            Some(Named::Plain(text)) => Some(text),
            None => record.country_code,
        };
        network.country = country.and_then(|code| Country::parse(&code)).or(network.country);
        let region = record.subdivisions.into_iter().next().and_then(|code| code.iso_code);
        network.region = region.or(network.region.take());
        network.spot = record.location.and_then(spot).or(network.spot);
        network.system = record.autonomous_system_number.or(network.system);
        let operator = record.autonomous_system_organization.or(record.isp).or(record.organization);
        network.operator = operator.or(network.operator.take());
    }
}

fn spot(location: Location) -> Option<Spot> {
    let (latitude, longitude) = (location.latitude?, location.longitude?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    let radius_km = location.accuracy_radius.filter(|r| *r > 0).map_or(RADIUS_KM, f32::from);
    let (latitude, longitude) = (latitude as f32, longitude as f32);
    on_earth.then_some(Spot { latitude, longitude, radius_km })
}

#[cfg(test)]
mod tests {
    use super::Database;
    use crate::{Network, NetworkKind};

    fn network(address: &str) -> Network {
        Network {
            address: address.parse().expect("an address"),
            country: None,
            region: None,
            spot: None,
            system: None,
            operator: None,
            kind: NetworkKind::Access,
        }
    }

    fn files(folder: &str) -> Vec<std::path::PathBuf> {
        let Ok(corpora) = std::env::var("BONAFIDE_CORPORA") else {
            eprintln!("skipped: BONAFIDE_CORPORA is not set");
            return Vec::new();
        };
        let mut folders = vec![format!("{corpora}/geo/maxmind-test/{folder}").into()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir::<std::path::PathBuf>(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "mmdb") {
                    files.push(path);
                }
            }
        }
        files
    }

    #[test]
    fn the_common_schemas_are_understood() {
        for path in files("test-data") {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let read = || Database::read(&std::fs::read(&path).expect("a file")).expect(name);
            match name {
                "GeoLite2-City-Test.mmdb" => {
                    let mut found = network("81.2.69.142");
                    read().tell(&mut found);
                    let country = found.country.map(|country| country.to_string());
                    assert_eq!(country.as_deref(), Some("GB"));
                    assert_eq!(found.region.as_deref(), Some("ENG"));
                    assert!(found.spot.is_some_and(|spot| (spot.latitude - 51.5).abs() < 0.5));
                }
                "GeoLite2-ASN-Test.mmdb" => {
                    let mut found = network("1.128.0.0");
                    read().tell(&mut found);
                    assert_eq!(found.system, Some(1221));
                    assert_eq!(found.operator.as_deref(), Some("Telstra Pty Ltd"));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn damaged_databases_are_errors_or_say_nothing() {
        assert!(Database::read(b"").is_err());
        assert!(Database::read(b"no database").is_err());
        let addresses = ["1.1.1.1", "81.2.69.142", "255.255.255.255", "::1", "2001:480::1"];
        for path in files("bad-data").into_iter().chain(files("test-data")) {
            let Ok(database) = Database::read(&std::fs::read(&path).expect("a file")) else {
                continue;
            };
            for address in addresses {
                database.tell(&mut network(address));
            }
        }
    }
}
