//! Tables of text below a header with a name, a date, and columns of every kind.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let header: &[u8] = b"Name,Applied at,Email,Phone,Location,Address,Links,Skills,Resume,\
        Employer 1,Start 1,End 1,School,Graduation Year,IP,Fill seconds,Reference 1,Work mode\n";
    bonafide_fuzz::read([header, bytes].concat(), None);
    bonafide_fuzz::read(bytes.to_owned(), None);
});
