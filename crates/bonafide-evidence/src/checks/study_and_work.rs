//! Was a job on site held far from a school that was attended at the same time?

use crate::checks::overlapping_jobs::may_be_full_time;
use crate::excerpt::excerpt;
use crate::mention::mentions;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{Education, PartialDate, Place, Work};
use bonafide_reference::{Located, Precision, School, Subject, distance_km};

pub(crate) const CHECK: Check = Check {
    name: "study-and-work",
    question: "Was a job on site held far from a school that was attended at the same time?",
    rationale: "One person's degree put beside another's jobs makes one person study and work in \
                distant places at once.",
    source: "An impossible timeline is a weak indicator, grade C: Fonzi; Goldstone Partners",
    innocent: &[
        "the degree was taken by distance learning, in the evening or at weekends",
        "the job was done from home, and the résumé does not say",
        "the years given are those of enrollment; the courses had ended before",
        "the place given is that of the employer's head office",
    ],
    verify: "Ask how study and job were combined; the registrar confirms the mode of study.",
    levels: &["year"],
    ask,
};

/// Too far to go there and back in a day.
const DISTANCE_KM_MIN: f32 = 300.0;
/// A year covers a job that began before the last courses ended.
const OVERLAP_MONTHS_MIN: i32 = 13;
/// The most jobs and courses of study that are compared.
const ENTRIES_MAX: usize = 60;

/// Words of schools and degrees that are taken from afar or beside a job.
const FROM_AFAR: [&str; 11] = [
    "online",
    "distance",
    "open university",
    "part-time",
    "part time",
    "executive",
    "global",
    "correspondence",
    "western governors",
    "southern new hampshire",
    "phoenix",
];

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let mut compared = false;
    for (study, school) in resume.education.iter().zip(&subject.schools).take(ENTRIES_MAX) {
        let Some((span, region)) = attended(study, school.as_ref()) else {
            continue;
        };
        for (work, at) in resume.work.iter().zip(&subject.work_places).take(ENTRIES_MAX) {
            let Some((job, at)) = on_site(work, at.as_ref()) else {
                continue;
            };
            compared = true;
            let overlap = months::shared(span, job);
            // Few courses overlap with a job, so that few states are looked up.
            if overlap < OVERLAP_MONTHS_MIN {
                continue;
            }
            let place = subject.tables.places.find(&region);
            let Some(place) = place.filter(|place| place.precision != Precision::Country) else {
                continue;
            };
            let km = distance_km(&place.spot, &at.spot);
            if km > DISTANCE_KM_MIN {
                return Answer::Noted("year", finding(study, work, overlap, km));
            }
        }
    }
    if !compared {
        return Answer::Unknown;
    }
    Answer::Clear(Finding {
        summary: "places of study and of work fit in time".into(),
        claim: "dates and places of study and jobs".into(),
        observed: "no job on site far from a school attended at the same time".into(),
    })
}

/// Span and state of a course that was attended, as far as the résumé says. Only schools whose
/// state the table holds are placed: a country is too wide for a distance.
fn attended(
    study: &Education,
    school: Option<&School>,
) -> Option<((PartialDate, PartialDate), Place)> {
    let span = (study.start_date?, study.end_date?);
    let school = school?;
    let region = Some(school.region.clone()?);
    let mut texts = [&study.institution, &study.area, &study.study_type].into_iter().flatten();
    if texts.any(|text| mentions(text, &FROM_AFAR)) {
        return None;
    }
    Some((span, Place { city: None, region, country_code: school.country }))
}

fn on_site<'a>(
    work: &Work,
    place: Option<&'a Located>,
) -> Option<((PartialDate, PartialDate), &'a Located)> {
    let place = place.filter(|place| place.precision != Precision::Country)?;
    if !may_be_full_time(work) {
        return None;
    }
    Some(((work.start_date?, work.end_date?), place))
}

fn finding(study: &Education, work: &Work, overlap: i32, km: f32) -> Finding {
    let school = study.institution.as_deref().unwrap_or("a school");
    let employer = work.name.as_deref().unwrap_or("a job");
    let place = work.location.as_deref().unwrap_or_default();
    Finding {
        summary: format!("study and job on site {km:.0} km apart overlap by {overlap} months"),
        claim: format!("{}; {} in {}", excerpt(school), excerpt(employer), excerpt(place)),
        observed: format!("{km:.0} km between state of the school and job, by the gazetteer"),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, city_at, subject};
    use bonafide_application::Country;
    use bonafide_reference::School;
    use serde_json::json;

    #[test]
    fn answers() {
        let school = School {
            name: "Example State University".into(),
            country: Country::parse("US"),
            region: Some("TX".into()),
            programmes: None,
        };
        for (degree, until, job_from, title, want) in [
            ("BSc", "2014-06", "2014-07", "Engineer", "clear"),
            // A job that was taken up before the last courses ended.
            ("BSc", "2014-06", "2013-07", "Engineer", "clear"),
            ("BSc", "2014-06", "2012-07", "Engineer", "year"),
            ("BSc (online)", "2014-06", "2012-07", "Engineer", "unknown"),
            ("BSc", "2014-06", "2012-07", "Remote Engineer", "unknown"),
            ("BSc", "", "2012-07", "Engineer", "unknown"),
        ] {
            let application = application(json!({"resume": {
                "education": [{"institution": "Example State University", "studyType": degree,
                    "startDate": "2010-09", "endDate": until}],
                "work": [{"name": "Acme", "position": title, "location": "Portland, OR",
                    "startDate": job_from, "endDate": "2018-01"}]}}));
            let mut subject = subject(&application);
            subject.schools = vec![Some(school.clone())];
            subject.work_places = vec![Some(city_at(45.5, -122.7))];
            assert_eq!(answered(&CHECK, &subject), want, "{degree} {until} {job_from} {title}");
            // Nearby, one can do both; and a school without a known state is not placed.
            subject.work_places = vec![Some(city_at(30.3, -97.7))];
            assert_ne!(answered(&CHECK, &subject), "year");
            subject.schools = vec![Some(School { region: None, ..school.clone() })];
            assert_eq!(answered(&CHECK, &subject), "unknown");
        }
    }
}
