//! Keys of the résumé's text: a sample of its runs of words, each with the line it stands in.

use crate::{
    key::Said,
    passages::{sample::sample, words::Words},
};
use bonafide_reference::Subject;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let Some(resume) = &subject.application.resume else {
        return;
    };
    let lines: Vec<&str> = resume.texts().flat_map(str::lines).collect();
    let mut words = Words::default();
    let mut ends: Vec<usize> = Vec::with_capacity(lines.len());
    for line in &lines {
        words.add(line);
        ends.push(words.hashes.len());
    }
    for (key, place) in sample(&words) {
        let line = ends.partition_point(|end| *end <= place as usize);
        said(key, lines[line]);
    }
}
