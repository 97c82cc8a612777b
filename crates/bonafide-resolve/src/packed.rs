//! A record of a person in few bytes, as an index keeps it.

use crate::draft::Draft;
use std::io;

/// Appends the person of a record, and what the record says: texts by their length, numbers in
/// four bytes, little-endian.
pub(crate) fn pack(person: &str, draft: &Draft, out: &mut Vec<u8>) {
    let numbers: Vec<String> = draft.numbers.iter().map(|(_, number)| number.clone()).collect();
    text(person, out);
    for one in ones(draft) {
        text(one, out);
    }
    for several in [&draft.further, &draft.phones, &draft.emails, &numbers] {
        out.push(several.len().min(usize::from(u8::MAX)) as u8);
        for one in several.iter().take(usize::from(u8::MAX)) {
            text(one, out);
        }
    }
    out.extend(draft.numbers.iter().take(usize::from(u8::MAX)).map(|(kind, _)| kind));
    out.extend(draft.born.to_le_bytes());
    out.extend([draft.generation, draft.sex]);
}

/// Reads what [`pack`] wrote.
pub(crate) fn unpack(bytes: &[u8]) -> io::Result<(String, Draft)> {
    let mut rest = Rest(bytes);
    let person = rest.text()?;
    let mut draft = Draft::default();
    for one in ones_mut(&mut draft) {
        *one = rest.text()?;
    }
    let [mut further, mut phones, mut emails, mut numbers] = [const { Vec::new() }; 4];
    for several in [&mut further, &mut phones, &mut emails, &mut numbers] {
        for _ in 0..rest.take(1)?[0] {
            several.push(rest.text()?);
        }
    }
    let kinds = rest.take(numbers.len())?.iter().copied();
    draft.numbers = kinds.zip(numbers).collect();
    (draft.further, draft.phones, draft.emails) = (further, phones, emails);
    draft.born = number(rest.take(4)?) as u32;
    [draft.generation, draft.sex] = [rest.take(1)?[0], rest.take(1)?[0]];
    Ok((person, draft))
}

/// A little-endian number.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The texts of which there is one.
fn ones(draft: &Draft) -> [&String; 13] {
    let Draft { id, source, given, family, birth_place, house, street, .. } = draft;
    let Draft { quarter, town, region, postcode, occupation, employer, .. } = draft;
    [
        id,
        source,
        given,
        family,
        birth_place,
        house,
        street,
        quarter,
        town,
        region,
        postcode,
        occupation,
        employer,
    ]
}

/// The same, in the same order.
fn ones_mut(draft: &mut Draft) -> [&mut String; 13] {
    let Draft { id, source, given, family, birth_place, house, street, quarter, town, .. } = draft;
    let Draft { region, postcode, occupation, employer, .. } = draft;
    [
        id,
        source,
        given,
        family,
        birth_place,
        house,
        street,
        quarter,
        town,
        region,
        postcode,
        occupation,
        employer,
    ]
}

fn text(text: &str, out: &mut Vec<u8>) {
    out.extend((text.len() as u32).to_le_bytes());
    out.extend(text.as_bytes());
}

/// Bytes that are not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn text(&mut self) -> io::Result<String> {
        let length = number(self.take(4)?) as usize;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| damaged())
    }
}

/// What an index is that says what none can.
pub(crate) fn damaged() -> io::Error {
    io::Error::other("the index is damaged; resolve the lists again")
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::draft::Draft;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let draft = Draft {
            id: "7\n".to_owned(),
            given: "ana".to_owned(),
            further: vec!["b".to_owned(), String::new()],
            numbers: vec![(3, "x1234".to_owned()), (9, "y".to_owned())],
            born: 19_800_527,
            sex: b'f',
            employer: "école".to_owned(),
            ..Draft::default()
        };
        let mut bytes = Vec::new();
        pack("P-1", &draft, &mut bytes);
        assert_eq!(unpack(&bytes).expect("whole"), ("P-1".to_owned(), draft));
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end]).is_err(), "{end}");
        }
    }
}
