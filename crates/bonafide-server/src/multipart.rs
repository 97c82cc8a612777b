//! A form with files, as browsers send it (RFC 7578): names and values, each value as bytes.

/// Most parts of a form; ours have three.
const PARTS_MAX: usize = 20;

/// The parts of a body, by the header that says how it is divided; none where it is no such form.
pub(crate) fn parts<'b>(kind: &str, body: &'b [u8]) -> Vec<(String, &'b [u8])> {
    let Some(boundary) = boundary(kind) else { return Vec::new() };
    let mark = format!("\r\n--{boundary}");
    let Some(mut rest) = body.strip_prefix(&mark.as_bytes()[2..]) else { return Vec::new() };
    let mut found = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n").filter(|_| found.len() < PARTS_MAX) {
        let Some(end) = find(part, mark.as_bytes()) else { break };
        if let Some(head) = find(&part[..end], b"\r\n\r\n") {
            let name = name(&String::from_utf8_lossy(&part[..head]));
            found.extend(name.map(|name| (name, &part[head + 4..end])));
        }
        rest = &part[end + mark.len()..];
    }
    found
}

fn boundary(kind: &str) -> Option<&str> {
    let (form, parameters) = kind.split_once(';')?;
    if !form.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let found = parameters.split(';').find_map(|one| one.trim().strip_prefix("boundary="))?;
    let found = found.trim_matches('"');
    (1..=70).contains(&found.len()).then_some(found)
}

/// The name in the headers of a part.
fn name(head: &str) -> Option<String> {
    let line =
        head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, rest) = line.split_once(" name=\"")?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}

fn find(within: &[u8], sought: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = within[from..].iter().position(|byte| *byte == sought[0]) {
        if within[from + at..].starts_with(sought) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::parts;

    const KIND: &str = "multipart/form-data; boundary=--x";

    #[test]
    fn names_and_files_are_read_as_they_were_sent() {
        let body = b"----x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
            ----x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
            Content-Type: text/csv\r\n\r\n\xff\r\nid\r\n\r\n----x--\r\n";
        let found = parts(KIND, body);
        assert_eq!(found[0], ("csrf".to_owned(), &b"abc"[..]));
        assert_eq!(found[1], ("file".to_owned(), &b"\xff\r\nid\r\n"[..]));
    }

    #[test]
    fn what_is_no_form_has_no_parts() {
        for (kind, body) in [
            ("text/plain", &b"----x\r\n"[..]),
            (KIND, b""),
            (KIND, b"----x"),
            (KIND, b"----x\r\nno end"),
            ("multipart/form-data; boundary=", b"--\r\n\r\n\r\n\r\n--"),
        ] {
            assert_eq!(parts(kind, body), []);
        }
    }
}
