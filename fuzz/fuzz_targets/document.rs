//! Documents of any bytes, and each format behind the beginning by which it is recognized.
#![no_main]

const BEGINS: [&[u8]; 8] = [
    b"",
    b"%PDF-1.7\n",
    b"{\\rtf1 ",
    b"<html>",
    b"# A\n## B\n",
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let begin = BEGINS[usize::from(*choice) % BEGINS.len()];
    let reading = bonafide_document::read(&[begin, rest].concat());
    for span in &reading.spans {
        assert!(reading.text.get(span.start..span.end).is_some(), "a span lies within the text");
    }
});
