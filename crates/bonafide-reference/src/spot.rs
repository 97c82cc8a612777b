//! A point on the earth, how far the truth may lie from it, and how far two lie apart.

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

#[cfg(test)]
mod tests {
    use super::{Spot, distance_km};

    #[test]
    fn distances_are_those_of_a_map_less_both_radii() {
        let austin = Spot { latitude: 30.27, longitude: -97.74, radius_km: 0.0 };
        let portland = Spot { latitude: 45.52, longitude: -122.68, radius_km: 0.0 };
        let between = distance_km(&austin, &portland);
        assert!((2_700.0..2_800.0).contains(&between), "{between}");
        let wide = Spot { radius_km: 1_000.0, ..portland };
        assert!((distance_km(&austin, &wide) - (between - 1_000.0)).abs() < 1.0);
        assert!(distance_km(&austin, &austin).abs() < 0.001);
    }
}
