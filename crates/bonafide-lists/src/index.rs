//! Names found by what people write, among tens of thousands in some microseconds.
//!
//! Every word of every name is kept once, with its sound and with each of its letters left out, so
//! that a word with a typing error or in another transliteration leads to the names that hold it.
//! The names that gather most are then fitted word by word.

mod building;

use self::building::{Building, weight};
use crate::alignment::{AskedPart, Fit, ListedPart, fit};
use crate::form::{Naming, Part, parts};
use crate::piece::{behind, piece_share, pieces};
use crate::sound::sound;
use crate::vocabulary::{Worth, worth};
use crate::word::{Asked, Word};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// One name to be found.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// What the name belongs to, in the caller's own count.
    pub entry: u32,
    /// The name.
    pub name: &'a str,
    /// Whose name it is.
    pub naming: Naming,
}

/// A name that fits a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Place of the name in what the index was made of.
    pub name: u32,
    /// What the name belongs to.
    pub entry: u32,
    /// How well it fits, in `[0, 1]`; 1 only where the two are written alike.
    pub score: f64,
    /// How much the most telling word that met says of which name is meant, in `[0, 1]`; a legal
    /// form says nothing, `university` little.
    pub telling: f64,
    /// How many words met that are no legal form and no filler.
    pub words: u8,
}

/// Names to be searched.
pub struct Index {
    words: Vec<Word>,
    weights: Vec<f64>,
    /// How many names hold a word by itself, not as two of their words.
    held: Vec<u32>,
    /// Hashes of a word, its sound, its consonants, and the word less one letter: the words.
    by_hash: FxHashMap<u64, (u32, u32)>,
    hashed: Vec<u32>,
    /// The names that hold a word, of those spelled alike the first.
    holders: Vec<Vec<u32>>,
    names: Vec<Listed>,
    /// The names that are spelled as a name is, by the first of them; it included.
    alike: FxHashMap<u32, Vec<u32>>,
}

struct Listed {
    entry: u32,
    naming: Naming,
    folded: u64,
    together: Box<str>,
    parts: Vec<u32>,
    weight: f32,
}

/// The most names that are fitted word by word. Names that are spelled alike are one of them, so
/// that no number of rows of one name hides another row of it.
const FITTED_MAX: usize = 20;

/// Names that are looked at when words gather them, the rarest words first.
const GATHERED_MAX: usize = 6_000;

/// Names of at least so many letters meet when written without spaces, with an error or two.
const TOGETHER_MIN: usize = 7;

const BY_SOUND: u64 = 0x9e37_79b9_7f4a_7c15;
const BY_BONES: u64 = 0xc2b2_ae3d_27d4_eb4f;
const BY_WHOLE: u64 = 0x1656_67b1_9e37_79f9;

impl Index {
    /// Prepares names for searching. A name without a letter is never found.
    pub fn of<'a>(names: impl Iterator<Item = Named<'a>>) -> Index {
        let mut building = Building::default();
        names.for_each(|named| building.add(&named));
        building.finish()
    }

    /// How many names it holds.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names that fit a query best, the best of each entry alone, best first; at most `top`,
    /// none below `least`.
    pub fn find(&self, query: &str, naming: Naming, top: usize, least: f64) -> Vec<Found> {
        let mut seen = FxHashSet::default();
        let spellings = self.spellings(query, naming, least);
        let each = spellings.into_iter().flat_map(|spelling| self.spelled(spelling));
        each.filter(|found| seen.insert(found.entry)).take(top).collect()
    }

    /// The spellings that fit a query best, each by the first of the names that are spelled so,
    /// best first; none below `least`.
    pub(crate) fn spellings(&self, query: &str, naming: Naming, least: f64) -> Vec<Found> {
        let whole = self.find_parts(&parts(query, naming), naming);
        // How well each fits, and how far behind its fit it stands among all.
        let mut best: Vec<(Found, f64)> = whole.into_iter().map(|found| (found, 0.0)).collect();
        if naming == Naming::Institution {
            for piece in pieces(query) {
                let own = parts(piece, naming);
                if self.may_mean(&own, naming) {
                    best.extend(self.find_parts(&own, naming).into_iter().map(|f| {
                        let behind = behind(&own, &f);
                        (Found { score: f.score * piece_share(&f), ..f }, behind)
                    }));
                }
            }
        }
        best.retain(|(found, _)| found.score >= least);
        let place = |(found, behind): &(Found, f64)| found.score - behind;
        best.sort_by(|a, b| place(b).total_cmp(&place(a)).then(a.0.name.cmp(&b.0.name)));
        let mut seen = FxHashSet::default();
        best.retain(|(found, _)| seen.insert(found.name));
        best.into_iter().map(|(found, _)| found).collect()
    }

    /// Every name of a spelling, in the order in which they were given.
    pub(crate) fn spelled(&self, spelling: Found) -> impl Iterator<Item = Found> {
        let all = self.alike.get(&spelling.name);
        let alone = all.is_none().then_some(spelling.name);
        alone.into_iter().chain(all.into_iter().flatten().copied()).map(move |name| Found {
            name,
            entry: self.names[name as usize].entry,
            ..spelling
        })
    }

    /// Whether any telling word of a query, or the query as a whole, leads to a name: most do not,
    /// and then nothing more need be prepared.
    pub fn may_hold(&self, query: &str, naming: Naming) -> bool {
        let parts = parts(query, naming);
        let together: String = parts.iter().map(|part| part.text.as_str()).collect();
        let led = |hash: u64| self.by_hash.contains_key(&hash);
        led(xxh3_64(together.as_bytes()) ^ BY_WHOLE ^ naming as u64)
            || parts.iter().any(|part| {
                if !matches!(worth(&part.text), Worth::Telling | Worth::Country) {
                    return false;
                }
                let mut near = led(hash(&part.text, naming));
                if !near {
                    each_shorter(&part.text, |shorter| near |= led(hash(shorter, naming)));
                }
                near || led(hash(&sound(&part.text), naming) ^ BY_SOUND)
            })
    }

    /// Whether a piece of a text is worth searching: a word of it tells, or some name is written
    /// just so. Most pieces of an affiliation are departments, which many have.
    fn may_mean(&self, piece: &[Part], naming: Naming) -> bool {
        let tells = |part: &Part| matches!(worth(&part.text), Worth::Telling | Worth::Country);
        let together: String = piece.iter().map(|part| part.text.as_str()).collect();
        piece.iter().any(tells)
            || self.by_hash.contains_key(&(xxh3_64(together.as_bytes()) ^ BY_WHOLE ^ naming as u64))
    }

    fn find_parts(&self, asked: &[Part], naming: Naming) -> Vec<Found> {
        if asked.is_empty() {
            return Vec::new();
        }
        let folded = folded_hash(asked);
        let together: String = asked.iter().map(|part| part.text.as_str()).collect();
        let whole = Asked::of(&together, false);
        let prepared: Vec<AskedPart> =
            asked.iter().map(|part| self.prepared(part, naming)).collect();
        let candidates = self.candidates(&prepared, &together, naming);
        let likenesses = self.likenesses(&prepared, &candidates);
        candidates
            .into_iter()
            .map(|at| {
                let name = &self.names[at as usize];
                let mut fit = self.fit(&prepared, name, &likenesses, naming);
                if together.len() >= TOGETHER_MIN && name.together.len() >= TOGETHER_MIN {
                    let slips = prepared.iter().any(|part| !part.asked.known);
                    let score = together_score(&whole, &name.together, slips);
                    if score > fit.score {
                        fit = Fit { score, telling: fit.telling.max(0.5), words: fit.words.max(2) };
                    }
                }
                if folded == name.folded {
                    fit.score = fit.score.max(0.995);
                } else {
                    fit.score = fit.score.min(0.99);
                }
                Found {
                    name: at,
                    entry: name.entry,
                    score: fit.score,
                    telling: fit.telling,
                    words: fit.words,
                }
            })
            .collect()
    }

    fn prepared(&self, part: &Part, naming: Naming) -> AskedPart {
        let known = self.find_hash(hash(&part.text, naming)).iter().find(|word| {
            *self.words[**word as usize].text == *part.text && self.held[**word as usize] > 0
        });
        let mut asked = Asked::of(&part.text, part.bare);
        asked.known = known.is_some();
        // One that no name holds tells most.
        let unknown = || weight(&part.text, naming, 1.0);
        AskedPart { weight: known.map_or_else(unknown, |at| self.weights[*at as usize]), asked }
    }

    /// How alike each word of some names is to each that was asked for, once a word: candidates of
    /// one query have most of their words in common.
    fn likenesses(&self, asked: &[AskedPart], names: &[u32]) -> FxHashMap<u32, Vec<f64>> {
        let mut likenesses: FxHashMap<u32, Vec<f64>> = FxHashMap::default();
        for word in names.iter().flat_map(|name| &self.names[*name as usize].parts) {
            likenesses.entry(*word).or_insert_with(|| {
                let word = &self.words[*word as usize];
                asked.iter().map(|part| part.asked.likeness(word)).collect()
            });
        }
        likenesses
    }

    fn fit(
        &self,
        asked: &[AskedPart],
        name: &Listed,
        likenesses: &FxHashMap<u32, Vec<f64>>,
        naming: Naming,
    ) -> Fit {
        let listed: Vec<ListedPart<'_>> = name
            .parts
            .iter()
            .map(|word| ListedPart {
                word: &self.words[*word as usize],
                weight: self.weights[*word as usize],
                likeness: &likenesses[word],
            })
            .collect();
        fit(asked, &listed, naming)
    }

    /// The names that gather most of a query's words. The rarest words gather first; when enough
    /// is gathered, the common ones need not.
    fn candidates(&self, asked: &[AskedPart], together: &str, naming: Naming) -> Vec<u32> {
        let mut leads: Vec<(usize, u32, f64)> = Vec::new();
        let mut lead = |asked: &Asked, weight: f64| {
            for (word, likeness) in self.like(asked, naming) {
                let holders = self.holders[word as usize].len();
                leads.push((holders, word, likeness * weight.min(self.weights[word as usize])));
            }
        };
        for part in asked {
            lead(&part.asked, part.weight);
        }
        for pair in asked.windows(2) {
            let text = format!("{}{}", pair[0].asked.word.text, pair[1].asked.word.text);
            if text.len() > 3 && pair.iter().any(|part| !part.asked.known) {
                lead(&Asked::of(&text, false), pair[0].weight + pair[1].weight);
            }
        }
        leads.sort_by_key(|lead| (lead.0, lead.1));
        let mut gathered = vec![0.0_f32; self.names.len()];
        let mut met: Vec<u32> = Vec::new();
        let mut gather = |name: u32, gain: f32| {
            if gathered[name as usize] == 0.0 {
                met.push(name);
            }
            gathered[name as usize] += gain;
        };
        let whole = xxh3_64(together.as_bytes()) ^ BY_WHOLE ^ naming as u64;
        self.find_hash(whole).iter().for_each(|name| gather(*name, 1e6));
        let mut passed = 0;
        for (holders, word, gain) in leads {
            if passed > 0 && passed + holders > GATHERED_MAX {
                break;
            }
            passed += holders;
            self.holders[word as usize].iter().for_each(|name| gather(*name, gain as f32));
        }
        let own: f64 = asked.iter().map(|part| part.weight).sum();
        let rank = |name: u32| {
            let theirs = f64::from(self.names[name as usize].weight);
            (f64::from(gathered[name as usize]) / (own + theirs), name)
        };
        let mut ranked: Vec<(f64, u32)> = met.iter().map(|name| rank(*name)).collect();
        let order = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if ranked.len() > FITTED_MAX {
            ranked.select_nth_unstable_by(FITTED_MAX, order);
            ranked.truncate(FITTED_MAX);
        }
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    /// The words that are like one, with how alike they are.
    fn like(&self, asked: &Asked, naming: Naming) -> Vec<(u32, f64)> {
        let text = &asked.word.text;
        let mut met: Vec<u32> = Vec::new();
        met.extend(self.find_hash(hash(text, naming)));
        met.extend(self.find_hash(hash(&asked.word.sound, naming) ^ BY_SOUND));
        if let Some(bones) = &asked.bones {
            met.extend(self.find_hash(hash(bones, naming) ^ BY_BONES));
        }
        each_shorter(text, |shorter| met.extend(self.find_hash(hash(shorter, naming))));
        met.sort_unstable();
        met.dedup();
        let likeness = |word: u32| (word, asked.likeness(&self.words[word as usize]));
        met.into_iter().map(likeness).filter(|(_, likeness)| *likeness > 0.0).collect()
    }

    fn find_hash(&self, hash: u64) -> &[u32] {
        let Some((start, end)) = self.by_hash.get(&hash) else { return &[] };
        &self.hashed[*start as usize..*end as usize]
    }
}

/// How well two names fit that are both written without spaces.
/// Errors are forgiven only where a word is none that names hold.
fn together_score(whole: &Asked, name: &str, slips: bool) -> f64 {
    let own = &*whole.word.text;
    if own.len().abs_diff(name.len()) > 2 {
        return 0.0;
    }
    match whole.errors(name) {
        0 => 0.985,
        1 if slips => 0.95 - 0.3 / own.len() as f64,
        2 if slips && own.len() >= 12 => 0.9 - 0.6 / own.len() as f64,
        _ => 0.0,
    }
}

/// The word less each of its letters; words of three letters or fewer are too short for that.
fn each_shorter(word: &str, mut each: impl FnMut(&str)) {
    if word.len() < 4 {
        return;
    }
    let mut shorter = String::with_capacity(word.len());
    for at in 0..word.len() {
        shorter.clear();
        shorter.push_str(&word[..at]);
        shorter.push_str(&word[at + 1..]);
        each(&shorter);
    }
}

fn hash(text: &str, naming: Naming) -> u64 {
    xxh3_64(text.as_bytes()) ^ naming as u64
}

fn folded_hash(parts: &[Part]) -> u64 {
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    xxh3_64(text.join(" ").as_bytes())
}
