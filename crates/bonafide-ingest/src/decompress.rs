//! Unpacks gzip and zstd while they are read, within a bound on how far they may grow.

use crate::{EXPANSION_FREE_BYTES, EXPANSION_MAX};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A way in which an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

/// Tells by the first bytes whether the input is packed.
pub(crate) fn packing(head: &[u8]) -> Option<Packing> {
    // RFC 1952, section 2.3.1, with the only method there is.
    if head.starts_with(&[0x1f, 0x8b, 0x08]) {
        return Some(Packing::Gzip);
    }
    // RFC 8878, sections 3.1.1 and 3.1.2: a frame, or one of sixteen kinds of skippable frame.
    let skippable =
        head.len() >= 4 && (0x50..=0x5f).contains(&head[0]) && head[1..4] == *b"\x2a\x4d\x18";
    (head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || skippable).then_some(Packing::Zstd)
}

/// The unpacked input. What is wrong with it appears as an error of the reader.
pub(crate) fn unpack(
    packing: Packing,
    input: Box<dyn BufRead + Send>,
) -> io::Result<Box<dyn BufRead + Send>> {
    let read = Arc::new(AtomicU64::new(0));
    let counted = BufReader::new(Counted { input, read: Arc::clone(&read) });
    let unpacked: Box<dyn Read + Send> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
        Packing::Zstd => Box::new(zstd::Decoder::with_buffer(counted)?),
    };
    let name = match packing {
        Packing::Gzip => "gzip",
        Packing::Zstd => "zstd",
    };
    Ok(Box::new(BufReader::with_capacity(256 << 10, Bounded { unpacked, name, read, written: 0 })))
}

/// Counts what was read of the packed input.
struct Counted {
    input: Box<dyn BufRead + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.input.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// Stops where the output grows out of proportion.
struct Bounded {
    unpacked: Box<dyn Read + Send>,
    name: &'static str,
    read: Arc<AtomicU64>,
    written: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let name = self.name;
        let bytes = self.unpacked.read(buffer).map_err(|error| {
            let what = format!("the {name} data are damaged or cut off ({error})");
            io::Error::new(error.kind(), what)
        })?;
        self.written += bytes as u64;
        let most = EXPANSION_FREE_BYTES.max(self.read.load(Ordering::Relaxed) * EXPANSION_MAX);
        if self.written > most {
            let what = format!(
                "the {name} data grow more than {EXPANSION_MAX} times; unpack them yourself if \
                 they are yours"
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Packing, packing, unpack};
    use flate2::{Compression, write::GzEncoder};
    use std::io::{Cursor, Read, Write};

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    fn all(bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
        let packing = packing(&bytes).expect("packed");
        let mut text = Vec::new();
        unpack(packing, Box::new(Cursor::new(bytes)))?.read_to_end(&mut text).map(|_| text)
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let members = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(all(members).expect("text"), b"one two");
        let zstd = |text: &[u8]| zstd::encode_all(text, 1).expect("memory takes everything");
        assert_eq!(all([zstd(b"one "), zstd(b"two")].concat()).expect("text"), b"one two");
        assert_eq!(packing(b"{\"id\""), None);
        assert_eq!(packing(&gzip(b"")), Some(Packing::Gzip));
    }

    #[test]
    fn damage_and_bombs_are_errors() {
        let mut cut = gzip(b"some text that is cut");
        cut.truncate(15);
        let error = all(cut).expect_err("cut off").to_string();
        assert!(error.starts_with("the gzip data are damaged or cut off"), "{error}");
        let zeros = vec![0; 1 << 20];
        let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..100 {
            bomb.write_all(&zeros).expect("memory takes everything");
        }
        let unpacked = all(bomb.finish().expect("a bomb")).map(|text| text.len());
        let error = unpacked.expect_err("a bomb").to_string();
        assert!(error.starts_with("the gzip data grow more than 200 times"), "{error}");
    }
}
