//! The world of the simulation: cities, networks, numbers and schools, taken from the tables once.

use crate::academy::Academy;
use crate::career::Level;
use crate::random::Random;
use crate::telephone::{self, Number};
use bonafide_application::Country;
use bonafide_reference::{NetworkKind, Tables};
use std::net::Ipv4Addr;

pub(crate) use bonafide_reference::NetworkKind as NetKind;

/// Everything that persons are placed in.
pub(crate) struct World {
    cities: Vec<City>,
    /// For each country its share, and where its cities begin and end.
    countries: Vec<Nation>,
    academy: Academy,
}

/// One city.
pub(crate) struct City {
    /// Name.
    pub(crate) name: String,
    /// Code of the state or province, in North America.
    pub(crate) region: Option<String>,
    /// Country.
    pub(crate) country: Country,
    /// Time zone.
    pub(crate) zone: String,
    /// Sum of the weights of this city and those before it in its country.
    until: f64,
}

struct Nation {
    country: Country,
    first: usize,
    last: usize,
    /// Area codes with their regions, in North America.
    areas: Vec<(String, String)>,
    /// Ranges of addresses by kind: first, count, and the sum of the weights up to here.
    ranges: [Vec<(u32, u32, f64)>; KINDS.len()],
}

const KINDS: [NetworkKind; 6] = [
    NetworkKind::Access,
    NetworkKind::Mobile,
    NetworkKind::Campus,
    NetworkKind::Hosting,
    NetworkKind::Vpn,
    NetworkKind::Relay,
];

/// Where applicants live, as shares of a large employer in the United States.
const SHARES: [(&str, f64); 22] = [
    ("US", 74.0),
    ("CA", 5.0),
    ("GB", 5.0),
    ("IN", 4.0),
    ("DE", 2.5),
    ("PL", 1.5),
    ("BR", 1.5),
    ("FR", 0.8),
    ("NL", 0.7),
    ("ES", 0.7),
    ("IE", 0.5),
    ("MX", 0.7),
    ("AU", 0.5),
    ("SG", 0.3),
    ("UA", 0.3),
    ("RO", 0.4),
    ("PH", 0.4),
    ("NG", 0.4),
    ("ZA", 0.2),
    ("PK", 0.2),
    ("KR", 0.2),
    ("VN", 0.2),
];

/// Cities that are taken of each country, the largest first.
const CITIES_OF_HOME: usize = 600;
const CITIES_ABROAD: usize = 40;

/// Quarters and hamlets of the United States to which the gazetteer gives as many people as to the
/// city or county around them.
const MISCOUNTED: [&str; 3] = ["Meads", "New South Memphis", "South Boston"];

impl World {
    /// Reads the tables.
    pub(crate) fn new(tables: &Tables) -> World {
        let mut world = World {
            cities: Vec::new(),
            countries: Vec::new(),
            academy: Academy::new(&tables.schools),
        };
        for (code, _) in SHARES {
            let Some(country) = Country::parse(code) else { continue };
            let first = world.cities.len();
            world.add_cities(tables, country);
            let last = world.cities.len();
            let american = matches!(code, "US" | "CA");
            let areas = tables
                .phones
                .area_codes(country)
                .filter(|_| american)
                .map(|(digits, region)| (digits[1..].to_owned(), region.to_owned()))
                .collect();
            let ranges = Default::default();
            world.countries.push(Nation { country, first, last, areas, ranges });
        }
        world.add_ranges(tables);
        world
    }

    fn add_cities(&mut self, tables: &Tables, country: Country) {
        let american = matches!(country.as_str(), "US" | "CA");
        let most = if country.as_str() == "US" { CITIES_OF_HOME } else { CITIES_ABROAD };
        let mut until = 0.0;
        let cities = tables.places.cities(country);
        for city in cities.filter(|city| !MISCOUNTED.contains(&city.name)).take(most) {
            until += f64::from(city.population.max(1)).powf(0.85);
            self.cities.push(City {
                name: city.name.to_owned(),
                region: city.region.filter(|_| american).map(str::to_owned),
                country,
                zone: city.zone.to_owned(),
                until,
            });
        }
        if until == 0.0 {
            // A table that knows no city of a country still leaves the country itself.
            let (name, zone) = ("Springfield".to_owned(), "America/Chicago".to_owned());
            self.cities.push(City { name, region: None, country, zone, until: 1.0 });
        }
    }

    /// Ranges with the running sum of their weights. The square root of a range's size keeps the
    /// few largest from hiding all others.
    fn add_ranges(&mut self, tables: &Tables) {
        for range in tables.networks.ranges() {
            let kind = KINDS.iter().position(|kind| *kind == range.kind);
            let nation = self.countries.iter_mut().find(|nation| nation.country == range.country);
            let (Some(kind), Some(nation)) = (kind, nation) else { continue };
            let (first, last) = (u32::from(range.first), u32::from(range.last));
            let count = last - first + 1;
            if count >= 8 {
                let until = nation.ranges[kind].last().map_or(0.0, |range| range.2);
                nation.ranges[kind].push((first, count, until + f64::from(count).sqrt()));
            }
        }
    }

    /// The United States.
    pub(crate) fn us(&self) -> Country {
        self.countries[0].country
    }

    /// A city of the world.
    pub(crate) fn city(&self, index: usize) -> &City {
        &self.cities[index]
    }

    /// A city to live in.
    pub(crate) fn home(&self, random: &mut Random) -> usize {
        let nation = random.weighted(&SHARES.map(|(_, share)| share)).min(self.countries.len() - 1);
        self.city_of(nation, random)
    }

    fn city_of(&self, nation: usize, random: &mut Random) -> usize {
        let nation = &self.countries[nation];
        let cities = &self.cities[nation.first..nation.last];
        let at = random.unit() * cities.last().map_or(0.0, |city| city.until);
        nation.first + cities.partition_point(|city| city.until <= at).min(cities.len() - 1)
    }

    /// Another city of the same country, in another state where there is one.
    pub(crate) fn other_city(&self, city: usize, random: &mut Random) -> usize {
        let nation = self.nation(self.cities[city].country);
        let mut other = city;
        for _ in 0..8 {
            other = self.city_of(nation, random);
            let regions = (&self.cities[other].region, &self.cities[city].region);
            if other != city && (regions.0.is_none() || regions.0 != regions.1) {
                break;
            }
        }
        other
    }

    /// A city of another country.
    pub(crate) fn city_abroad(&self, city: usize, random: &mut Random) -> usize {
        let here = self.nation(self.cities[city].country);
        let nation = random.below(self.countries.len() - 1);
        self.city_of(nation + usize::from(nation >= here), random)
    }

    fn nation(&self, country: Country) -> usize {
        self.countries.iter().position(|nation| nation.country == country).unwrap_or(0)
    }

    /// A mobile or, in North America, local number of a city.
    pub(crate) fn phone(&self, city: usize, random: &mut Random) -> Number {
        let city = &self.cities[city];
        let nation = &self.countries[self.nation(city.country)];
        if let Some(number) = telephone::mobile(city.country.as_str(), random) {
            return number;
        }
        let of_region = |(_, region): &&(String, String)| Some(region) == city.region.as_ref();
        let near: Vec<&(String, String)> = nation.areas.iter().filter(of_region).collect();
        let area = match near.len() {
            0 => "212",
            count => near[random.below(count)].0.as_str(),
        };
        telephone::north_american(area, random)
    }

    /// A number of an internet line. Several plans have a range for such lines; in North America
    /// they have numbers of any area, and only who asks the carrier learns what they are.
    pub(crate) fn internet_phone(&self, city: usize, random: &mut Random) -> Number {
        match telephone::internet(self.cities[city].country.as_str(), random) {
            Some(number) => number,
            None if random.chance(0.5) => self.phone(city, random),
            None => self.phone(self.other_city(city, random), random),
        }
    }

    /// An address of a home.
    pub(crate) fn access_ip(&self, country: Country, random: &mut Random) -> String {
        self.ip(country, NetworkKind::Access, random)
    }

    /// An address of a kind; where the tables have none in the country, one in the United States.
    pub(crate) fn ip(&self, country: Country, kind: NetworkKind, random: &mut Random) -> String {
        let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(0);
        let here = &self.countries[self.nation(country)].ranges;
        let ranges = [&here[kind], &self.countries[0].ranges[kind], &here[0]]
            .into_iter()
            .find(|ranges| !ranges.is_empty());
        let Some(ranges) = ranges else {
            return Ipv4Addr::from(0x4000_0000 + (random.next() >> 38) as u32).to_string();
        };
        let at = random.unit() * ranges.last().map_or(0.0, |range| range.2);
        let (first, count, _) = ranges[ranges.partition_point(|range| range.2 <= at)];
        // Neither the first nor the last address of a net.
        let within = 1 + random.below(count.saturating_sub(2).max(1) as usize) as u32;
        Ipv4Addr::from(first + within).to_string()
    }

    /// An address of a mobile carrier: each country has a few dozen, the first of them busy.
    pub(crate) fn mobile_ip(&self, country: Country, random: &mut Random) -> String {
        let gateway = random.skewed(36, 2.2) as u64;
        let nation = self.nation(country) as u64;
        self.ip(country, NetworkKind::Mobile, &mut Random::at(nation, &[0x60, gateway]))
    }

    /// A postal code in the form of the city's country.
    pub(crate) fn postal_code(&self, city: usize, random: &mut Random) -> String {
        let letter = |random: &mut Random| char::from(b'A' + random.below(22) as u8);
        match self.cities[city].country.as_str() {
            "CA" => format!(
                "{}{}{} {}{}{}",
                letter(random),
                random.below(10),
                letter(random),
                random.below(10),
                letter(random),
                random.below(10)
            ),
            "GB" => format!(
                "{}{}{} {}{}{}",
                letter(random),
                letter(random),
                random.between(1, 20),
                random.below(10),
                letter(random),
                letter(random)
            ),
            "IN" | "SG" => format!("{}", random.between(110_000, 690_000)),
            _ => format!("{:05}", random.between(1_001, 99_501)),
        }
    }

    /// A school of the country and a field that it awards at this level.
    pub(crate) fn programme(
        &self,
        country: Country,
        fields: &[&'static str],
        level: Level,
        random: &mut Random,
    ) -> (String, String) {
        self.academy.programme(country, fields, level, random)
    }

    /// A school and a field that it is known not to award.
    pub(crate) fn unawarded(&self, random: &mut Random) -> Option<(String, String)> {
        self.academy.unawarded(random)
    }
}
