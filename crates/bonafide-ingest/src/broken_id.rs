//! Finds the id in a record that cannot be read as a whole.

use crate::record::shorten;
use crate::{RECORD_BYTES_SHOWN, REJECTED_ID_CHARS_MAX};

/// The value of the field `id` of the outermost object, text or number, as far as it can be seen.
pub(crate) fn broken_id(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(RECORD_BYTES_SHOWN)];
    let (mut at, mut depth) = (0, 0_i64);
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let text = string_at(&bytes[at..])?;
                let rest = bytes[at + text.len()..].trim_ascii_start();
                if depth == 1 && text == b"\"id\"" && rest.starts_with(b":") {
                    return value(rest[1..].trim_ascii_start());
                }
                at += text.len();
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The string, with its quotes, at the start of the bytes.
fn string_at(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(&bytes[..=at]),
            _ => at += 1,
        }
    }
    None
}

fn value(bytes: &[u8]) -> Option<String> {
    let text = if bytes.starts_with(b"\"") {
        let quoted = String::from_utf8_lossy(string_at(bytes)?);
        serde_json::from_str::<String>(&quoted).ok()?
    } else {
        let digits = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-+.".contains(b));
        let text: String = digits.map(|b| char::from(*b)).collect();
        text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| text)?
    };
    (!text.is_empty()).then(|| shorten(&text, REJECTED_ID_CHARS_MAX))
}

#[cfg(test)]
mod tests {
    use super::broken_id;

    #[test]
    fn the_id_is_found_as_far_as_it_is_there() {
        for (text, want) in [
            (r#"{"id":"a-1","x":"#, Some("a-1")),
            (r#"{"x":{"id":"no"},"id" : 12, oops"#, Some("12")),
            (r#"{"x":"\"id\":","id":"y"#, None),
            (r#"{"applicant":{"id":"no"}"#, None),
            (r#"{"id":null}"#, None),
            (r#"{"id":""}"#, None),
            ("\"\\", None),
            ("", None),
        ] {
            assert_eq!(broken_id(text.as_bytes()).as_deref(), want, "{text}");
        }
    }
}
