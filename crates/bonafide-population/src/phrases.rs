//! Sentences of work: each is a choice of words, so that two can be one wording apart.

use crate::occupation::{OCCUPATIONS, released};
use crate::random::Random;

/// One sentence of a résumé, as the choices that make it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bullet {
    occupation: usize,
    /// One choice per slot; what a slot holds depends on the shape, the first of them.
    slots: [u16; SLOTS],
}

const SLOTS: usize = 10;

/// Draws a sentence of an occupation.
pub(crate) fn draw(occupation: usize, random: &mut Random) -> Bullet {
    let mut bullet = Bullet { occupation, slots: [0; SLOTS] };
    for slot in &mut bullet.slots {
        *slot = (random.next() >> 48) as u16;
    }
    bullet
}

impl Bullet {
    /// The same sentence with about this share of its words chosen again; its shape stays.
    pub(crate) fn reworded(&self, share: f64, random: &mut Random) -> Bullet {
        let mut bullet = self.clone();
        for slot in &mut bullet.slots[1..] {
            if random.chance(share) {
                *slot = (random.next() >> 48) as u16;
            }
        }
        bullet
    }

    /// The sentence, told of work that ended in a year: it names no tool of later years.
    pub(crate) fn text(&self, year: i16) -> String {
        let occupation = &OCCUPATIONS[self.occupation];
        let [shape, verb, object, method, tool, other, result, number, domain, team] = self.slots;
        let verb = at(VERBS, verb);
        let object = at(occupation.objects, object);
        let method = at(occupation.methods, method);
        let tool = tool_of(occupation.tools, tool, year);
        let other = tool_of(occupation.tools, other, year);
        let domain = at(DOMAINS, domain);
        let team = at(TEAMS, team);
        let result = outcome(result, number);
        match shape % 9 {
            0 => format!("{verb} {object} {method}, {result}"),
            1 => format!("{verb} {object} for {domain} with {tool}, {result}"),
            2 if tool == other => format!("{verb} {object} on {tool}, {result}"),
            2 => format!("{verb} {object} on {tool} and {other}, {result}"),
            3 => format!("{verb} {object} {method}; used by {domain}"),
            4 => format!("Worked with {team} on {object} for {domain}, {result}"),
            5 => format!("{verb} {object} in {tool} {method}"),
            6 => format!("Took over {object} from {team} and, {method}, {}", past(&result)),
            7 => format!("{verb} {object} with {team} {method}, {result}"),
            _ => format!("{verb} {object} for {domain} {method}"),
        }
    }
}

fn past(result: &str) -> String {
    match result.split_once(' ') {
        Some(("cutting", rest)) => format!("cut {rest}"),
        Some(("raising", rest)) => format!("raised {rest}"),
        Some(("saving", rest)) => format!("saved {rest}"),
        Some(("serving", rest)) => format!("served {rest}"),
        Some(("keeping", rest)) => format!("kept {rest}"),
        _ => format!("ended up {result}"),
    }
}

/// An outcome with its figure; figures are many, so that the same outcome rarely reads the same.
fn outcome(result: u16, number: u16) -> String {
    let n = u32::from(number);
    let percent = 6 + n % 67;
    match result % 22 {
        0 => format!("cutting p95 latency by {percent}%"),
        1 => format!("cutting costs by {percent}%"),
        2 => format!("raising conversion by {}.{}%", 1 + n % 9, n / 16 % 10),
        3 => format!("saving about {} hours a month", 10 + n % 190),
        4 => format!("serving {}.{} million requests a day", 1 + n % 40, n / 64 % 10),
        5 => format!("cutting incidents from {} to {} a quarter", 9 + n % 30, 1 + n / 32 % 7),
        6 => format!("raising coverage from {}% to {}%", 21 + n % 40, 70 + n / 64 % 28),
        7 => format!("serving {} internal teams", 3 + n % 38),
        8 => format!("cutting lead time from {} days to {}", 9 + n % 40, 1 + n / 64 % 8),
        9 => format!("keeping availability at 99.{}%", 90 + n % 10),
        10 => format!("saving ${}k a year", 20 + n % 780),
        11 => format!("cutting errors by {percent}%"),
        12 => format!("raising the satisfaction score by {} points", 3 + n % 31),
        13 => format!("cutting onboarding to {} minutes", 4 + n % 50),
        14 => format!("serving {} thousand customers", 8 + n % 900),
        15 => format!("cutting the backlog by {percent}% in {} weeks", 3 + n / 128 % 20),
        16 => format!("raising throughput {}.{} times", 1 + n % 7, 1 + n / 8 % 9),
        17 => format!("keeping within {}% of the budget", 1 + n % 9),
        18 => format!("cutting run time from {} minutes to {}", 40 + n % 300, 2 + n / 512 % 35),
        19 => format!("raising adoption to {percent}% of accounts"),
        20 => format!("cutting manual steps from {} to {}", 8 + n % 30, 1 + n / 32 % 6),
        _ => format!("keeping {} releases a month", 2 + n % 60),
    }
}

/// The chosen tool, or the next one that had been released by then.
fn tool_of(tools: &[&'static str], choice: u16, year: i16) -> &'static str {
    let first = usize::from(choice) % tools.len();
    let mut order = (0..tools.len()).map(|step| tools[(first + step) % tools.len()]);
    order.find(|tool| released(tool) < year).unwrap_or(tools[0])
}

fn at<'a>(list: &[&'a str], choice: u16) -> &'a str {
    list[usize::from(choice) % list.len()]
}

const VERBS: &[&str] = &[
    "Built",
    "Designed",
    "Led",
    "Rebuilt",
    "Owned",
    "Delivered",
    "Maintained",
    "Introduced",
    "Improved",
    "Planned",
    "Migrated",
    "Simplified",
    "Launched",
    "Extended",
    "Automated",
    "Documented",
    "Reviewed",
    "Scaled",
    "Reworked",
    "Prototyped",
    "Coordinated",
    "Drove",
    "Established",
    "Supported",
    "Developed",
    "Created",
    "Implemented",
    "Managed",
    "Streamlined",
    "Overhauled",
];

const DOMAINS: &[&str] = &[
    "a retail bank",
    "hospital groups",
    "freight forwarders",
    "an online grocer",
    "city councils",
    "insurance brokers",
    "a utility",
    "hotel chains",
    "a wholesaler",
    "charities",
    "car dealers",
    "a telecom operator",
    "schools",
    "an airline",
    "a payments provider",
    "clinics",
    "game studios",
    "publishers",
    "property managers",
    "law firms",
    "manufacturers",
    "a sports league",
    "food delivery",
    "pension funds",
    "a ticket shop",
    "pharmacies",
    "construction firms",
    "a credit union",
    "travel agents",
    "farm cooperatives",
    "call centers",
    "the field sales force",
    "warehouse staff",
    "enterprise customers",
    "small businesses",
    "the mobile apps",
    "internal users",
    "partners abroad",
];

const TEAMS: &[&str] = &[
    "two designers",
    "the data team",
    "a team of four",
    "a team of six",
    "a team of nine",
    "the platform group",
    "support and sales",
    "three contractors",
    "finance",
    "the vendor",
    "legal and compliance",
    "a sister team abroad",
    "operations",
    "the architecture group",
    "two interns",
    "customer success",
    "the security office",
    "research",
];

#[cfg(test)]
mod tests {
    use super::{Random, draw};
    use crate::occupation::OCCUPATIONS;
    use std::collections::HashSet;

    #[test]
    fn sentences_are_many_and_rewording_keeps_most_of_one() {
        let mut random = Random::at(5, &[]);
        let bullets: Vec<_> =
            (0..5_000).map(|i| draw(i % OCCUPATIONS.len(), &mut random)).collect();
        let distinct: HashSet<String> = bullets.iter().map(|b| b.text(2025)).collect();
        assert!(distinct.len() > 4_950, "{}", distinct.len());
        assert_eq!(bullets[0].reworded(0.0, &mut random), bullets[0]);
        assert_ne!(bullets[0].reworded(1.0, &mut random), bullets[0]);
    }
}
