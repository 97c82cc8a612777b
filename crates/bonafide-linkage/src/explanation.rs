//! What explains that two claimed persons share something.

use crate::{Sketch, history::colleagues, kind::Family};

/// What is known of two claimed persons that explains sharing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// They give one street address.
    pub(crate) household: bool,
    /// One agency submitted both.
    pub(crate) agency: bool,
    /// They were at one employer at one time.
    pub(crate) colleagues: bool,
}

impl Explanation {
    /// What two sketches show.
    pub(crate) fn of(a: &Sketch, b: &Sketch) -> Explanation {
        Explanation {
            household: a.address.is_some() && a.address == b.address,
            agency: a.agency.is_some() && a.agency == b.agency,
            colleagues: colleagues(&a.jobs, &b.jobs),
        }
    }

    /// The share of a kind's bits that remains, 0 to 1.
    ///
    /// One household explains one phone, mailbox, device and network; an agency explains contacts,
    /// session and template, but neither an account nor a history; colleagues explain similar
    /// passages and one referee in part.
    pub(crate) fn remains(self, family: Family) -> f64 {
        let household = match family {
            Family::Contact | Family::Session | Family::Home | Family::Delivery => 0.25,
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
        [(self.household, household), (self.agency, agency), (self.colleagues, colleagues)]
            .into_iter()
            .filter_map(|(holds, share)| holds.then_some(share))
            .product()
    }
}

#[cfg(test)]
mod tests {
    use super::Explanation;
    use crate::kind::Family;

    #[test]
    fn nothing_known_explains_nothing() {
        assert!((Explanation::default().remains(Family::Contact) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_agency_explains_its_phone_and_not_an_account() {
        let agency = Explanation { agency: true, ..Explanation::default() };
        assert!(agency.remains(Family::Contact) < 1e-12);
        assert!((agency.remains(Family::Delivery) - 1.0).abs() < 1e-12);
        assert!((agency.remains(Family::History) - 1.0).abs() < 1e-12);
    }
}
