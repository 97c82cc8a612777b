//! Schools at which people of the simulation studied, with what the tables know of their degrees.

use crate::career::Level;
use crate::occupation::OCCUPATIONS;
use crate::random::Random;
use bonafide_application::Country;
use bonafide_reference::{Degree, Programme, Schools};

/// Schools by country, and which fields they award at which level.
pub(crate) struct Academy {
    /// School, field and level that are awarded, or of which nothing is known.
    awarded: Vec<(usize, &'static str, Level)>,
    /// Those that are known not to be.
    unawarded: Vec<(usize, &'static str, Level)>,
}

impl Academy {
    /// Asks the tables about every school and field once.
    pub(crate) fn new(schools: &Schools) -> Academy {
        let mut fields: Vec<&'static str> =
            OCCUPATIONS.iter().flat_map(|o| o.fields.iter().copied()).collect();
        fields.sort_unstable();
        fields.dedup();
        let mut academy = Academy { awarded: Vec::new(), unawarded: Vec::new() };
        for (index, (name, _)) in AMERICAN.iter().enumerate() {
            let school = schools.find(name);
            for field in &fields {
                for level in [Level::Associate, Level::Bachelor, Level::Master] {
                    let answer =
                        school.as_ref().and_then(|s| schools.programme(s, field, degree(level)));
                    let row = (index, *field, level);
                    match answer {
                        None | Some(Programme::Awarded) => academy.awarded.push(row),
                        Some(Programme::NotAwarded { .. }) => academy.unawarded.push(row),
                        Some(Programme::OtherLevel) => {}
                    }
                }
            }
        }
        academy
    }

    /// A school of the country and a field that it awards at this level.
    pub(crate) fn programme(
        &self,
        country: Country,
        fields: &[&'static str],
        level: Level,
        random: &mut Random,
    ) -> (String, String) {
        let field = random.pick(fields);
        if country.as_str() != "US" || self.awarded.is_empty() {
            return (abroad(country, random), field.to_owned());
        }
        // A few tries find the field and level; else whatever is awarded.
        for attempt in 0..400 {
            let (school, area, of) = self.awarded[random.below(self.awarded.len())];
            if of == level && (area == field || attempt > 300) {
                return (AMERICAN[school].0.to_owned(), area.to_owned());
            }
        }
        (AMERICAN[0].0.to_owned(), field.to_owned())
    }

    /// A school and a field that it is known not to award at this level.
    pub(crate) fn unawarded(&self, random: &mut Random) -> Option<(String, String)> {
        if self.unawarded.is_empty() {
            return None;
        }
        for _ in 0..60 {
            let (school, area, level) = self.unawarded[random.below(self.unawarded.len())];
            if level == Level::Bachelor {
                return Some((AMERICAN[school].0.to_owned(), area.to_owned()));
            }
        }
        None
    }
}

/// Domain of a school's mail.
pub(crate) fn domain(random: &mut Random) -> &'static str {
    AMERICAN[random.skewed(AMERICAN.len(), 1.2)].1
}

/// A school and the domain of its mail.
pub(crate) fn american(random: &mut Random) -> (&'static str, &'static str) {
    AMERICAN[random.skewed(AMERICAN.len(), 1.2)]
}

/// A school of a country.
pub(crate) fn abroad(country: Country, random: &mut Random) -> String {
    let rows = ABROAD.iter().find(|(code, _)| *code == country.as_str());
    let names = rows.map_or(ABROAD[0].1, |(_, names)| *names);
    random.pick(names).to_owned()
}

fn degree(level: Level) -> Degree {
    match level {
        Level::Associate => Degree::Associate,
        Level::Bachelor => Degree::Bachelor,
        Level::Master => Degree::Master,
    }
}

#[rustfmt::skip]
const AMERICAN: [(&str, &str); 64] = [
    ("University of Texas at Austin", "utexas.edu"), ("Arizona State University", "asu.edu"),
    ("University of Central Florida", "ucf.edu"), ("Ohio State University", "osu.edu"),
    ("University of Florida", "ufl.edu"), ("University of Minnesota", "umn.edu"),
    ("Texas A&M University", "tamu.edu"), ("Michigan State University", "msu.edu"),
    ("Pennsylvania State University", "psu.edu"), ("Indiana University Bloomington", "iu.edu"),
    ("University of Washington", "uw.edu"), ("Purdue University", "purdue.edu"),
    ("University of Illinois Urbana-Champaign", "illinois.edu"), ("Rutgers University", "rutgers.edu"),
    ("University of California, Los Angeles", "ucla.edu"), ("University of California, San Diego", "ucsd.edu"),
    ("University of California, Davis", "ucdavis.edu"), ("San Jose State University", "sjsu.edu"),
    ("California State University, Long Beach", "csulb.edu"), ("California State University, Fullerton", "fullerton.edu"),
    ("San Diego State University", "sdsu.edu"), ("University of Southern California", "usc.edu"),
    ("Boston University", "bu.edu"), ("Northeastern University", "northeastern.edu"),
    ("University of Massachusetts Amherst", "umass.edu"), ("New York University", "nyu.edu"),
    ("Stony Brook University", "stonybrook.edu"), ("University at Buffalo", "buffalo.edu"),
    ("Rochester Institute of Technology", "rit.edu"), ("Drexel University", "drexel.edu"),
    ("Temple University", "temple.edu"), ("University of Pittsburgh", "pitt.edu"),
    ("George Mason University", "gmu.edu"), ("Virginia Commonwealth University", "vcu.edu"),
    ("James Madison University", "jmu.edu"), ("North Carolina State University", "ncsu.edu"),
    ("Georgia State University", "gsu.edu"), ("Georgia Institute of Technology", "gatech.edu"),
    ("Kennesaw State University", "kennesaw.edu"), ("Clemson University", "clemson.edu"),
    ("Auburn University", "auburn.edu"), ("University of Alabama", "ua.edu"),
    ("University of Tennessee", "utk.edu"), ("University of Kentucky", "uky.edu"),
    ("Wayne State University", "wayne.edu"), ("University of Wisconsin-Madison", "wisc.edu"),
    ("Iowa State University", "iastate.edu"), ("University of Missouri", "missouri.edu"),
    ("University of Kansas", "ku.edu"), ("Oklahoma State University", "okstate.edu"),
    ("University of Houston", "uh.edu"), ("University of North Texas", "unt.edu"),
    ("Texas State University", "txstate.edu"), ("University of New Mexico", "unm.edu"),
    ("Utah State University", "usu.edu"), ("Brigham Young University", "byu.edu"),
    ("Colorado State University", "colostate.edu"), ("University of Oregon", "uoregon.edu"),
    ("Portland State University", "pdx.edu"), ("Washington State University", "wsu.edu"),
    ("Boise State University", "boisestate.edu"), ("University of Nevada, Las Vegas", "unlv.edu"),
    ("Florida International University", "fiu.edu"), ("University of South Florida", "usf.edu"),
];

#[rustfmt::skip]
const ABROAD: [(&str, &[&str]); 22] = [
    ("CA", &["University of Toronto", "University of Waterloo", "McGill University", "University of British Columbia", "Toronto Metropolitan University"]),
    ("GB", &["University of Manchester", "University of Leeds", "University of Bristol", "University of Glasgow", "King's College London", "Coventry University"]),
    ("DE", &["Technische Universität München", "Universität Hamburg", "RWTH Aachen", "Universität zu Köln"]),
    ("IN", &["Anna University", "University of Mumbai", "Delhi Technological University", "Visvesvaraya Technological University", "University of Pune"]),
    ("PL", &["Warsaw University of Technology", "AGH University of Science and Technology", "University of Wrocław"]),
    ("BR", &["Universidade de São Paulo", "Universidade Estadual de Campinas", "Universidade Federal de Minas Gerais"]),
    ("FR", &["Université de Lyon", "Sorbonne Université", "Université de Bordeaux"]),
    ("NL", &["Delft University of Technology", "University of Amsterdam"]),
    ("ES", &["Universidad Complutense de Madrid", "Universitat Politècnica de Catalunya"]),
    ("UA", &["Taras Shevchenko National University of Kyiv", "Lviv Polytechnic National University"]),
    ("CN", &["Zhejiang University", "Wuhan University", "Fudan University"]),
    ("NG", &["University of Lagos", "Covenant University", "Obafemi Awolowo University"]),
    ("PH", &["University of the Philippines Diliman", "De La Salle University"]),
    ("MX", &["Tecnológico de Monterrey", "Universidad Nacional Autónoma de México"]),
    ("AU", &["University of Melbourne", "University of Sydney", "Monash University"]),
    ("SG", &["National University of Singapore", "Nanyang Technological University"]),
    ("KR", &["Korea University", "Yonsei University", "Hanyang University"]),
    ("PK", &["University of Karachi", "National University of Sciences and Technology"]),
    ("VN", &["Hanoi University of Science and Technology", "Vietnam National University"]),
    ("IE", &["University College Dublin", "Trinity College Dublin"]),
    ("RO", &["Politehnica University of Bucharest", "Babeș-Bolyai University"]),
    ("ZA", &["University of Cape Town", "University of Pretoria"]),
];
