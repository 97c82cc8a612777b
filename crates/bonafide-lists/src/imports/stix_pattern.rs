//! Patterns of STIX that say no more than that a value is one of some.

/// The paths and values of `[email-addr:value = 'a@b.c']`, also of several joined by OR; `None`
/// where the pattern asks for anything else, as by AND, NOT, `!=` or LIKE.
pub(crate) fn values(pattern: &str) -> Option<Vec<(String, String)>> {
    let mut tokens = tokens(pattern)?.into_iter();
    let mut found = Vec::new();
    loop {
        let (Token::Word(path), Token::Equal, Token::Text(value)) =
            (tokens.next()?, tokens.next()?, tokens.next()?)
        else {
            return None;
        };
        found.push((path, value));
        match tokens.next() {
            None => return Some(found),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("or") => {}
            Some(_) => return None,
        }
    }
}

enum Token {
    Word(String),
    Equal,
    Text(String),
}

/// Brackets group what OR joins, and change nothing there; any other sign is one too many.
fn tokens(pattern: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        match first {
            '[' | ']' | '(' | ')' => rest = &rest[1..],
            first if first.is_whitespace() => rest = &rest[first.len_utf8()..],
            '=' => {
                tokens.push(Token::Equal);
                rest = rest.strip_prefix("==").unwrap_or(&rest[1..]);
            }
            '\'' => {
                let (text, after) = text(&rest[1..])?;
                tokens.push(Token::Text(text));
                rest = after;
            }
            _ => {
                let fit = |c: char| c.is_alphanumeric() || ":-_.".contains(c);
                let end = rest.find(|c: char| !fit(c)).unwrap_or(rest.len());
                if end == 0 {
                    return None;
                }
                tokens.push(Token::Word(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
    }
    Some(tokens)
}

/// A text up to its closing quote, and what follows.
fn text(rest: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut signs = rest.char_indices();
    loop {
        match signs.next()? {
            (at, '\'') => return Some((text, &rest[at + 1..])),
            (_, '\\') => text.push(signs.next()?.1),
            (_, sign) => text.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn only_plain_comparisons_joined_by_or_name_values() {
        let of = |pattern| {
            let values: Vec<String> =
                values(pattern)?.into_iter().map(|(_, value)| value).collect();
            Some(values.join(","))
        };
        for (pattern, want) in [
            ("[email-addr:value = 'a@b.c']", Some("a@b.c")),
            ("[Email-Addr:value='a' or email-addr:value = 'b']", Some("a,b")),
            ("[x:value = 'a'] OR ([x:value = 'b OR c'])", Some("a,b OR c")),
            (r"[x:value = 'it\'s = \\']", Some(r"it's = \")),
            ("[x:value != 'a']", None),
            ("[x:value <> 'a']", None),
            ("[x:value >= 'a']", None),
            ("[NOT x:value = 'a']", None),
            ("[x:value NOT = 'a']", None),
            ("[x:value = 'a' AND x:value = 'b']", None),
            ("[x:value = 'a'] FOLLOWEDBY [x:value = 'b']", None),
            ("[x:value = 'a'] AND NOT [x:value = 'b']", None),
            ("[x:value = 'a' OR x:value != 'b']", None),
            ("[x:value LIKE '%a']", None),
            ("[x:value MATCHES '^a']", None),
            ("[x:value IN ('a', 'b')]", None),
            ("[x:value = 'a'] WITHIN 5 SECONDS", None),
            ("[x:value = 'a' OR]", None),
            ("[x:value = 'a", None),
            ("[x:value = ", None),
            ("", None),
        ] {
            assert_eq!(of(pattern).as_deref(), want, "{pattern}");
        }
    }
}
