//! The bytes of a table that is compiled in, as `tables/src/pack.rs` writes them.

use crate::Spot;
use bonafide_application::Country;

/// A table being read. The bytes were written by the project itself and a test reads all of them,
/// so that a read never fails at run time; past the end it reads zeros.
pub(crate) struct Packed {
    bytes: Vec<u8>,
    at: usize,
}

impl Packed {
    /// Unpacks a compressed table.
    pub(crate) fn open(compressed: &[u8]) -> Packed {
        let bytes = zstd::decode_all(compressed).expect("tables are compressed by the build");
        Packed { bytes, at: 0 }
    }

    /// A variable-length integer, seven bits a byte, lowest first.
    pub(crate) fn number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.bytes.get(self.at).copied().unwrap_or_default();
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// A variable-length integer that counts or points.
    pub(crate) fn index(&mut self) -> u32 {
        self.number() as u32
    }

    /// The next bytes.
    pub(crate) fn bytes(&mut self, length: usize) -> &[u8] {
        let from = self.at.min(self.bytes.len());
        self.at += length;
        &self.bytes[from..self.at.min(self.bytes.len())]
    }

    /// Length and text.
    pub(crate) fn text(&mut self) -> String {
        let length = self.number() as usize;
        String::from_utf8_lossy(self.bytes(length)).into_owned()
    }

    /// Many texts, kept in one piece.
    pub(crate) fn texts(&mut self, count: usize) -> Texts {
        let mut texts = Texts { text: String::new(), ends: Vec::with_capacity(count) };
        for _ in 0..count {
            let length = self.number() as usize;
            let from = self.at.min(self.bytes.len());
            self.at += length;
            let bytes = &self.bytes[from..self.at.min(self.bytes.len())];
            texts.text.push_str(std::str::from_utf8(bytes).unwrap_or_default());
            texts.ends.push(texts.text.len() as u32);
        }
        texts
    }

    /// Two letters, or none.
    pub(crate) fn country(&mut self) -> Option<Country> {
        Country::parse(std::str::from_utf8(self.bytes(2)).unwrap_or_default())
    }

    /// Four bytes, lowest first.
    pub(crate) fn float(&mut self) -> f32 {
        let mut four = [0; 4];
        let bytes = self.bytes(4);
        four[..bytes.len()].copy_from_slice(bytes);
        f32::from_le_bytes(four)
    }

    /// Latitude, longitude and radius; a radius of nothing is no spot.
    pub(crate) fn spot(&mut self) -> Option<Spot> {
        let spot =
            Spot { latitude: self.float(), longitude: self.float(), radius_km: self.float() };
        (spot.radius_km > 0.0).then_some(spot)
    }

    /// Rising numbers, each stored as its distance from the last.
    pub(crate) fn rising(&mut self) -> Vec<u64> {
        let count = self.number();
        let mut last = 0_u64;
        (0..count)
            .map(|_| {
                last = last.wrapping_add(self.number());
                last
            })
            .collect()
    }
}

/// Texts in one piece of memory.
#[derive(Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Copies them together.
    pub(crate) fn of(all: &[String]) -> Texts {
        let mut texts = Texts::default();
        for text in all {
            texts.text.push_str(text);
            texts.ends.push(texts.text.len() as u32);
        }
        texts
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them; an index past the end is the empty text.
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[start as usize..*end as usize]
    }

    /// The indices of all texts equal to `wanted`, where the texts are sorted.
    pub(crate) fn equal(&self, wanted: &str) -> std::ops::Range<usize> {
        let first = self.search(|text| text < wanted);
        let mut last = first;
        while last < self.len() && self.get(last) == wanted {
            last += 1;
        }
        first..last
    }

    fn search(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
