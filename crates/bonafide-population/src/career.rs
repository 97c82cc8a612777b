//! Careers: schools, jobs, skills and certificates in an order that fits.

use crate::company;
use crate::draft::{Job, Study};
use crate::occupation::{self, OCCUPATIONS};
use crate::phrases;
use crate::random::Random;
use crate::world::World;

/// Years of work.
pub(crate) fn years(random: &mut Random) -> i64 {
    if random.chance(0.09) {
        random.between(0, 1)
    } else {
        1 + random.waiting(8.5).min(34.0) as i64
    }
}

/// Courses of study that end where the work begins.
pub(crate) fn studies(
    world: &World,
    city: usize,
    occupation: usize,
    month: i32,
    years: i64,
    random: &mut Random,
) -> Vec<Study> {
    let fields = OCCUPATIONS[occupation].fields;
    let country = world.city(city).country;
    let done = (i64::from(month / 12) - years - random.between(0, 1)) as i16;
    let mut studies = Vec::new();
    let mut end = done;
    if random.chance(0.27) {
        let (school, area) = world.programme(country, fields, Level::Master, random);
        let degree = random.pick(&["Master of Science", "M.S.", "Master's degree", "MSc"]);
        studies.push(Study { school, area, degree, start: end - 2, end });
        end -= 2 + random.between(0, 2) as i16;
    }
    if studies.is_empty() && random.chance(0.09) {
        let (school, area) = world.programme(country, fields, Level::Associate, random);
        studies.push(Study { school, area, degree: "Associate's degree", start: end - 2, end });
    } else {
        let (school, area) = world.programme(country, fields, Level::Bachelor, random);
        let degree = random.pick(&[
            "Bachelor of Science",
            "B.S.",
            "Bachelor's degree",
            "BSc",
            "Bachelor of Science",
        ]);
        let length = if random.chance(0.2) { 5 } else { 4 };
        studies.push(Study { school, area, degree, start: end - length, end });
    }
    studies
}

/// Level of a degree that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Two years.
    Associate,
    /// Four years.
    Bachelor,
    /// Two years after a bachelor's.
    Master,
}

/// Jobs, latest first, that fill so many years.
pub(crate) fn jobs(
    world: &World,
    city: usize,
    occupation: usize,
    month: i32,
    years: i64,
    random: &mut Random,
) -> Vec<Job> {
    let begin = month - years as i32 * 12;
    let mut jobs = Vec::new();
    let mut end =
        if random.chance(0.62) { None } else { Some(month - random.between(1, 9) as i32) };
    loop {
        let last = end.unwrap_or(month);
        let length = 9 + random.waiting(31.0).min(130.0) as i32;
        let start = (last - length).max(begin);
        if last - start < 3 || jobs.len() == 6 {
            return jobs;
        }
        let place = match random.below(100) {
            0..14 => None,
            14..28 => Some(world.other_city(city, random)),
            _ => Some(city),
        };
        let rank = i64::from(start - begin) / 12;
        let bullets = 2 + usize::from(random.chance(0.7)) + usize::from(random.chance(0.4));
        jobs.push(Job {
            company: employer(start, random),
            title: occupation::title(occupation, rank, random),
            city: place,
            start,
            end,
            bullets: (0..bullets).map(|_| phrases::draw(occupation, random)).collect(),
            first_line: None,
        });
        end = Some(start - random.between(0, 3) as i32);
    }
}

/// A company that was in business in a month.
pub(crate) fn employer(start: i32, random: &mut Random) -> u32 {
    for _ in 0..12 {
        let number = company::draw(random);
        if i32::from(company::founded(number)) * 12 + 11 < start {
            return number;
        }
    }
    // The oldest of the large ones was there before anybody.
    random.below(3) as u32
}

/// Tools that a person names.
pub(crate) fn skills(occupation: usize, random: &mut Random) -> Vec<&'static str> {
    let tools = OCCUPATIONS[occupation].tools;
    let mut skills = Vec::new();
    for _ in 0..random.between(5, 11) {
        let tool = tools[random.skewed(tools.len(), 1.2)];
        if !skills.contains(&tool) {
            skills.push(tool);
        }
    }
    skills
}

/// Certificates with their years.
pub(crate) fn certificates(
    occupation: usize,
    month: i32,
    random: &mut Random,
) -> Vec<(&'static str, &'static str, i16)> {
    if !random.chance(0.3) {
        return Vec::new();
    }
    let certificates = OCCUPATIONS[occupation].certificates;
    let (name, issuer) = certificates[random.below(certificates.len())];
    vec![(name, issuer, (month / 12) as i16 - random.between(0, 5) as i16)]
}
