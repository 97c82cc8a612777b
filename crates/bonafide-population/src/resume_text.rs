//! Summaries and projects: own words, public templates and what language models write.

use crate::occupation::OCCUPATIONS;
use crate::phrases;
use crate::random::Random;

/// A summary: mostly own words, at times a public template or a model's.
pub(crate) fn summary(
    occupation: usize,
    years: i64,
    skills: &[&str],
    random: &mut Random,
) -> String {
    let title = OCCUPATIONS[occupation].title.to_lowercase();
    let years = match years {
        0 | 1 => "a first year".to_owned(),
        years => format!("{years} years"),
    };
    let first = skills.first().copied().unwrap_or("Excel");
    let second = skills.get(1).copied().unwrap_or("SQL");
    let like = random.pick(LIKES);
    let wish = random.pick(WISHES);
    let trade = random.pick(TRADES);
    let trait_ = random.pick(TRAITS);
    match random.below(8) {
        0 => format!("{trait_} {title} with {years} of work in {trade}. I like {like}."),
        1 => format!("I have spent {years} on {like}, mostly with {first}. Looking for {wish}."),
        2 => format!("{years} as a {title}, most of it in {trade}; {first} and {second} daily."),
        3 => format!("{trait_} {title}. Happiest with {like}; next I would like {wish}."),
        4 => format!("{title} in {trade}. {first}, {second}, and {like}."),
        5 => format!("After {years} in {trade} I am looking for {wish}. Known for {like}."),
        6 => format!("{trait_}, with {years} of {first} and {second}. Looking for {wish}."),
        _ => format!("A {title} who cares about {like}. {years} in {trade}, last with {second}."),
    }
}

/// A public template of summaries, by its number; hundreds of people use one.
pub(crate) fn template(number: usize, occupation: usize) -> String {
    let title = OCCUPATIONS[occupation].title;
    let first = TEMPLATE_FIRST[number % TEMPLATE_FIRST.len()];
    let second = TEMPLATE_SECOND[number / 3 % TEMPLATE_SECOND.len()];
    format!("{first} {title} {second}")
}

/// A summary as a language model writes it: a few openings and endings that all of them share.
pub(crate) fn model_written(occupation: usize, skills: &[&str], random: &mut Random) -> String {
    let title = OCCUPATIONS[occupation].title;
    let skill = skills.first().copied().unwrap_or("modern tools");
    let opening = random.pick(MODEL_FIRST);
    let middle = random.pick(MODEL_SECOND);
    let ending = random.pick(MODEL_THIRD);
    format!("{opening} {title} {middle} {skill}. {ending}")
}

/// A sentence that language models put into many résumés.
pub(crate) fn model_line(random: &mut Random) -> String {
    random.pick(MODEL_LINES).to_owned()
}

/// Own projects, for some.
pub(crate) fn projects(occupation: usize, random: &mut Random) -> Vec<(String, Vec<String>)> {
    if !random.chance(0.35) {
        return Vec::new();
    }
    let name = format!("{} {}", random.pick(PROJECT_FIRST), random.pick(PROJECT_SECOND));
    let lines = (0..=random.below(2)).map(|_| phrases::draw(occupation, random).text(2025));
    vec![(name, lines.collect())]
}

/// The project at the end of a course, by the number of the cohort: all of it have the same text.
pub(crate) fn capstone(number: u64, occupation: usize) -> (String, Vec<String>) {
    let mut random = Random::at(number, &[0xCA]);
    let name = format!("Capstone: {} {}", random.pick(PROJECT_FIRST), random.pick(PROJECT_SECOND));
    let lines = (0..4).map(|_| phrases::draw(occupation, &mut random).text(2025)).collect();
    (name, lines)
}

const TRAITS: &[&str] = &[
    "Patient",
    "Hands-on",
    "Curious",
    "Pragmatic",
    "Careful",
    "Calm",
    "Thorough",
    "Direct",
    "Self-taught",
    "Steady",
    "Inventive",
    "Tidy",
    "Quick to learn",
    "Methodical",
];
const TRADES: &[&str] = &[
    "health care",
    "retail",
    "banking",
    "logistics",
    "public service",
    "games",
    "insurance",
    "education",
    "energy",
    "media",
    "travel",
    "manufacturing",
    "agriculture",
    "advertising",
    "telecoms",
    "consulting",
    "food",
    "real estate",
];
const LIKES: &[&str] = &[
    "clear interfaces",
    "small releases",
    "untangling old systems",
    "teaching juniors",
    "measuring before changing",
    "short feedback loops",
    "writing things down",
    "work that people notice when it stops",
    "talking to users",
    "finding the slow part",
    "plain solutions",
    "numbers that can be trusted",
    "teams that review each other",
    "making the boring parts automatic",
    "hard bugs",
    "good handovers",
    "simple designs",
    "keeping promises about dates",
    "the space between two teams",
    "data that explains itself",
    "leaving places tidier than they were",
];
const WISHES: &[&str] = &[
    "a team that ships every week",
    "a place to grow into a lead",
    "a product with real users",
    "a calm company",
    "work closer to customers",
    "larger systems",
    "a remote-friendly team",
    "a role with more design",
    "a return to hands-on work",
    "a mission I believe in",
    "a smaller company",
    "a team that values tests",
    "something new after many years",
];
const TEMPLATE_FIRST: &[&str] = &[
    "Results-driven",
    "Highly motivated",
    "Detail-oriented and dedicated",
    "Dynamic",
    "Accomplished and team-oriented",
    "Versatile, goal-oriented",
];
const TEMPLATE_SECOND: &[&str] = &[
    "with a proven track record of delivering high-quality solutions on time and within budget. \
     Strong communicator who thrives in fast-paced environments.",
    "seeking to leverage skills and experience in a challenging role with opportunities for \
     professional growth. Excellent team player with strong attention to detail.",
    "with extensive experience across the full life cycle of projects. Adept at working \
     independently and collaborating with cross-functional teams.",
    "committed to excellence and continuous improvement. Recognized for problem solving, \
     leadership and the ability to meet tight deadlines.",
];
const MODEL_FIRST: &[&str] = &[
    "Innovative and results-oriented",
    "Passionate and forward-thinking",
    "Seasoned",
    "Impact-driven",
    "Collaborative and adaptable",
];
const MODEL_SECOND: &[&str] = &[
    "with deep expertise in designing scalable, reliable and maintainable solutions using",
    "with a strong foundation in building end-to-end systems that drive business value with",
    "skilled in translating complex requirements into elegant, user-centric outcomes with",
];
const MODEL_THIRD: &[&str] = &[
    "Proven ability to collaborate with cross-functional stakeholders to deliver measurable impact.",
    "Known for bridging technical depth with strategic vision and fostering a culture of excellence.",
    "Committed to leveraging cutting-edge technologies to solve real-world challenges at scale.",
];
const MODEL_LINES: &[&str] = &[
    "Spearheaded cross-functional initiatives that enhanced operational efficiency and drove \
     measurable business outcomes",
    "Leveraged data-driven insights to optimize workflows, resulting in significant improvements \
     in productivity",
    "Championed best practices and mentored junior team members to foster a culture of continuous \
     improvement",
    "Collaborated closely with stakeholders to translate business requirements into scalable, \
     high-performance solutions",
    "Orchestrated the seamless integration of emerging technologies to streamline processes and \
     elevate user experience",
];
const PROJECT_FIRST: &[&str] = &[
    "Neighborhood",
    "Transit",
    "Recipe",
    "Weather",
    "Budget",
    "Library",
    "Garden",
    "Trail",
    "Language",
    "Music",
    "Chess",
    "Photo",
    "Volunteer",
    "Energy",
    "Fitness",
    "Reading",
    "Museum",
    "Air Quality",
    "Market",
    "Bike Share",
    "Podcast",
    "Pantry",
    "Classroom",
    "Clinic",
];
const PROJECT_SECOND: &[&str] = &[
    "Tracker",
    "Planner",
    "Map",
    "Finder",
    "Board",
    "Assistant",
    "Explorer",
    "Journal",
    "Forecast",
    "Exchange",
    "Notifier",
    "Companion",
    "Monitor",
    "Catalog",
    "Simulator",
    "Archive",
];
