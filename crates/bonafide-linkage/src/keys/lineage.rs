//! Keys of documents: what only files of one origin have in common, and copies of one picture.
//!
//! Identifiers that programs write at random serve as they are. Numbers of editing sessions are
//! short, so two of them make a key, or one with the moment at which the document was begun.
//! Names of programs, résumé builders and templates are no keys, whoever uses them; nor are
//! identifiers that a program gives to everybody, which stand in tables below. What a published
//! template passes on is held by many, and dropped where counts are known. Languages of fonts and
//! editors are not read, and zones of creation are never compared.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::{Document, Lineage};
use bonafide_reference::Subject;

/// Pairs of editing sessions kept of one document: those of the smallest numbers.
const SESSION_PAIRS_MAX: usize = 8;

/// Sessions of one's own that make pairs where a shipped template began the document.
const OWN_SESSIONS_MAX: usize = 4;

/// Embedded parts of fonts from which all of them together tell one file.
const FONTS_MIN: usize = 3;

/// Moments at which documents were begun that programs ship in their own templates.
const SHIPPED_MOMENTS: [&str; 2] = [
    // The template of python-docx, read from version 1.2.0.
    "2013-12-23T23:15:00",
    // `reference.docx` of pandoc, read from versions 2.17.1.1 and 3.9.
    "2017-12-27T05:22:50",
];

/// Accounts that programs write where nobody is named.
const NOBODY: [&str; 16] = [
    "administrator",
    "admin",
    "anonymous",
    "author",
    "default",
    "dell",
    "hp",
    "lenovo",
    "microsoft office user",
    "owner",
    "python-docx",
    "un-named",
    "unknown",
    "unspecified",
    "user",
    "windows user",
];

/// Sessions of templates that programs ship to everybody.
const SHIPPED_SESSIONS: [&str; 11] = [
    // The template of python-docx, read from version 1.2.0.
    "00034616", "0006063c", "0015074b", "0029639d", "00326f90", "00aa1d8d", "00b47730", "00cb0664",
    "00fc693f",
    // The first session of what old versions of pandoc wrote, read from the files with which
    // its own tests compare.
    "00590d07", // `reference.odt` of pandoc, read from version 2.17.1.1.
    "00167cb7",
];

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    if subject.by_agency {
        // Agencies write candidates' documents anew, on their own template.
        return;
    }
    for document in &subject.application.documents {
        identifiers(&document.lineage, said);
        sessions(&document.lineage, said);
        begun(&document.lineage, said);
        fonts(&document.lineage, said);
        files(&document.lineage, said);
        pictures(document, said);
    }
}

/// Identifiers of the file and of its ancestor.
fn identifiers(lineage: &Lineage, said: Said<'_>) {
    let all = [
        &lineage.permanent_id,
        &lineage.changing_id,
        &lineage.document_id,
        &lineage.original_id,
        &lineage.instance_id,
    ];
    for id in all.into_iter().flatten() {
        let bare: String = id.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        // Eight digits, as old versions of Word write, meet by chance.
        if bare.len() >= 16 {
            said(Key::new(Kind::Lineage, &bare), &format!("document identifier {id}"));
        }
    }
}

/// Sessions in which the document was edited, each with the one in which it was begun; where that
/// one is of a shipped template, any two of its own.
fn sessions(lineage: &Lineage, said: Said<'_>) {
    // Documents begun from a named template may have its sessions, whoever began them.
    if lineage.template.as_deref().is_some_and(is_named_template) {
        return;
    }
    let shipped = |session: &&String| SHIPPED_SESSIONS.contains(&session.as_str());
    let root = lineage.first_session.as_ref().filter(|root| !shipped(root));
    let mut others: Vec<&String> =
        lineage.sessions.iter().filter(|other| !shipped(other) && Some(*other) != root).collect();
    others.sort_unstable();
    others.dedup();
    let mut pair = |one: &str, other: &str| {
        let words = format!("editing sessions {one} and {other}");
        said(Key::new(Kind::Lineage, &format!("rsid {one} {other}")), &words);
    };
    if let Some(root) = root {
        others.truncate(SESSION_PAIRS_MAX);
        for other in others {
            pair(root, other);
        }
    } else {
        others.truncate(OWN_SESSIONS_MAX);
        for (at, one) in others.iter().enumerate() {
            for other in &others[at + 1..] {
                pair(one, other);
            }
        }
    }
}

/// Whether a template is another than the one from which every document is begun.
fn is_named_template(template: &str) -> bool {
    let template = template.trim().to_lowercase();
    !template.is_empty() && !template.starts_with("normal")
}

/// The account and the second at which the document was begun, which its copies keep.
fn begun(lineage: &Lineage, said: Said<'_>) {
    // Formats write fractions of the second, and a zone that is always the same, or leave them.
    let Some(whole) = &lineage.created else { return };
    let Some(created) = whole.get(..19) else { return };
    // Midnight to the second is a day, or what a program writes that has no clock.
    if SHIPPED_MOMENTS.contains(&created) || created.ends_with("T00:00:00") {
        return;
    }
    let named = lineage.author.as_ref().filter(|author| {
        // Some programs write that nobody is named in brackets.
        let author = author.to_lowercase();
        let author = author.trim_matches(|c: char| !c.is_alphanumeric());
        !author.is_empty() && !NOBODY.contains(&author)
    });
    let begun = match (named, &lineage.first_session) {
        (Some(author), _) => format!("by {} at {created}", author.to_lowercase()),
        // Everybody who begins from one template has its first session: all of the moment counts.
        (None, Some(root)) if !SHIPPED_SESSIONS.contains(&root.as_str()) => {
            format!("in session {root} at {}", whole.trim_end_matches('Z'))
        }
        (None, _) => return,
    };
    said(Key::new(Kind::Lineage, &begun), &format!("document begun {begun}"));
}

/// All embedded parts of fonts together: their tags are kept when a file is written again.
fn fonts(lineage: &Lineage, said: Said<'_>) {
    // Programs that number their tags give everybody the same ones.
    let telling = |font: &&String| !font.starts_with("AAAA") && !font.starts_with("BAAA");
    let mut fonts: Vec<&String> = lineage.fonts.iter().filter(telling).collect();
    fonts.sort_unstable();
    fonts.dedup();
    if fonts.len() < FONTS_MIN {
        return;
    }
    let all: Vec<&str> = fonts.iter().map(|font| font.as_str()).collect();
    said(Key::new(Kind::Lineage, &all.join(" ")), &format!("embedded fonts {}", all.join(", ")));
}

/// Names of files put into the document, and templates with the path of an account.
fn files(lineage: &Lineage, said: Said<'_>) {
    for file in &lineage.embedded {
        let digits = file.chars().filter(char::is_ascii_digit).count();
        let path = file.contains(['/', '\\']);
        // Cameras, scanners and messengers number theirs; `photo.jpg` is everybody's.
        if file.len() >= 14 && (digits >= 8 || path) {
            said(
                Key::new(Kind::Lineage, &format!("file {file}")),
                &format!("embedded file {file}"),
            );
        }
    }
    if let Some(template) = &lineage.template {
        let lower = template.to_lowercase();
        let account = ["/users/", "\\users\\", "/home/", "%5cusers%5c"];
        if account.iter().any(|part| lower.contains(part)) {
            said(Key::new(Kind::Lineage, &lower), &format!("template {template}"));
        }
    }
}

/// Pictures: any two quarters of a hash make a key, so that copies that differ in two bits meet.
fn pictures(document: &Document, said: Said<'_>) {
    for picture in &document.pictures {
        let hash = picture.hash.as_str();
        let quarters: Vec<&str> = [0..4, 4..8, 8..12, 12..16]
            .into_iter()
            .filter_map(|quarter| hash.get(quarter))
            .collect();
        for (at, one) in quarters.iter().enumerate() {
            for (other_at, other) in quarters.iter().enumerate().skip(at + 1) {
                let normal = format!("{at}{one}{other_at}{other}");
                said(Key::new(Kind::Picture, &normal), &format!("picture with hash {hash}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{begun, fonts, identifiers, sessions};
    use crate::key::Key;
    use bonafide_application::Lineage;

    fn keys(of: fn(&Lineage, crate::key::Said<'_>), lineage: &Lineage) -> Vec<Key> {
        let mut keys = Vec::new();
        of(lineage, &mut |key, _| keys.push(key));
        keys
    }

    #[test]
    fn descendants_of_one_document_meet() {
        let one = Lineage {
            first_session: Some("00aa11bb".to_owned()),
            sessions: vec!["00aa11bb".to_owned(), "00c1".to_owned(), "00d2".to_owned()],
            ..Lineage::default()
        };
        let mut other = one.clone();
        other.sessions.push("00e3".to_owned());
        let (one, other) = (keys(sessions, &one), keys(sessions, &other));
        assert_eq!(one.len(), 2);
        assert!(one.iter().all(|key| other.contains(key)));
    }

    #[test]
    fn a_moment_is_one_however_a_format_writes_it() {
        let begun_at = |created: &str| {
            let lineage = Lineage {
                author: Some("Ana Example".to_owned()),
                created: Some(created.to_owned()),
                ..Lineage::default()
            };
            keys(begun, &lineage)
        };
        assert_eq!(begun_at("2026-01-05T10:11:12Z"), begun_at("2026-01-05T10:11:12.345678901"));
        let nobody = Lineage {
            author: Some("(anonymous)".to_owned()),
            created: Some("2026-01-05T10:11:12Z".to_owned()),
            ..Lineage::default()
        };
        assert!(keys(begun, &nobody).is_empty());
        assert!(begun_at("2026-01-05T00:00:00Z").is_empty() && begun_at("2026-01-05").is_empty());
    }

    #[test]
    fn sessions_of_a_named_template_are_not_its_users_own() {
        let lineage = Lineage {
            first_session: Some("00aa11bb".to_owned()),
            sessions: vec!["00c1".to_owned()],
            template: Some("Modern resume.dotx".to_owned()),
            ..Lineage::default()
        };
        assert!(keys(sessions, &lineage).is_empty());
        let usual = Lineage { template: Some("Normal.dotm".to_owned()), ..lineage };
        assert_eq!(keys(sessions, &usual).len(), 1);
    }

    #[test]
    fn sessions_added_to_a_shipped_template_tell_its_copies() {
        let shipped = Lineage {
            first_session: Some("00b47730".to_owned()),
            sessions: vec!["00b47730".to_owned(), "00034616".to_owned()],
            ..Lineage::default()
        };
        assert!(keys(sessions, &shipped).is_empty());
        let mut edited = shipped.clone();
        edited.sessions.extend(["00d1".to_owned(), "00d2".to_owned()]);
        assert_eq!(keys(sessions, &edited).len(), 1);
    }

    #[test]
    fn what_programs_give_to_everybody_is_no_key() {
        let shipped = Lineage {
            author: Some("python-docx".to_owned()),
            created: Some("2013-12-23T23:15:00Z".to_owned()),
            producer: Some("Typesetter".to_owned()),
            fonts: vec!["AAAAAA+One".into(), "BAAAAA+Two".into(), "AAAAAB+Three".into()],
            document_id: Some("5543772a".to_owned()),
            ..Lineage::default()
        };
        assert!(keys(begun, &shipped).is_empty() && keys(fonts, &shipped).is_empty());
        assert!(keys(identifiers, &shipped).is_empty());
    }
}
