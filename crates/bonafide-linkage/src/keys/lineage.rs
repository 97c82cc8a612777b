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

/// Embedded parts of fonts from which all of them together tell one file.
const FONTS_MIN: usize = 3;

/// Moments at which documents were begun that programs ship in their own templates.
const SHIPPED_MOMENTS: [&str; 4] = [
    // python-docx, docx4j, the npm package docx, and the format's own example.
    "2013-12-23T23:15:00Z",
    "2008-08-18T11:33:00Z",
    "2018-04-21T16:00:00Z",
    "2006-09-16T00:00:00Z",
];

/// Accounts that programs write where nobody is named.
const NOBODY: [&str; 14] = [
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
    "user",
    "windows user",
];

/// First sessions of templates that programs ship to everybody.
const SHIPPED_SESSIONS: [&str; 3] = ["00590d07", "00b47730", "00fc693f"];

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

/// Sessions in which the document was edited, each with the one in which it was begun.
fn sessions(lineage: &Lineage, said: Said<'_>) {
    let Some(root) = &lineage.first_session else { return };
    if SHIPPED_SESSIONS.contains(&root.as_str()) {
        return;
    }
    let mut others: Vec<&String> = lineage.sessions.iter().filter(|other| *other != root).collect();
    others.sort_unstable();
    others.dedup();
    for other in others.into_iter().take(SESSION_PAIRS_MAX) {
        let words = format!("editing sessions {root} and {other}");
        said(Key::new(Kind::Lineage, &format!("rsid {root} {other}")), &words);
    }
}

/// The account and the second at which the document was begun, which its copies keep.
fn begun(lineage: &Lineage, said: Said<'_>) {
    let Some(created) = &lineage.created else { return };
    if SHIPPED_MOMENTS.contains(&created.as_str()) || created.len() < 19 {
        return;
    }
    let named = lineage.author.as_ref().filter(|author| {
        let author = author.trim().to_lowercase();
        !author.is_empty() && !NOBODY.contains(&author.as_str())
    });
    let begun = match (named, &lineage.first_session) {
        (Some(author), _) => format!("by {} at {created}", author.to_lowercase()),
        (None, Some(root)) => format!("in session {root} at {created}"),
        (None, None) => return,
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
