//! Lines of NDJSON, the first of which is whole, so that the input is read as lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let first: &[u8] = b"{\"id\":\"1\"}\n{\"id\":\"2\"}\n";
    bonafide_fuzz::read([first, bytes].concat(), None);
});
