//! A text as a part of an address.

use std::fmt::Write;

/// Writes whatever is no letter, digit or one of `-._~` as the hexadecimal of its bytes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("writing into a text does not fail");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_could_end_an_address_is_escaped() {
        assert_eq!(escaped("a-1 \"é/?"), "a-1%20%22%C3%A9%2F%3F");
    }
}
