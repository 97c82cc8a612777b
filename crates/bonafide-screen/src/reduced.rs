//! An application as far as others are compared with it, and what is known of it alone.

use crate::notices::notices;
use bonafide_application::Application;
use bonafide_case::surroundings::Notice;
use bonafide_evidence::{Answer, ask_all};
use bonafide_linkage::{Key, Kind, Sketch, keys, passages::words::Words};
use bonafide_reference::{Subject, Tables};
use bonafide_score::elsewhere::Answers;
use std::sync::{Arc, Mutex, PoisonError};

/// An application as far as others are compared with it.
pub(crate) struct Reduced {
    /// As claimed.
    pub(crate) application: Application,
    /// What it is compared by.
    pub(crate) sketch: Sketch,
    /// Its keys, sorted, each once.
    pub(crate) keys: Vec<Key>,
    /// The words of its résumé.
    pub(crate) words: Option<Arc<Words>>,
    /// The listed institution that it leads to otherwise than by study.
    pub(crate) institution: Option<String>,
    /// What is known of it alone, until it is assessed.
    asked: Mutex<Option<Asked>>,
}

impl Reduced {
    /// The sampled runs of its text, sorted: of sorted keys, those of one kind stand together.
    pub(crate) fn runs(&self) -> &[Key] {
        let begin = self.keys.partition_point(|key| key.kind() < Kind::Passages);
        let end = self.keys.partition_point(|key| key.kind() <= Kind::Passages);
        &self.keys[begin..end]
    }

    /// What is known of it alone. It is found anew where it was given away already: most are
    /// assessed once.
    pub(crate) fn take_asked<'a>(&self, subject: impl FnOnce() -> &'a Subject<'a>) -> Asked {
        let known = self.asked.lock().unwrap_or_else(PoisonError::into_inner).take();
        known.unwrap_or_else(|| Asked::of(subject()))
    }

    /// What the checks say of it, for others of the same claimed person.
    pub(crate) fn answers(&self, tables: &Tables) -> Answers {
        let known = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some(known) => known.answers.clone(),
            None => answers(&Subject::new(&self.application, tables)),
        }
    }
}

/// What is known of an application alone.
pub(crate) struct Asked {
    /// What the checks say; unknown answers are left out.
    pub(crate) answers: Answers,
    /// What lists ask of the employer.
    pub(crate) notices: Vec<Notice>,
}

impl Asked {
    fn of(subject: &Subject<'_>) -> Asked {
        Asked { answers: answers(subject), notices: notices(subject) }
    }
}

/// An application with all that can be found of it alone, before it has a number.
pub struct Prepared(pub(crate) Reduced);

impl Prepared {
    /// Asks everything that depends on nobody else, and what the caller asks besides.
    pub fn new<T>(
        application: Application,
        tables: &Tables,
        also: impl FnOnce(&Subject<'_>) -> T,
    ) -> (Prepared, T) {
        let (asked, other, compared) = {
            let subject = Subject::new(&application, tables);
            let asked = Asked::of(&subject);
            let compared = Compared::of(&subject, &asked.notices);
            (asked, also(&subject), compared)
        };
        (Prepared(compared.with(application, Some(asked))), other)
    }

    /// As claimed.
    pub fn application(&self) -> &Application {
        &self.0.application
    }

    /// Its keys, sorted, each once.
    pub fn keys(&self) -> &[Key] {
        &self.0.keys
    }
}

fn answers(subject: &Subject<'_>) -> Answers {
    ask_all(subject).into_iter().filter(|(_, answer)| *answer != Answer::Unknown).collect()
}

/// What others are compared with, before it is put beside the application.
pub(crate) struct Compared {
    sketch: Sketch,
    keys: Vec<Key>,
    words: Option<Arc<Words>>,
    institution: Option<String>,
}

impl Compared {
    pub(crate) fn of(subject: &Subject<'_>, notices: &[Notice]) -> Compared {
        let mut found: Vec<Key> = Vec::new();
        keys(subject, &mut |key, _| found.push(key));
        found.sort_unstable();
        found.dedup();
        let institution = notices.iter().find(|notice| notice.is_evidence);
        Compared {
            sketch: Sketch::of(subject),
            keys: found,
            words: subject.application.resume.as_ref().map(Words::of_resume).map(Arc::new),
            institution: institution.map(|notice| notice.name.clone()),
        }
    }

    pub(crate) fn with(self, application: Application, asked: Option<Asked>) -> Reduced {
        let Compared { sketch, keys, words, institution } = self;
        Reduced { sketch, keys, words, institution, application, asked: Mutex::new(asked) }
    }
}
