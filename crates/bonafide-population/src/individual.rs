//! Look-alikes of one person: what makes an honest application seem odd. They befall everybody at
//! the same rates, those who are not who they say they are included.

use crate::academy;
use crate::draft::Draft;
use crate::mailbox;
use crate::person;
use crate::random::Random;
use crate::resume_text;
use crate::session;
use crate::world::{NetKind, World};
use bonafide_application::CheckResult;

/// Kinds and how many of a hundred people each befalls.
#[rustfmt::skip]
const RATES: [(&str, f64, Change); 34] = [
    ("mover", 13.0, mover),
    ("foreign_phone", 1.4, foreign_phone),
    ("vpn", 5.0, vpn),
    ("privacy_relay", 3.5, privacy_relay),
    ("utc_browser", 1.2, |_, draft, _| "UTC".clone_into(&mut draft.session.zone)),
    ("mobile_carrier", 10.0, mobile_carrier),
    ("traveller", 1.8, traveller),
    ("corporate_proxy", 2.0, corporate_proxy),
    ("internet_phone", 3.5, internet_phone),
    ("disposable_mail", 0.9, |_, draft, random| draft.email = mailbox::disposable(random)),
    ("forwarding_mail", 1.2, |_, draft, random| draft.email = mailbox::forwarding(random)),
    ("job_search_mailbox", 6.0, |_, draft, random| draft.email = mailbox::job_search(&draft.name, random)),
    ("nickname_mail", 9.0, |_, draft, random| draft.email = mailbox::nickname(random)),
    ("own_domain_mail", 3.0, own_domain_mail),
    ("school_mail", 2.5, school_mail),
    ("family_name_mail", 0.8, other_name_mail),
    ("gap", 6.0, gap),
    ("year_typo", 2.5, year_typo),
    ("embellisher", 1.5, embellisher),
    ("foreign_degree", 9.0, foreign_degree),
    ("student_abroad", 0.8, student_abroad),
    ("listed_alumnus", 0.5, listed_alumnus),
    ("married_name", 1.2, married_name),
    ("profile_renamed", 0.8, |_, draft, random| draft.profile.previous_names = vec![crate::names::draw(random).plain()]),
    ("stale_profile", 7.0, |world, draft, random| { draft.profile.stale = 2; draft.profile.city = Some(world.other_city(draft.home.city, random)); }),
    ("loose_profile", 2.5, |_, draft, _| draft.profile.other_companies = true),
    ("young_employer", 1.5, young_employer),
    ("two_jobs", 3.0, two_jobs),
    ("public_template", 7.0, public_template),
    ("model_written", 9.0, model_written),
    ("parents_shipment", 6.0, parents_shipment),
    ("interview_elsewhere", 6.0, interview_elsewhere),
    ("informal_references", 6.0, informal_references),
    ("former_name", 0.9, former_name),
];

type Change = fn(&World, &mut Draft, &mut Random);

/// Applies what befalls this person.
pub(crate) fn apply(world: &World, draft: &mut Draft, factor: f64, random: &mut Random) {
    for (kind, percent, change) in RATES {
        // One number for each kind, whether it befalls or not, so that rates can be changed alone.
        let mut own = Random::at(random.next(), &[]);
        if own.chance((percent * factor / 100.0).min(0.6)) {
            draft.note(kind);
            change(world, draft, &mut own);
        }
    }
}

fn mover(world: &World, draft: &mut Draft, random: &mut Random) {
    let before = world.other_city(draft.home.city, random);
    draft.phone = world.phone(before, random);
    for job in draft.jobs.iter_mut().skip(1).filter(|job| job.city.is_some()) {
        job.city = Some(before);
    }
}

fn foreign_phone(world: &World, draft: &mut Draft, random: &mut Random) {
    draft.phone = world.phone(world.city_abroad(draft.home.city, random), random);
}

fn vpn(world: &World, draft: &mut Draft, random: &mut Random) {
    let near = random.chance(0.6);
    let city = if near { draft.home.city } else { world.city_abroad(draft.home.city, random) };
    draft.session.ip = world.ip(world.city(city).country, NetKind::Vpn, random);
}

fn privacy_relay(world: &World, draft: &mut Draft, random: &mut Random) {
    draft.session.ip = world.ip(world.city(draft.home.city).country, NetKind::Relay, random);
    if random.chance(0.3) {
        "UTC".clone_into(&mut draft.session.zone);
    }
}

fn mobile_carrier(world: &World, draft: &mut Draft, random: &mut Random) {
    draft.session.ip = world.mobile_ip(world.city(draft.home.city).country, random);
}

fn traveller(world: &World, draft: &mut Draft, random: &mut Random) {
    let city = world.city(world.city_abroad(draft.home.city, random));
    draft.session.ip = world.access_ip(city.country, random);
    if random.chance(0.75) {
        draft.session.zone.clone_from(&city.zone);
    }
}

fn corporate_proxy(world: &World, draft: &mut Draft, random: &mut Random) {
    let country = world.city(draft.home.city).country;
    draft.session.ip = world.ip(country, NetKind::Hosting, random);
}

fn internet_phone(world: &World, draft: &mut Draft, random: &mut Random) {
    draft.phone = world.internet_phone(draft.home.city, random);
}

fn own_domain_mail(_: &World, draft: &mut Draft, random: &mut Random) {
    let (given, family) = draft.name.folded();
    let user = random.pick(&["me", "hello", "mail", "contact"]);
    draft.email = format!("{user}@{given}{family}.{}", random.pick(&["com", "me", "dev", "net"]));
}

fn school_mail(_: &World, draft: &mut Draft, random: &mut Random) {
    let domain = academy::domain(random);
    draft.email = format!("{}@{domain}", mailbox::of_name(&draft.name, random));
}

/// Somebody else's name in the address: a spouse's, a parent's, or one from before.
fn other_name_mail(_: &World, draft: &mut Draft, random: &mut Random) {
    draft.email = mailbox::personal(&crate::names::draw(random), random);
}

fn gap(_: &World, draft: &mut Draft, random: &mut Random) {
    let months = random.between(20, 80) as i32;
    let from = random.below(draft.jobs.len().max(1));
    for job in draft.jobs.iter_mut().skip(from) {
        job.start -= months;
        job.end = job.end.map(|end| end - months).or(Some(job.start + 24));
    }
    for study in &mut draft.studies {
        study.start -= (months / 12) as i16 + 1;
        study.end -= (months / 12) as i16 + 1;
    }
    employers_of_the_time(draft, random);
}

/// Where dates were moved back, employers must have been there by then.
fn employers_of_the_time(draft: &mut Draft, random: &mut Random) {
    for job in &mut draft.jobs {
        if i32::from(crate::company::founded(job.company)) * 12 > job.start {
            job.company = crate::career::employer(job.start, random);
        }
    }
}

fn year_typo(_: &World, draft: &mut Draft, random: &mut Random) {
    let wrong = random.pick(&[&-10i16, &-1, &1, &-2]);
    if random.chance(0.5) && !draft.jobs.is_empty() {
        let nth = random.below(draft.jobs.len());
        draft.jobs[nth].start += i32::from((*wrong).clamp(-2, 0)) * 12 - 12;
    } else if let Some(study) = draft.studies.first_mut() {
        study.start += *wrong;
    }
}

/// A degree is claimed that was begun and not finished.
fn embellisher(_: &World, draft: &mut Draft, random: &mut Random) {
    draft.later.results[2] =
        if random.chance(0.8) { CheckResult::Failed } else { CheckResult::Consider };
}

fn foreign_degree(world: &World, draft: &mut Draft, random: &mut Random) {
    let abroad = world.city_abroad(draft.home.city, random);
    for study in draft.studies.iter_mut().rev().take(1) {
        study.school = academy::abroad(world.city(abroad).country, random);
    }
    for job in draft.jobs.iter_mut().rev().take(1).filter(|job| job.end.is_some()) {
        job.city = Some(abroad);
    }
}

fn student_abroad(world: &World, draft: &mut Draft, random: &mut Random) {
    traveller(world, draft, random);
    let city = world.city_abroad(draft.home.city, random);
    draft.studies.truncate(1);
    draft.jobs.truncate(1);
    for study in &mut draft.studies {
        study.school = academy::abroad(world.city(city).country, random);
    }
}

fn listed_alumnus(_: &World, draft: &mut Draft, random: &mut Random) {
    let school = random.pick(&[
        "Harbin Institute of Technology",
        "Beihang University",
        "Northwestern Polytechnical University",
        "Sharif University of Technology",
        "Moscow Institute of Physics and Technology",
        "Beijing Institute of Technology",
    ]);
    for study in draft.studies.iter_mut().rev().take(1) {
        school.clone_into(&mut study.school);
    }
}

/// Another surname than in years before; the earlier one stands in mail, profile or form.
fn married_name(_: &World, draft: &mut Draft, random: &mut Random) {
    let before = draft.name.clone();
    draft.name.family = crate::names::draw(random).family;
    draft.name.other_spelling = None;
    draft.shown = draft.name.plain();
    if random.chance(0.5) {
        draft.known_as.push(before.plain());
    }
    if random.chance(0.6) {
        draft.profile.previous_names = vec![before.plain()];
    } else {
        draft.profile.name = Some(before.plain());
    }
    if random.chance(0.5) {
        let (given, family) = draft.name.folded();
        draft.slug = person::slug(&given, &family, random);
        draft.email = mailbox::personal(&draft.name, random);
    }
}

/// Another name altogether than in years before, by choice or by marriage; the slug, and at times
/// the mailbox, still have the former one. Half of these people say so.
fn former_name(_: &World, draft: &mut Draft, random: &mut Random) {
    let before = crate::names::draw(random);
    let (given, family) = before.folded();
    if random.chance(0.5) {
        draft.known_as.push(before.plain());
    }
    if random.chance(0.4) {
        draft.email = mailbox::personal(&before, random);
    }
    if random.chance(0.8) {
        draft.slug = person::slug(&given, &family, random);
    }
    if random.chance(0.5) {
        draft.profile.previous_names = vec![before.plain()];
    } else if random.chance(0.3) {
        draft.profile.name = Some(before.plain());
    }
}

fn young_employer(_: &World, draft: &mut Draft, random: &mut Random) {
    // Bought, renamed or re-founded: the name that is told is younger than the job.
    if let Some(job) = draft.jobs.last_mut() {
        job.company = crate::company::younger_than(job.start, random).unwrap_or(job.company);
    }
}

/// Two jobs at once: part of one's time each, or the dates of a notice period.
fn two_jobs(_: &World, draft: &mut Draft, random: &mut Random) {
    if draft.jobs.len() > 1 {
        let nth = random.below(draft.jobs.len() - 1) + 1;
        let end = draft.jobs[nth].end.map(|end| end + random.between(2, 14) as i32);
        draft.jobs[nth].end = end.filter(|end| draft.jobs[nth - 1].end.is_none_or(|e| *end < e));
        if draft.jobs[nth].end.is_none() {
            draft.jobs[nth].end = Some(draft.jobs[nth - 1].start + 3);
        }
    }
}

fn public_template(_: &World, draft: &mut Draft, random: &mut Random) {
    draft.summary = resume_text::template(random.skewed(12, 1.5), draft.occupation);
}

fn model_written(_: &World, draft: &mut Draft, random: &mut Random) {
    draft.summary = resume_text::model_written(draft.occupation, &draft.skills, random);
    for job in draft.jobs.iter_mut().take(2) {
        job.first_line = Some(resume_text::model_line(random));
    }
}

fn parents_shipment(world: &World, draft: &mut Draft, random: &mut Random) {
    let city = if random.chance(0.4) {
        draft.home.city
    } else {
        world.other_city(draft.home.city, random)
    };
    draft.later.shipment = Some(person::home(world, city, random));
}

fn interview_elsewhere(world: &World, draft: &mut Draft, random: &mut Random) {
    let mut place = draft.base.clone();
    let country = world.city(draft.home.city).country;
    match random.below(4) {
        0 => place.ip = world.ip(country, NetKind::Vpn, random),
        1 => {
            let city = world.city(world.city_abroad(draft.home.city, random));
            place.ip = world.access_ip(city.country, random);
            place.zone.clone_from(&city.zone);
        }
        _ => place.ip = world.mobile_ip(country, random),
    }
    if random.chance(0.5) {
        place.device = person::device(random);
    }
    draft.later.interview = Some(place);
}

fn informal_references(_: &World, draft: &mut Draft, random: &mut Random) {
    for reference in &mut draft.references {
        let name = crate::names::draw(random);
        reference.email = Some(mailbox::personal(&name, random));
        reference.name = Some(name.plain());
        reference.relationship = Some("colleague".to_owned());
    }
    draft.fill_seconds = session::fill_seconds(random);
}
