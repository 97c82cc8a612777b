//! Events that bring many at once: a job fair, a campus event, a layoff, and a flood of operators
//! who claim one employer.
//!
//! All four leave a surge, or would where nothing explained it; only the last is anything but
//! innocent. A plan without events draws what it drew before there were any.

use crate::academy;
use crate::company;
use crate::draft::Draft;
use crate::random::Random;
use crate::world::{NetKind, World};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// People of all schools and employers leave their address at a booth, within a week, by a
    /// channel of its own.
    JobFair,
    /// Students of one school apply from its network within a week, by the usual channels.
    Campus,
    /// People of one employer lose their jobs and apply within a week, by the usual channels.
    Layoff,
    /// Operators who claim one employer apply within a week.
    Flood,
}

impl Event {
    /// All of them, in the order in which a plan has them.
    pub(crate) const ALL: [Event; 4] = [Event::JobFair, Event::Campus, Event::Layoff, Event::Flood];
}

/// Makes somebody one of those whom an event brought. `shared` is the same sequence for all.
pub(crate) fn join(
    world: &World,
    event: Event,
    month: i32,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    match event {
        Event::JobFair => {
            let country = world.city(world.home(shared)).country;
            let hall = world.access_ip(country, shared);
            draft.channel = "job_fair";
            if own.chance(0.7) {
                draft.session.ip = hall;
            }
            draft.note("job_fair");
        }
        Event::Campus => {
            let (school, _) = academy::american(shared);
            let exit = world.ip(world.us(), NetKind::Campus, shared);
            if let Some(study) = draft.studies.first_mut() {
                school.clone_into(&mut study.school);
            }
            if own.chance(0.7) {
                draft.session.ip = exit;
            }
            draft.note("campus_event");
        }
        Event::Layoff => {
            let employer = small_employer(shared);
            if let Some(job) = draft.jobs.first_mut() {
                job.company = employer;
                job.end = Some(month.max(job.start + 1));
            }
            draft.note("layoff");
        }
        Event::Flood => {
            let employer = small_employer(shared);
            if let Some(job) = draft.jobs.first_mut() {
                job.company = employer;
            }
            draft.note("flood");
        }
    }
}

/// A made-up employer of middling size, old enough for anybody's latest job.
fn small_employer(shared: &mut Random) -> u32 {
    let mut number = 2_000 + shared.below(10_000) as u32;
    while company::founded(number) > 2005 {
        number += 1;
    }
    number
}
