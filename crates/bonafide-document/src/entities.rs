//! Characters that HTML writes by name or number.

/// Names that documents use.
const NAMES: [(&str, &str); 27] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("bull", "•"),
    ("middot", "·"),
    ("hellip", "…"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("copy", "©"),
    ("reg", "®"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ccedil", "ç"),
];

/// The text with names and numbers resolved, once.
pub(crate) fn decoded(text: &str) -> String {
    const NAME_MAX: usize = 12;
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(NAME_MAX).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((character(&rest[..end])?, end)));
        if let Some((text, end)) = known {
            decoded.push_str(&text);
            rest = &rest[end + 1..];
        } else {
            decoded.push('&');
        }
    }
    decoded.push_str(rest);
    decoded
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(String::from);
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn names_and_numbers_are_resolved_once() {
        assert_eq!(decoded("a &amp;lt; &#x41;&#66; &unknown; &"), "a &lt; AB &unknown; &");
    }
}
