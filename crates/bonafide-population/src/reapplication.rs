//! The same person again: what changes between two applications of one person.

use crate::career;
use crate::draft::{Draft, Job};
use crate::mailbox;
use crate::occupation;
use crate::person;
use crate::phrases;
use crate::random::Random;
use crate::world::World;

/// Changes a draft into the person's nth application, so many months after the first, which was
/// in `month`, counted from year 0.
pub(crate) fn change(
    world: &World,
    draft: &mut Draft,
    nth: u8,
    month: i32,
    months: i32,
    random: &mut Random,
) {
    draft.note("re_applicant");
    // Each later application keeps what the ones before it changed.
    for step in 1..=u64::from(nth) {
        let mut own = Random::at(random.next(), &[step]);
        contacts(world, draft, &mut own);
        spelling(draft, &mut own);
        for job in &mut draft.jobs {
            if own.chance(0.2) {
                job.bullets = job.bullets.iter().map(|b| b.reworded(0.15, &mut own)).collect();
            }
        }
        if own.chance(0.25) {
            draft.skills = career::skills(draft.occupation, &mut own);
        }
        draft.fill_seconds = (draft.fill_seconds * (0.3 + own.unit()) * 10.0).round() / 10.0;
    }
    if months >= 4 && random.chance(0.6) {
        new_job(draft, month + months, random);
    }
}

fn contacts(world: &World, draft: &mut Draft, own: &mut Random) {
    if own.chance(0.2) {
        draft.email = mailbox::personal(&draft.name, own);
        draft.note("new_email");
    }
    if own.chance(0.1) {
        draft.phone = world.phone(draft.home.city, own);
        draft.note("new_phone");
    }
    if own.chance(0.2) {
        draft.session.device = person::device(own);
        draft.base.device.clone_from(&draft.session.device);
    }
    if own.chance(0.3) {
        let country = world.city(draft.home.city).country;
        draft.session.ip = if own.chance(0.4) {
            world.mobile_ip(country, own)
        } else {
            world.access_ip(country, own)
        };
    }
    if own.chance(0.08) {
        draft.home = person::home(world, draft.home.city, own);
    }
}

/// Name order, another usual spelling, another script, a middle initial, a new surname.
fn spelling(draft: &mut Draft, own: &mut Random) {
    match own.below(40) {
        0 => {
            draft.shown = draft.name.reversed();
            draft.note("name_order");
        }
        1..3 => {
            if let Some(other) = &draft.name.other_spelling {
                draft.shown.clone_from(other);
                // Most who write their name in its own script give the other form somewhere too.
                match own.below(10) {
                    0..4 => draft.known_as.push(draft.name.plain()),
                    4..8 => draft.resume_name = Some(draft.name.plain()),
                    _ => {}
                }
                draft.note("transliteration");
            }
        }
        5..8 => draft.shown = draft.name.full(),
        8..11 => draft.shown = draft.name.plain(),
        11 => {
            let before = draft.name.plain();
            draft.name.family = crate::names::draw(own).family;
            draft.shown = draft.name.plain();
            if own.chance(0.5) {
                draft.known_as.push(before);
            }
            draft.note("married_name");
        }
        _ => {}
    }
}

/// A job that was begun shortly before the month.
fn new_job(draft: &mut Draft, month: i32, random: &mut Random) {
    let Some(last) = draft.jobs.first_mut() else { return };
    let start = (month - random.between(0, 2) as i32).max(last.start + 1);
    last.end = Some(start);
    let city = last.city;
    let occupation = draft.occupation;
    let job = Job {
        company: career::employer(start, random),
        title: occupation::title(occupation, 5, random),
        city,
        start,
        end: None,
        bullets: (0..2).map(|_| phrases::draw(occupation, random)).collect(),
        first_line: None,
    };
    draft.jobs.insert(0, job);
    draft.note("new_job");
}
