//! Office documents: whole archives one of whose parts is hostile.
#![no_main]

use std::io::{Cursor, Write};

const PARTS: [&str; 7] = [
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "docProps/core.xml",
    "docProps/app.xml",
    "content.xml",
    "meta.xml",
];

const WHOLE: [&str; 7] = [
    "<document><body><p><r><t>Ana Example</t></r></p></body></document>",
    "<styles><style styleId='a'><name val='heading 1'/></style></styles>",
    "<settings><rsids><rsidRoot val='00AA'/><rsid val='00BB'/></rsids></settings>",
    "<core><creator>Ana</creator></core>",
    "<app><Company>Acme</Company></app>",
    "<content><body><text><p>Ana Example</p></text></body></content>",
    "<meta><creator>Ana</creator></meta>",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, part)) = bytes.split_first() else { return };
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    if choice & 128 != 0 {
        archive.start_file("mimetype", options).expect("memory takes everything");
        let kind = b"application/vnd.oasis.opendocument.text";
        archive.write_all(kind).expect("memory takes everything");
    }
    for (at, path) in PARTS.iter().enumerate() {
        archive.start_file(*path, options).expect("memory takes everything");
        let hostile = usize::from(*choice & 127) % PARTS.len() == at;
        let text = if hostile { part } else { WHOLE[at].as_bytes() };
        archive.write_all(text).expect("memory takes everything");
    }
    let whole = archive.finish().expect("memory takes everything").into_inner();
    bonafide_document::read(&whole);
});
