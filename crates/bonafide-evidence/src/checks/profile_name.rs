//! Is the name in the address of a professional profile the applicant's?

use crate::name_parts::{Names, Relation, names, parts, relate};
use crate::{Answer, Check};
use bonafide_application::ProfileAddress;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-name",
    question: "Is the name in the address of a professional profile the applicant's?",
    rationale: "A professional network makes a profile's address from its first holder's name. A \
                profile that was bought or taken over often keeps that address.",
    source: "A profile address that carries another person's name corroborates, grade B: \
             Endorsed, fraud signals overview; Gem, fraud detection agent help",
    innocent: &[
        "a name changed by marriage, divorce or choice, and the address stayed",
        "the profile goes by a short, middle or professional name",
        "the link was copied from somebody else's profile by mistake",
        "the two words are a trade or a firm and only read as a name",
    ],
    verify: "Open the profile yourself, and ask for a message sent from it.",
    levels: &["other-name"],
    ask,
};

/// Networks that make the address from the name. Elsewhere people choose a handle freely, so that
/// a handle unlike the name means nothing.
const NAMED_BY_NETWORK: [&str; 2] = ["linkedin", "xing"];

fn ask(subject: &Subject<'_>) -> Answer {
    if subject.links.is_empty() {
        return Answer::Unknown;
    }
    let names = names(subject);
    let claim = || subject.application.applicant.name.as_str();
    let mut shared = None;
    for link in &subject.links {
        match relate_link(link, &names) {
            Relation::Untold => {}
            Relation::Shared => shared = shared.or(Some(link)),
            Relation::Other => {
                let summary = "profile address reads as a name of which no word is the applicant's";
                return Answer::noted("other-name", summary, claim(), link.normal());
            }
        }
    }
    shared.map_or(Answer::Unknown, |link| {
        Answer::clear("profile address carries the applicant's name", claim(), link.normal())
    })
}

fn relate_link(link: &ProfileAddress, names: &Names) -> Relation {
    let Some((network, handle)) = link.handle() else { return Relation::Untold };
    let decoded = percent_decoded(handle);
    // The network appends a word with digits where the plain name was taken.
    let words = decoded.split(['-', '_', '.']).filter(|w| !w.bytes().any(|b| b.is_ascii_digit()));
    let relation = relate(&parts(&words.collect::<Vec<_>>().join("-")), names);
    let free_choice = !NAMED_BY_NETWORK.contains(&network) || !decoded.is_ascii();
    if relation == Relation::Other && free_choice {
        return Relation::Untold;
    }
    relation
}

/// Text with its percent signs decoded; as it was where that gives no UTF-8.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{CHECK, percent_decoded};
    use crate::fixture::{Want, expect};

    #[test]
    fn answers() {
        let former = r#"{"applicant": {"also_known_as": ["Ana Roe"],
            "links": [{"url": "https://linkedin.com/in/ana-roe-8b12"}]}}"#;
        let two = r#"{"applicant": {"links": [{"url": "https://github.com/janedoe"},
            {"url": "https://linkedin.com/in/robert-miller"}]}}"#;
        expect(
            &CHECK,
            &[
                (
                    "somebody else's",
                    r#"{"applicant": {"links":
                [{"url": "https://www.linkedin.com/in/robert-miller-4b2a91"}]}}"#,
                    |_| {},
                    Want::Noted("other-name"),
                ),
                ("one of two is somebody else's", two, |_| {}, Want::Noted("other-name")),
                (
                    "the applicant's",
                    r#"{"applicant": {"links":
                [{"url": "linkedin.com/in/jane-doe-4b2a91"}]}}"#,
                    |_| {},
                    Want::Clear,
                ),
                ("a former name, given", former, |_| {}, Want::Clear),
                (
                    "a handle chosen freely",
                    r#"{"applicant": {"links":
                [{"url": "https://github.com/purple-otter"}]}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "a trade",
                    r#"{"applicant": {"links":
                [{"url": "https://linkedin.com/in/cloud-engineer"}]}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "one word",
                    r#"{"applicant": {"links":
                [{"url": "https://linkedin.com/in/rmiller"}]}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "another script",
                    r#"{"applicant": {"links":
                [{"url": "https://linkedin.com/in/%E7%8E%8B-%E4%BC%9F"}]}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "a site",
                    r#"{"applicant": {"links": [{"url": "https://example.org/x-y"}]}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                ("no link", "{}", |_| {}, Want::Unknown),
            ],
        );
    }

    #[test]
    fn percent_signs_are_decoded_where_they_give_text() {
        assert_eq!(percent_decoded("jos%c3%a9"), "josé");
        assert_eq!(percent_decoded("%zz%"), "%zz%");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
