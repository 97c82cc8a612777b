//! Packed blocks in order: in memory as long as they fit, then in a temporary file.

use crate::Error;
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

/// One packed block.
pub(crate) struct Packed {
    /// The packed bytes.
    pub(crate) bytes: Vec<u8>,
    /// Bytes when unpacked.
    pub(crate) unpacked: usize,
    /// Which of its entries stand for applications; the others were rejected later.
    pub(crate) kept: Vec<bool>,
}

/// One packed block that stays in the spool.
pub(crate) struct Lent<'a> {
    /// The packed bytes.
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Bytes when unpacked.
    pub(crate) unpacked: usize,
    /// Which of its entries stand for applications.
    pub(crate) kept: &'a [bool],
}

/// Blocks in the order in which they were added.
pub(crate) struct Spool {
    limit: usize,
    in_memory: usize,
    blocks: Vec<Stored>,
    file: Option<File>,
}

enum Stored {
    Memory(Packed),
    File { length: usize, unpacked: usize, kept: Vec<bool> },
}

impl Spool {
    /// A spool that holds so many bytes in memory.
    pub(crate) fn new(limit: usize) -> Spool {
        Spool { limit, in_memory: 0, blocks: Vec::new(), file: None }
    }

    /// Adds a block.
    pub(crate) fn add(&mut self, block: Packed) -> Result<(), Error> {
        let failed = |e| Error::new("writing a temporary file; free space or set TMPDIR", e);
        if self.in_memory + block.bytes.len() <= self.limit {
            self.in_memory += block.bytes.len();
            self.blocks.push(Stored::Memory(block));
            return Ok(());
        }
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile().map_err(failed)?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&block.bytes).map_err(failed)?;
        }
        let (length, unpacked, kept) = (block.bytes.len(), block.unpacked, block.kept);
        self.blocks.push(Stored::File { length, unpacked, kept });
        Ok(())
    }

    /// Every block in order, to be read again later.
    pub(crate) fn blocks(
        &mut self,
    ) -> Result<impl Iterator<Item = Result<Lent<'_>, Error>>, Error> {
        let failed = |e| Error::new("reading a temporary file", e);
        let mut file = self.file.as_mut();
        if let Some(file) = &mut file {
            file.seek(SeekFrom::Start(0)).map_err(failed)?;
        }
        Ok(self.blocks.iter().map(move |stored| match stored {
            Stored::Memory(block) => Ok(Lent {
                bytes: Cow::Borrowed(&block.bytes),
                unpacked: block.unpacked,
                kept: &block.kept,
            }),
            Stored::File { length, unpacked, kept } => {
                let mut bytes = vec![0; *length];
                let file = file.as_mut().expect("a block in the file has its file");
                file.read_exact(&mut bytes).map_err(failed)?;
                Ok(Lent { bytes: Cow::Owned(bytes), unpacked: *unpacked, kept })
            }
        }))
    }

    /// Every block in order; memory is given back as they go.
    pub(crate) fn into_blocks(self) -> Result<impl Iterator<Item = Result<Packed, Error>>, Error> {
        let failed = |e| Error::new("reading a temporary file", e);
        let mut file = self.file;
        if let Some(file) = &mut file {
            file.seek(SeekFrom::Start(0)).map_err(failed)?;
        }
        Ok(self.blocks.into_iter().map(move |stored| match stored {
            Stored::Memory(block) => Ok(block),
            Stored::File { length, unpacked, kept } => {
                let mut bytes = vec![0; length];
                let file = file.as_mut().expect("a block in the file has its file");
                file.read_exact(&mut bytes).map_err(failed)?;
                Ok(Packed { bytes, unpacked, kept })
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Packed, Spool};

    #[test]
    fn what_does_not_fit_comes_back_from_the_file_in_order() {
        let mut spool = Spool::new(25);
        for number in 0..10_u8 {
            let block = Packed { bytes: vec![number; 10], unpacked: 10, kept: vec![true] };
            spool.add(block).expect("a temporary file");
        }
        let lent: Vec<u8> = spool
            .blocks()
            .expect("a temporary file")
            .map(|block| block.expect("a block").bytes[0])
            .collect();
        assert_eq!(lent, (0..10).collect::<Vec<u8>>());
        let blocks: Vec<u8> = spool
            .into_blocks()
            .expect("a temporary file")
            .map(|block| block.expect("a block").bytes[0])
            .collect();
        assert_eq!(blocks, (0..10).collect::<Vec<u8>>());
    }
}
