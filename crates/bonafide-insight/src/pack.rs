//! Several texts in one file, in the oldest form that every system opens: tar (POSIX ustar).

use std::fmt::Write;

/// Bytes of a block.
const BLOCK: usize = 512;

/// Packs texts under their names, of at most 99 letters each; `at` is in seconds since 1970. The
/// same texts give the same bytes.
pub fn pack(files: &[(String, String)], at: u64) -> String {
    let mut packed = String::new();
    for (name, text) in files {
        packed += &header(name, text.len(), at);
        packed += text;
        fill(&mut packed);
    }
    for _ in 0..2 * BLOCK {
        packed.push('\0');
    }
    packed
}

fn header(name: &str, length: usize, at: u64) -> String {
    let name: String = name.chars().filter(char::is_ascii).take(99).collect();
    let before = format!(
        "{name:\0<100}{:\0<8}{:\0<8}{:\0<8}{length:011o}\0{at:011o}\0",
        "0000644", "0000000", "0000000"
    );
    let after = format!("0{:\0<100}ustar\000{:\0<247}", "", "");
    // The sum is taken as if eight spaces stood in its place.
    let sum: u32 = before.bytes().chain(after.bytes()).map(u32::from).sum::<u32>() + 8 * 32;
    let mut header = before;
    write!(header, "{sum:06o}\0 ").expect("writing into a text does not fail");
    header += &after;
    header
}

fn fill(packed: &mut String) {
    while !packed.len().is_multiple_of(BLOCK) {
        packed.push('\0');
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, pack};
    use std::io::Write;
    use std::process::{Command, Stdio};

    #[test]
    fn what_is_packed_is_whole_blocks() {
        let packed = pack(&[("a.txt".into(), "x".into())], 0);
        assert_eq!(packed.len(), 4 * BLOCK);
        assert_eq!(&packed[257..262], "ustar");
        assert_eq!(&packed[BLOCK..=BLOCK], "x");
    }

    #[test]
    fn another_program_lists_and_reads_it() {
        let files = [("a/one.csv".to_owned(), "é\n".repeat(400)), ("b.txt".into(), "x".into())];
        let read = |flags: &[&str]| {
            let mut tar = Command::new("tar");
            tar.args(flags).stdin(Stdio::piped()).stdout(Stdio::piped());
            let mut tar = match tar.spawn() {
                Ok(tar) => tar,
                Err(error) => {
                    eprintln!("SKIPPED: no tar here: {error}");
                    return None;
                }
            };
            let mut input = tar.stdin.take().expect("piped");
            input.write_all(pack(&files, 7).as_bytes()).expect("written");
            drop(input);
            let read = tar.wait_with_output().expect("ended");
            assert!(read.status.success());
            Some(String::from_utf8(read.stdout).expect("a text"))
        };
        let Some(listed) = read(&["-t"]) else { return };
        assert_eq!(listed, "a/one.csv\nb.txt\n");
        assert_eq!(read(&["-x", "-O", "a/one.csv"]), Some("é\n".repeat(400)));
    }
}
