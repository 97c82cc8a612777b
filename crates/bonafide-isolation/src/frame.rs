//! Frames: four bytes of length, lowest first, then so many bytes.

use std::io::{self, Read, Write};

/// Writes one frame.
pub(crate) fn write(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length =
        u32::try_from(bytes.len()).map_err(|_| io::Error::other("the frame is too long"))?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// Reads one frame of at most so many bytes; nothing where the other side has closed.
pub(crate) fn read(input: &mut impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > most {
        return Err(io::Error::other("the frame is too long"));
    }
    // Grows with what arrives, not with what is announced.
    let mut bytes = Vec::new();
    input.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::Error::other("the frame ends early"));
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn frames_come_back_and_broken_ones_are_refused() {
        let mut bytes = Vec::new();
        write(&mut bytes, b"one").expect("memory takes it");
        write(&mut bytes, b"").expect("memory takes it");
        let mut input = bytes.as_slice();
        assert_eq!(read(&mut input, 10).expect("read"), Some(b"one".to_vec()));
        assert_eq!(read(&mut input, 10).expect("read"), Some(Vec::new()));
        assert_eq!(read(&mut input, 10).expect("read"), None);
        assert!(read(&mut bytes.as_slice(), 2).is_err());
        assert!(read(&mut &bytes[..5], 10).is_err());
        assert!(read(&mut [255, 255, 255, 255, 0].as_slice(), usize::MAX).is_err());
    }
}
