//! Rules for Rust source: shape of a file, calls with a better place, leftovers, words.

use super::{Breach, File};

/// Lines of a file, beyond which it is split by noun.
const LINES_MAX: usize = 500;

/// Columns of a line.
const COLUMNS_MAX: usize = 100;

/// Files longer than [`LINES_MAX`], each with the reason why it is one thing nevertheless.
const LONG: &[(&str, &str)] =
    &[("crates/bonafide-server/src/routes.rs", "one table says who may do what, read as a whole")];

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: [&str; 8] = [
    "mod.rs",
    "util.rs",
    "utils.rs",
    "common.rs",
    "helper.rs",
    "helpers.rs",
    "misc.rs",
    "prelude.rs",
];

/// A call, where it belongs, and what to do instead.
struct Banned {
    call: &'static str,
    allowed: &'static [&'static str],
    instead: &'static str,
}

/// Where the program meets the world.
const OUTSIDE: &[&str] =
    &["crates/bonafide/", "bench/", "xtask/", "tables/", "fuzz/", "crates/bonafide-testbed/"];

/// Besides them, who touches the disk: a spool, the files of the log, the data folder.
const OUTSIDE_AND_DISK: &[&str] = &[
    "crates/bonafide/",
    "bench/",
    "xtask/",
    "tables/",
    "fuzz/",
    "crates/bonafide-testbed/",
    "crates/bonafide-gather/",
    "crates/bonafide-resolve/",
    "crates/bonafide-screen/",
    "crates/bonafide-log/",
    "crates/bonafide-store/",
];

/// Where the program starts itself again to read documents.
const OUTSIDE_AND_WORKERS: &[&str] = &[
    "crates/bonafide/",
    "bench/",
    "xtask/",
    "tables/",
    "fuzz/",
    "crates/bonafide-testbed/",
    "crates/bonafide-isolation/",
];

const BANNED: &[Banned] = &[
    Banned { call: "SystemTime::now", allowed: OUTSIDE, instead: "take the time as an argument" },
    Banned { call: "Instant::now", allowed: OUTSIDE, instead: "measure in bench/ or the binary" },
    Banned { call: "Timestamp::now", allowed: OUTSIDE, instead: "take the time as an argument" },
    Banned { call: "Zoned::now", allowed: OUTSIDE, instead: "take the time as an argument" },
    Banned { call: "env::var", allowed: OUTSIDE, instead: "take the setting as an argument" },
    Banned { call: "println!", allowed: OUTSIDE, instead: "return it, and print in the binary" },
    Banned { call: "print!", allowed: OUTSIDE, instead: "return it, and print in the binary" },
    Banned { call: "eprintln!", allowed: OUTSIDE, instead: "return it, and print in the binary" },
    Banned { call: "std::fs", allowed: OUTSIDE_AND_DISK, instead: "take the bytes as an argument" },
    // A port that is free, for the tests' database.
    Banned {
        call: "std::net::Tcp",
        allowed: &["crates/bonafide-testbed/"],
        instead: "nothing here opens a connection",
    },
    Banned { call: "std::net::Udp", allowed: &[], instead: "nothing here opens a connection" },
    Banned {
        call: "process::Command",
        allowed: OUTSIDE_AND_WORKERS,
        instead: "start programs in xtask",
    },
    Banned { call: ".unwrap()", allowed: &[], instead: "use `expect(\"reason\")` or handle it" },
    Banned { call: "dbg!", allowed: &[], instead: "remove it" },
];

/// Leftovers of unfinished work; put together here so that this file does not hold them.
const LEFTOVERS: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("#[", "ignore"),
];

/// Words that would shame us if the applicant read them.
const SHAMING: [&str; 8] = [
    concat!("fa", "ke"),
    concat!("fa", "ked"),
    concat!("sus", "pect"),
    concat!("sus", "pects"),
    concat!("sus", "pected"),
    concat!("fraud", "ster"),
    concat!("li", "ar"),
    concat!("impos", "tor"),
];

/// Checks one source file.
pub(super) fn check(file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut breach = |line: usize, message: String| {
        breaches.push(Breach { path: file.path.clone(), line, message });
    };
    if !file.text.starts_with("//!") {
        breach(1, "the first line says what the file is (`//! …`)".into());
    }
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if EMPTY_NAMES.contains(&name) {
        breach(0, format!("`{name}` says nothing; name the file after what it holds"));
    }
    let lines = file.text.lines().count();
    let excepted = LONG.iter().any(|(path, _)| *path == file.path);
    if lines > LINES_MAX && !excepted {
        breach(0, format!("{lines} lines; split by noun, or explain in xtask/src/tidy/source.rs"));
    }
    let tests = first_line_of_tests(file);
    for (index, line) in file.text.lines().enumerate() {
        let number = index + 1;
        let columns = line.chars().count();
        if columns > COLUMNS_MAX && !holds_text(line) {
            breach(number, format!("{columns} columns; break the line at {COLUMNS_MAX}"));
        }
        for leftover in LEFTOVERS {
            if line.contains(leftover) {
                breach(number, format!("`{leftover}`: finish it or remove it"));
            }
        }
        if number >= tests {
            continue;
        }
        let code = without_comment(line);
        for banned in BANNED {
            let here = banned.allowed.iter().any(|place| file.path.starts_with(place));
            if !here && calls(code, banned.call) {
                breach(number, format!("`{}`: {}", banned.call, banned.instead));
            }
        }
        if file.path.starts_with("crates/") {
            for word in SHAMING.into_iter().filter(|word| has_word(code, word)) {
                breach(number, format!("`{word}`: say *noted*, *unverified* or *shared*"));
            }
        }
    }
    breaches
}

/// The line from which a file holds tests only, tests being last; past its end where none are.
fn first_line_of_tests(file: &File) -> usize {
    if file.path.contains("/tests/") || file.path.ends_with("/tests.rs") {
        return 0;
    }
    let tests = file.text.lines().position(|line| line.trim_start().starts_with("#[cfg(test)]"));
    tests.map_or(usize::MAX, |index| index + 1)
}

/// Whether a line is long because of text that cannot be broken.
fn holds_text(line: &str) -> bool {
    let line = line.trim_start();
    let continued = line.ends_with('\\');
    continued || line.contains('"') || line.contains("://") || line.starts_with(['{', '|', '['])
}

/// The line without a comment at its start.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line }
}

/// Whether `call` stands in `code` as itself, not as the end of a longer name, nor as text.
fn calls(code: &str, call: &str) -> bool {
    code.match_indices(call).any(|(at, _)| {
        let Some(before) = code[..at].chars().next_back() else { return true };
        let named = !call.starts_with('.') && (before.is_alphanumeric() || before == '_');
        !named && before != '"' && before != '`'
    })
}

fn has_word(code: &str, word: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        check(&file).iter().map(ToString::to_string).collect()
    }

    const PURE: &str = "crates/bonafide-score/src/a.rs";

    #[test]
    fn an_ordinary_file_is_tidy() {
        assert!(breaches(PURE, "//! What a thing is.\n\nfn a() {}\n").is_empty());
    }

    #[test]
    fn a_file_says_what_it_is_and_has_a_name() {
        assert_eq!(
            breaches(PURE, "fn a() {}\n"),
            [format!("{PURE}:1: the first line says what the file is (`//! …`)")]
        );
        assert_eq!(breaches("crates/bonafide/src/utils.rs", "//! A.\n").len(), 1);
        assert_eq!(breaches(PURE, &format!("//! A.\n{}", "\n".repeat(500))).len(), 1);
    }

    #[test]
    fn a_call_has_its_place() {
        let text = "//! A.\nfn a() { println!(\"x\"); }\n";
        assert_eq!(
            breaches(PURE, text),
            [format!("{PURE}:2: `println!`: return it, and print in the binary")]
        );
        assert!(breaches("crates/bonafide/src/main.rs", text).is_empty());
        let tested = "//! A.\n#[cfg(test)]\nmod tests { fn a() { x.unwrap(); eprintln!() } }\n";
        assert!(breaches(PURE, tested).is_empty());
        assert_eq!(breaches(PURE, "//! A.\nlet t = std::time::Instant::now();\n").len(), 1);
    }

    #[test]
    fn words_are_neutral_and_whole() {
        let word = concat!("fa", "ke");
        assert_eq!(
            breaches(PURE, &format!("//! A.\nconst A: &str = \"a {word} name\";\n")).len(),
            1
        );
        assert!(breaches(PURE, "//! A.\nconst A: &str = \"an unverified name\";\n").is_empty());
    }

    #[test]
    fn lines_are_short_unless_they_hold_text() {
        let long = "a".repeat(101);
        assert_eq!(breaches(PURE, &format!("//! A.\n// {long}\n")).len(), 1);
        assert!(breaches(PURE, &format!("//! A.\n    \"{long}\",\n")).is_empty());
    }

    #[test]
    fn nothing_is_left_over() {
        let line = concat!("// TO", "DO: later");
        assert_eq!(breaches(PURE, &format!("//! A.\n{line}\n")).len(), 1);
    }
}
