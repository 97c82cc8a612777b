//! Schools, and the fields and levels in which they award degrees.

use crate::degree;
use crate::former_schools::{FormerSchool, former_schools};
use crate::packed::{Packed, Texts};
use crate::school_name::{key, tells};
use bonafide_application::{Country, fold};
use bonafide_lists::{Index, Named, Naming};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The schools of the world, and programmes of the United States.
pub struct Schools {
    /// Normalised names, in order; the rows of the rest.
    keys: Texts,
    names: Texts,
    places: Vec<(Option<Country>, Option<String>)>,
    /// Fields (four digits of the CIP) with the bits of their levels, of all rows.
    awards: Vec<(u16, u8)>,
    /// End of each row in `awards`.
    awards_end: Vec<u32>,
    /// Rows by other names.
    aliases: HashMap<String, u32>,
    /// Fields by folded name between spaces: first and last code of each family.
    fields: Vec<(String, Vec<(u16, u16)>)>,
    /// Fields by the first word of their name.
    fields_of: FxHashMap<String, Vec<u32>>,
    /// Schools of the user's own list.
    own: HashMap<String, School>,
    /// Schools that are no more, or no more by that name.
    former: HashMap<String, FormerSchool>,
    /// All names, prepared for affiliations when the first one is looked up.
    affiliations: OnceLock<Index>,
}

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

/// Year of the College Scorecard from which the programmes are taken.
const PROGRAMMES_YEAR: i16 = 2026;

/// A school with fewer programmes than this is not known well enough to say what it lacks.
const PROGRAMMES_MIN: usize = 5;

/// An affiliation that fits a school less well than this names another.
const AFFILIATION_MIN: f64 = 0.93;

/// A word that tells less is borne by many schools.
const AFFILIATION_TELLS: f64 = 0.35;

/// The longest name that is looked up.
const NAME_MAX: usize = 200;

/// Beginnings that stand for a university of many campuses.
const BEGINNINGS: &[(&str, &str)] = &[
    ("uc ", "University of California "),
    ("ut ", "University of Texas "),
    ("cal state ", "California State University "),
    ("csu ", "California State University "),
    ("iit ", "Indian Institute of Technology "),
    ("nit ", "National Institute of Technology "),
    ("umass ", "University of Massachusetts "),
    ("unc ", "University of North Carolina "),
];

impl Schools {
    /// The schools compiled into the program.
    pub fn built_in() -> Schools {
        let mut packed = Packed::open(include_bytes!("../data/schools.zst"));
        let count = packed.number() as usize;
        let keys = packed.texts(count);
        let names = packed.texts(count);
        let places = (0..count)
            .map(|_| (packed.country(), Some(packed.text()).filter(|region| !region.is_empty())))
            .collect();
        let (mut awards, mut awards_end) = (Vec::new(), Vec::with_capacity(count));
        for _ in 0..count {
            let mut field = 0;
            for _ in 0..packed.number() {
                field += packed.index() as u16;
                awards.push((field, packed.bytes(1).first().copied().unwrap_or_default()));
            }
            awards_end.push(awards.len() as u32);
        }
        let mut aliases = HashMap::new();
        for row in include_str!("../data/school_aliases.csv").lines().skip(1) {
            if let Some((alias, name)) = row.split_once(',')
                && let Some(at) = keys.equal(&key(name)).next()
            {
                aliases.insert(key(alias), at as u32);
            }
        }
        let own = HashMap::new();
        let fields = fields(include_str!("../data/fields.csv"));
        let mut fields_of: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, (field, _)) in fields.iter().enumerate() {
            let word = field.trim().split(' ').next().unwrap_or_default();
            fields_of.entry(word.to_owned()).or_default().push(at as u32);
        }
        Schools {
            keys,
            names,
            places,
            awards,
            awards_end,
            aliases,
            fields,
            fields_of,
            own,
            former: former_schools(),
            affiliations: OnceLock::new(),
        }
    }

    /// Looks a school up by its name as people write it; an unknown school is `None`, and means
    /// nothing.
    pub fn find(&self, name: &str) -> Option<School> {
        let name: String = name.chars().take(NAME_MAX).collect();
        self.whole(&name).or_else(|| {
            let parts = name.split([',', '(', ')', '|', ';', '/']).chain(name.split(" - "));
            let mut found: Vec<School> =
                parts.filter(|part| *part != name).filter_map(|part| self.whole(part)).collect();
            found.dedup();
            if found.len() == 1 { found.pop() } else { None }
        })
    }

    /// Looks up a school that is no more, or no more by that name.
    pub fn former(&self, name: &str) -> Option<&FormerSchool> {
        let name: String = name.chars().take(NAME_MAX).collect();
        self.former.get(&key(&name))
    }

    /// The school that an affiliation names as people write it: with its department and place,
    /// abbreviated, in another order or with typing errors. Good enough to say that there is such
    /// a school, and used for nothing else.
    pub fn find_affiliation(&self, text: &str) -> Option<School> {
        let text: String = text.chars().take(NAME_MAX).collect();
        let index = self.affiliations.get_or_init(|| {
            let each = (0..self.names.len()).map(|at| Named {
                entry: at as u32,
                name: self.names.get(at),
                naming: Naming::Institution,
            });
            Index::of(each)
        });
        let best = index.find(&text, Naming::Institution, 1, AFFILIATION_MIN).pop()?;
        (best.telling >= AFFILIATION_TELLS && best.words >= 2)
            .then(|| self.school(best.entry as usize))
    }

    /// Whether the school awards this; `None` where its programmes, the field or the level are
    /// not known well enough.
    pub fn programme(&self, school: &School, field: &str, level: Degree) -> Option<Programme> {
        let awards = self.awards(school.programmes? as usize);
        let wanted = self.field(field)?;
        let bit = bit(level)?;
        if awards.len() < PROGRAMMES_MIN {
            return None;
        }
        let levels = awards
            .iter()
            .filter(|(code, _)| wanted.iter().any(|(first, last)| (first..=last).contains(&code)))
            .fold(0, |levels, (_, bits)| levels | bits);
        // A school that gives doctorates gives master's degrees on the way to them.
        let masters_too = levels & DOCTORATE != 0 && level == Degree::Master;
        Some(if levels & bit != 0 || masters_too {
            Programme::Awarded
        } else if levels != 0 {
            Programme::OtherLevel
        } else {
            Programme::NotAwarded { year: PROGRAMMES_YEAR }
        })
    }

    /// The level that a text names: `B.Sc.`, `Master of Science`, `PhD`.
    pub fn degree(text: &str) -> Option<Degree> {
        degree::of(text)
    }

    /// All schools of a country, in order of their normalised names.
    pub fn schools(&self, country: Country) -> impl Iterator<Item = School> {
        let inside = move |at: &usize| self.places[*at].0 == Some(country);
        (0..self.keys.len()).filter(inside).map(|at| self.school(at))
    }

    /// The names of the fields that are mapped, with whether the school awards them at a level.
    pub fn awarded_fields(&self, school: &School, level: Degree) -> Vec<&str> {
        let awards =
            |field: &&str| self.programme(school, field, level) == Some(Programme::Awarded);
        self.fields.iter().map(|(field, _)| field.trim()).filter(awards).collect()
    }

    /// Takes the user's own schools: name and country.
    pub(crate) fn add(&mut self, schools: Vec<(String, Option<Country>)>) {
        for (name, country) in schools {
            let school = School { name, country, region: None, programmes: None };
            self.own.insert(key(&school.name), school);
        }
    }

    /// How many schools, and of how many the programmes are known.
    pub(crate) fn rows(&self) -> [usize; 2] {
        let known = (0..self.keys.len()).filter(|at| !self.awards(*at).is_empty()).count();
        [self.keys.len(), known]
    }

    /// A name as a whole: the user's, another name of one, or its own.
    fn whole(&self, name: &str) -> Option<School> {
        let folded = fold(name);
        let beginning = BEGINNINGS
            .iter()
            .find_map(|(short, long)| Some(format!("{long}{}", folded.strip_prefix(short)?)));
        let key = key(beginning.as_deref().unwrap_or(name));
        if let Some(own) = self.own.get(&key) {
            return Some(own.clone());
        }
        if let Some(at) = self.aliases.get(&key) {
            return Some(self.school(*at as usize));
        }
        let at = self.keys.equal(&key).next().filter(|_| tells(&key))?;
        Some(self.school(at))
    }

    fn school(&self, at: usize) -> School {
        let (country, region) = self.places[at].clone();
        let known = !self.awards(at).is_empty();
        School {
            name: self.names.get(at).to_owned(),
            country,
            region,
            programmes: known.then_some(at as u32),
        }
    }

    fn awards(&self, at: usize) -> &[(u16, u8)] {
        let Some(end) = self.awards_end.get(at) else { return &[] };
        let start = if at == 0 { 0 } else { self.awards_end[at - 1] };
        &self.awards[start as usize..*end as usize]
    }

    /// The families of the longest mapped field that the text names in whole words.
    fn field(&self, text: &str) -> Option<&[(u16, u16)]> {
        let text: String = text.chars().take(NAME_MAX).collect();
        let padded = format!(" {} ", fold(&text).replace(" and ", " "));
        let begun = padded.split(' ').filter_map(|word| self.fields_of.get(word)).flatten();
        let begun = begun.map(|at| (*at, &self.fields[*at as usize]));
        let named = begun.filter(|(_, (field, _))| padded.contains(field.as_str()));
        // Of equally long ones the last in the table, whatever their order in the text.
        let longest = named.max_by_key(|(at, (field, _))| (field.len(), *at));
        longest.map(|(_, (_, codes))| codes.as_slice())
    }
}

/// The bit of doctorates.
const DOCTORATE: u8 = 16;

/// The bit of a level, as `tables/src/schools.rs` gives them; certificates are too many to say.
fn bit(level: Degree) -> Option<u8> {
    match level {
        Degree::Certificate => None,
        Degree::Associate => Some(2),
        Degree::Bachelor => Some(4),
        Degree::Master => Some(8),
        Degree::Doctorate => Some(DOCTORATE),
        Degree::Professional => Some(32),
    }
}

/// `computer science,11;14.09` stands for 1100 to 1199, and 1409.
fn fields(rows: &str) -> Vec<(String, Vec<(u16, u16)>)> {
    let code = |text: &str| -> Option<(u16, u16)> {
        match text.split_once('.') {
            Some((two, more)) => {
                let code = two.parse::<u16>().ok()? * 100 + more.parse::<u16>().ok()?;
                Some((code, code))
            }
            None => text.parse::<u16>().ok().map(|two| (two * 100, two * 100 + 99)),
        }
    };
    let row = |row: &str| {
        let (field, codes) = row.split_once(',')?;
        let codes = codes.split(';').filter_map(code).collect();
        Some((format!(" {} ", fold(field).replace(" and ", " ")), codes))
    };
    rows.lines().skip(1).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{Degree, Programme, Schools};

    #[test]
    fn a_school_is_found_as_people_write_it() {
        let schools = Schools::built_in();
        for (written, want) in [
            ("University of Texas at Austin", "The University of Texas at Austin"),
            ("The University of Texas, Austin", "The University of Texas at Austin"),
            ("UT Austin", "The University of Texas at Austin"),
            ("Univ. of Texas at Austin", "The University of Texas at Austin"),
            (
                "McCombs School of Business, University of Texas at Austin",
                "The University of Texas at Austin",
            ),
            ("UC Berkeley", "University of California-Berkeley"),
            ("University of California, Berkeley", "University of California-Berkeley"),
            ("MIT", "Massachusetts Institute of Technology"),
            (
                "Massachusetts Institute of Technology (MIT)",
                "Massachusetts Institute of Technology",
            ),
            ("Stanford University", "Stanford University"),
            ("Georgia Tech", "Georgia Institute of Technology-Main Campus"),
            ("Technical University of Munich", "Technical University of Munich"),
            ("University of Waterloo", "University of Waterloo"),
        ] {
            let found = schools.find(written).map(|school| school.name);
            assert_eq!(found.as_deref(), Some(want), "{written:?}");
        }
        let long = "x".repeat(1_000_000);
        for written in ["", "University", "School of Engineering", "College of Nowhere", &long] {
            assert_eq!(schools.find(written), None, "{written:.40}");
        }
    }

    #[test]
    fn what_a_school_awards() {
        let schools = Schools::built_in();
        let ask = |school: &str, field: &str, level| {
            schools.programme(&schools.find(school).expect(school), field, level)
        };
        let awarded = Some(Programme::Awarded);
        assert_eq!(ask("MIT", "Computer Science", Degree::Bachelor), awarded);
        assert_eq!(ask("UT Austin", "Electrical Engineering", Degree::Master), awarded);
        assert_eq!(ask("Stanford University", "Computer Science", Degree::Doctorate), awarded);
        assert_eq!(
            ask("Berklee College of Music", "Mechanical Engineering", Degree::Bachelor),
            Some(Programme::NotAwarded { year: 2026 })
        );
        assert_eq!(
            ask("Dartmouth College", "Law", Degree::Professional),
            Some(Programme::NotAwarded { year: 2026 })
        );
        assert_eq!(ask("MIT", "Basket Weaving", Degree::Bachelor), None);
        assert_eq!(ask("MIT", "Computer Science", Degree::Certificate), None);
        assert_eq!(ask("University of Waterloo", "Computer Science", Degree::Bachelor), None);
    }
}
