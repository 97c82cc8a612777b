//! Employers of the simulation: thousands of made-up companies, each known by its number alone.

use crate::random::Random;

/// A made-up employer.
#[derive(Clone, Debug)]
pub(crate) struct Company {
    /// Name.
    pub(crate) name: String,
    /// Domain of its mail and site.
    pub(crate) domain: String,
}

/// How many companies there are: as many as give a large employer's applicants few colleagues.
pub(crate) const COMPANIES: usize = 60_000;

/// Draws a company, the larger the likelier.
pub(crate) fn draw(random: &mut Random) -> u32 {
    random.skewed(COMPANIES, 1.9) as u32
}

/// The company of a number.
pub(crate) fn company(number: u32) -> Company {
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
    use super::company;

    #[test]
    fn a_number_is_always_the_same_company() {
        assert_eq!(company(17).name, company(17).name);
        assert!(company(17).domain.contains('.'));
        assert_ne!(company(17).domain, company(18).domain);
    }
}
