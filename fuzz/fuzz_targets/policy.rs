//! Policies: refused with places, or of a version that is the same read anew.
#![no_main]

use bonafide_verification::policy::{Policy, difference};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Policy::read(text) {
        Ok(policy) => {
            assert!(difference(&policy, &policy).is_empty());
            assert_eq!(Policy::read(text).map(|again| again.version()), Ok(policy.version()));
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            assert!(!mistakes.iter().any(|m| m.message.chars().any(char::is_control)));
        }
    }
});
