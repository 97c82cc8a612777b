//! What is sealed, made shorter before: sealed bytes cannot be compressed any more.
//!
//! Applications and assessments are short, and much alike in form; a dictionary that ships with the
//! program says what they have in common. It was trained on a simulated population, and is never
//! changed: a better one gets a mark of its own.

use crate::Error;
use std::cell::RefCell;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

static DICTIONARY: &[u8] = include_bytes!("../dictionaries/1.zstd-dictionary");

/// First byte of what was compressed with the first dictionary; no text begins with it.
const MARK: u8 = 1;

/// Speed against size: level 3 is what its authors recommend where speed matters.
const LEVEL: i32 = 3;

/// Longest text that is believed to have been shortened, in bytes.
const LENGTH_MAX: usize = 64 << 20;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

thread_local! {
    // Making one costs more than using it once.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// The mark, the length in 4 bytes, and the compressed text; the text itself where that is shorter
/// and cannot be taken for another.
pub(crate) fn shorten(plain: &[u8]) -> Result<Vec<u8>, Error> {
    if plain.len() > LENGTH_MAX {
        return Err(Error::refused("what is to be kept is longer than 64 MiB; shorten it"));
    }
    let compressed = COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::with_prepared_dictionary(&ENCODER).map_err(failed)?),
        };
        compressor.compress(plain).map_err(failed)
    })?;
    if compressed.len() + 5 >= plain.len() && plain.first() != Some(&MARK) {
        return Ok(plain.to_vec());
    }
    let length = u32::try_from(plain.len()).unwrap_or(u32::MAX).to_be_bytes();
    Ok([&[MARK][..], &length, &compressed].concat())
}

/// What [`shorten`] was given.
pub(crate) fn lengthen(kept: Vec<u8>) -> Result<Vec<u8>, Error> {
    let Some((length, compressed)) = kept.strip_prefix(&[MARK]).and_then(<[u8]>::split_first_chunk)
    else {
        return Ok(kept);
    };
    let length = (u32::from_be_bytes(*length) as usize).min(LENGTH_MAX);
    DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::with_prepared_dictionary(&DECODER).map_err(failed)?),
        };
        decompressor.decompress(compressed, length).map_err(failed)
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it takes the place of a closure")]
fn failed(error: std::io::Error) -> Error {
    Error::failed(format!("what is stored cannot be made shorter or read again: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{lengthen, shorten};

    #[test]
    fn what_was_shortened_is_read_again_whatever_it_holds() {
        let long = "the same words over and over ".repeat(400);
        let texts: [&[u8]; 5] = [b"", b"{}", long.as_bytes(), &[1; 3], &[1, 0, 0, 0, 9, 7]];
        for text in texts {
            assert_eq!(lengthen(shorten(text).expect("kept")).expect("read"), text);
        }
        assert!(shorten(long.as_bytes()).expect("kept").len() < 200);
    }
}
