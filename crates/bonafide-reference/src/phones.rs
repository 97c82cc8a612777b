//! Telephone numbers: what a numbering plan says of one.

use crate::Spot;
use bonafide_application::Country;

/// Numbering plans of the world.
pub struct Phones {}

/// What the numbering plan says of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneFacts {
    /// `+` and digits: equal for two spellings of one number.
    pub e164: String,
    /// Country that the number belongs to; `None` where several share it and it can't be told.
    pub country: Option<Country>,
    /// State or province code (`TX`) of a geographic number of the North American plan.
    pub region: Option<String>,
    /// Locality or area as the plan names it (`Dallas, TX`).
    pub area: Option<String>,
    /// Middle of the area, with its radius.
    pub spot: Option<Spot>,
    /// Kind of line.
    pub line: LineKind,
}

/// Kind of telephone line, as far as the number itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// A mobile line.
    Mobile,
    /// A landline.
    Fixed,
    /// A landline or a mobile line: the plan does not tell (all of North America).
    FixedOrMobile,
    /// An internet line, or a number known to belong to an internet provider.
    Internet,
    /// A number of which messages can be read by anybody on a public site.
    PublicInbox,
    /// Toll-free, premium, pager or another special number.
    Special,
    /// A valid number of which the plan does not tell the kind.
    Unknown,
}

impl Phones {
    /// The numbering plans compiled into the program.
    pub fn built_in() -> Phones {
        Phones {}
    }

    /// Looks a number up. `home` is the country assumed where the number has no `+`; a number of
    /// ten digits without either is not guessed. `None` where it is no possible number.
    pub fn find(&self, _typed: &str, _home: Option<Country>) -> Option<PhoneFacts> {
        None
    }
}
