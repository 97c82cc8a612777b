//! Writing a draft down: the canonical application, with what is left out left out.

use crate::absence::Absence;
use crate::calendar;
use crate::company::company;
use crate::draft::{Draft, partial};
use crate::occupation::OCCUPATIONS;
use crate::world::World;
use bonafide_application::{
    Address, Applicant, Application, Basics, Certificate, Education, Event, Job, Link, Name,
    PartialDate, Place, Profile, ProfileStudy, ProfileWork, Project, Resume, ResumeLocation,
    ResumeProfile, Session, Skill, Source, Work, WorkMode,
};

/// Writes an application that was submitted at a second in answer to an advert.
pub(crate) fn write(
    world: &World,
    draft: &Draft,
    absence: &Absence,
    (at, advert, number): (i64, u32, usize),
    events: Vec<Event>,
) -> Application {
    let session = (!absence.session).then(|| Session {
        ip: Some(draft.session.ip.clone()),
        user_agent: Some(draft.user_agent.clone()),
        time_zone: (!absence.zone).then(|| draft.session.zone.clone()),
        languages: draft.languages.clone(),
        device_id: (!absence.device).then(|| draft.session.device.clone()),
        fill_seconds: (!absence.seconds).then_some(draft.fill_seconds),
    });
    Application {
        id: format!("A-{:06}", number + 1),
        submitted_at: calendar::instant(at),
        source: Source {
            system: Some("greenhouse".to_owned()),
            channel: Some(draft.channel.to_owned()),
            agency: draft.agency.clone(),
        },
        job: job(world, draft, advert),
        applicant: applicant(world, draft, absence),
        resume: (!absence.resume).then(|| resume(world, draft, absence)),
        attachments: Vec::new(),
        documents: Vec::new(),
        session,
        profiles: profiles(world, draft, absence, at),
        references: if absence.references { Vec::new() } else { draft.references.clone() },
        events,
    }
}

fn job(world: &World, draft: &Draft, advert: u32) -> Job {
    let occupation = &OCCUPATIONS[draft.occupation];
    // The place and manner of work belong to the advert, not to who answers it.
    let mut own = crate::random::Random::at(u64::from(advert), &[0xAD]);
    let city = world.city(world.home(&mut own));
    let work_mode = [WorkMode::Remote, WorkMode::Remote, WorkMode::Hybrid, WorkMode::Onsite];
    Job {
        id: Some(format!("J-{:05}", advert + 1)),
        title: Some(crate::occupation::title(draft.occupation, own.between(0, 12), &mut own)),
        department: Some(occupation.department.to_owned()),
        work_mode: Some(work_mode[own.below(4)]),
        location: Place {
            city: Some(city.name.clone()),
            region: city.region.clone(),
            country_code: Some(city.country),
        },
    }
}

fn applicant(world: &World, draft: &Draft, absence: &Absence) -> Applicant {
    let city = world.city(draft.home.city);
    let address = if absence.place {
        Address::default()
    } else {
        Address {
            street: (!absence.street).then(|| draft.home.street.clone()),
            city: Some(city.name.clone()),
            region: city.region.clone(),
            postal_code: (!absence.street).then(|| draft.home.postal_code.clone()),
            country_code: Some(city.country),
        }
    };
    Applicant {
        name: Name(draft.shown.clone()),
        also_known_as: draft.known_as.iter().cloned().map(Name).collect(),
        email: (!absence.email).then(|| draft.email.clone()),
        phone: (!absence.phone).then(|| draft.phone.typed(draft.manner)),
        address,
        links: links(draft, absence),
        born_on: None,
    }
}

fn links(draft: &Draft, absence: &Absence) -> Vec<Link> {
    let mut links = Vec::new();
    let mut add = |network: &str, url: String| {
        links.push(Link { network: Some(network.to_owned()), url });
    };
    if !absence.slug {
        add("linkedin", profile_url(draft));
    }
    if let Some(handle) = draft.handle.as_ref().filter(|_| !absence.handle) {
        add("github", format!("https://github.com/{handle}"));
    }
    if let Some(site) = draft.site.as_ref().filter(|_| !absence.site) {
        add("portfolio", site.clone());
    }
    links
}

fn profile_url(draft: &Draft) -> String {
    format!("https://www.linkedin.com/in/{}", draft.slug)
}

fn resume(world: &World, draft: &Draft, absence: &Absence) -> Resume {
    let city = world.city(draft.home.city);
    let contacts = !absence.resume_contacts;
    let profiles = (contacts && !absence.slug).then(|| ResumeProfile {
        network: Some("LinkedIn".to_owned()),
        username: Some(draft.slug.clone()),
        url: Some(profile_url(draft)),
    });
    Resume {
        basics: Basics {
            name: Some(draft.resume_name.as_ref().unwrap_or(&draft.shown).clone()),
            label: draft.jobs.first().map(|job| job.title.clone()),
            email: (contacts && !absence.email).then(|| draft.email.clone()),
            phone: (contacts && !absence.phone).then(|| draft.phone.typed(draft.manner)),
            url: draft.site.clone().filter(|_| contacts && !absence.site),
            summary: (!absence.summary).then(|| draft.summary.clone()),
            location: ResumeLocation {
                address: None,
                postal_code: None,
                city: (!absence.place).then(|| city.name.clone()),
                region: city.region.clone().filter(|_| !absence.place),
                country_code: (!absence.place).then_some(city.country),
            },
            profiles: profiles.into_iter().collect(),
        },
        work: draft.jobs.iter().map(|job| work(world, job, absence)).collect(),
        volunteer: Vec::new(),
        education: draft.studies.iter().map(|study| education(study, absence)).collect(),
        certificates: certificates(draft),
        skills: vec![Skill {
            name: Some("Tools".to_owned()),
            level: None,
            keywords: draft.skills.iter().map(|&skill| skill.to_owned()).collect(),
        }],
        projects: projects(draft),
    }
}

fn work(world: &World, job: &crate::draft::Job, absence: &Absence) -> Work {
    let employer = company(job.company);
    let year = (job.end.unwrap_or(job.start + 240) / 12).min(2026) as i16;
    let place = match job.city.map(|city| world.city(city)) {
        None => "Remote".to_owned(),
        Some(city) => match &city.region {
            Some(region) => format!("{}, {region}", city.name),
            None => format!("{}, {}", city.name, country_name(city.country.as_str())),
        },
    };
    let told = job.bullets.iter().map(|bullet| bullet.text(year));
    Work {
        name: Some(employer.name),
        position: Some(job.title.clone()),
        location: (!absence.work_places).then_some(place),
        url: None,
        start_date: Some(partial(job.start)),
        end_date: job.end.map(partial),
        summary: None,
        highlights: job.first_line.clone().into_iter().chain(told).collect(),
    }
}

fn country_name(code: &str) -> &str {
    match code {
        "GB" => "United Kingdom",
        "IN" => "India",
        "DE" => "Germany",
        "PL" => "Poland",
        "BR" => "Brazil",
        "FR" => "France",
        "NL" => "Netherlands",
        "ES" => "Spain",
        "IE" => "Ireland",
        "MX" => "Mexico",
        "AU" => "Australia",
        "UA" => "Ukraine",
        "PH" => "Philippines",
        "NG" => "Nigeria",
        "PK" => "Pakistan",
        "VN" => "Vietnam",
        other => other,
    }
}

fn education(study: &crate::draft::Study, absence: &Absence) -> Education {
    Education {
        institution: Some(study.school.clone()),
        area: Some(study.area.clone()),
        study_type: Some(study.degree.to_owned()),
        start_date: (!absence.study_start).then(|| year(study.start)),
        end_date: Some(year(study.end)),
    }
}

fn year(year: i16) -> PartialDate {
    PartialDate { year, month: None, day: None }
}

fn certificates(draft: &Draft) -> Vec<Certificate> {
    let one = |(name, issuer, of): &(&str, &str, i16)| Certificate {
        name: Some((*name).to_owned()),
        issuer: Some((*issuer).to_owned()),
        date: Some(year(*of)),
        url: None,
    };
    draft.certificates.iter().map(one).collect()
}

fn projects(draft: &Draft) -> Vec<Project> {
    let one = |(name, lines): &(String, Vec<String>)| Project {
        name: Some(name.clone()),
        description: lines.first().cloned(),
        highlights: lines.iter().skip(1).cloned().collect(),
        ..Project::default()
    };
    draft.projects.iter().map(one).collect()
}

/// What the employer saw of the profiles that were named.
fn profiles(world: &World, draft: &Draft, absence: &Absence, at: i64) -> Vec<Profile> {
    let mut profiles = Vec::new();
    let facts = &draft.profile;
    let observed_at = Some(calendar::instant(at + calendar::DAY));
    if !absence.slug && !absence.profile {
        let city = world.city(facts.city.unwrap_or(draft.home.city));
        let place = city.region.clone().unwrap_or_else(|| city.country.to_string());
        profiles.push(Profile {
            network: "linkedin".to_owned(),
            url: profile_url(draft),
            observed_at,
            created_on: Some(partial(facts.created).earliest()),
            name: Some(facts.name.clone().unwrap_or_else(|| draft.name.plain())),
            previous_names: facts.previous_names.clone(),
            location: Some(format!("{}, {place}", city.name)),
            connections: Some(facts.connections),
            identity_verified: Some(facts.verified),
            work: draft.jobs.iter().skip(facts.stale).map(|job| shown_work(draft, job)).collect(),
            education: draft.studies.iter().map(shown_study).collect(),
        });
    }
    if let Some(handle) = draft.handle.as_ref().filter(|_| !absence.handle && absence.repository) {
        profiles.push(Profile {
            network: "github".to_owned(),
            url: format!("https://github.com/{handle}"),
            observed_at,
            created_on: Some(partial(facts.created + 7).earliest()),
            connections: Some(facts.connections / 9),
            ..Profile::default()
        });
    }
    profiles
}

fn shown_work(draft: &Draft, job: &crate::draft::Job) -> ProfileWork {
    let number = if draft.profile.other_companies {
        // Some other company, the same at every look.
        (job.company + 17 * (draft.phone.national.len() as u32 + job.start as u32)) % 50_000
    } else {
        job.company
    };
    ProfileWork {
        name: Some(company(number).name),
        position: Some(job.title.clone()),
        start_date: Some(partial(job.start)),
        end_date: job.end.map(partial),
    }
}

fn shown_study(study: &crate::draft::Study) -> ProfileStudy {
    ProfileStudy {
        institution: Some(study.school.clone()),
        area: Some(study.area.clone()),
        study_type: Some(study.degree.to_owned()),
        start_date: None,
        end_date: Some(year(study.end)),
    }
}
