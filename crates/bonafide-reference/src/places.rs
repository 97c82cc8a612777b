//! Places: cities, regions and countries, with where they lie and which time they keep.

use bonafide_application::{Country, Place};

/// The gazetteer.
pub struct Places {}

/// A point with the radius within which the place truly lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// Kilometres.
    pub radius_km: f32,
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

impl Places {
    /// The gazetteer compiled into the program.
    pub fn built_in() -> Places {
        Places {}
    }

    /// Looks a place up as precisely as it is given; an unknown city falls back to its region, an
    /// unknown region to its country.
    pub fn find(&self, _place: &Place) -> Option<Located> {
        None
    }

    /// Looks up one line of text: `Austin, TX`, `Berlin, Germany`, `London`; a name that several
    /// places bear without more is `None`, unless one is by far the largest.
    pub fn find_text(&self, _text: &str) -> Option<Located> {
        None
    }

    /// The country that a text names, by English name, common short form or code.
    pub fn country(&self, _text: &str) -> Option<Country> {
        None
    }
}

/// Kilometres between two points along the surface of the earth, less both radii, at least 0.
pub fn distance_km(a: &Spot, b: &Spot) -> f32 {
    const EARTH_RADIUS_KM: f32 = 6_371.0;
    let (lat_a, lat_b) = (a.latitude.to_radians(), b.latitude.to_radians());
    let half_lat = (lat_b - lat_a) / 2.0;
    let half_lon = (b.longitude - a.longitude).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    let between = 2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin();
    (between - a.radius_km - b.radius_km).max(0.0)
}
