//! A block: the texts and answers of some consecutive applications, packed.

use std::io;

/// Packs at the fastest level: what is packed here is read once more and thrown away.
const LEVEL: i32 = 1;

/// Texts and answers being gathered.
#[derive(Default)]
pub(crate) struct BlockWriter {
    bytes: Vec<u8>,
}

impl BlockWriter {
    /// Adds one application: its canonical text, and its answers as bytes.
    pub(crate) fn add(&mut self, canonical: &[u8], answers: &[u8]) {
        for part in [canonical, answers] {
            self.bytes.extend((part.len() as u32).to_le_bytes());
            self.bytes.extend(part);
        }
    }

    /// Packs the block.
    pub(crate) fn pack(&self) -> io::Result<Vec<u8>> {
        zstd::bulk::compress(&self.bytes, LEVEL)
    }

    /// Bytes before packing.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }
}

/// A block unpacked.
pub(crate) struct Block {
    bytes: Vec<u8>,
}

impl Block {
    /// Unpacks a block of so many bytes.
    pub(crate) fn unpack(packed: &[u8], bytes: usize) -> io::Result<Block> {
        Ok(Block { bytes: zstd::bulk::decompress(packed, bytes)? })
    }

    /// Canonical text and answers of each application, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let canonical = part(&mut rest)?;
            let answers = part(&mut rest)?;
            Some((canonical, answers))
        })
    }
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}
