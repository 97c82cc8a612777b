//! People who know one another from work, or share a writer or somebody to name as a reference.

use crate::casting::{Cast, Group};
use crate::company::company;
use crate::draft::Draft;
use crate::names;
use crate::phrases::{self, Bullet};
use crate::random::Random;
use crate::world::World;
use bonafide_application::Reference;

/// Makes somebody one of a team. `shared` is the same sequence for all of it.
pub(crate) fn join(
    world: &World,
    group: Group,
    cast: &Cast,
    draft: &mut Draft,
    shared: &mut Random,
    own: &mut Random,
) {
    match group {
        Group::Colleagues => {
            colleagues(cast, draft, shared, own);
            draft.note("colleagues");
        }
        Group::ManagerReports => {
            manager(world, cast, draft, shared);
            draft.note("manager_reports");
        }
        Group::WriterShop => {
            writer_shop(draft, shared, own);
            draft.note("writer_shop");
        }
        Group::NamedByOthers => {
            (draft.email, draft.phone) = named(world, shared);
            draft.note("named_by_others");
        }
        _ => {
            let reference = famous(shared);
            draft.references.truncate(1);
            draft.references.push(reference);
            draft.note("famous_referee");
        }
    }
}

/// One employer in the same years, and a project of which all of them write in their own words.
fn colleagues(cast: &Cast, draft: &mut Draft, shared: &mut Random, own: &mut Random) {
    let number = shared.below(2_000) as u32;
    let bullets: Vec<Bullet> =
        (0..3).map(|_| phrases::draw(usize::from(cast.occupation), shared)).collect();
    let place = shared.chance(0.8).then_some(draft.home.city);
    if let Some(job) = draft.jobs.first_mut() {
        job.company = number;
        job.city = place;
        let written = 1 + own.below(2);
        for (nth, bullet) in bullets.iter().enumerate().take(written) {
            let told = bullet.reworded(0.4, own);
            match job.bullets.get_mut(nth) {
                Some(place) => *place = told,
                None => job.bullets.push(told),
            }
        }
    }
}

/// One manager with a company address.
fn manager(world: &World, cast: &Cast, draft: &mut Draft, shared: &mut Random) {
    let number = shared.below(4_000) as u32;
    let name = names::draw(shared);
    let (given, family) = name.folded();
    let employer = company(number);
    let phone = world.phone(draft.home.city, shared).typed(4);
    if let Some(job) = draft.jobs.first_mut() {
        job.company = number;
    }
    let reference = Reference {
        name: Some(name.plain()),
        email: Some(format!("{given}.{family}@{}", employer.domain)),
        phone: (cast.group.is_multiple_of(2)).then_some(phone),
        company: Some(employer.name),
        relationship: Some("manager".to_owned()),
    };
    draft.references.truncate(2);
    draft.references.insert(0, reference);
}

/// One opening and one closing line of the shop; everything between is the customer's.
fn writer_shop(draft: &mut Draft, shared: &mut Random, own: &mut Random) {
    let title = draft.jobs.first().map_or_else(|| "Professional".to_owned(), |j| j.title.clone());
    let opening = shared.pick(&[
        "Trusted partner to leadership,",
        "Recognized authority and mentor,",
        "Respected problem solver and people leader,",
        "Awarded contributor with a record of firsts,",
    ]);
    let closing = shared.pick(&[
        "Brings energy, integrity and a bias for action to every engagement.",
        "Combines technical judgement with an owner's sense of cost and time.",
        "Equally at home in the board room and on the shop floor.",
        "Turns ambiguity into plans, and plans into results that last.",
    ]);
    let skill = draft.skills.first().copied().unwrap_or("modern tools");
    let trait_ = own.pick(&["quality", "speed", "people", "safety", "customers", "detail"]);
    draft.summary =
        format!("{opening} {title} with command of {skill} and care for {trait_}. {closing}");
}

/// Contacts of somebody whom an attacker names in other applications.
pub(crate) fn named(world: &World, shared: &mut Random) -> (String, crate::telephone::Number) {
    let city = world.home(shared);
    let email = crate::mailbox::nickname(shared);
    (email, world.phone(city, shared))
}

/// Somebody whom everybody knows, and whose public address stands on a site.
pub(crate) fn famous(shared: &mut Random) -> Reference {
    let name = names::draw(shared);
    let (given, family) = name.folded();
    Reference {
        name: Some(name.plain()),
        email: Some(format!("{given}@{family}-foundation.org")),
        phone: None,
        company: Some(format!("{} Foundation", name.family)),
        relationship: Some("mentor".to_owned()),
    }
}

/// A reference with the contacts of somebody who has nothing to do with the applicant.
pub(crate) fn misnamed(world: &World, shared: &mut Random, own: &mut Random) -> Reference {
    let (email, phone) = named(world, shared);
    let by_mail = own.chance(0.5);
    Reference {
        name: Some(names::draw(own).plain()),
        email: by_mail.then_some(email),
        phone: (!by_mail).then(|| phone.typed(0)),
        company: Some(company(crate::company::draw(own)).name),
        relationship: Some("manager".to_owned()),
    }
}
