//! Employers of the simulation: thousands of made-up companies and the well-known ones of the
//! reference tables, each known by its number alone.

use crate::random::Random;
use bonafide_reference::Employers;
use std::sync::LazyLock;

/// An employer.
#[derive(Clone, Debug)]
pub(crate) struct Company {
    /// Name.
    pub(crate) name: String,
    /// Domain of its mail and site.
    pub(crate) domain: String,
}

/// How many made-up companies there are: as many as give a large employer's applicants few
/// colleagues.
pub(crate) const COMPANIES: usize = 60_000;

/// How many of a hundred jobs are at one of the well-known employers.
const WELL_KNOWN: f64 = 7.0;

/// Names and founding years of the well-known employers, numbered after the made-up companies. They
/// are those compiled in, whatever table a screening is told to use.
static KNOWN: LazyLock<Vec<(String, i16)>> = LazyLock::new(|| {
    let employers = Employers::built_in();
    employers.all().into_iter().map(|(name, date)| (name.to_owned(), date.year)).collect()
});

/// Draws a company, the larger the likelier.
pub(crate) fn draw(random: &mut Random) -> u32 {
    if random.chance(WELL_KNOWN / 100.0) {
        return well_known(random);
    }
    random.skewed(COMPANIES, 1.9) as u32
}

fn well_known(random: &mut Random) -> u32 {
    (COMPANIES + random.below(KNOWN.len())) as u32
}

/// A company that was founded more than a year after a month: one of the well-known ones as often
/// as not, for it is with great names that people adorn themselves, and firms of great names that
/// are bought.
pub(crate) fn younger_than(start: i32, random: &mut Random) -> Option<u32> {
    let known = random.chance(0.5);
    let mut tries = (0..40).map(|_| if known { well_known(random) } else { draw(random) });
    tries.find(|number| i32::from(founded(*number)) * 12 > start + 12)
}

/// The well-known employer of a number.
fn known(number: u32) -> Option<&'static (String, i16)> {
    KNOWN.get((number as usize).checked_sub(COMPANIES)?)
}

/// The company of a number.
pub(crate) fn company(number: u32) -> Company {
    if let Some((name, _)) = known(number) {
        let domain = format!("{}.com", crate::names::letters(name));
        return Company { name: name.clone(), domain };
    }
    let mut random = Random::at(u64::from(number), &[0xC0]);
    let first = random.pick(FIRST);
    let joint = random.chance(0.45);
    let name = if joint {
        format!("{first}{}", random.pick(SECOND))
    } else {
        format!("{first} {}", capital(random.pick(SECOND)))
    };
    let trade = random.pick(TRADES);
    let full = match random.below(5) {
        0 => format!("{name} Inc."),
        1 | 2 => format!("{name} {trade}"),
        3 => format!("{name} {trade}, LLC"),
        _ => name.clone(),
    };
    let mut domain: String =
        name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    domain.push_str(&trade.to_lowercase().replace(' ', ""));
    domain.push_str(random.pick(&[".com", ".com", ".com", ".io", ".co", ".net", ".tech"]));
    Company { name: full, domain }
}

/// First year of business: large companies, which have low numbers, are old.
pub(crate) fn founded(number: u32) -> i16 {
    if let Some((_, year)) = known(number) {
        return *year;
    }
    let mut random = Random::at(u64::from(number), &[0xC1]);
    let age = 4.0 + random.waiting(if number < 6_000 { 28.0 } else { 16.0 });
    if number < 3 { 1955 } else { 2024 - age.min(90.0) as i16 }
}

/// The name under which somebody might have known it before, or renames it.
pub(crate) fn renamed(number: u32, random: &mut Random) -> u32 {
    // Another company of about the same size, so that its age fits the same dates.
    let near = i64::from(number) + random.between(1, 4_000);
    (near as u32) % COMPANIES as u32
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const FIRST: &[&str] = &[
    "Alder", "Amber", "Arbor", "Argent", "Aspen", "Atlas", "Aurora", "Basalt", "Bay", "Beacon",
    "Birch", "Blue", "Bright", "Bridge", "Brook", "Canyon", "Cedar", "Cinder", "Clear", "Cloud",
    "Cobalt", "Copper", "Coral", "Crest", "Crown", "Delta", "Drift", "Eagle", "East", "Echo",
    "Elm", "Ember", "Falcon", "Fern", "Field", "Flint", "Fox", "Garnet", "Glacier", "Gold",
    "Granite", "Green", "Harbor", "Haven", "Hawthorn", "Hazel", "Heron", "High", "Hollow", "Iron",
    "Ivory", "Jade", "Juniper", "Kestrel", "Keystone", "Lake", "Lantern", "Larch", "Laurel",
    "Linden", "Lumen", "Lynx", "Maple", "Marble", "Meadow", "Meridian", "Mill", "Mint", "Moss",
    "North", "Oak", "Ocean", "Onyx", "Opal", "Orchard", "Osprey", "Otter", "Pearl", "Pine",
    "Pioneer", "Polar", "Prairie", "Quarry", "Quartz", "Quill", "Raven", "Red", "Ridge", "River",
    "Rowan", "Sable", "Sage", "Sand", "Sequoia", "Shore", "Silver", "Slate", "Solar", "Spruce",
    "Star", "Stone", "Summit", "Swift", "Tamarack", "Terra", "Thistle", "Tidal", "Timber", "Topaz",
    "Union", "Vale", "Vantage", "Vector", "Verdant", "Vista", "Walnut", "West", "White", "Willow",
    "Winter", "Wren", "Zephyr",
];

const SECOND: &[&str] = &[
    "arc", "axis", "bank", "base", "bit", "block", "bolt", "bound", "branch", "byte", "cart",
    "cast", "chain", "circle", "cove", "craft", "crest", "dale", "desk", "dock", "dove", "edge",
    "field", "flow", "fold", "forge", "form", "fort", "frame", "front", "gate", "glen", "grid",
    "grove", "guild", "hall", "helm", "hill", "hub", "lane", "leaf", "lens", "light", "line",
    "link", "loom", "mark", "mast", "mere", "mind", "mont", "path", "peak", "pier", "point",
    "port", "post", "quest", "rail", "reach", "root", "scale", "scope", "shift", "side", "span",
    "spark", "spire", "spoke", "spring", "stack", "stead", "stone", "stream", "stride", "tail",
    "tide", "tower", "trail", "vale", "vault", "view", "wave", "way", "well", "wharf", "wood",
    "works", "yard", "yield",
];

const TRADES: &[&str] = &[
    "Systems",
    "Software",
    "Health",
    "Logistics",
    "Analytics",
    "Labs",
    "Technologies",
    "Energy",
    "Financial",
    "Retail",
    "Media",
    "Robotics",
    "Insurance",
    "Foods",
    "Networks",
    "Consulting",
    "Solutions",
    "Mobility",
    "Education",
    "Payments",
    "Security",
    "Devices",
    "Travel",
    "Manufacturing",
    "Biosciences",
    "Freight",
    "Interactive",
    "Group",
    "Partners",
    "Cloud",
];

#[cfg(test)]
mod tests {
    use super::{Random, company, draw, founded, younger_than};

    #[test]
    fn a_number_is_always_the_same_company() {
        assert_eq!(company(17).name, company(17).name);
        assert!(company(17).domain.contains('.'));
        assert_ne!(company(17).domain, company(18).domain);
    }

    #[test]
    fn some_work_at_employers_that_the_tables_know() {
        let employers = bonafide_reference::Employers::built_in();
        let mut random = Random::at(1, &[]);
        let numbers: Vec<u32> = (0..2_000).map(|_| draw(&mut random)).collect();
        let known = numbers.iter().filter(|n| employers.founded(&company(**n).name).is_some());
        assert!((90..200).contains(&known.count()));
        let young = younger_than(2012 * 12, &mut random).expect("a younger one");
        assert!(founded(young) > 2012);
    }
}
