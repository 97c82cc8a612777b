//! Makes an application of one row of a table.

use crate::field::Field;
use crate::moment::{Style, moment, partial};
use crate::record::{shorten, sound};
use crate::table::{Plan, Row};
use crate::whereabouts::{CountryLookup, address};
use crate::{ERROR_CHARS_MAX, REJECTED_ID_CHARS_MAX, Record, Rejected};
use bonafide_application::{
    Address, Applicant, Application, Education, Email, Job, Link, Name, Place, Reference, Resume,
    Session, Skill, Source, Work, WorkMode, fold,
};
use jiff::tz::Offset;
use std::collections::BTreeMap;

/// Reads one row; `None` where all of its cells are blank.
pub(crate) fn read_row(row: &Row, plan: &Plan) -> Option<Result<Record, Rejected>> {
    let (line, cells) = (row.0, row.1.as_deref());
    if cells.is_ok_and(|cells| cells.iter().all(|cell| cell.trim().is_empty())) {
        return None;
    }
    let read = cells.map_err(ToOwned::to_owned).and_then(|cells| {
        let extra = cells.get(plan.width..).unwrap_or_default();
        if extra.iter().any(|cell| !cell.trim().is_empty()) {
            let (has, header) = (cells.len(), plan.width);
            return Err(format!(
                "the row has {has} cells and the header {header}; quote text that holds the \
                 delimiter"
            ));
        }
        let application = application(line, cells, plan)?;
        let canonical = serde_json::to_vec(&application).map_err(|error| error.to_string())?;
        Ok(Record { line, application, canonical })
    });
    Some(read.map_err(|error| {
        let column = plan.columns.iter().find(|column| column.target.field == Field::Id);
        let id = column.and_then(|column| cells.ok()?.get(column.at));
        let id = id.map(|id| id.trim()).filter(|id| !id.is_empty());
        Rejected {
            line,
            id: id.map(|id| shorten(id, REJECTED_ID_CHARS_MAX)),
            error: shorten(&error, ERROR_CHARS_MAX),
        }
    }))
}

/// The text of a cell, how its column writes dates, and the column's name.
type Cell<'a> = (&'a str, &'a Style, &'a str);

/// The cells of a row by what they hold, none of them blank.
struct Cells<'a> {
    of: BTreeMap<(Field, usize), Vec<Cell<'a>>>,
    country: &'a CountryLookup,
}

impl<'a> Cells<'a> {
    fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let cells = self.of.iter().filter(move |((found, _), _)| *found == field);
        cells.flat_map(|(_, cells)| cells.iter().map(|(text, ..)| *text))
    }

    fn entry(&self, field: Field, entry: usize) -> Option<String> {
        let cells = self.of.get(&(field, entry))?;
        cells.first().map(|(text, ..)| (*text).to_owned())
    }

    fn one(&self, field: Field) -> Option<String> {
        self.all(field).next().map(str::to_owned)
    }

    fn date(&self, field: Field, entry: usize) -> Option<bonafide_application::PartialDate> {
        let (text, style, _) = *self.of.get(&(field, entry))?.first()?;
        partial(text, style)
    }

    /// The numbers of the entries of which any of the fields is given.
    fn entries(&self, fields: &[Field]) -> Vec<usize> {
        let found = self.of.keys().filter(|(field, _)| fields.contains(field));
        let mut entries: Vec<usize> = found.map(|(_, entry)| *entry).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

fn application(line: u64, row: &[String], plan: &Plan) -> Result<Application, String> {
    let mut cells = Cells { of: BTreeMap::new(), country: &*plan.country };
    for column in &plan.columns {
        let text = row.get(column.at).map_or("", |cell| cell.trim());
        if !text.is_empty() {
            let key = (column.target.field, column.target.entry);
            cells.of.entry(key).or_default().push((text, &column.style, &column.name));
        }
    }
    let application = Application {
        id: cells.one(Field::Id).unwrap_or_else(|| plan.naming.id(line)),
        submitted_at: submitted_at(&cells, plan)?,
        source: source(&cells),
        job: job(&cells),
        applicant: applicant(&cells)?,
        resume: resume(&cells),
        attachments: Vec::new(),
        documents: Vec::new(),
        session: session(&cells),
        profiles: Vec::new(),
        references: references(&cells),
        events: Vec::new(),
    };
    sound(&application).map(|()| application)
}

fn submitted_at(cells: &Cells<'_>, plan: &Plan) -> Result<jiff::Timestamp, String> {
    let given = cells.of.get(&(Field::SubmittedAt, 1)).and_then(|found| found.first());
    let Some((text, style, name)) = given else { return Ok(plan.naming.submitted_at) };
    moment(text, style).ok_or_else(|| {
        let text = shorten(text, 60);
        format!(
            "column \"{name}\": \"{text}\" is no date that is known; say with date_format in \
             --map how the table writes dates"
        )
    })
}

fn source(cells: &Cells<'_>) -> Source {
    let referral = cells.one(Field::Referral).map(|_| "referral".to_owned());
    Source {
        system: cells.one(Field::System).or_else(|| Some("csv".to_owned())),
        channel: cells.one(Field::Channel).or(referral),
        agency: cells.one(Field::Agency),
    }
}

fn job(cells: &Cells<'_>) -> Job {
    let work_mode = cells.one(Field::JobWorkMode).and_then(|text| {
        match fold(&text).replace(' ', "").as_str() {
            "remote" | "fullyremote" | "true" | "yes" => Some(WorkMode::Remote),
            "hybrid" => Some(WorkMode::Hybrid),
            "onsite" | "inoffice" | "office" => Some(WorkMode::Onsite),
            _ => None,
        }
    });
    let place = |text: String| address(&text, cells.country).place();
    Job {
        id: cells.one(Field::JobId),
        title: cells.one(Field::JobTitle),
        department: cells.one(Field::JobDepartment),
        work_mode,
        location: cells.one(Field::JobLocation).map_or_else(Place::default, place),
    }
}

fn applicant(cells: &Cells<'_>) -> Result<Applicant, String> {
    let parts = [Field::FirstName, Field::MiddleName, Field::LastName];
    let parts: Vec<String> = parts.into_iter().filter_map(|part| cells.one(part)).collect();
    let joined = Some(parts.join(" ")).filter(|name| !name.is_empty());
    let name = cells.one(Field::Name).or(joined);
    let name = name.ok_or("the row has no name; every application needs one")?;
    let born_on = cells.of.get(&(Field::BornOn, 1)).and_then(|found| {
        let (text, style, _) = found.first()?;
        Some(Offset::UTC.to_datetime(moment(text, style)?).date())
    });
    let known_as = cells.all(Field::AlsoKnownAs).filter(|other| *other != name);
    Ok(Applicant {
        also_known_as: known_as.map(|name| Name(name.to_owned())).collect(),
        name: Name(name),
        email: cells.all(Field::Email).next().map(email),
        phone: cells.all(Field::Phone).next().map(phone),
        address: whole_address(cells),
        links: links(cells),
        born_on,
    })
}

/// The first address of a cell that may hold several, each with a label in parentheses.
fn email(cell: &str) -> String {
    let parts = cell.split([',', ';', '\n', ' ', '|', '<', '>']).map(str::trim);
    let first = parts.into_iter().find(|part| Email::parse(part).is_some());
    first.unwrap_or(cell).to_owned()
}

/// The first number of a cell that may hold several; as typed otherwise.
fn phone(cell: &str) -> String {
    let mut parts = cell.split([',', ';', '\n', '|']).map(str::trim);
    let digits = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= 7;
    let first = parts.find(digits).unwrap_or(cell);
    // A number whose column a spreadsheet took for arithmetic keeps a `.0`.
    first.strip_suffix(".0").unwrap_or(first).to_owned()
}

/// One address of its parts, each preferred to the line of text that holds them all.
fn whole_address(cells: &Cells<'_>) -> Address {
    let line = |field| cells.one(field).map(|text| address(&text, cells.country));
    let full = line(Field::Address).unwrap_or_default();
    let place = line(Field::Location).unwrap_or_default();
    let country = cells.one(Field::Country).and_then(|text| (cells.country)(&text));
    Address {
        street: cells.one(Field::Street).or(full.street),
        city: cells.one(Field::City).or(full.city).or(place.city),
        region: cells.one(Field::Region).or(full.region).or(place.region),
        postal_code: cells.one(Field::PostalCode).or(full.postal_code),
        country_code: country.or(full.country_code).or(place.country_code),
    }
}

fn links(cells: &Cells<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for ((field, _), found) in &cells.of {
        let Field::Link(network) = field else { continue };
        let texts = found.iter().flat_map(|(text, ..)| text.split([',', ';', '\n', ' ', '|']));
        for url in texts.map(str::trim).filter(|url| url.contains('.')) {
            if links.iter().all(|link| link.url != url) {
                let network = Some((*network).to_owned()).filter(|network| !network.is_empty());
                links.push(Link { network, url: url.to_owned() });
            }
        }
    }
    links
}

fn resume(cells: &Cells<'_>) -> Option<Resume> {
    use Field::{Area, Degree, School, StudyEnd, StudyStart};
    use Field::{WorkEnd, WorkLocation, WorkName, WorkPosition, WorkStart, WorkSummary};
    let work = cells.entries(&[WorkName, WorkPosition, WorkSummary]).into_iter();
    let work = work.map(|entry| Work {
        name: cells.entry(WorkName, entry),
        position: cells.entry(WorkPosition, entry),
        location: cells.entry(WorkLocation, entry),
        start_date: cells.date(WorkStart, entry),
        end_date: cells.date(WorkEnd, entry),
        summary: cells.entry(WorkSummary, entry),
        ..Work::default()
    });
    let education = cells.entries(&[School, Area, Degree]).into_iter();
    let education = education.map(|entry| Education {
        institution: cells.entry(School, entry),
        area: cells.entry(Area, entry),
        study_type: cells.entry(Degree, entry),
        start_date: cells.date(StudyStart, entry),
        end_date: cells.date(StudyEnd, entry),
    });
    let skills = cells.all(Field::Skills).flat_map(|text| text.split([',', ';', '\n', '|']));
    let skills = skills.map(str::trim).filter(|skill| !skill.is_empty());
    let mut resume = Resume {
        work: work.collect(),
        education: education.collect(),
        skills: skills
            .map(|name| Skill { name: Some(name.to_owned()), ..Skill::default() })
            .collect(),
        ..Resume::default()
    };
    let texts: Vec<&str> = cells.all(Field::Text).filter(|text| !names_a_file(text)).collect();
    resume.basics.label = cells.one(Field::Label);
    resume.basics.summary = Some(texts.join("\n\n")).filter(|text| !text.is_empty());
    (resume != Resume::default()).then_some(resume)
}

/// Whether a cell holds the name or address of a document instead of its text.
fn names_a_file(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default().to_lowercase();
    let document = ["pdf", "doc", "docx", "rtf", "txt", "odt"].contains(&last.as_str());
    let address = text.starts_with("http") && !text.contains(char::is_whitespace);
    (document && text.len() < 256 && !text.contains('\n')) || address
}

fn session(cells: &Cells<'_>) -> Option<Session> {
    let fill_seconds = cells.one(Field::FillSeconds).and_then(|text| text.parse::<f64>().ok());
    let session = Session {
        ip: cells.one(Field::Ip),
        user_agent: cells.one(Field::UserAgent),
        time_zone: cells.one(Field::TimeZone),
        languages: Vec::new(),
        device_id: cells.one(Field::DeviceId),
        fill_seconds: fill_seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0),
    };
    (session != Session::default()).then_some(session)
}

fn references(cells: &Cells<'_>) -> Vec<Reference> {
    use Field::{
        ReferenceCompany, ReferenceEmail, ReferenceName, ReferencePhone, ReferenceRelationship,
    };
    let entries = cells.entries(&[ReferenceName, ReferenceEmail, ReferencePhone]);
    let reference = |entry| Reference {
        name: cells.entry(ReferenceName, entry),
        email: cells.entry(ReferenceEmail, entry),
        phone: cells.entry(ReferencePhone, entry),
        company: cells.entry(ReferenceCompany, entry),
        relationship: cells.entry(ReferenceRelationship, entry),
    };
    entries.into_iter().map(reference).collect()
}
