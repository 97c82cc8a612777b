//! Keys of the work history: consecutive jobs, and their dates alone.

use crate::{
    history::employer,
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::{PartialDate, Work};
use bonafide_reference::Subject;

/// Most jobs that give keys.
const JOBS_MAX: usize = 16;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let Some(resume) = &subject.application.resume else {
        return;
    };
    let mut jobs: Vec<(i32, &Work)> =
        resume.work.iter().filter_map(|work| Some((work.start_date?.months(), work))).collect();
    jobs.sort_by_key(|(start, work)| (std::cmp::Reverse(*start), work.name.as_deref()));
    jobs.truncate(JOBS_MAX);
    for pair in jobs.windows(2) {
        if let [(start, one), (before, other)] = pair
            && let Some(one_name) = one.name.as_deref().and_then(employer)
            && let Some(other_name) = other.name.as_deref().and_then(employer)
        {
            let normal = format!("{one_name}|{start}|{other_name}|{before}");
            let shown = format!("{}; {}", shown(one), shown(other));
            said(Key::new(Kind::History, &normal), &shown);
        }
    }
    for three in jobs.windows(3) {
        let exact = |work: &Work| work.start_date.is_some_and(|date| date.month.is_some());
        if three.iter().all(|(_, work)| exact(work)) {
            let dates: Vec<String> = three.iter().map(|(_, work)| span(work)).collect();
            said(Key::new(Kind::Dates, &dates.join("|")), &dates.join(", "));
        }
    }
}

fn shown(work: &Work) -> String {
    format!("{}, {}", work.name.as_deref().unwrap_or_default(), span(work))
}

fn span(work: &Work) -> String {
    let show = |date: Option<PartialDate>| date.map_or_else(|| "…".into(), |date| date.to_string());
    format!("{} to {}", show(work.start_date), show(work.end_date))
}
