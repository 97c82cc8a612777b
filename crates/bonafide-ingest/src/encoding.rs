//! Turns the encodings in which text arrives into UTF-8.

use std::io::{self, BufRead, BufReader, Read};

/// The mark with which some programs begin UTF-8.
pub(crate) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether the first bytes are the mark of UTF-16, and of which order.
pub(crate) fn utf16(head: &[u8]) -> Option<Order> {
    if head.starts_with(b"\xff\xfe") {
        Some(Order::LittleEndian)
    } else if head.starts_with(b"\xfe\xff") {
        Some(Order::BigEndian)
    } else {
        None
    }
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    LittleEndian,
    BigEndian,
}

/// The UTF-16 input, from behind its mark, as UTF-8; units that are no text become `�`.
pub(crate) fn from_utf16(order: Order, input: Box<dyn BufRead + Send>) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::new(Utf16 { input, order, high: None, ready: Vec::new(), given: 0 }))
}

struct Utf16 {
    input: Box<dyn BufRead + Send>,
    order: Order,
    /// The first half of a pair whose second half is still to come.
    high: Option<u16>,
    ready: Vec<u8>,
    given: usize,
}

/// Units that are turned at once.
const UNITS: usize = 16 << 10;

impl Utf16 {
    fn fill(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.input.by_ref().take(2 * UNITS as u64).read_to_end(&mut bytes)?;
        let last = bytes.len() < 2 * UNITS;
        let order = self.order;
        let units = bytes.chunks(2).map(move |pair| match (pair, order) {
            ([a, b], Order::LittleEndian) => u16::from_le_bytes([*a, *b]),
            ([a, b], Order::BigEndian) => u16::from_be_bytes([*a, *b]),
            _ => 0xFFFD,
        });
        let mut units: Vec<u16> = self.high.take().into_iter().chain(units).collect();
        let high = units.last().copied().filter(|unit| (0xD800..0xDC00).contains(unit));
        if !last && high.is_some() {
            self.high = high;
            units.pop();
        }
        self.ready = String::from_utf16_lossy(&units).into_bytes();
        self.given = 0;
        Ok(())
    }
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.fill()?;
        }
        let bytes = buffer.len().min(self.ready.len() - self.given);
        buffer[..bytes].copy_from_slice(&self.ready[self.given..self.given + bytes]);
        self.given += bytes;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, from_utf16, utf16};
    use std::io::{Cursor, Read};

    #[test]
    fn pairs_across_parts_and_odd_ends_are_read() {
        let text = format!("{}😀Zoë", "x".repeat(super::UNITS - 1));
        let mut bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        bytes.push(b'x');
        let mut read = String::new();
        from_utf16(Order::BigEndian, Box::new(Cursor::new(bytes)))
            .read_to_string(&mut read)
            .expect("text");
        assert_eq!(read, text + "\u{FFFD}");
        assert_eq!(utf16(b"\xff\xfe{\0"), Some(Order::LittleEndian));
        assert_eq!(utf16(b"{\0"), None);
    }
}
