//! Any bytes: recognition, unpacking, encodings, and whichever reader they lead to.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bonafide_fuzz::read(bytes.to_owned(), None));
