//! A work history reduced to what can be compared: employers as hashes, dates as months.

use bonafide_application::{Resume, Work, fold};
use xxhash_rust::xxh3::xxh3_64;

/// One job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Hash of the employer's folded name without its legal form.
    pub employer: u32,
    /// First month, counted from year 0.
    pub start: i32,
    /// Last month; `None` where it goes on or is not said.
    pub end: Option<i32>,
}

/// Most jobs that are compared: enough for a life, a bound for work.
const JOBS_MAX: usize = 16;

/// Jobs with an employer and a start, the latest first.
pub(crate) fn jobs(resume: &Resume) -> Vec<Job> {
    let mut jobs: Vec<Job> = resume.work.iter().filter_map(job).collect();
    jobs.sort_by_key(|job| (std::cmp::Reverse(job.start), job.employer));
    jobs.dedup();
    jobs.truncate(JOBS_MAX);
    jobs
}

fn job(work: &Work) -> Option<Job> {
    let employer = employer(work.name.as_deref()?)?;
    let start = work.start_date?.months();
    Some(Job { employer: hash(&employer), start, end: work.end_date.map(|end| end.months()) })
}

/// The folded name of an employer without its legal form.
pub(crate) fn employer(name: &str) -> Option<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "inc"
                    | "llc"
                    | "ltd"
                    | "limited"
                    | "gmbh"
                    | "corp"
                    | "corporation"
                    | "co"
                    | "company"
                    | "ag"
                    | "sa"
                    | "srl"
                    | "bv"
                    | "plc"
                    | "pty"
                    | "the"
            )
        })
        .collect();
    let employer = words.join(" ");
    (!employer.is_empty()).then_some(employer)
}

pub(crate) fn hash(text: &str) -> u32 {
    xxh3_64(text.as_bytes()) as u32
}

/// How far two histories agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// One of them has no job.
    Unknown,
    /// Both have jobs, and none is common.
    None,
    /// Some are common.
    Some,
    /// One of them has a single job, and the other has it too.
    Only,
    /// Two or more, and most of the shorter, are common.
    Most,
}

/// Months by which honest statements of one start differ.
const START_SLACK_MONTHS: i32 = 2;

/// Compares two histories by employer and start.
pub(crate) fn agreement(a: &[Job], b: &[Job]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        return Agreement::Unknown;
    }
    let in_both = a
        .iter()
        .filter(|x| {
            let near = |y: &&Job| (x.start - y.start).abs() <= START_SLACK_MONTHS;
            b.iter().filter(near).any(|y| x.employer == y.employer)
        })
        .count();
    let shorter = a.len().min(b.len());
    match in_both {
        0 => Agreement::None,
        n if n >= 2 && n * 5 >= shorter * 3 => Agreement::Most,
        _ if shorter == 1 => Agreement::Only,
        _ => Agreement::Some,
    }
}

/// Whether both were at one employer at one time.
pub(crate) fn colleagues(a: &[Job], b: &[Job]) -> bool {
    const OPEN: i32 = i32::MAX;
    a.iter().any(|x| {
        b.iter().any(|y| {
            x.employer == y.employer
                && x.start <= y.end.unwrap_or(OPEN)
                && y.start <= x.end.unwrap_or(OPEN)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Agreement, Job, agreement, colleagues, employer};

    fn job(employer: u32, start: i32, end: i32) -> Job {
        Job { employer, start, end: Some(end) }
    }

    #[test]
    fn histories_agree_by_employer_and_start() {
        let a = [job(3, 300, 310), job(2, 200, 299), job(1, 100, 199)];
        let with_one_more =
            [job(4, 311, 320), job(3, 301, 311), job(2, 200, 299), job(1, 100, 199)];
        let other = [job(7, 300, 310), job(8, 200, 299)];
        let one_alike = [job(3, 300, 305), job(8, 200, 299), job(9, 100, 199)];
        assert_eq!(agreement(&a, &with_one_more), Agreement::Most);
        assert_eq!(agreement(&a, &other), Agreement::None);
        assert_eq!(agreement(&a, &one_alike), Agreement::Some);
        assert_eq!(agreement(&a[..1], &a), Agreement::Only);
        assert_eq!(agreement(&[], &a), Agreement::Unknown);
    }

    #[test]
    fn colleagues_overlap_at_one_employer() {
        assert!(colleagues(&[job(3, 300, 310)], &[job(3, 308, 320)]));
        assert!(!colleagues(&[job(3, 300, 310)], &[job(3, 311, 320)]));
        assert!(!colleagues(&[job(3, 300, 310)], &[job(4, 300, 310)]));
    }

    #[test]
    fn legal_forms_are_dropped() {
        assert_eq!(employer("Acme Robotics, Inc.").as_deref(), Some("acme robotics"));
        assert_eq!(employer("Ltd."), None);
    }
}
