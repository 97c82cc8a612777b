//! Names swapped for names of other origins, throughout applications.
//!
//! Every word of every name becomes another word of the population's names, one for one: in the
//! form, in résumés, profiles and references, and in the mailboxes, addresses of profiles and
//! sites that are made of names. A name in another script is one of several spellings of a name,
//! and no word of it can be swapped alone: applications that hold one are left out on both sides.

use bonafide_application::words;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Which word each word of a name becomes.
type Swap = BTreeMap<String, String>;

/// The same applications, all under other names, and those that were left out taken away.
pub(crate) fn swapped(applications: &mut Vec<Value>) -> Vec<Value> {
    applications.retain(|application| names(application).iter().all(|name| is_latin(name)));
    let swap = swap(applications);
    let known = known_handles(applications, &swap);
    applications.iter().map(|one| rewritten(one, &swap, &known)).collect()
}

/// Every name that an application holds.
pub(crate) fn names(application: &Value) -> Vec<String> {
    let mut found = Vec::new();
    each_name(&mut application.clone(), &mut |name| found.push(name.clone()));
    found
}

/// Calls `see` with every name of people.
fn each_name(application: &mut Value, see: &mut impl FnMut(&mut String)) {
    let mut all = |value: Option<&mut Value>| match value {
        Some(Value::String(name)) => see(name),
        Some(Value::Array(names)) => names.iter_mut().for_each(|name| {
            if let Value::String(name) = name {
                see(name);
            }
        }),
        _ => {}
    };
    for pointer in ["/applicant/name", "/applicant/also_known_as", "/resume/basics/name"] {
        all(application.pointer_mut(pointer));
    }
    for (list, field) in
        [("profiles", "name"), ("profiles", "previous_names"), ("references", "name")]
    {
        let items = application.get_mut(list).and_then(Value::as_array_mut);
        items.into_iter().flatten().for_each(|item| all(item.get_mut(field)));
    }
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| !c.is_alphabetic() || c <= '\u{1EFF}')
}

/// Each word of two letters or more becomes another one, by turning their scattered order half way.
fn swap(applications: &[Value]) -> Swap {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for name in applications.iter().flat_map(names) {
        known.extend(words(&name).into_iter().filter(|word| word.len() > 1));
    }
    // A name of two syllables is typed as one word or as two: the word is made of the others.
    let (joined, single): (Vec<String>, Vec<String>) =
        known.iter().cloned().partition(|word| halves(word, &known).is_some());
    let mut order: Vec<&String> = single.iter().collect();
    order.sort_by_key(|word| {
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    });
    let half = order.len() / 2;
    let mut swap: Swap = (0..order.len())
        .map(|at| (order[at].clone(), order[(at + half) % order.len()].clone()))
        .collect();
    for word in joined {
        let (first, second) = halves(&word, &known).expect("it was found to be joined");
        let image = |part: &str| swap.get(part).cloned().unwrap_or_else(|| part.to_owned());
        let whole = image(first) + &image(second);
        swap.insert(word.clone(), whole);
    }
    swap
}

/// The two words of which a word is made.
fn halves<'w>(word: &'w str, known: &BTreeSet<String>) -> Option<(&'w str, &'w str)> {
    (2..word.len().saturating_sub(1))
        .map(|at| word.split_at(at))
        .find(|(first, second)| known.contains(*first) && known.contains(*second))
}

/// The application under other names.
fn rewritten(application: &Value, swap: &Swap, known: &BTreeMap<String, String>) -> Value {
    let mut after = application.clone();
    each_name(&mut after, &mut |name| *name = renamed(name, swap));
    let spellings = spellings(&names(application), swap);
    rewrite_handles(&mut after, &Handles { spellings, swap, known });
    after
}

/// Runs of letters that an applicant's own name explains, and what they become.
fn known_handles(applications: &[Value], swap: &Swap) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for application in applications {
        let own = application["applicant"]["name"].as_str().unwrap_or_default().to_owned();
        let spellings = spellings(&[own], swap);
        let none = BTreeMap::new();
        let handles = Handles { spellings, swap: &none, known: &none };
        let mut runs = BTreeSet::new();
        runs_of(application, &mut runs);
        for letters in runs {
            let after = run(&letters, &handles);
            if after != letters && !swap.contains_key(&letters) {
                known.entry(letters).or_insert(after);
            }
        }
    }
    known
}

/// Every run of letters in mailboxes and ends of addresses.
fn runs_of(value: &Value, runs: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| runs_of(item, runs)),
        Value::Object(fields) => {
            for (field, value) in fields {
                match value {
                    Value::String(text)
                        if ["email", "url", "username"].contains(&field.as_str()) =>
                    {
                        let end = text.split_once('@').map_or_else(
                            || text.rsplit('/').next().unwrap_or_default(),
                            |(local, _)| local,
                        );
                        let parts = end.split(|c: char| !c.is_ascii_alphabetic());
                        let parts = parts.filter(|part| part.len() > 2);
                        runs.extend(parts.map(str::to_lowercase));
                    }
                    other => runs_of(other, runs),
                }
            }
        }
        _ => {}
    }
}

/// Every spelling of the words of names, longest first, and what it becomes.
fn spellings(names: &[String], swap: &Swap) -> Vec<(String, String)> {
    let mut spellings: Vec<(String, String)> = Vec::new();
    for name in names {
        for piece in name.split(|c: char| c.is_whitespace() || c == '-') {
            let image: String = words(piece).iter().map(|word| image(word, swap)).collect();
            let dropped: String = piece.chars().filter(char::is_ascii_alphabetic).collect();
            spellings.push((words(piece).concat(), image.clone()));
            spellings.push((dropped.to_lowercase(), image));
        }
        let all = words(name);
        let images: Vec<String> = all.iter().map(|word| image(word, swap)).collect();
        for length in 2..=all.len() {
            let runs = all.windows(length).zip(images.windows(length));
            spellings.extend(runs.map(|(from, to)| (from.concat(), to.concat())));
        }
    }
    spellings.retain(|(from, _)| from.len() > 1);
    spellings.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
    spellings
}

fn image(word: &str, swap: &Swap) -> String {
    swap.get(word).cloned().unwrap_or_else(|| word.to_owned())
}

/// The name with each of its words swapped; case of first letters and signs stay.
fn renamed(name: &str, swap: &Swap) -> String {
    let mut renamed = String::new();
    let mut word = String::new();
    for c in name.chars().chain([' ']) {
        if c.is_alphabetic() || c == '\'' || c == '’' {
            word.push(c);
            continue;
        }
        let swapped = image(&words(&word).concat(), swap);
        let upper = word.chars().next().is_some_and(char::is_uppercase);
        match swapped.chars().next() {
            Some(first) if upper => {
                renamed.extend(first.to_uppercase());
                renamed.push_str(&swapped[first.len_utf8()..]);
            }
            _ => renamed.push_str(&swapped),
        }
        word.clear();
        renamed.push(c);
    }
    renamed.pop();
    renamed
}

/// What mailboxes and addresses of one application are rewritten with.
struct Handles<'s> {
    /// Spellings of the words of its names, longest first, and what each becomes.
    spellings: Vec<(String, String)>,
    /// Words of everybody's names.
    swap: &'s Swap,
    /// What handles became in the application of those whose names they are made of: the same
    /// mailbox stands in several applications, and stays the same mailbox.
    known: &'s BTreeMap<String, String>,
}

fn rewrite_handles(value: &mut Value, handles: &Handles<'_>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite_handles(item, handles)),
        Value::Object(fields) => {
            for (field, value) in fields {
                match value {
                    Value::String(text) if field == "email" => {
                        if let Some((local, domain)) = text.split_once('@') {
                            *text =
                                format!("{}@{}", handle(local, handles), host_of(domain, handles));
                        }
                    }
                    Value::String(text) if field == "url" => *text = address(text, handles),
                    Value::String(text) if field == "username" => *text = handle(text, handles),
                    other => rewrite_handles(other, handles),
                }
            }
        }
        _ => {}
    }
}

/// An address: its host where it is a person's own, and the last part of its path.
fn address(url: &str, handles: &Handles<'_>) -> String {
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(_, rest)| ("https://", rest));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if !NETWORKS.iter().any(|network| host.ends_with(network)) {
        return format!("{scheme}{}{}", host_of(host, handles), &rest[host.len()..]);
    }
    let (folder, last) = path.rsplit_once('/').map_or(("", path), |(folder, last)| (folder, last));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{scheme}{host}/{folder}{}", handle(last, handles))
}

/// A host, where its first part is made of whole words of the applicant's names.
fn host_of(host: &str, handles: &Handles<'_>) -> String {
    let (first, rest) = host.split_once('.').unwrap_or((host, ""));
    let one = |part: &str| {
        let own = handles.spellings.iter().find(|(from, _)| from == part);
        own.map(|(_, to)| to.clone())
    };
    let parts: Option<Vec<String>> = first.split('-').map(one).collect();
    parts.map_or_else(|| host.to_owned(), |parts| format!("{}.{rest}", parts.join("-")))
}

/// Sites whose own names and folders are nobody's.
const NETWORKS: [&str; 2] = ["linkedin.com", "github.com"];

/// A mailbox or the end of an address, each run of letters of which is rewritten by itself.
///
/// Words of other people's names count only where all runs are such words: `lunar.robin` is none.
fn handle(text: &str, handles: &Handles<'_>) -> String {
    let none = BTreeMap::new();
    let mut runs = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| run.len() > 1);
    let named = runs.all(|run| handles.swap.contains_key(&run.to_lowercase()));
    let spellings = handles.spellings.clone();
    let swap = if named { handles.swap } else { &none };
    let handles = &Handles { spellings, swap, known: handles.known };
    let mut rewritten = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if letters == 0 {
            rewritten.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rewritten.push_str(&run(&rest[..letters].to_lowercase(), handles));
            rest = &rest[letters..];
        }
    }
    rewritten
}

/// A run of letters: words of the names, initials beside one of them, a word of a name before or
/// after another word; else what it was.
fn run(letters: &str, handles: &Handles<'_>) -> String {
    if let Some(known) = handles.known.get(letters) {
        return known.clone();
    }
    let of = |part: &str| {
        let own = handles.spellings.iter().find(|(from, _)| from == part);
        own.map(|(_, to)| to.clone()).or_else(|| handles.swap.get(part).cloned())
    };
    if let Some(whole) = of(letters) {
        return whole;
    }
    for (from, to) in &handles.spellings {
        if let Some(rest) = letters.strip_prefix(from.as_str()) {
            return to.clone() + &beside(rest, from, handles, &of);
        }
        if let Some(rest) = letters.strip_suffix(from.as_str()) {
            return beside(rest, from, handles, &of) + to;
        }
    }
    let pair = (2..letters.len().saturating_sub(1)).find_map(|at| {
        let (first, second) = letters.split_at(at);
        Some(handles.swap.get(first)?.clone() + handles.swap.get(second)?)
    });
    pair.unwrap_or_else(|| letters.to_owned())
}

/// What stands beside a word of the name: the initial of another, another, or any other word.
fn beside(
    rest: &str,
    word: &str,
    handles: &Handles<'_>,
    of: &impl Fn(&str) -> Option<String>,
) -> String {
    if rest.len() == 1 {
        let mut others = handles.spellings.iter().filter(|(from, _)| from != word);
        let initial = others.find(|(from, _)| from.starts_with(rest));
        return initial.map_or_else(|| rest.to_owned(), |(_, to)| to[..1].to_owned());
    }
    of(rest).unwrap_or_else(|| rest.to_owned())
}
