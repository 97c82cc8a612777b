//! JSON Resume documents.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let begin: &[u8] = b"{\n\"basics\":{\"name\":\"A\"},\n";
    bonafide_fuzz::read([begin, bytes].concat(), None);
    bonafide_fuzz::read([b"{\n", bytes].concat(), None);
});
