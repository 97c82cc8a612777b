//! Places: cities, regions and countries, with where they lie and which time they keep.

use crate::packed::{Packed, Texts};
use crate::place_spelling::{spelled, without_postal_code};
use crate::spot::{Spot, distance_km};
use bonafide_application::{Country, Place, fold};
use std::collections::HashMap;

/// The gazetteer.
pub struct Places {
    cities: Vec<CityRow>,
    city_names: Texts,
    /// Folded names in order, and the city of each.
    names: Texts,
    name_of: Vec<u32>,
    zones: Texts,
    regions: Vec<Area>,
    /// Folded names and codes, and the regions that bear them.
    region_names: HashMap<String, Vec<u32>>,
    countries: HashMap<Country, Area>,
    country_names: HashMap<String, Country>,
}

struct CityRow {
    country: Country,
    /// Index into the regions' codes, as text; empty where unknown.
    region: String,
    latitude: f32,
    longitude: f32,
    zone: u32,
    population: u32,
}

/// A region or country.
struct Area {
    country: Country,
    /// Code of the region; empty for a country.
    code: String,
    name: String,
    spot: Option<Spot>,
    zones: Vec<u32>,
}

/// One city of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct City<'a> {
    /// Name as the gazetteer spells it.
    pub name: &'a str,
    /// Code of the state or province (`TX`), where known.
    pub region: Option<&'a str>,
    /// Country.
    pub country: Country,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// IANA time zone.
    pub zone: &'a str,
    /// People.
    pub population: u32,
}

/// How precisely a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A country only.
    Country,
    /// A state or province.
    Region,
    /// A city.
    City,
}

/// A place that the gazetteer knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Where it lies.
    pub spot: Spot,
    /// How precisely.
    pub precision: Precision,
    /// Country.
    pub country: Country,
    /// Code of the state or province (`TX`), where known.
    pub region: Option<String>,
    /// City as the gazetteer spells it.
    pub city: Option<String>,
    /// IANA time zones kept there: one for a city, several for a large region or country.
    pub zones: Vec<String>,
}

/// How many times as many people the largest of the cities of one name must have for the name
/// alone to mean it: London is, Springfield is not.
const BY_FAR: u32 = 4;

/// People above which a city is meant rather than a state of the same name.
const LARGER_THAN_STATES: u32 = 200_000;

impl Places {
    /// The gazetteer compiled into the program.
    pub fn built_in() -> Places {
        let mut packed = Packed::open(include_bytes!("../data/places.zst"));
        let count = packed.number() as usize;
        let zones = packed.texts(count);
        let mut names = Vec::new();
        let mut cities = Vec::new();
        for _ in 0..packed.number() {
            let name = packed.text();
            let country = packed.country();
            let (region, latitude, longitude) = (packed.text(), packed.float(), packed.float());
            let (zone, population) = (packed.index(), packed.index());
            if let Some(country) = country {
                names.push(name);
                cities.push(CityRow { country, region, latitude, longitude, zone, population });
            }
        }
        let count = packed.number() as usize;
        let folded = packed.texts(count);
        let name_of = (0..count).map(|_| packed.index()).collect();
        let mut places = Places {
            cities,
            city_names: Texts::of(&names),
            names: folded,
            name_of,
            zones,
            regions: Vec::new(),
            region_names: HashMap::new(),
            countries: HashMap::new(),
            country_names: HashMap::new(),
        };
        places.read_regions(&mut packed);
        places.read_countries(&mut packed);
        places
    }

    /// Looks a place up as precisely as it is given; an unknown city falls back to its region, an
    /// unknown region to its country.
    pub fn find(&self, place: &Place) -> Option<Located> {
        let region_text = place.region.as_deref().unwrap_or_default();
        let region = self.region(region_text, place.country_code);
        let country = place.country_code.or(region.map(|region| region.country));
        let city = place.city.as_deref().filter(|city| !city.trim().is_empty());
        let city = city.and_then(|city| self.city(city, country, region));
        city.map(|city| self.located_city(city))
            .or_else(|| self.located_area(region?, Precision::Region))
            .or_else(|| self.located_area(self.countries.get(&country?)?, Precision::Country))
    }

    /// Looks up one line of text: `Austin, TX`, `Berlin, Germany`, `London`; a name that several
    /// places bear without more is `None`, unless one is by far the largest.
    pub fn find_text(&self, text: &str) -> Option<Located> {
        let parts: Vec<&str> = text
            .split([',', ';', '|', '(', ')'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        match parts.as_slice() {
            [] => None,
            [one] => self.one_name(one),
            [city, region] => self.two_names(city, region),
            [city, .., region, country] => match self.country(country) {
                Some(code) => self.within(city, region, code),
                None => self.two_names(city, region),
            },
        }
    }

    /// The country that a text names, by English name, common short form or code.
    pub fn country(&self, text: &str) -> Option<Country> {
        self.country_names.get(&fold(text)).copied()
    }

    /// The cities of a country, the largest first.
    pub fn cities(&self, country: Country) -> impl Iterator<Item = City<'_>> {
        let first = self.cities.partition_point(|city| city.country < country);
        let inside = move |index: &usize| self.cities[*index].country == country;
        (first..self.cities.len()).take_while(inside).map(|index| self.show(index))
    }

    /// The states or provinces of a country, with code and name, where the gazetteer has them.
    pub fn regions(&self, country: Country) -> impl Iterator<Item = (&str, &str)> {
        let inside = self.regions.iter().filter(move |region| region.country == country);
        inside.map(|region| (region.code.as_str(), region.name.as_str()))
    }

    /// How many cities and regions are compiled in.
    pub(crate) fn rows(&self) -> [usize; 2] {
        [self.cities.len(), self.regions.len()]
    }

    fn show(&self, index: usize) -> City<'_> {
        let city = &self.cities[index];
        City {
            name: self.city_names.get(index),
            region: (!city.region.is_empty()).then_some(city.region.as_str()),
            country: city.country,
            latitude: city.latitude,
            longitude: city.longitude,
            zone: self.zones.get(city.zone as usize),
            population: city.population,
        }
    }

    fn read_regions(&mut self, packed: &mut Packed) {
        for _ in 0..packed.number() {
            let country = packed.country();
            let (code, name, also) = (packed.text(), packed.text(), packed.text());
            let (spot, zones) = area(packed);
            let Some(country) = country else { continue };
            for name in also.split(';').chain([name.as_str(), code.as_str()]).map(fold) {
                if name.is_empty() {
                    continue;
                }
                let bearers = self.region_names.entry(name).or_default();
                bearers.push(self.regions.len() as u32);
                bearers.dedup();
            }
            self.regions.push(Area { country, code, name, spot, zones });
        }
    }

    fn read_countries(&mut self, packed: &mut Packed) {
        for _ in 0..packed.number() {
            let country = packed.country();
            let (name, three) = (packed.text(), packed.text());
            let (spot, zones) = area(packed);
            let Some(country) = country else { continue };
            for name in [name.as_str(), three.as_str(), country.as_str()] {
                self.country_names.insert(fold(name), country);
            }
            let area = Area { country, code: String::new(), name, spot, zones };
            self.countries.insert(country, area);
        }
        for row in include_str!("../data/countries.csv").lines().skip(1) {
            if let Some((name, code)) = row.split_once(',')
                && let Some(country) = Country::parse(code)
            {
                self.country_names.insert(fold(name), country);
            }
        }
    }

    /// A region by name or code; without a country the United States come first, then Canada, and
    /// any other only where no second country has a region of that name.
    fn region(&self, text: &str, country: Option<Country>) -> Option<&Area> {
        let folded = fold(text);
        let bearers = self.region_names.get(&folded).or_else(|| {
            let (before, code) = folded.split_once(' ')?;
            country.filter(|c| c.as_str().eq_ignore_ascii_case(before))?;
            self.region_names.get(code)
        })?;
        let regions = || bearers.iter().map(|index| &self.regions[*index as usize]);
        if let Some(country) = country {
            return regions().find(|region| region.country == country);
        }
        let named = |code| regions().find(|region| region.country.as_str() == code);
        let only = || (bearers.len() == 1).then(|| &self.regions[bearers[0] as usize]);
        // Codes of two letters are many countries'; only North Americans write them without more.
        let only = || only().filter(|region| folded.len() > 2 || region.name.len() <= 2);
        named("US").or_else(|| named("CA")).or_else(only)
    }

    /// The one city meant by a name within a country and region.
    fn city(&self, name: &str, country: Option<Country>, region: Option<&Area>) -> Option<usize> {
        let mut bearers = self.bearers(&spelled(name));
        bearers.extend(self.bearers(&fold(name)));
        let suits = |index: &usize| {
            let city = &self.cities[*index];
            country.is_none_or(|country| city.country == country)
                && region.is_none_or(|region| {
                    city.country == region.country && city.region == region.code
                })
        };
        let mut suiting: Vec<usize> = bearers.into_iter().filter(suits).collect();
        suiting.sort_unstable_by_key(|index| std::cmp::Reverse(self.cities[*index].population));
        suiting.dedup();
        match suiting.as_slice() {
            [] => None,
            [only] => Some(*only),
            [largest, next, ..] => {
                let people = |index: usize| self.cities[index].population;
                let near = self.near(*largest, *next);
                (region.is_some() || near || people(*largest) >= people(*next) * BY_FAR)
                    .then_some(*largest)
            }
        }
    }

    fn near(&self, a: usize, b: usize) -> bool {
        distance_km(&self.located_city(a).spot, &self.located_city(b).spot) <= 0.0
    }

    fn bearers(&self, folded: &str) -> Vec<usize> {
        let range = self.names.equal(folded);
        range.map(|at| self.name_of[at] as usize).filter(|at| *at < self.cities.len()).collect()
    }

    fn one_name(&self, text: &str) -> Option<Located> {
        let country = self.country(text).filter(|_| text.len() > 2);
        let region = self.region(text, None);
        let city = self.city(text, None, None);
        match (country, region, city) {
            (Some(_), Some(region), _) if region.country.as_str() == "US" => None,
            (Some(country), _, _) => {
                self.located_area(self.countries.get(&country)?, Precision::Country)
            }
            (None, Some(region), Some(city)) => {
                let row = &self.cities[city];
                let inside = row.country == region.country && row.region == region.code;
                if inside {
                    Some(self.located_city(city))
                } else if row.population < LARGER_THAN_STATES {
                    self.located_area(region, Precision::Region)
                } else {
                    None
                }
            }
            (None, Some(region), None) => self.located_area(region, Precision::Region),
            (None, None, Some(city)) => Some(self.located_city(city)),
            (None, None, None) => self.last_word(text),
        }
    }

    /// `Austin TX`: a city and a state without a comma.
    fn last_word(&self, text: &str) -> Option<Located> {
        let (city, state) = text.trim().rsplit_once(' ')?;
        let is_code = state.len() == 2 && state.chars().all(|c| c.is_ascii_uppercase());
        let region = is_code.then(|| self.region(state, None)).flatten()?;
        let city = self.city(city, Some(region.country), Some(region))?;
        Some(self.located_city(city))
    }

    /// `Austin, TX` or `Berlin, Germany`. `CA` is California if it has such a city, else Canada.
    fn two_names(&self, city: &str, second: &str) -> Option<Located> {
        let second = without_postal_code(second);
        if let Some(region) = self.region(second, None)
            && let Some(city) = self.city(city, Some(region.country), Some(region))
        {
            return Some(self.located_city(city));
        }
        if let Some(country) = self.country(second) {
            return self.within(city, "", country);
        }
        self.located_area(self.region(second, None)?, Precision::Region)
    }

    fn within(&self, city: &str, region: &str, country: Country) -> Option<Located> {
        self.find(&Place {
            city: Some(city.to_owned()),
            region: Some(if region.is_empty() { city } else { region }.to_owned()),
            country_code: Some(country),
        })
        .filter(|found| found.precision > Precision::Country || found.country == country)
    }

    fn located_city(&self, index: usize) -> Located {
        let city = self.show(index);
        // The built-up area of a city: larger cities are wider.
        let radius_km = match city.population {
            0..100_000 => 15.0,
            100_000..1_000_000 => 20.0,
            _ => 30.0,
        };
        Located {
            spot: Spot { latitude: city.latitude, longitude: city.longitude, radius_km },
            precision: Precision::City,
            country: city.country,
            region: city.region.map(str::to_owned),
            city: Some(city.name.to_owned()),
            zones: vec![city.zone.to_owned()],
        }
    }

    fn located_area(&self, area: &Area, precision: Precision) -> Option<Located> {
        Some(Located {
            spot: area.spot?,
            precision,
            country: area.country,
            region: (!area.code.is_empty()).then(|| area.code.clone()),
            city: None,
            zones: area.zones.iter().map(|z| self.zones.get(*z as usize).to_owned()).collect(),
        })
    }
}

fn area(packed: &mut Packed) -> (Option<Spot>, Vec<u32>) {
    let spot = packed.spot();
    let zones = (0..packed.number()).map(|_| packed.index()).collect();
    (spot, zones)
}

#[cfg(test)]
mod tests {
    use super::{Located, Places, Precision};
    use bonafide_application::{Country, Place};

    fn shown(found: Option<Located>) -> String {
        found.map_or("none".to_owned(), |l| {
            let parts = [l.city, l.region, Some(l.country.to_string())];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
    }

    #[test]
    fn a_line_of_text_is_found() {
        let places = Places::built_in();
        for (text, want) in [
            ("Austin, TX", "Austin, TX, US"),
            ("austin, texas, USA", "Austin, TX, US"),
            ("Austin TX", "Austin, TX, US"),
            ("Austin, TX 78701", "Austin, TX, US"),
            ("Portland, OR", "Portland, OR, US"),
            ("Portland, ME", "Portland, ME, US"),
            ("New York, NY", "New York City, NY, US"),
            ("San Francisco Bay Area", "San Francisco, CA, US"),
            ("Washington, DC", "Washington, DC, US"),
            ("Saint Louis, MO", "St. Louis, MO, US"),
            ("Berlin, Germany", "Berlin, BE, DE"),
            ("St. Cloud, MN", "Saint Cloud, MN, US"),
            ("London", "London, ENG, GB"),
            ("London, UK", "London, ENG, GB"),
            ("London, ON", "London, ON, CA"),
            ("Toronto, CA", "Toronto, ON, CA"),
            ("Los Angeles, CA", "Los Angeles, CA, US"),
            ("Bangalore, Karnataka, India", "Bengaluru, KA, IN"),
            ("Kraków, Poland", "Kraków, PL"),
            ("Krakow", "Kraków, PL"),
            ("São Paulo, Brasil", "São Paulo, SP, BR"),
            ("München", "Munich, BY, DE"),
            ("Montreal, QC", "Montréal, QC, CA"),
            ("Smalltown, TX", "TX, US"),
            ("Germany", "DE"),
            ("Oregon", "OR, US"),
            ("Springfield", "none"),
            ("Springfield, US", "US"),
            ("Springfield, IL", "Springfield, IL, US"),
            ("Georgia", "none"),
            ("Remote", "none"),
            ("", "none"),
            (",,,", "none"),
        ] {
            assert_eq!(shown(places.find_text(text)), want, "{text:?}");
        }
    }

    #[test]
    fn a_place_falls_back_from_city_to_country() {
        let places = Places::built_in();
        let find = |city: &str, region: &str, country: &str| {
            places.find(&Place {
                city: Some(city.to_owned()),
                region: Some(region.to_owned()),
                country_code: Country::parse(country),
            })
        };
        assert_eq!(shown(find("Austin", "Texas", "US")), "Austin, TX, US");
        assert_eq!(shown(find("Austin", "TX", "")), "Austin, TX, US");
        assert_eq!(shown(find("Nowhere at All", "TX", "US")), "TX, US");
        assert_eq!(shown(find("Nowhere at All", "Nowhere", "US")), "US");
        assert_eq!(shown(find("", "", "")), "none");
        let austin = find("Austin", "TX", "US").expect("a city");
        assert_eq!(austin.zones, ["America/Chicago"]);
        assert_eq!(austin.precision, Precision::City);
        let texas = find("", "TX", "US").expect("a state");
        assert!(texas.spot.radius_km > 300.0 && texas.spot.radius_km < 900.0, "{texas:?}");
        assert!(texas.zones.contains(&"America/Chicago".to_owned()));
    }

    #[test]
    fn countries_have_many_names() {
        let places = Places::built_in();
        for (text, want) in [
            ("USA", Some("US")),
            ("U.S.A.", Some("US")),
            ("United States", Some("US")),
            ("UK", Some("GB")),
            ("South Korea", Some("KR")),
            ("Côte d'Ivoire", Some("CI")),
            ("DEU", Some("DE")),
            ("de", Some("DE")),
            ("Atlantis", None),
        ] {
            assert_eq!(places.country(text), want.and_then(Country::parse), "{text:?}");
        }
    }

    #[test]
    fn cities_are_listed_by_size() {
        let places = Places::built_in();
        let us = Country::parse("US").expect("a country");
        let cities: Vec<_> = places.cities(us).take(3).collect();
        assert_eq!(cities[0].name, "New York City");
        assert!(cities.windows(2).all(|pair| pair[0].population >= pair[1].population));
        assert_eq!(places.regions(us).filter(|(code, _)| *code == "TX").count(), 1);
    }
}
