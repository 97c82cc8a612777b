//! Mail addresses: the many ways in which people make one of their name, or of something else.

use crate::names::FullName;
use crate::random::Random;

/// Domain of a provider where most people have their mailbox.
pub(crate) fn free_domain(random: &mut Random) -> &'static str {
    const FREE: [(&str, f64); 11] = [
        ("gmail.com", 62.0),
        ("outlook.com", 9.0),
        ("yahoo.com", 8.0),
        ("hotmail.com", 5.0),
        ("icloud.com", 6.0),
        ("protonmail.com", 2.5),
        ("proton.me", 1.5),
        ("aol.com", 1.0),
        ("gmx.net", 1.5),
        ("live.com", 1.5),
        ("fastmail.com", 1.0),
    ];
    FREE[random.weighted(&FREE.map(|(_, weight)| weight))].0
}

/// A name-based address at a free provider.
pub(crate) fn personal(name: &FullName, random: &mut Random) -> String {
    let domain = free_domain(random);
    format!("{}@{domain}", of_name(name, random))
}

/// The part before the `@`, made of the name.
pub(crate) fn of_name(name: &FullName, random: &mut Random) -> String {
    let (given, family) = name.folded();
    let first = given.chars().next().unwrap_or('x');
    let last = family.chars().next().unwrap_or('x');
    let number = match random.below(6) {
        0 => format!("{}", random.between(1, 99)),
        1 => format!("{}", random.between(1970, 2004)),
        2 => format!("{:02}", random.between(60, 104) % 100),
        3 => format!("{}", random.between(100, 9_999)),
        // The plain name is long taken by a namesake: a provider gives a mailbox to one person.
        4 => format!("{}{}", random.pick(MIDDLE), random.between(2, 99)),
        _ => format!("{}{}", random.pick(MIDDLE), random.pick(MIDDLE)),
    };
    match random.below(12) {
        0..=3 => format!("{given}.{family}{number}"),
        4 | 5 => format!("{given}{family}{number}"),
        6 => format!("{first}{family}{number}"),
        7 => format!("{given}{last}{number}"),
        8 => format!("{family}.{given}{number}"),
        9 => format!("{first}.{family}{number}"),
        10 => format!("{given}_{family}{number}"),
        _ => format!("{family}{first}{number}"),
    }
}

/// A nickname with or without digits, in which no name is found.
pub(crate) fn nickname(random: &mut Random) -> String {
    let one = random.pick(NICK_FIRST);
    let two = random.pick(NICK_SECOND);
    let tail =
        if random.chance(0.9) { random.between(1, 9_999).to_string() } else { String::new() };
    let joint = random.pick(&["", "", ".", "_"]);
    format!("{one}{joint}{two}{tail}@{}", free_domain(random))
}

/// A mailbox that was opened for the search of a job.
pub(crate) fn job_search(name: &FullName, random: &mut Random) -> String {
    let (given, family) = name.folded();
    let word = random.pick(&["jobs", "work", "career", "hire", "dev", "apply", "pro"]);
    let number = random.between(10, 9_999);
    match random.below(3) {
        0 => format!("{given}.{family}.{word}@{}", free_domain(random)),
        1 => format!("{given}{word}{number}@{}", free_domain(random)),
        _ => format!("{family}.{given}{word}{number}@{}", free_domain(random)),
    }
}

/// A mailbox that is meant to be thrown away.
pub(crate) fn disposable(random: &mut Random) -> String {
    let domain =
        random.pick(&["mailinator.com", "guerrillamail.com", "yopmail.com", "10minutemail.com"]);
    format!("{}{}@{domain}", random.pick(NICK_SECOND), random.between(10, 99_999))
}

/// A forwarding address that hides the mailbox behind it.
pub(crate) fn forwarding(random: &mut Random) -> String {
    let domain =
        random.pick(&["duck.com", "mozmail.com", "simplelogin.com", "privaterelay.appleid.com"]);
    format!(
        "{}{}{:x}@{domain}",
        random.pick(NICK_FIRST),
        random.pick(NICK_SECOND),
        random.below(4_096)
    )
}

/// Initials and short words that people put behind a name that is taken.
const MIDDLE: &[&str] = &[
    ".a", ".b", ".c", ".d", ".e", ".f", ".g", ".h", ".j", ".k", ".l", ".m", ".n", ".o", ".p", ".r",
    ".s", ".t", ".v", ".w", ".x", ".z", ".me", ".mail", ".inbox", ".home", ".net", ".the", ".my",
];

const NICK_FIRST: &[&str] = &[
    "astro", "bass", "bike", "blue", "book", "brew", "cactus", "camp", "cat", "chess", "cloud",
    "coffee", "comet", "cosmic", "dark", "disco", "dusty", "echo", "fjord", "frosty", "funky",
    "garden", "ghost", "hiking", "jazz", "kiwi", "lazy", "lemon", "lucky", "lunar", "mango",
    "marathon", "mellow", "metal", "moon", "mountain", "night", "nova", "ocean", "paper", "pixel",
    "purple", "quiet", "rainy", "retro", "river", "rocket", "rusty", "salty", "silent", "snow",
    "solar", "sunny", "surf", "tango", "tiny", "turbo", "velvet", "vinyl", "wander", "wild",
    "yoga", "zen", "zippy",
];
const NICK_SECOND: &[&str] = &[
    "badger", "baker", "bear", "bird", "biscuit", "bloom", "breeze", "builder", "camper", "chef",
    "cloud", "coder", "crow", "dancer", "daisy", "diver", "dog", "dreamer", "drift", "drummer",
    "falcon", "fish", "fox", "gamer", "goat", "guitar", "hawk", "heron", "hiker", "koala", "lion",
    "llama", "maker", "mantis", "mole", "moth", "ninja", "otter", "owl", "panda", "pilot", "poet",
    "puma", "rabbit", "racer", "raven", "reader", "rider", "robin", "runner", "sailor", "skater",
    "spark", "sparrow", "star", "tiger", "toast", "trail", "turtle", "wave", "whale", "wolf",
    "writer", "zebra",
];
