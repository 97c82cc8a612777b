//! Workbooks: damaged archives, and whole ones whose parts are hostile.
#![no_main]

use std::io::{Cursor, Write};

const PARTS: [&str; 5] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
];

const WHOLE: [&str; 5] = [
    "<workbook><sheets><sheet r:id='r1'/></sheets></workbook>",
    "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
    "<sst><si><t>Name</t></si></sst>",
    "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>",
    "<worksheet><sheetData><row><c t='s'><v>0</v></c></row><row><c><v>1</v></c></row></sheetData>\
     </worksheet>",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, part)) = bytes.split_first() else { return };
    bonafide_fuzz::read(bytes.to_owned(), None);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for (at, path) in PARTS.iter().enumerate() {
        archive.start_file(*path, options).expect("memory takes everything");
        let hostile = usize::from(*choice) % PARTS.len() == at;
        let text = if hostile { part } else { WHOLE[at].as_bytes() };
        archive.write_all(text).expect("memory takes everything");
    }
    let whole = archive.finish().expect("memory takes everything").into_inner();
    bonafide_fuzz::read(whole, None);
});
