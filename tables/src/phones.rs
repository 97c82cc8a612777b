//! Numbering plans: one automaton over the digits of all numbers of the world, the areas of North
//! America, and the numbers of public inboxes.

use crate::pack::Pack;
use crate::places::Gazetteer;
use crate::sources::Fetched;
use anyhow::{Context, Result};
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::{primitives::StateID, start, syntax};
use regex_automata::{Anchored, MatchKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Deserialize)]
struct Plans {
    plans: Vec<Plan>,
    areas: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Plan {
    code: String,
    region: String,
    general: Option<String>,
    kinds: BTreeMap<String, String>,
    leading_digits: Option<String>,
    national_prefix: Option<String>,
    international_prefix: Option<String>,
}

/// The longest number that ITU-T E.164 allows, with its calling code.
const DIGITS_MAX: usize = 15;

/// Kinds of line as `bonafide-reference` numbers them.
const FIXED: u8 = 1;
const MOBILE: u8 = 2;
const EITHER: u8 = 3;
const INTERNET: u8 = 4;
const SPECIAL: u8 = 5;
const UNKNOWN: u8 = 6;

/// What an automaton says of a number: country (two spaces where several share it) and kind.
type Verdict = ([u8; 2], u8);

/// A state of the packed automaton: verdict and, for each digit, the next state; 0 is none.
type State = (Option<Verdict>, [u32; 10]);

/// Compiles calling codes, automaton, areas and inboxes.
pub(crate) fn compile(fetched: &Fetched) -> Result<Vec<u8>> {
    let json = fetched.script("phones.py", &[&fetched.folder("phonenumbers")?])?;
    let plans: Plans = serde_json::from_slice(&json)?;
    let mut pack = Pack::default();
    prefixes(&plans.plans, &mut pack);
    automaton(&plans.plans)?.pack(&mut pack);
    areas(&plans.areas, &Gazetteer::read(fetched)?, &mut pack);
    inboxes(fetched, &mut pack)?;
    Ok(pack.bytes)
}

/// Country, calling code, and the digits dialled before national and international numbers.
fn prefixes(plans: &[Plan], pack: &mut Pack) {
    let countries: Vec<&Plan> = plans.iter().filter(|plan| plan.region.len() == 2).collect();
    pack.number(countries.len() as u64);
    for plan in countries {
        pack.country(&plan.region);
        pack.text(&plan.code);
        pack.text(plan.national_prefix.as_deref().unwrap_or(""));
        let international = plan.international_prefix.as_deref().unwrap_or("");
        let plain = international.chars().all(|c| c.is_ascii_digit());
        pack.text(if plain { international } else { "" });
    }
}

/// States without repetition: two states that say the same of all that follows are one.
#[derive(Default)]
struct Packed {
    states: Vec<State>,
    known: HashMap<State, u32>,
}

impl Packed {
    fn state(&mut self, state: State) -> u32 {
        if state == (None, [0; 10]) {
            return 0;
        }
        *self.known.entry(state).or_insert_with(|| {
            self.states.push(state);
            self.states.len() as u32
        })
    }

    /// The last state is the first of every number.
    fn pack(&self, pack: &mut Pack) {
        let verdicts: Vec<Verdict> = {
            let mut all: Vec<Verdict> = self.states.iter().filter_map(|s| s.0).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        pack.number(verdicts.len() as u64);
        for (country, kind) in &verdicts {
            pack.bytes.extend_from_slice(country);
            pack.bytes.push(*kind);
        }
        pack.number(self.states.len() as u64);
        for (verdict, next) in &self.states {
            let index = verdict.map_or(0, |v| verdicts.binary_search(&v).map_or(0, |i| i + 1));
            pack.number(index as u64);
            next.iter().for_each(|state| pack.number(u64::from(*state)));
        }
    }
}

fn automaton(plans: &[Plan]) -> Result<Packed> {
    let mut by_code: BTreeMap<&str, Vec<&Plan>> = BTreeMap::new();
    for plan in plans {
        by_code.entry(&plan.code).or_default().push(plan);
    }
    let mut packed = Packed::default();
    let mut roots: Vec<(&str, u32)> = Vec::new();
    for (code, plans) in by_code {
        let root = country_automaton(&plans, &mut packed).with_context(|| format!("+{code}"))?;
        roots.push((code, root));
    }
    join(&roots, &mut packed);
    Ok(packed)
}

/// One state for all calling codes that begin alike.
fn join(roots: &[(&str, u32)], packed: &mut Packed) -> u32 {
    if let [("", root)] = roots {
        return *root;
    }
    let mut next = [0; 10];
    for digit in 0..10_u8 {
        let rest: Vec<(&str, u32)> = roots
            .iter()
            .filter_map(|(code, root)| Some((code.strip_prefix(char::from(b'0' + digit))?, *root)))
            .collect();
        if !rest.is_empty() {
            next[usize::from(digit)] = join(&rest, packed);
        }
    }
    packed.state((None, next))
}

/// What one pattern stands for: which plan of the calling code, and what it says.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    General,
    Leading,
    Kind(u8),
}

fn country_automaton(plans: &[&Plan], packed: &mut Packed) -> Result<u32> {
    let mut patterns: Vec<String> = Vec::new();
    let mut meanings: Vec<(usize, Says)> = Vec::new();
    let mut add = |plan: usize, text: &str, says: Says| {
        let tail = if says == Says::Leading { "[0-9]{0,14}" } else { "" };
        patterns.push(format!("(?:{}){tail}", text.replace("\\d", "[0-9]")));
        meanings.push((plan, says));
    };
    for (index, plan) in plans.iter().enumerate() {
        if let Some(general) = &plan.general {
            add(index, general, Says::General);
        }
        if let Some(leading) = &plan.leading_digits {
            add(index, leading, Says::Leading);
        }
        for (kind, text) in &plan.kinds {
            let kind = match kind.as_str() {
                "fixed_line" => FIXED,
                "mobile" => MOBILE,
                "voip" => INTERNET,
                _ => SPECIAL,
            };
            add(index, text, Says::Kind(kind));
        }
    }
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Anchored)
                .minimize(false),
        )
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .build_many(&patterns)?;
    let start = dfa.start_state(&start::Config::new().anchored(Anchored::Yes))?;
    let mut walk = Walk { dfa: &dfa, plans, meanings: &meanings, seen: HashMap::new() };
    Ok(walk.visit(start, 0, packed))
}

struct Walk<'a> {
    dfa: &'a dense::DFA<Vec<u32>>,
    plans: &'a [&'a Plan],
    meanings: &'a [(usize, Says)],
    seen: HashMap<(StateID, usize), u32>,
}

impl Walk<'_> {
    fn visit(&mut self, state: StateID, depth: usize, packed: &mut Packed) -> u32 {
        if self.dfa.is_dead_state(state) || depth > DIGITS_MAX {
            return 0;
        }
        if let Some(known) = self.seen.get(&(state, depth)) {
            return *known;
        }
        let mut next = [0; 10];
        for digit in 0..10_u8 {
            let after = self.dfa.next_state(state, b'0' + digit);
            next[usize::from(digit)] = self.visit(after, depth + 1, packed);
        }
        let end = self.dfa.next_eoi_state(state);
        let matched: Vec<(usize, Says)> = if self.dfa.is_match_state(end) {
            (0..self.dfa.match_len(end))
                .map(|i| self.meanings[self.dfa.match_pattern(end, i).as_usize()])
                .collect()
        } else {
            Vec::new()
        };
        let known = packed.state((verdict(self.plans, &matched), next));
        self.seen.insert((state, depth), known);
        known
    }
}

/// The first plan to which a number belongs, in the order that its authors give: by its leading
/// digits where the plan has them, else by any kind of line.
fn verdict(plans: &[&Plan], matched: &[(usize, Says)]) -> Option<Verdict> {
    let general = |plan: usize| matched.contains(&(plan, Says::General));
    for (index, plan) in plans.iter().enumerate() {
        let kinds: Vec<u8> = matched
            .iter()
            .filter_map(|(p, says)| match says {
                Says::Kind(kind) if *p == index => Some(*kind),
                _ => None,
            })
            .collect();
        let belongs = match plan.leading_digits {
            Some(_) => matched.contains(&(index, Says::Leading)),
            None => !kinds.is_empty() || plans.len() == 1,
        };
        if belongs && general(index) {
            return Some((letters(&plan.region), line(&kinds)));
        }
    }
    (0..plans.len()).any(general).then_some((*b"  ", UNKNOWN))
}

fn line(kinds: &[u8]) -> u8 {
    if kinds.contains(&SPECIAL) {
        SPECIAL
    } else if kinds.contains(&INTERNET) {
        INTERNET
    } else {
        match (kinds.contains(&FIXED), kinds.contains(&MOBILE)) {
            (true, true) => EITHER,
            (true, false) => FIXED,
            (false, true) => MOBILE,
            (false, false) => UNKNOWN,
        }
    }
}

fn letters(region: &str) -> [u8; 2] {
    match region.as_bytes() {
        [a, b] => [*a, *b],
        _ => *b"  ",
    }
}

/// Adds an area code of which only parts are named, where all of them lie in one region.
fn whole_codes(areas: &mut BTreeMap<String, String>, gazetteer: &Gazetteer) {
    let mut regions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (prefix, name) in areas.iter() {
        regions.entry(prefix[..4].to_owned()).or_default().insert(gazetteer.find(name).0);
    }
    for (code, regions) in regions {
        let only = if regions.len() == 1 { regions.first() } else { None };
        if let Some(name) = only.and_then(|region| gazetteer.name(region)) {
            areas.entry(code).or_insert(name);
        }
    }
}

/// Prefixes of North America with name, region and spot.
fn areas(areas: &BTreeMap<String, String>, gazetteer: &Gazetteer, pack: &mut Pack) {
    let mut wanted: BTreeMap<String, String> = areas
        .iter()
        .filter(|(prefix, _)| prefix.starts_with('1') && (4..=7).contains(&prefix.len()))
        .map(|(prefix, name)| (prefix.clone(), name.clone()))
        .collect();
    whole_codes(&mut wanted, gazetteer);
    let mut names: Vec<&str> = wanted.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    pack.number(names.len() as u64);
    for name in &names {
        let (region, spot) = gazetteer.find(name);
        pack.text(name);
        pack.text(&region);
        let (latitude, longitude, radius) = spot.unwrap_or_default();
        pack.float(latitude);
        pack.float(longitude);
        pack.float(radius);
    }
    let mut prefixes: Vec<(u64, usize)> = wanted
        .iter()
        .filter_map(|(prefix, name)| {
            Some((prefix.parse().ok()?, names.binary_search(&name.as_str()).ok()?))
        })
        .collect();
    prefixes.sort_unstable();
    sorted(&prefixes.iter().map(|(prefix, _)| *prefix).collect::<Vec<_>>(), pack);
    prefixes.iter().for_each(|(_, name)| pack.number(*name as u64));
}

fn inboxes(fetched: &Fetched, pack: &mut Pack) -> Result<()> {
    let path = fetched.folder("disposable-phone-numbers")?.join("package/number-list.json");
    let list: HashMap<String, String> = serde_json::from_slice(&std::fs::read(path)?)?;
    let mut numbers: Vec<u64> =
        list.keys().filter(|n| n.len() <= DIGITS_MAX).filter_map(|n| n.parse().ok()).collect();
    numbers.sort_unstable();
    sorted(&numbers, pack);
    Ok(())
}

fn sorted(numbers: &[u64], pack: &mut Pack) {
    pack.number(numbers.len() as u64);
    let mut last = 0;
    for number in numbers {
        pack.number(number - last);
        last = *number;
    }
}
