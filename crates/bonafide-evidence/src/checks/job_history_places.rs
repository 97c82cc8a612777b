//! Was any job of the last five years near the claimed place?

use crate::place_name::place_name;
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_application::Work;
use bonafide_reference::{Located, Precision, Subject, distance_km};
use jiff::{Timestamp, tz::Offset};

pub(crate) const CHECK: Check = Check {
    name: "job-history-places",
    question: "Was any job of the last five years near the claimed place?",
    rationale: "A history taken from one person and an address taken from another rarely share a \
                region. People move for work all the time, so this is weak; jobs that were remote, \
                whose place is not known, or in another country are never counted.",
    source: "Home unrelated to any past job, grade C: Fonzi; Goldstone Partners",
    innocent: &[
        "people move after a job, for family, study or cost of living",
        "a job was remote and the résumé names the firm's seat",
        "people commute by plane, or live in two places",
        "the claimed place is where the applicant will live, not where they live",
    ],
    verify: "Ask everyone alike where they lived while at each of the last jobs, and since when \
             at the claimed place.",
    levels: &["elsewhere"],
    ask,
};

/// Only jobs that ended within so many months count: older ones say nothing of today's home.
const RECENT_MONTHS: i32 = 60;

/// The longest daily way to work that is still usual.
const NEAR_KM: f32 = 150.0;

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(resume), Some(home)) = (&subject.application.resume, &subject.home) else {
        return Answer::Unknown;
    };
    if subject.by_agency || home.precision == Precision::Country {
        return Answer::Unknown;
    }
    let since = month(subject.application.submitted_at) - RECENT_MONTHS;
    let mut farther: Option<&Located> = None;
    let mut is_untold = false;
    for (work, place) in resume.work.iter().zip(&subject.work_places) {
        if !is_recent(work, since) {
            continue;
        }
        match place.as_ref().filter(|place| place.precision > Precision::Country) {
            None => is_untold = true,
            Some(place) if !same_country(place.country, home.country) => {}
            Some(place) if is_near(place, home) => {
                let summary = "a job of the last five years was near the claimed place";
                return Answer::clear(summary, place_name(home), place_name(place));
            }
            Some(place) => farther = farther.or(Some(place)),
        }
    }
    let Some(place) = farther.filter(|_| !is_untold) else { return Answer::Unknown };
    let summary = "no job of the last five years was near the claimed place";
    Answer::noted("elsewhere", summary, place_name(home), format!("résumé: {}", place_name(place)))
}

fn is_recent(work: &Work, since: i32) -> bool {
    match (work.start_date, work.end_date) {
        (_, Some(end)) => end.months() >= since,
        (Some(_), None) => true,
        (None, None) => false,
    }
}

fn is_near(place: &Located, home: &Located) -> bool {
    let same_region = place.region.is_some() && place.region == home.region;
    same_region || distance_km(&place.spot, &home.spot) <= NEAR_KM
}

fn month(at: Timestamp) -> i32 {
    let date = Offset::UTC.to_datetime(at).date();
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, austin, berlin, expect, portland, united_states};

    const TWO: &str = r#"{"resume": {"work": [
        {"name": "A", "startDate": "2023-01"},
        {"name": "B", "startDate": "2020-01", "endDate": "2022-12"}]}}"#;
    const LONG_AGO: &str = r#"{"resume": {"work": [
        {"name": "A", "startDate": "2009-01", "endDate": "2015-05"}]}}"#;

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "A"}, "resume": {"work": [{"startDate": "2023"}]}}"#;
        expect(
            &CHECK,
            &[
                (
                    "never near",
                    TWO,
                    |s| (s.home, s.work_places) = (portland(), vec![austin(), austin()]),
                    Want::Noted("elsewhere"),
                ),
                (
                    "once near",
                    TWO,
                    |s| (s.home, s.work_places) = (portland(), vec![austin(), portland()]),
                    Want::Clear,
                ),
                (
                    "one was remote",
                    TWO,
                    |s| (s.home, s.work_places) = (portland(), vec![austin(), None]),
                    Want::Unknown,
                ),
                (
                    "came recently from abroad",
                    TWO,
                    |s| (s.home, s.work_places) = (portland(), vec![berlin(), berlin()]),
                    Want::Unknown,
                ),
                (
                    "a job known to be in the country",
                    TWO,
                    |s| {
                        (s.home, s.work_places) =
                            (portland(), vec![united_states(), united_states()]);
                    },
                    Want::Unknown,
                ),
                (
                    "long ago",
                    LONG_AGO,
                    |s| (s.home, s.work_places) = (portland(), vec![austin()]),
                    Want::Unknown,
                ),
                (
                    "only the country claimed",
                    TWO,
                    |s| (s.home, s.work_places) = (united_states(), vec![austin(), austin()]),
                    Want::Unknown,
                ),
                ("no résumé", "{}", |s| s.home = portland(), Want::Unknown),
                (
                    "the agency's address",
                    agency,
                    |s| (s.home, s.work_places) = (portland(), vec![austin()]),
                    Want::Unknown,
                ),
            ],
        );
    }
}
