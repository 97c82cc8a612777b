//! Do the profile and the résumé show the same education?

use crate::excerpt::excerpt;
use crate::organization::Organization;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{Education, PartialDate, ProfileStudy};
use bonafide_reference::{School, Schools, Subject};

pub(crate) const CHECK: Check = Check {
    name: "profile-education",
    question: "Do the profile and the résumé contradict each other on education?",
    rationale: "The profile that goes with a borrowed or bought identity keeps its owner's \
                school, and the résumé names another one.",
    source: "Education that differs between résumé and profile corroborates, grade B: US \
             State, Treasury and FBI advisory of 16 May 2022; FBI notice PSA231018 of 18 \
             October 2023",
    innocent: &[
        "each of the two shows another one of several degrees",
        "the school was renamed, merged or translated",
        "the years are those of enrollment on one side, of study on the other",
        "a year was mistyped",
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

/// One course of study of the résumé or of a profile.
struct Course<'a> {
    /// School as written.
    institution: &'a str,
    name: Organization,
    school: Option<School>,
    /// Degree as written.
    degree: Option<&'a str>,
    start: Option<PartialDate>,
    end: Option<PartialDate>,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let application = subject.application;
    let Some(resume) = &application.resume else {
        return Answer::Unknown;
    };
    if application.profiles.iter().all(|profile| profile.education.is_empty()) {
        return Answer::Unknown;
    }
    let claimed: Vec<Course<'_>> = resume
        .education
        .iter()
        .zip(&subject.schools)
        .take(ENTRIES_MAX)
        .filter_map(|(study, school)| claimed(study, school.clone()))
        .collect();
    let shown: Vec<Course<'_>> = application
        .profiles
        .iter()
        .take(PROFILES_MAX)
        .flat_map(|profile| profile.education.iter().take(ENTRIES_MAX))
        .filter_map(shown)
        .collect();
    judge(&claimed, shown, |name| subject.tables.schools.find(name))
}

fn claimed(study: &Education, school: Option<School>) -> Option<Course<'_>> {
    let institution = study.institution.as_deref()?;
    Some(Course {
        institution,
        name: Organization::read(institution)?,
        school,
        degree: study.study_type.as_deref(),
        start: study.start_date,
        end: study.end_date,
    })
}

/// The school is looked up later, where its name alone does not meet one of the résumé.
fn shown(study: &ProfileStudy) -> Option<Course<'_>> {
    let institution = study.institution.as_deref()?;
    Some(Course {
        institution,
        name: Organization::read(institution)?,
        school: None,
        degree: study.study_type.as_deref(),
        start: study.start_date,
        end: study.end_date,
    })
}

/// One contradiction between the two is noted, unless they agree on another course of study.
fn judge(
    claimed: &[Course<'_>],
    shown: Vec<Course<'_>>,
    find: impl Fn(&str) -> Option<School>,
) -> Answer {
    let (mut same, mut late, mut other) = (None, None, None);
    for mut course in shown {
        if !claimed.iter().any(|c| is_one_school(c, &course)) {
            course.school = find(course.institution);
        }
        let mut at_school = claimed.iter().filter(|c| is_one_school(c, &course)).peekable();
        if let Some(first) = at_school.peek().copied() {
            if at_school.any(|c| ends_together(c, &course)) {
                same = same.or(Some(course));
            } else {
                late = late.or(Some((first, course)));
            }
        } else if let Some(instead) = claimed.iter().find(|c| stands_instead(c, &course)) {
            other = other.or(Some((instead, course)));
        }
    }
    match (same, late, other) {
        (None, None, Some((claimed, shown))) => noted("most", "schools", claimed, &shown),
        (None, Some((claimed, shown)), _) => noted("some", "years", claimed, &shown),
        (Some(shown), ..) => Answer::Clear(Finding {
            summary: "profile and résumé agree on education".into(),
            claim: "education of the résumé".into(),
            observed: format!("{} on the profile", excerpt(shown.institution)),
        }),
        (None, None, None) => Answer::Unknown,
    }
}

fn is_one_school(a: &Course<'_>, b: &Course<'_>) -> bool {
    a.name.may_be(&b.name) || (a.school.is_some() && a.school == b.school)
}

fn ends_together(a: &Course<'_>, b: &Course<'_>) -> bool {
    let (Some(a), Some(b)) = (a.end, b.end) else {
        return true;
    };
    months::surely_between(a, b).max(months::surely_between(b, a)) < DATES_APART_MONTHS_MIN
}

/// Two schools differ for sure only where the table knows both; and only where both are claimed
/// for a degree of one level does one stand for the other: a further degree that one of the two
/// leaves out says nothing.
fn stands_instead(claimed: &Course<'_>, shown: &Course<'_>) -> bool {
    let level = |course: &Course<'_>| course.degree.and_then(Schools::degree);
    claimed.school.is_some()
        && shown.school.is_some()
        && level(claimed).is_some()
        && level(claimed) == level(shown)
}

fn noted(level: &'static str, what: &str, claimed: &Course<'_>, shown: &Course<'_>) -> Answer {
    let show = |course: &Course<'_>| {
        format!("{}, {}", excerpt(course.institution), months::span(course.start, course.end))
    };
    Answer::Noted(
        level,
        Finding {
            summary: format!("profile and résumé differ on {what} of education"),
            claim: show(claimed),
            observed: format!("{} on the profile", show(shown)),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{CHECK, Course, judge};
    use crate::fixture::{expect_bare, level};
    use crate::organization::Organization;
    use bonafide_application::PartialDate;
    use bonafide_reference::School;
    use serde_json::json;

    fn school(name: &str) -> Option<School> {
        let name = name.replace("Univ.", "University");
        // A school whose name has a comma is not in the table.
        let known = School { name, country: None, region: None, programmes: None };
        (!known.name.contains(',')).then_some(known)
    }

    fn course<'a>(institution: &'a str, degree: &'a str, end: &str) -> Course<'a> {
        Course {
            institution,
            name: Organization::read(institution).expect("a name"),
            school: school(institution),
            degree: Some(degree),
            start: None,
            end: PartialDate::parse(end),
        }
    }

    #[test]
    fn answers() {
        let claimed = [course("Example State University", "BSc", "2014-06")];
        for (institution, end, want) in [
            ("Example State University", "2014", "clear"),
            ("EXAMPLE STATE", "", "clear"),
            ("ESU", "2014", "clear"),
            ("Example State Univ.", "2014", "clear"),
            // People misremember a year or two.
            ("Example State University", "2012-07", "clear"),
            ("Example State University", "2009-06", "some"),
            ("Other College", "2014", "most"),
            // A school that the table does not know may be the same one, renamed.
            ("Other College, Sample Town", "2014", "unknown"),
        ] {
            let shown = vec![course(institution, "Bachelor of Science", end)];
            assert_eq!(level(&judge(&claimed, shown, school)), want, "{institution} {end}");
        }
    }

    #[test]
    fn what_one_side_leaves_out_is_no_contradiction() {
        let claimed = [course("Example State University", "BSc", "2014")];
        let both = || {
            vec![
                course("Example State University", "BSc", "2014"),
                course("Other College", "BSc", "2016"),
            ]
        };
        assert_eq!(level(&judge(&claimed, both(), school)), "clear");
        let master = vec![course("Other College", "MSc", "2016")];
        assert_eq!(level(&judge(&claimed, master, school)), "unknown");
        assert_eq!(level(&judge(&[], both(), school)), "unknown");
        expect_bare(&CHECK, vec![(json!({}), "unknown")]);
    }
}
