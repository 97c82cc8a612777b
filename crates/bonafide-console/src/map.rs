//! Where an application says it is, and where it was seen: one map of the world, offline.
//!
//! Distances and times alone are told. Which country a place lies in is nothing that pages say.

use crate::Moment;
use askama::Template;
use std::f64::consts::PI;

/// The outline of the land; see `assets/land.md`.
const LAND: &str = include_str!("../assets/land.txt");

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 446.0;

/// The smallest part of the map that is shown, so that the outline is told.
const LEAST_WIDTH: f64 = 240.0;

/// A map as a part of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "map.html")]
pub struct Map {
    /// Whether the values are shown, which is logged.
    pub are_shown: bool,
    /// The places, in order of time; the claimed one first.
    pub places: Vec<PlaceLine>,
    /// What has no place on the map: what it is, what was said, and why.
    pub unlocated: Vec<(String, String, &'static str)>,
    /// What the forms of the session hold.
    pub csrf: String,
    /// The path that shows what is claimed.
    pub reveal: String,
}

/// A place.
#[derive(Clone, Debug)]
pub struct PlaceLine {
    /// What was there, as in `network of the form`.
    pub what: String,
    /// The place as it was said or looked up.
    pub said: String,
    /// When, in microseconds since 1970.
    pub at: Option<i64>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Kilometres within which the place truly lies.
    pub radius: f64,
    /// Whether it is claimed, rather than seen.
    pub is_claimed: bool,
}

/// What is shown beside a place.
pub(crate) struct Shown<'a> {
    pub(crate) number: usize,
    pub(crate) place: &'a PlaceLine,
    pub(crate) x: String,
    pub(crate) y: String,
    /// Kilometres from the first place.
    pub(crate) away: String,
    pub(crate) since: String,
}

impl Map {
    /// The part of the map that holds every place.
    fn frame(&self) -> (f64, f64, f64, f64) {
        let points: Vec<(f64, f64)> = self.places.iter().map(point).collect();
        let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::MIN, f64::max);
        let (x0, x1, y0, y1) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
        let width = ((x1 - x0) * 1.5).max((y1 - y0) * 1.5 * WIDTH / HEIGHT);
        let width = width.clamp(LEAST_WIDTH, WIDTH);
        let height = width * HEIGHT / WIDTH;
        let x = (f64::midpoint(x0, x1) - width / 2.0).clamp(0.0, WIDTH - width);
        let y = (f64::midpoint(y0, y1) - height / 2.0).clamp(0.0, HEIGHT - height);
        (x, y, width, height)
    }

    pub(crate) fn view_box(&self) -> String {
        let (x, y, width, height) = self.frame();
        format!("{x:.1} {y:.1} {width:.1} {height:.1}")
    }

    /// A length that looks the same however near one looks.
    pub(crate) fn scaled(&self, length: f64) -> String {
        format!("{:.2}", length * self.frame().2 / WIDTH)
    }

    pub(crate) fn land(&self) -> &'static str {
        LAND
    }

    pub(crate) fn shown(&self) -> Vec<Shown<'_>> {
        let first = self.places.first();
        let shown = self.places.iter().enumerate().map(|(at, place)| {
            let (x, y) = point(place);
            let before = at.checked_sub(1).and_then(|before| self.places[before].at);
            let since = place.at.zip(before).map(|(now, then)| crate::span(now.abs_diff(then)));
            Shown {
                number: at + 1,
                place,
                x: format!("{x:.1}"),
                y: format!("{y:.1}"),
                away: first
                    .filter(|_| at > 0)
                    .map(|first| kilometers(first, place))
                    .unwrap_or_default(),
                since: since.unwrap_or_default(),
            }
        });
        shown.collect()
    }

    pub(crate) fn hops(&self) -> String {
        let points: Vec<String> =
            self.places.iter().map(point).map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        if points.len() < 2 { String::new() } else { format!("M{}", points.join("L")) }
    }
}

impl Shown<'_> {
    pub(crate) fn time(&self) -> String {
        self.place.at.map(|at| Moment::of(at).html()).unwrap_or_default()
    }
}

fn point(place: &PlaceLine) -> (f64, f64) {
    let x = (place.longitude + 180.0) / 360.0 * WIDTH;
    let y = (84.0 - place.latitude) / 140.0 * HEIGHT;
    (x.clamp(0.0, WIDTH), y.clamp(0.0, HEIGHT))
}

/// How far two places lie apart, less what is not known of where they are.
fn kilometers(a: &PlaceLine, b: &PlaceLine) -> String {
    const EARTH: f64 = 6_371.0;
    let radians = |degrees: f64| degrees * PI / 180.0;
    let (lat_a, lat_b) = (radians(a.latitude), radians(b.latitude));
    let half_lon = radians(b.longitude - a.longitude) / 2.0;
    let half =
        ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    let between = 2.0 * EARTH * half.sqrt().min(1.0).asin();
    let least = between - a.radius - b.radius;
    if least <= 0.0 {
        "not told apart".to_owned()
    } else {
        format!("{} km at least", crate::thousands(least.round() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, PlaceLine, kilometers};
    use crate::html;

    fn place(latitude: f64, longitude: f64, at: i64) -> PlaceLine {
        PlaceLine {
            what: "network of the form".into(),
            said: "<b>".into(),
            at: Some(at),
            latitude,
            longitude,
            radius: 10.0,
            is_claimed: false,
        }
    }

    #[test]
    fn distances_are_those_of_a_map_less_what_is_not_known() {
        let (austin, portland) = (place(30.27, -97.74, 0), place(45.52, -122.68, 0));
        let text = kilometers(&austin, &portland);
        let number: f64 =
            text.replace(',', "").split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
        assert!((2_680.0..2_800.0).contains(&number), "{text}");
        assert_eq!(kilometers(&austin, &austin), "not told apart");
    }

    #[test]
    fn a_map_holds_every_place_and_hides_what_was_not_asked_for() {
        let map = |are_shown| Map {
            are_shown,
            places: vec![place(30.0, -97.0, 0), place(-33.0, 151.0, 7_200_000_000)],
            unlocated: vec![("claimed home".into(), "<i>".into(), "not in the table")],
            csrf: String::new(),
            reveal: String::new(),
        };
        let page = html(&map(true));
        assert!(page.contains("&#60;b&#62;") && page.contains("2 h"), "{page}");
        assert!(page.contains("&#60;i&#62;") && page.contains("not in the table"), "{page}");
        let hidden = html(&map(false));
        assert!(!hidden.contains("&#60;b&#62;") && !hidden.contains("&#60;i&#62;"));
    }
}
