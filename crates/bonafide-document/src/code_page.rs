//! Which code page bytes are written in, where a document says so.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

/// Bytes at the beginning of a page in which it says how it is written.
const SAID_WITHIN: usize = 2_048;

/// Of the letters of a text in a Western European code page, more are plain ones than this many for
/// each other; languages in other letters have nearly none.
const PLAIN_FOR_EACH_OTHER: usize = 2;

/// A code page by its number.
pub(crate) fn of_number(number: usize) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10_000 => MACINTOSH,
        65_001 => UTF_8,
        _ => return None,
    })
}

/// The code page of a font by the number that RTF and Windows give to sets of characters; `None`
/// where it is the document's.
pub(crate) fn of_charset(number: usize) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1_252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1_253,
        162 => 1_254,
        163 => 1_258,
        177 => 1_255,
        178 => 1_256,
        186 => 1_257,
        204 => 1_251,
        222 => 874,
        238 => 1_250,
        _ => return None,
    };
    of_number(page)
}

/// Text in units of two bytes, where its mark says so.
pub(crate) fn wide(bytes: &[u8]) -> Option<String> {
    let page = match bytes {
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        _ => return None,
    };
    Some(page.decode_with_bom_removal(bytes).0.into_owned())
}

/// Text whose bytes are not UTF-8: by what it says of itself, as pages do, else as Western
/// European, if it can be that; `None` where that would be guessing.
pub(crate) fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some(page) = said(bytes) {
        return Some(page.decode_without_bom_handling(bytes).0.into_owned());
    }
    let is_other = |byte: &&u8| **byte >= 0xc0 && !matches!(**byte, 0xd7 | 0xf7);
    let others = bytes.iter().filter(is_other).count();
    let plain = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    // The second byte of a Chinese, Japanese or Korean character is a letter as often as not.
    let marks = bytes.iter().filter(|byte| matches!(byte, 0x80..=0xbf)).count();
    if plain < PLAIN_FOR_EACH_OTHER * (others + marks) {
        return None;
    }
    // A word of Western letters has no signs and marks in its midst.
    if bytes.split(u8::is_ascii_whitespace).any(is_mixed) {
        return None;
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    Some(text.replace(|c| ('\u{80}'..='\u{9f}').contains(&c), " "))
}

/// Whether a word has more bytes that are signs in a Western code page than letters, and letters
/// among them, as a name in Japanese has.
fn is_mixed(word: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| word.iter().filter(|byte| is(byte)).count();
    let (letters, signs) =
        (count(u8::is_ascii_alphabetic), count(|byte| matches!(byte, 0x80..=0xbf)));
    letters > 0 && signs >= SIGNS_MIXED && signs > letters
}

/// Signs of a word in which they are no punctuation.
const SIGNS_MIXED: usize = 4;

/// The encoding that a page names at its beginning.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SAID_WITHIN)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = ["charset", "encoding"].iter().find_map(|word| {
        let (_, after) = head.split_once(word)?;
        let after = after.trim_start().strip_prefix('=')?.trim_start();
        let after = after.trim_start_matches(['"', '\'']);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        Encoding::for_label(&after.as_bytes()[..end])
    })?;
    // Who can read that it says so has not read UTF-16.
    let is_wide = named == encoding_rs::UTF_16LE || named == encoding_rs::UTF_16BE;
    (!is_wide && named != UTF_8).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_page_is_read_as_it_says() {
        let russian =
            b"<html><head><meta charset=\"windows-1251\"></head><h1>\xc0\xed\xed\xe0</h1>";
        assert!(decoded(russian).is_some_and(|text| text.contains("Анна")));
        let japanese =
            b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x8eR\x93c";
        assert!(decoded(japanese).is_some_and(|text| text.contains("山田")));
    }

    #[test]
    fn text_that_says_nothing_is_western_or_not_read() {
        let german = b"Jos\xe9 M\xfcller\nGr\xf6\xdfe 2019 \x96 2021";
        assert_eq!(decoded(german).as_deref(), Some("José Müller\nGröße 2019 – 2021"));
        assert_eq!(decoded(b"\xc0\xed\xed\xe0 \xcf\xe5\xf2\xf0\xee\xe2\xe0 anna"), None);
        assert_eq!(decoded(b"\x8eR\x93c\x91\xbe\x98Y taro@example.com"), None);
    }
}
