//! What explains that two claimed persons share something.

use crate::{
    Sketch,
    history::{Agreement, agreement, colleagues},
    kind::Family,
    person::schools,
};
use bonafide_reference::distance_km;

/// How the claimed homes of two persons lie to each other, what explains most first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Homes {
    /// One street address.
    One,
    /// Within reach of each other.
    Near,
    /// One of them is not known.
    #[default]
    Unknown,
    /// Too far from each other for one household.
    Apart,
}

/// Kilometres between claimed homes from which people do not share a household's phone, device or
/// network: twice what counts as a long commute (US Census Bureau: 50 miles).
const APART_KM: f32 = 160.0;

/// What is known of two claimed persons that explains sharing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// How their homes lie.
    pub(crate) homes: Homes,
    /// One agency submitted both.
    pub(crate) agency: bool,
    /// They were at one employer at one time.
    pub(crate) colleagues: bool,
    /// They name one school, and no job of one employer and start: a teacher may vouch for both.
    pub(crate) classmates: bool,
}

impl Explanation {
    /// What any of the pairs of sketches of two claimed persons shows. There is at least one.
    pub(crate) fn of_any(both: &[(&Sketch, &Sketch)]) -> Explanation {
        both.iter()
            .map(|(a, b)| Explanation::of(a, b))
            .reduce(|x, y| Explanation {
                homes: x.homes.min(y.homes),
                agency: x.agency || y.agency,
                colleagues: x.colleagues || y.colleagues,
                classmates: x.classmates || y.classmates,
            })
            .unwrap_or_default()
    }

    /// What two sketches show.
    fn of(a: &Sketch, b: &Sketch) -> Explanation {
        Explanation {
            homes: homes(a, b),
            agency: a.agency.is_some() && a.agency == b.agency,
            // Who was at one employer at one time is a colleague; who was at all of them is not.
            colleagues: colleagues(&a.jobs, &b.jobs)
                && agreement(&a.jobs, &b.jobs) != Agreement::Most,
            classmates: schools(a, b) == Some(true)
                && matches!(agreement(&a.jobs, &b.jobs), Agreement::None | Agreement::Unknown),
        }
    }

    /// The share of a kind's bits that remains, 0 to 1.
    ///
    /// One household explains one phone, mailbox, device and network, and may explain it where the
    /// homes are near or not known; an agency explains contacts and template, but neither an
    /// account nor a history; colleagues explain similar passages and one referee in part,
    /// classmates one referee.
    pub(crate) fn remains(self, family: Family) -> f64 {
        let household = match (family, self.homes) {
            (Family::Contact | Family::Session | Family::Home | Family::Delivery, Homes::One) => {
                0.25
            }
            (Family::Contact | Family::Session | Family::Home, Homes::Near) => 0.4,
            (Family::Contact | Family::Session | Family::Home, Homes::Unknown) => 0.6,
            _ => 1.0,
        };
        let agency = match family {
            Family::Contact | Family::Home => 0.0,
            Family::Session | Family::Reference | Family::Text | Family::Web => 0.25,
            _ => 1.0,
        };
        let colleagues = match family {
            Family::Reference => 0.15,
            Family::Text => 0.4,
            Family::History => 0.5,
            _ => 1.0,
        };
        household
            * if self.agency { agency } else { 1.0 }
            * if self.colleagues { colleagues } else { 1.0 }
            * if self.classmates && family == Family::Reference { 0.3 } else { 1.0 }
    }
}

fn homes(a: &Sketch, b: &Sketch) -> Homes {
    if a.address.is_some() && a.address == b.address {
        return Homes::One;
    }
    match (&a.home, &b.home) {
        (Some(a), Some(b)) if distance_km(a, b) > APART_KM => Homes::Apart,
        (Some(_), Some(_)) => Homes::Near,
        _ => Homes::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Explanation, Homes};
    use crate::kind::Family;

    #[test]
    fn nothing_explains_what_distant_homes_share() {
        let apart = Explanation { homes: Homes::Apart, ..Explanation::default() };
        assert!((apart.remains(Family::Contact) - 1.0).abs() < 1e-12);
        let one = Explanation { homes: Homes::One, ..Explanation::default() };
        assert!(one.remains(Family::Session) < 0.5);
    }

    #[test]
    fn classmates_may_name_one_teacher() {
        let classmates = Explanation { classmates: true, ..Explanation::default() };
        assert!(classmates.remains(Family::Reference) < 0.5);
        assert!((classmates.remains(Family::Text) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_agency_explains_its_phone_and_not_an_account() {
        let agency = Explanation { agency: true, ..Explanation::default() };
        assert!(agency.remains(Family::Contact) < 1e-12);
        assert!((agency.remains(Family::Delivery) - 1.0).abs() < 1e-12);
        assert!((agency.remains(Family::History) - 1.0).abs() < 1e-12);
    }
}
