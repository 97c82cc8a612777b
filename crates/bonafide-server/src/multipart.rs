//! A form with files, as browsers send it (RFC 7578): names and values, each value as bytes.

/// Most parts of a form; ours have three.
const PARTS_MAX: usize = 20;

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part<'b> {
    /// The name of its field.
    pub(crate) name: String,
    /// The name of the file, as its owner's machine has it.
    pub(crate) file: Option<String>,
    /// What it holds, as it was sent.
    pub(crate) bytes: &'b [u8],
}

/// The parts of a body, by the header that says how it is divided; none where it is no such form.
pub(crate) fn parts<'b>(kind: &str, body: &'b [u8]) -> Vec<Part<'b>> {
    let Some(boundary) = boundary(kind) else { return Vec::new() };
    let mark = format!("\r\n--{boundary}");
    let Some(mut rest) = body.strip_prefix(&mark.as_bytes()[2..]) else { return Vec::new() };
    let mut found = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n").filter(|_| found.len() < PARTS_MAX) {
        let Some(end) = find(part, mark.as_bytes()) else { break };
        if let Some(head) = find(&part[..end], b"\r\n\r\n") {
            let head_text = String::from_utf8_lossy(&part[..head]);
            let file = said(&head_text, " filename=\"");
            let bytes = &part[head + 4..end];
            found.extend(said(&head_text, " name=\"").map(|name| Part { name, file, bytes }));
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

/// What the headers of a part say after a beginning; browsers write a quotation mark as `%22`.
fn said(head: &str, begin: &str) -> Option<String> {
    let line =
        head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, rest) = line.split_once(begin)?;
    rest.split_once('"').map(|(said, _)| said.replace("%22", "\""))
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
        let (csrf, file) = (&found[0], &found[1]);
        assert_eq!((csrf.name.as_str(), &csrf.file, csrf.bytes), ("csrf", &None, &b"abc"[..]));
        assert_eq!((file.name.as_str(), file.bytes), ("file", &b"\xff\r\nid\r\n"[..]));
        assert_eq!(file.file.as_deref(), Some("a.csv"));
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
