//! Answers as bytes: which check, which level, and what was seen.

use bonafide_evidence::{Answer, CHECKS, Check, Finding};
use bonafide_linkage::Kind;

/// Stands for a clear answer where a level would stand.
const CLEAR: u8 = u8::MAX;

/// An answer without its words: the check's place in [`CHECKS`], and the level or [`CLEAR`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bare {
    check: u8,
    level: u8,
}

impl Bare {
    /// Reduces the answer of a check at a place of [`CHECKS`]; `None` for an unknown one.
    fn of(place: usize, answer: &Answer) -> Option<Bare> {
        let level = match answer {
            Answer::Unknown => return None,
            Answer::Clear(_) => CLEAR,
            Answer::Noted(level, _) => {
                CHECKS[place].levels.iter().position(|known| known == level)? as u8
            }
        };
        Some(Bare { check: place as u8, level })
    }

    /// Reduces the answer of a check by its name.
    pub(crate) fn named(name: &str, answer: &Answer) -> Option<Bare> {
        Bare::of(CHECKS.iter().position(|check| check.name == name)?, answer)
    }

    /// Its check.
    pub(crate) fn check(self) -> &'static Check {
        &CHECKS[usize::from(self.check)]
    }

    /// Whether the answer is noted.
    pub(crate) fn is_noted(self) -> bool {
        self.level != CLEAR
    }

    /// The answer with words.
    pub(crate) fn with(self, finding: Finding) -> (&'static Check, Answer) {
        let check = self.check();
        match check.levels.get(usize::from(self.level)) {
            Some(level) => (check, Answer::Noted(level, finding)),
            None => (check, Answer::Clear(finding)),
        }
    }
}

/// Appends the answers of all checks, in the order of [`CHECKS`], to bytes, and gives them without
/// words; unknown ones leave no trace.
pub(crate) fn write(answers: &[(&'static Check, Answer)], bytes: &mut Vec<u8>) -> Vec<Bare> {
    let count_at = bytes.len();
    bytes.push(0);
    let mut bares = Vec::new();
    for (place, (_, answer)) in answers.iter().enumerate() {
        let (Answer::Clear(finding) | Answer::Noted(_, finding)) = answer else { continue };
        let Some(bare) = Bare::of(place, answer) else { continue };
        bytes.extend([bare.check, bare.level]);
        for text in [&finding.summary, &finding.claim, &finding.observed] {
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bares.push(bare);
    }
    bytes[count_at] = bares.len() as u8;
    bares
}

/// Reads what [`write`] wrote.
pub(crate) fn read(mut bytes: &[u8]) -> Vec<(&'static Check, Answer)> {
    let count = take(&mut bytes, 1)[0];
    (0..count)
        .map(|_| {
            let head = take(&mut bytes, 2);
            let bare = Bare { check: head[0], level: head[1] };
            let mut text = || {
                let length = take(&mut bytes, 4).try_into().expect("four bytes were taken");
                let text = take(&mut bytes, u32::from_le_bytes(length) as usize);
                String::from_utf8_lossy(text).into_owned()
            };
            bare.with(Finding { summary: text(), claim: text(), observed: text() })
        })
        .collect()
}

/// Takes the next bytes of what this module wrote itself.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

/// Names of the checks that did not answer.
pub(crate) fn unknown(answers: &[(&'static Check, Answer)]) -> Vec<&'static str> {
    let answered = |name: &str| answers.iter().any(|(check, _)| check.name == name);
    CHECKS.iter().map(|check| check.name).filter(|name| !answered(name)).collect()
}

/// Name of the term of a kind of sharing.
pub(crate) fn term_name(kind: Kind) -> &'static str {
    kind.sharing().map_or("", |sharing| sharing.name)
}
