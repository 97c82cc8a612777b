//! Recognizes by its content what a document is, and reads it.

use crate::office::{Package, docx, odt};
use crate::{Read, code_page, html, markdown, pdf, picture, plain, rtf};

/// Bytes before which the mark of a PDF document must stand.
const PDF_MARK_BEFORE: usize = 1_024;

/// Bytes of text that are read; nobody's résumé is longer.
const TEXT_BYTES_MAX: usize = 4 << 20;

/// Share of control characters from which bytes are no text, in thousandths.
const CONTROLS_PER_MILLE_MAX: usize = 5;

/// The name of the format, where it is known, and what was read.
pub(crate) fn read(bytes: &[u8]) -> (Option<&'static str>, Read) {
    if bytes.trim_ascii().is_empty() {
        return (None, failed("the file is empty"));
    }
    let head = &bytes[..bytes.len().min(PDF_MARK_BEFORE)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return (Some("pdf"), pdf::read(bytes));
    }
    match bytes {
        [b'P', b'K', 3 | 5 | 7, ..] => archive(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => (
            None,
            failed(
                "this is a document of Office before 2007, or an encrypted one; \
                 save it as DOCX or PDF, without a password",
            ),
        ),
        [b'{', b'\\', b'r', b't', b'f', ..] => (Some("rtf"), rtf::read(bytes)),
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] => (Some("image"), image(bytes)),
        _ => text(bytes),
    }
}

fn failed(why: &str) -> Read {
    Read { error: Some(why.to_owned()), ..Read::default() }
}

fn archive(bytes: &[u8]) -> (Option<&'static str>, Read) {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(error) => return (None, failed(&error)),
    };
    let kind = package.text("mimetype").unwrap_or_default();
    if kind.trim().starts_with("application/vnd.oasis.opendocument.text") {
        return (Some("odt"), odt::read(package));
    }
    if package.has("word/document.xml") || package.has("word/document2.xml") {
        return (Some("docx"), docx::read(package));
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        return (Some("odt"), odt::read(package));
    }
    (None, failed("this is an archive that holds no document of text; attach the document itself"))
}

/// A picture has no text; what it shows is not guessed.
fn image(bytes: &[u8]) -> Read {
    let mut read = failed("this is a picture; its text, if any, is not read");
    if let Some(pixels) = picture::decode(bytes) {
        picture::add(&mut read.facts.pictures, 0, &pixels);
    }
    read
}

fn text(bytes: &[u8]) -> (Option<&'static str>, Read) {
    if bytes.len() > TEXT_BYTES_MAX {
        let (format, mut read) = text(&bytes[..TEXT_BYTES_MAX]);
        read.error =
            Some(format!("only the first {} MiB of the text were read", TEXT_BYTES_MAX >> 20));
        return (format, read);
    }
    let text = match decoded(bytes) {
        Ok(text) => text,
        Err(why) => return (None, failed(why)),
    };
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head: String = start.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let tagged = ["<html", "<!doctype html", "<body", "<div", "<p>", "<h1", "<table", "<ul"];
    if head.starts_with('<') && tagged.iter().any(|tag| head.contains(tag)) {
        return (Some("html"), html::read(start));
    }
    if markdown::is_markdown(start) {
        return (Some("markdown"), markdown::read(start));
    }
    (Some("text"), plain::read(start))
}

/// Bytes as text: what their mark says, otherwise UTF-8, otherwise what a page says of itself or
/// Western European; why not, where it is none of these.
fn decoded(bytes: &[u8]) -> Result<String, &'static str> {
    if let Some(wide) = code_page::wide(bytes) {
        return Ok(wide);
    }
    let is_control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x0b);
    let controls = bytes.iter().filter(is_control).count();
    if controls * 1_000 > bytes.len() * CONTROLS_PER_MILLE_MAX {
        return Err("this is no known document; accepted are PDF, DOCX, ODT, RTF, HTML, Markdown \
                    and text");
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // What was cut off within a character is UTF-8 all the same.
        Err(error) if bytes.len() == TEXT_BYTES_MAX && error.valid_up_to() + 4 > bytes.len() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => code_page::decoded(bytes)
            .ok_or("the text does not say in which encoding it is written; save it as UTF-8")?,
    };
    // Lines once ended as they still do in what old programs write.
    Ok(if text.contains('\n') { text } else { text.replace('\r', "\n") })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn is(bytes: &[u8], format: Option<&str>) {
        assert_eq!(read(bytes).0, format);
    }

    #[test]
    fn the_content_tells_the_format() {
        is(b"Ana Example\nana@example.org\n", Some("text"));
        is(b"# Ana\n\n## Work\n", Some("markdown"));
        is(b"<!DOCTYPE html><p>Ana", Some("html"));
        is(b"{\\rtf1 Ana}", Some("rtf"));
        is(b"junk before %PDF-1.7", Some("pdf"));
        is(b"PK\x03\x04 broken", None);
        is(b"\0\x01\x02\x03", None);
        is(b"  ", None);
    }
}
