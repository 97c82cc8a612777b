//! PDF documents: whole files one of whose parts is hostile, such as a page's instructions.
#![no_main]

use std::io::Write;

/// Bodies of the objects, numbered from 1; those with a stream have its place in braces.
const OBJECTS: [(&str, &str); 7] = [
    ("<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", ""),
    ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", ""),
    (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
        /Resources << /Font << /F 5 0 R >> /XObject << /X 7 0 R >> >> >>",
        "",
    ),
    ("<< /Length {} >>", "BT /F 12 Tf 60 700 Td (Ana Example) Tj ET /X Do"),
    ("<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Own /ToUnicode 6 0 R >>", ""),
    ("<< /Length {} >>", "1 beginbfchar <41> <0042> endbfchar"),
    ("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {} >>", "BT (x) Tj ET"),
];

/// Parts that are put in place of one of the above: instructions, a character map or XMP, a form,
/// the resources of a page, a font.
const HOSTILE: [usize; 5] = [3, 5, 6, 2, 4];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, part)) = bytes.split_first() else { return };
    let hostile = HOSTILE[usize::from(*choice) % HOSTILE.len()];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, (head, stream)) in OBJECTS.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n", at + 1).expect("memory takes everything");
        let is_stream = head.contains("{}");
        let stream = if hostile == at { part } else { stream.as_bytes() };
        match (is_stream, hostile == at) {
            (true, _) => {
                let head = head.replace("{}", &stream.len().to_string());
                file.extend([head.as_bytes(), b"\nstream\n", stream, b"\nendstream"].concat());
            }
            (false, true) => file.extend(part),
            (false, false) => file.extend(head.as_bytes()),
        }
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1)
        .expect("memory takes everything");
    for place in &places {
        write!(file, "{place:010} 00000 n \n").expect("memory takes everything");
    }
    write!(file, "trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n")
        .expect("memory takes everything");
    bonafide_document::read(&file);
});
