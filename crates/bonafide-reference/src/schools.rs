//! Schools, and the fields and levels in which they award degrees.

use bonafide_application::Country;

/// The schools of the world, and programmes of the United States.
pub struct Schools {}

/// One school.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    /// Name in the table.
    pub name: String,
    /// Country, where known.
    pub country: Option<Country>,
    /// State code of a school in the United States.
    pub region: Option<String>,
    /// Index of its row in the table of programmes; `None` where no programmes are known.
    pub programmes: Option<u32>,
}

/// Level of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Degree {
    /// A certificate below a degree.
    Certificate,
    /// Two years.
    Associate,
    /// Three to five years.
    Bachelor,
    /// One to three years after a bachelor's.
    Master,
    /// A research doctorate.
    Doctorate,
    /// A first professional degree, as in law or medicine.
    Professional,
}

/// Whether a school awards a degree in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Programme {
    /// It does, or the field is too broad to say.
    Awarded,
    /// It awards degrees in that field at other levels only.
    OtherLevel,
    /// It awards none in that field; the year of the data.
    NotAwarded {
        /// Year of the data.
        year: i16,
    },
}

impl Schools {
    /// The schools compiled into the program.
    pub fn built_in() -> Schools {
        Schools {}
    }

    /// Looks a school up by its name as people write it; an unknown school is `None`, and means
    /// nothing.
    pub fn find(&self, _name: &str) -> Option<School> {
        None
    }

    /// Whether the school awards this; `None` where its programmes, the field or the level are
    /// not known well enough.
    pub fn programme(&self, _school: &School, _field: &str, _level: Degree) -> Option<Programme> {
        None
    }

    /// The level that a text names: `B.Sc.`, `Master of Science`, `PhD`.
    pub fn degree(_text: &str) -> Option<Degree> {
        None
    }
}
