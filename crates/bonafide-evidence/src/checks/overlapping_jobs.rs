//! Were two full-time jobs on site in different places held at one time?

use crate::excerpt::excerpt;
use crate::mention::mentions;
use crate::organization::Organization;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{PartialDate, Work};
use bonafide_reference::{Located, Precision, Subject, distance_km};

pub(crate) const CHECK: Check = Check {
    name: "overlapping-jobs",
    question: "Were two full-time jobs on site in different places held at one time?",
    rationale: "A history put together from several people's makes one person be in two places \
                at once for months.",
    source: "Overlapping full-time roles are a weak indicator, grade C: Fonzi; Goldstone \
             Partners; more than half a year in two distant places is judged to be grade B",
    innocent: &[
        "one of the two was part-time, a contract or done from home, and the résumé does not say",
        "a date was mistyped, or months were rounded to years",
        "the place given is that of the employer's head office",
        "a leave or notice period ran while the next job had begun",
    ],
    verify: "Ask for the months and the working arrangement of both jobs, and confirm them with \
             one of the two employers.",
    levels: &["months", "long"],
    ask,
};

/// Nearer than this a person can hold two jobs, or the two are one labor market.
const DISTANCE_KM_MIN: f32 = 100.0;
/// Up to two months are a notice period, or a typo.
const OVERLAP_MONTHS_MIN: i32 = 3;
/// Beyond half a year neither explains it.
const OVERLAP_MONTHS_LONG: i32 = 7;
/// The most jobs that are compared; the longest honest résumés hold some 60.
const JOBS_MAX: usize = 60;

/// Words of a job that is not full-time on site, in a title or place.
const NOT_FULL_TIME: [&str; 14] = [
    "part-time",
    "part time",
    "freelanc",
    "contract",
    "consult",
    "advis",
    "internship",
    "volunteer",
    "remote",
    "hybrid",
    "adjunct",
    "board member",
    "founder",
    "self-employed",
];

/// One job that was surely full-time on site, as far as the résumé says.
struct OnSite<'a> {
    work: &'a Work,
    place: &'a Located,
    start: PartialDate,
    end: Option<PartialDate>,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let jobs: Vec<OnSite<'_>> = resume
        .work
        .iter()
        .zip(&subject.work_places)
        .filter_map(|(work, place)| on_site(work, place.as_ref()))
        .take(JOBS_MAX)
        .collect();
    if jobs.len() < 2 {
        return Answer::Unknown;
    }
    let now = months::submitted(subject.application);
    let mut longest: Option<(i32, &OnSite<'_>, &OnSite<'_>)> = None;
    for (index, one) in jobs.iter().enumerate() {
        for other in &jobs[index + 1..] {
            let overlap = overlap_months(one, other, now);
            if overlap >= OVERLAP_MONTHS_MIN
                && longest.is_none_or(|(most, ..)| overlap > most)
                && distance_km(&one.place.spot, &other.place.spot) > DISTANCE_KM_MIN
                && !same_employer(one.work, other.work)
            {
                longest = Some((overlap, one, other));
            }
        }
    }
    let Some((overlap, one, other)) = longest else {
        return Answer::Clear(Finding {
            summary: "jobs on site follow one another".into(),
            claim: format!("{} jobs on site", jobs.len()),
            observed: "no two in different places at one time for more than two months".into(),
        });
    };
    let km = distance_km(&one.place.spot, &other.place.spot);
    let level = if overlap >= OVERLAP_MONTHS_LONG { "long" } else { "months" };
    Answer::Noted(
        level,
        Finding {
            summary: format!("two jobs on site {km:.0} km apart overlap by {overlap} months"),
            claim: format!("{}; {}", show(one), show(other)),
            observed: format!("{km:.0} km between the places, by the gazetteer"),
        },
    )
}

fn on_site<'a>(work: &'a Work, place: Option<&'a Located>) -> Option<OnSite<'a>> {
    let place = place.filter(|place| place.precision != Precision::Country)?;
    let start = work.start_date.filter(|_| may_be_full_time(work))?;
    Some(OnSite { work, place, start, end: work.end_date })
}

/// Whether neither title, place nor employer says that the job was part-time or not on site.
pub(crate) fn may_be_full_time(work: &Work) -> bool {
    let mut texts = [&work.position, &work.location, &work.name].into_iter().flatten();
    !texts.any(|text| mentions(text, &NOT_FULL_TIME) || ends_with_intern(text))
}

/// `intern` within other words (international, internal) is no internship.
fn ends_with_intern(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    last.is_some_and(|word| word.eq_ignore_ascii_case("intern"))
}

/// Months that both surely ran. A job without an end is taken to go on only beside jobs that
/// began before it: the end of an earlier one was as often just left out.
fn overlap_months(a: &OnSite<'_>, b: &OnSite<'_>, now: PartialDate) -> i32 {
    let (first, second) = if a.start.earliest() <= b.start.earliest() { (a, b) } else { (b, a) };
    let Some(end) = first.end else {
        return 0;
    };
    months::shared((first.start, end), (second.start, second.end.unwrap_or(now)))
}

fn same_employer(a: &Work, b: &Work) -> bool {
    let read = |work: &Work| work.name.as_deref().and_then(Organization::read);
    matches!((read(a), read(b)), (Some(a), Some(b)) if a.may_be(&b))
}

fn show(job: &OnSite<'_>) -> String {
    let employer = job.work.name.as_deref().unwrap_or("a job");
    let place = job.work.location.as_deref().unwrap_or_default();
    let end = job.end.map_or_else(|| "now".to_owned(), |end| end.to_string());
    format!("{} in {}, {} to {end}", excerpt(employer), excerpt(place), job.start)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, city_at, subject};
    use serde_json::{Value, json};

    fn jobs(second: &Value) -> Value {
        json!([
            {"name": "Acme", "location": "Austin, TX",
                "startDate": "2018-02", "endDate": "2021-03"},
            second
        ])
    }

    #[test]
    fn answers() {
        let portland = |start: &str, end: &str, title: &str| {
            json!({"name": "Initech", "location": "Portland, OR", "position": title,
                "startDate": start, "endDate": end})
        };
        for (second, want) in [
            (portland("2021-03", "2023-01", "Engineer"), "clear"),
            (portland("2021-02", "2023-01", "Engineer"), "clear"),
            (portland("2020-11", "2023-01", "Engineer"), "months"),
            (portland("2019-11", "2023-01", "Engineer"), "long"),
            (portland("2019-11", "Present", "Engineer"), "long"),
            (portland("2021", "2023", "Engineer"), "clear"),
            (portland("2019-11", "2023-01", "Part-Time Engineer"), "unknown"),
            (portland("2019-11", "2023-01", "Research Intern"), "unknown"),
            (portland("2019-11", "2023-01", "International Sales"), "long"),
            (portland("", "2023-01", "Engineer"), "unknown"),
        ] {
            let shown = second.to_string();
            let application = application(json!({"resume": {"work": jobs(&second)}}));
            let mut subject = subject(&application);
            subject.work_places = vec![Some(city_at(30.3, -97.7)), Some(city_at(45.5, -122.7))];
            assert_eq!(answered(&CHECK, &subject), want, "{shown}");
        }
    }

    #[test]
    fn near_places_remote_jobs_and_transfers_are_no_overlap() {
        let long = json!({"name": "Initech", "location": "Round Rock, TX",
            "startDate": "2019-01", "endDate": "2023-01"});
        let near = application(json!({"resume": {"work": jobs(&long)}}));
        let mut asked = subject(&near);
        asked.work_places = vec![Some(city_at(30.3, -97.7)), Some(city_at(30.5, -97.7))];
        assert_eq!(answered(&CHECK, &asked), "clear");
        asked.work_places = vec![Some(city_at(30.3, -97.7)), None];
        assert_eq!(answered(&CHECK, &asked), "unknown");
        let transfer = json!({"name": "Acme Ltd", "startDate": "2019-01", "endDate": "2023-01"});
        let transfer = application(json!({"resume": {"work": jobs(&transfer)}}));
        let mut asked = subject(&transfer);
        asked.work_places = vec![Some(city_at(30.3, -97.7)), Some(city_at(45.5, -122.7))];
        assert_eq!(answered(&CHECK, &asked), "clear");
    }
}
