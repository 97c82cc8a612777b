//! Does the document hold text that its reader does not see?

use crate::{Answer, Check, excerpt::excerpt};
use bonafide_application::Hiding;
use bonafide_reference::Subject;

/// Words below which hidden text is a leftover of editing.
const WORDS_MIN: usize = 8;

pub(crate) const CHECK: Check = Check {
    name: "document-hidden",
    question: "Does the document hold text that its reader does not see?",
    rationale: "Text in the color of the page is meant for programs, not for people. It is usual \
                advice for job seekers, and so says next to nothing about who somebody is.",
    source: "about one résumé in ten holds some (ManpowerGroup, October 2025); one application in \
             a hundred holds instructions (Greenhouse, 2025)",
    innocent: &[
        "advice to job seekers recommends keywords in white for tracking systems",
        "a template keeps labels for screen readers, or text of its own, out of sight",
        "a text layer lies over a scan",
        "something was deleted by covering it",
        "a résumé service added it without being asked",
    ],
    verify: "Read the hidden text as it stands; it changes nothing else. Ask everyone alike for a \
             plain copy where it matters.",
    levels: &["hidden"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let documents = &subject.application.documents;
    let read = documents.iter().any(|document| document.format.is_some());
    if !read || subject.by_agency {
        return Answer::Unknown;
    }
    let hidden = documents.iter().flat_map(|document| &document.hidden).find(|hidden| {
        let seen = [Hiding::InvisibleCharacters, Hiding::MixedScripts, Hiding::AddressesReader];
        !seen.contains(&hidden.how) && hidden.text.split_whitespace().count() >= WORDS_MIN
    });
    let Some(hidden) = hidden else {
        return Answer::clear("document holds no hidden text", "document", "what its pages draw");
    };
    let how = match hidden.how {
        Hiding::PageColor => "in the color of the page",
        Hiding::TooSmall => "too small to be read",
        Hiding::OffPage => "outside of the page",
        Hiding::BehindPicture => "under a picture",
        Hiding::Metadata => "in the file's properties",
        _ => "marked as not to be shown",
    };
    let summary = format!("document holds text {how}");
    Answer::noted("hidden", summary, excerpt(&hidden.text), "what its pages draw")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};

    #[test]
    fn answers() {
        let white = r#"{"documents": [{"format": "pdf", "hidden": [{"how": "page_color", "page": 1,
            "text": "python java kubernetes terraform aws gcp azure docker kafka"}]}]}"#;
        let leftover = r#"{"documents": [{"format": "pdf", "hidden": [{"how": "page_color",
            "text": "page two"}]}]}"#;
        expect(
            &CHECK,
            &[
                ("keywords in white", white, |_| {}, Want::Noted("hidden")),
                ("a leftover of editing", leftover, |_| {}, Want::Clear),
                ("nothing hidden", r#"{"documents": [{"format": "docx"}]}"#, |_| {}, Want::Clear),
                ("not read", r#"{"documents": [{"error": "broken"}]}"#, |_| {}, Want::Unknown),
                ("no document", "{}", |_| {}, Want::Unknown),
            ],
        );
    }
}
