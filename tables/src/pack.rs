//! The bytes of a table: variable-length integers and strings, one column after another.

/// Bytes being written; `crates/bonafide-reference/src/packed.rs` reads them.
#[derive(Default)]
pub(crate) struct Pack {
    /// The bytes so far.
    pub(crate) bytes: Vec<u8>,
}

impl Pack {
    /// Seven bits a byte, lowest first; the high bit says that more follow.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Length and bytes.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Four bytes, lowest first.
    pub(crate) fn float(&mut self, value: f32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Two bytes, or two spaces for none.
    pub(crate) fn country(&mut self, country: &str) {
        let two = if country.len() == 2 { country } else { "  " };
        self.bytes.extend_from_slice(two.as_bytes());
    }
}
