//! How far two time zones are apart at one moment.

use jiff::{Timestamp, tz::TimeZone};

/// How far a reported zone is from those of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Apart {
    /// The clocks show the same time.
    Same,
    /// Up to two hours: a neighbouring zone, a daylight-saving rule of its own, a short flight.
    Near(f64),
    /// More hours.
    Far(f64),
}

/// Most hours that are still near.
const NEAR_HOURS: f64 = 2.0;

/// Names that privacy browsers, servers and tests report: they stand for no place.
const PLACELESS: [&str; 8] =
    ["UTC", "UCT", "GMT", "Zulu", "Universal", "Greenwich", "GMT0", "UTC0"];

/// The least distance between a reported zone and any of a place's; `None` where the reported one
/// stands for no place or is no zone, or no zone of the place is known.
pub(crate) fn apart(reported: &str, of_place: &[String], at: Timestamp) -> Option<Apart> {
    let reported = reported.trim();
    if is_placeless(reported) {
        return None;
    }
    if of_place.iter().any(|zone| zone == reported) {
        return Some(Apart::Same);
    }
    let seconds = offset_seconds(reported, at)?;
    let least = of_place
        .iter()
        .filter_map(|zone| offset_seconds(zone, at))
        .map(|place| seconds.abs_diff(place))
        .min()?;
    let hours = f64::from(least) / 3_600.0;
    Some(match hours {
        0.0 => Apart::Same,
        hours if hours <= NEAR_HOURS => Apart::Near(hours),
        hours => Apart::Far(hours),
    })
}

/// Whether a zone is reported by privacy browsers whatever the place.
pub(crate) fn is_placeless(zone: &str) -> bool {
    let etc = zone.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("etc/"));
    zone.is_empty() || etc || PLACELESS.iter().any(|name| zone.eq_ignore_ascii_case(name))
}

fn offset_seconds(zone: &str, at: Timestamp) -> Option<i32> {
    TimeZone::get(zone).ok().map(|zone| zone.to_offset(at).seconds())
}

#[cfg(test)]
mod tests {
    use super::{Apart, apart};
    use jiff::Timestamp;

    #[test]
    fn clocks_are_compared_at_their_moment() {
        let summer: Timestamp = "2026-07-01T12:00:00Z".parse().expect("a time");
        let winter: Timestamp = "2026-01-01T12:00:00Z".parse().expect("a time");
        let zones = ["America/Denver".to_owned(), "America/Los_Angeles".to_owned()];
        assert_eq!(apart("America/Phoenix", &zones, summer), Some(Apart::Same));
        assert_eq!(apart("America/Phoenix", &zones, winter), Some(Apart::Same));
        assert_eq!(apart("America/Phoenix", &zones[1..], winter), Some(Apart::Near(1.0)));
        assert_eq!(apart("Asia/Shanghai", &zones, winter), Some(Apart::Far(15.0)));
    }

    #[test]
    fn what_stands_for_no_place_is_not_compared() {
        let at = Timestamp::UNIX_EPOCH;
        let zones = ["Europe/Berlin".to_owned()];
        for zone in ["UTC", "Etc/GMT+3", "etc/utc", "", "Mars/Olympus", "../etc/passwd"] {
            assert_eq!(apart(zone, &zones, at), None, "{zone}");
        }
        assert_eq!(apart("Asia/Tokyo", &[], at), None);
    }
}
