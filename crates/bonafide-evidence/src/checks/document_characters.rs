//! Is the document's text written with characters that read otherwise than they look?

use crate::{Answer, Check, excerpt::excerpt};
use bonafide_application::Hiding;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "document-characters",
    question: "Is the document's text written with characters that read otherwise than they look?",
    rationale: "Letters of another script in the middle of words, and characters that show \
                nothing, keep a text from being compared with others that say the same.",
    source: "judged: rare, and mostly left by tools; Unicode Technical Standard 39 describes the \
             means",
    innocent: &[
        "text was pasted from a page or a chat that marks its words invisibly",
        "a font or a converter stored letters under other characters",
        "a keyboard of two scripts mixes letters that look alike",
        "a résumé builder puts breaks between parts of long words",
    ],
    verify: "Copy a line into a plain editor and look at it; ask everyone alike for the document \
             in another format.",
    levels: &["invisible", "mixed"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let documents = &subject.application.documents;
    if !documents.iter().any(|document| document.format.is_some()) || subject.by_agency {
        return Answer::Unknown;
    }
    let find = |how| {
        documents.iter().flat_map(|document| &document.hidden).find(move |found| found.how == how)
    };
    let observed = "characters of the document's text";
    if let Some(found) = find(Hiding::MixedScripts) {
        let summary = "document has words with letters of two scripts";
        return Answer::noted("mixed", summary, excerpt(&found.text), observed);
    }
    if let Some(found) = find(Hiding::InvisibleCharacters) {
        let summary = "document has characters within words that show nothing";
        return Answer::noted("invisible", summary, excerpt(&found.text), observed);
    }
    Answer::clear("document's characters are as they look", "document", observed)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};

    #[test]
    fn answers() {
        let mixed = r#"{"documents": [{"format": "pdf", "hidden": [{"how": "mixed_scripts",
            "text": "еxperience"}]}]}"#;
        let invisible = r#"{"documents": [{"format": "pdf",
            "hidden": [{"how": "invisible_characters", "text": "sen|ior"}]}]}"#;
        expect(
            &CHECK,
            &[
                ("letters of two scripts", mixed, |_| {}, Want::Noted("mixed")),
                ("pasted from a chat", invisible, |_| {}, Want::Noted("invisible")),
                (
                    "a name in its own script",
                    r#"{"documents": [{"format": "pdf"}]}"#,
                    |_| {},
                    Want::Clear,
                ),
                ("no document", "{}", |_| {}, Want::Unknown),
            ],
        );
    }
}
