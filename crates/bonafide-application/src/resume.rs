//! A résumé in the form of JSON Resume 1.0.0 (jsonresume.org), as far as the program reads it.
//!
//! Languages, interests and scores of courses are not read: nothing here may stand for origin.

use crate::{Country, or_default, partial_date::PartialDate};
use serde::{Deserialize, Deserializer, Serialize};

/// A résumé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resume {
    /// Name, contact and summary.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "crate::is_default")]
    pub basics: Basics,
    /// Jobs, in the order given.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<Work>,
    /// Unpaid work.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub volunteer: Vec<Volunteer>,
    /// Courses of study.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub education: Vec<Education>,
    /// Certificates.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    /// Skills.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    /// Projects.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
}

/// Name, contact and summary of a résumé.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Basics {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Professional title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// E-mail address as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Place.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "crate::is_default")]
    pub location: ResumeLocation,
    /// Profiles.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<ResumeProfile>,
}

/// The place that a résumé states.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResumeLocation {
    /// Street.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Postal code; never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country; text that is not two letters is absent.
    #[serde(default, deserialize_with = "country", skip_serializing_if = "Option::is_none")]
    pub country_code: Option<Country>,
}

/// A profile that a résumé names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResumeProfile {
    /// Network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One job.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    /// Employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Place as typed, or `Remote`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Employer's site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year; absent where it goes on.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
    /// What the job was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What was achieved.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<String>,
}

/// One unpaid job.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Volunteer {
    /// Organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What was achieved.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<String>,
}

/// One course of study.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Education {
    /// School.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Degree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub study_type: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
}

/// One certificate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// When.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<PartialDate>,
    /// Where it can be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One skill with its keywords.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Skill {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Level as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Keywords.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
}

/// One project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What was achieved.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<String>,
    /// Keywords.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Where it can be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
}

impl Resume {
    /// Every free text of the résumé: summaries, descriptions and highlights, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let work = self.work.iter().flat_map(|w| w.summary.iter().chain(&w.highlights));
        let volunteer = self.volunteer.iter().flat_map(|v| v.summary.iter().chain(&v.highlights));
        let projects = self.projects.iter().flat_map(|p| p.description.iter().chain(&p.highlights));
        self.basics.summary.iter().chain(work).chain(volunteer).chain(projects).map(String::as_str)
    }
}

fn country<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Country>, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| Country::parse(&text)))
}

#[cfg(test)]
mod tests {
    use super::Resume;

    #[test]
    fn absent_null_and_odd_dates_are_read() {
        let resume: Resume = serde_json::from_str(
            r#"{"basics":null,"work":[{"name":"A","endDate":"Present","startDate":"2019-04",
                "highlights":null}],"languages":[{"language":"x"}],"meta":{"a":1}}"#,
        )
        .expect("a résumé");
        assert_eq!(resume.work[0].end_date, None);
        assert_eq!(resume.work[0].start_date.map(|d| d.to_string()).as_deref(), Some("2019-04"));
    }
}
