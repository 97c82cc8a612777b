//! Do the profile and the résumé show the same education?

use crate::excerpt::excerpt;
use crate::organization::Organization;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{Education, ProfileStudy};
use bonafide_reference::{Degree, School, Schools, Subject};

pub(crate) const CHECK: Check = Check {
    name: "profile-education",
    question: "Do the profile and the résumé contradict each other on education?",
    rationale: "The profile that goes with a borrowed or bought identity keeps its owner's \
                school, and the résumé names another one.",
    source: "State, Treasury and FBI advisory of 16 May 2022: education that differs between \
             résumé and profiles; FBI notice of 18 October 2023",
    innocent: &[
        "Each of the two shows another one of several degrees.",
        "The school was renamed, merged or translated.",
        "The years are those of enrollment on one side, of study on the other.",
        "A year was mistyped.",
    ],
    verify: "Go through both together with the applicant, and ask the school to confirm.",
    levels: &["some", "most"],
    ask,
};

/// People misremember years, and some give the ceremony's: two years and more differ.
const DATES_APART_MONTHS_MIN: i32 = 25;
/// The most courses of study that are compared on each side.
const ENTRIES_MAX: usize = 30;
/// The most profiles that are compared.
const PROFILES_MAX: usize = 8;

struct Claimed<'a> {
    study: &'a Education,
    name: Organization,
    school: Option<&'a School>,
    degree: Option<Degree>,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let application = subject.application;
    let Some(resume) = &application.resume else {
        return Answer::Unknown;
    };
    if application.profiles.iter().all(|profile| profile.education.is_empty()) {
        return Answer::Unknown;
    }
    let claimed: Vec<Claimed<'_>> = resume
        .education
        .iter()
        .zip(&subject.schools)
        .take(ENTRIES_MAX)
        .filter_map(|(study, school)| read(study, school.as_ref()))
        .collect();
    let (mut same, mut late, mut other) = (None, None, None);
    for profile in application.profiles.iter().take(PROFILES_MAX) {
        for shown in profile.education.iter().take(ENTRIES_MAX) {
            match find(subject, shown, &claimed) {
                Found::Same => same = same.or(Some(shown)),
                Found::OtherYears(study) => late = late.or(Some((study, shown))),
                Found::OtherSchool(study) => other = other.or(Some((study, shown))),
                Found::Nothing => {}
            }
        }
    }
    match (same, late, other) {
        (None, None, Some((study, shown))) => noted("most", "schools", study, shown),
        (None, Some((study, shown)), _) => noted("some", "years", study, shown),
        (Some(shown), ..) => Answer::Clear(Finding {
            summary: "profile and résumé agree on education".into(),
            claim: "education of the résumé".into(),
            observed: format!("{} on the profile", school_of(shown)),
        }),
        (None, None, None) => Answer::Unknown,
    }
}

/// What the résumé says beside one course of study of the profile.
enum Found<'a> {
    Same,
    OtherYears(&'a Education),
    /// Another school awarded the degree of the same level.
    OtherSchool(&'a Education),
    Nothing,
}

fn read<'a>(study: &'a Education, school: Option<&'a School>) -> Option<Claimed<'a>> {
    let name = Organization::read(study.institution.as_deref()?)?;
    let degree = study.study_type.as_deref().and_then(Schools::degree);
    Some(Claimed { study, name, school, degree })
}

fn find<'a>(subject: &Subject<'_>, shown: &ProfileStudy, claimed: &[Claimed<'a>]) -> Found<'a> {
    let Some(institution) = shown.institution.as_deref() else {
        return Found::Nothing;
    };
    let Some(name) = Organization::read(institution) else {
        return Found::Nothing;
    };
    let same = claimed.iter().filter(|c| c.name.may_be(&name));
    if let Some(study) = nearest(shown, same) {
        return study;
    }
    let Some(school) = subject.tables.schools.find(institution) else {
        return Found::Nothing;
    };
    let same = claimed.iter().filter(|c| c.school.is_some_and(|known| *known == school));
    if let Some(study) = nearest(shown, same) {
        return study;
    }
    // Two schools differ for sure only where both are known, and a degree of one level is
    // claimed of each: a further degree that one of the two leaves out says nothing.
    let Some(degree) = shown.study_type.as_deref().and_then(Schools::degree) else {
        return Found::Nothing;
    };
    let other = claimed.iter().find(|c| c.school.is_some() && c.degree == Some(degree));
    other.map_or(Found::Nothing, |claimed| Found::OtherSchool(claimed.study))
}

/// The best of several courses at one school; `None` where there is none.
fn nearest<'a, 'b>(
    shown: &ProfileStudy,
    mut same: impl Iterator<Item = &'b Claimed<'a>>,
) -> Option<Found<'a>>
where
    'a: 'b,
{
    let first = same.next()?;
    if fits(shown, first.study) || same.any(|claimed| fits(shown, claimed.study)) {
        return Some(Found::Same);
    }
    Some(Found::OtherYears(first.study))
}

/// Whether the years of the end may be the same.
fn fits(shown: &ProfileStudy, study: &Education) -> bool {
    let (Some(a), Some(b)) = (shown.end_date, study.end_date) else {
        return true;
    };
    months::surely_between(a, b).max(months::surely_between(b, a)) < DATES_APART_MONTHS_MIN
}

fn noted(level: &'static str, what: &str, study: &Education, shown: &ProfileStudy) -> Answer {
    let claimed = excerpt(study.institution.as_deref().unwrap_or_default());
    Answer::Noted(
        level,
        Finding {
            summary: format!("profile and résumé differ on {what} of education"),
            claim: format!("{claimed}, {}", months::span(study.start_date, study.end_date)),
            observed: format!(
                "{}, {} on the profile",
                school_of(shown),
                months::span(shown.start_date, shown.end_date)
            ),
        },
    )
}

fn school_of(shown: &ProfileStudy) -> String {
    excerpt(shown.institution.as_deref().unwrap_or_default())
}
