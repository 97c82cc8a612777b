//! Entries of the log as the database keeps them: of the JSON in the log's files, what is not the
//! same in every entry.

use bonafide_log::{Entry, hex};

/// First byte of a packed entry; JSON begins with a brace.
const MARK: u8 = 1;

/// Kinds that nearly all entries are of, and how their subjects' names begin.
const KINDS: [&str; 2] = ["application.received", "assessment.made"];
const PSEUDONYM: &str = "a-";

/// Instead of the place in `KINDS`, or of how a name begins: the text follows.
const SAID: u8 = 255;

/// Packs an entry; one that would not be read the same again stays as it is in the log's files.
pub(crate) fn pack(entry: &Entry) -> Vec<u8> {
    packed(entry).unwrap_or_else(|| entry.to_bytes())
}

/// Reads what [`pack`] wrote, or JSON.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Entry> {
    let Some(rest) = bytes.strip_prefix(&[MARK]) else { return Entry::from_bytes(bytes) };
    let (at, rest) = rest.split_first_chunk::<8>()?;
    let (commitment, rest) = rest.split_first_chunk::<32>()?;
    let (kind, rest) = rest.split_first()?;
    let (kind, rest) = match KINDS.get(usize::from(*kind)) {
        Some(kind) => ((*kind).to_owned(), rest),
        None => text(rest)?,
    };
    let (actor, rest) = text(rest)?;
    let (about, rest) = rest.split_first()?;
    let about = match *about {
        SAID => text(rest)?.0,
        _ => format!("{PSEUDONYM}{}", hex(rest)),
    };
    let at = i64::from_be_bytes(*at);
    Some(Entry { at, kind, actor, about, commitment: hex(commitment) })
}

fn packed(entry: &Entry) -> Option<Vec<u8>> {
    let commitment: [u8; 32] = from_hex(&entry.commitment)?.try_into().ok()?;
    let mut bytes = vec![MARK];
    bytes.extend(entry.at.to_be_bytes());
    bytes.extend(commitment);
    if let Some(place) = KINDS.iter().position(|kind| *kind == entry.kind) {
        bytes.push(place as u8);
    } else {
        bytes.push(SAID);
        say(&entry.kind, &mut bytes)?;
    }
    say(&entry.actor, &mut bytes)?;
    if let Some(digits) = entry.about.strip_prefix(PSEUDONYM).and_then(from_hex) {
        bytes.push(0);
        bytes.extend(digits);
    } else {
        bytes.push(SAID);
        say(&entry.about, &mut bytes)?;
    }
    Some(bytes)
}

/// A text with its length before it; none that is longer than names are.
fn say(text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.push(u8::try_from(text.len()).ok()?);
    bytes.extend(text.as_bytes());
    Some(())
}

fn text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first()?;
    let (text, rest) = rest.split_at_checked(usize::from(*length))?;
    Some((String::from_utf8(text.to_vec()).ok()?, rest))
}

/// Reads what [`hex`] wrote; nothing where it would write it otherwise.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use bonafide_log::{Entry, commitment};

    fn entry(kind: &str, actor: &str, about: &str, commitment: &str) -> Entry {
        let text = str::to_owned;
        Entry {
            at: 1_796_083_200_000_000,
            kind: text(kind),
            actor: text(actor),
            about: text(about),
            commitment: text(commitment),
        }
    }

    #[test]
    fn what_was_packed_is_read_the_same() {
        let bound = commitment(&[7; 16], b"details");
        let long = "x".repeat(300);
        let entries = [
            entry("application.received", "import", "a-0123456789abcdef", &bound),
            entry("assessment.made", "program", "a-", &bound),
            entry("application.received", "", "a-0123456789ABCDEF", &bound),
            entry("case.opened", "the-reviewer", "c-1 é", &bound),
            entry("list.changed", &long, "a-012", &bound),
            entry("policy.changed", "ann", "", &bound.to_uppercase()),
            entry("policy.changed", "ann", "", "none"),
        ];
        for entry in &entries {
            assert_eq!(unpack(&pack(entry)).as_ref(), Some(entry));
            assert_eq!(unpack(&entry.to_bytes()).as_ref(), Some(entry), "as entries were kept");
        }
        assert!(pack(&entries[0]).len() < entries[0].to_bytes().len() / 2);
    }

    #[test]
    fn what_is_cut_off_is_nothing() {
        let whole = pack(&entry("case.opened", "ann", "c-1", &commitment(&[0; 16], b"")));
        assert!((0..whole.len()).all(|end| unpack(&whole[..end]).is_none()));
    }
}
