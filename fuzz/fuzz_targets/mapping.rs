//! Mapping files, each used to read a small table.
#![no_main]

use bonafide_ingest::Mapping;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(mapping) = Mapping::read("map.toml", text) else { return };
    let table = "Name,Applied at,a,b\nAna,5.1.2026,x,y\nBo,2026-01-05,,\n";
    bonafide_fuzz::read(table.into(), Some(mapping));
});
