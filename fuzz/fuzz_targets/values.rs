//! The value types of an application, from any text.
#![no_main]

use bonafide_application::{
    Country, Email, Name, PartialDate, ProfileAddress, fold, without_controls,
};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let folded = fold(text);
    assert!(folded.bytes().all(|b| b == b' ' || b.is_ascii_lowercase() || b.is_ascii_digit()));
    assert_eq!(fold(&folded), folded);
    assert!(!without_controls(text).chars().any(char::is_control));
    let _ = (Country::parse(text), Name(text.to_owned()).token_set());
    if let Some(email) = Email::parse(text) {
        assert!(!email.local.is_empty() && email.domain.contains('.'));
    }
    if let Some(address) = ProfileAddress::parse(text) {
        assert!(!address.normal().is_empty());
    }
    if let Some(date) = PartialDate::parse(text) {
        assert!(date.earliest() <= date.latest());
        assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
    }
});
