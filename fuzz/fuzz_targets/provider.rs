//! Signed bodies of providers: each is refused, passed over, or something that happened to a step.
#![no_main]

use bonafide_verification::provider::{Message, Said, receive};
use bonafide_verification::signature::{Secret, sign};
use bonafide_verification::step::Happening;
use jiff::Timestamp;

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let now = Timestamp::from_second(1_780_000_000).expect("a time");
    let (secret, _) = Secret::of([7; 32]);
    let signature = sign(&secret, "msg-1", now, body);
    let time = now.as_second().to_string();
    let headers = [
        ("webhook-id", "msg-1"),
        ("webhook-timestamp", time.as_str()),
        ("webhook-signature", signature.as_str()),
    ];
    let message = Message { headers: &headers, body };
    if let Ok(Said::OfStep { step, event }) = receive("acme", &[secret], &message, now) {
        assert!(!step.is_empty() && step.len() <= 128 && event.at <= now);
        if let Happening::Unread(words) = event.happening {
            assert!(!words.chars().any(char::is_control));
        }
    }
    // The bodies of those who sign the body alone.
    let key = "an-invented-token-of-a-provider";
    let secret = Secret::plain(key).expect("a secret");
    for (provider, header) in [("onfido", "x-sha2-signature"), ("checkr", "x-checkr-signature")] {
        let signed = hex(key.as_bytes(), body);
        let headers = [(header, signed.as_str())];
        let message = Message { headers: &headers, body };
        if let Ok(Said::OfStep { event, .. }) =
            receive(provider, std::slice::from_ref(&secret), &message, now)
        {
            assert!(event.at <= now && event.by == provider);
        }
    }
});

fn hex(key: &[u8], body: &[u8]) -> String {
    use hmac::Mac;
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(key).expect("a key");
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}
