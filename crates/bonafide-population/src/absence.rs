//! What an application leaves out: drawn before and apart from everything else, so that honest and
//! other applications miss the same fields equally often.

use crate::random::Random;

/// What is left out, and how far the application gets.
#[expect(clippy::struct_excessive_bools, reason = "each field of a form is left out or not")]
#[derive(Clone, Debug)]
pub(crate) struct Absence {
    /// No street and postal code in the form.
    pub(crate) street: bool,
    /// No place at all in the form.
    pub(crate) place: bool,
    /// No phone.
    pub(crate) phone: bool,
    /// No mail address.
    pub(crate) email: bool,
    /// No profile on the professional network is named.
    pub(crate) slug: bool,
    /// No repository is named.
    pub(crate) handle: bool,
    /// No own site is named.
    pub(crate) site: bool,
    /// No session was recorded.
    pub(crate) session: bool,
    /// No time zone in the session.
    pub(crate) zone: bool,
    /// No device in the session.
    pub(crate) device: bool,
    /// No time of filling in.
    pub(crate) seconds: bool,
    /// No résumé could be read.
    pub(crate) resume: bool,
    /// No contacts in the résumé.
    pub(crate) resume_contacts: bool,
    /// No summary.
    pub(crate) summary: bool,
    /// No places of work.
    pub(crate) work_places: bool,
    /// No months of study, only years as résumés have them: no start at all.
    pub(crate) study_start: bool,
    /// No profile was looked at.
    pub(crate) profile: bool,
    /// A second profile, of the repository, was looked at.
    pub(crate) repository: bool,
    /// No references.
    pub(crate) references: bool,
    /// How far it gets.
    pub(crate) stage: Stage,
    /// No device or time zone in events.
    pub(crate) event_details: bool,
}

/// How far an application gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Not beyond reading.
    Applied,
    /// One interview.
    Interviewed,
    /// Two interviews and checks.
    Checked,
    /// An offer: shipment, pay and first weeks.
    Hired,
}

/// Draws what one application leaves out.
pub(crate) fn draw(random: &mut Random) -> Absence {
    let stage = match random.weighted(&[70.0, 14.0, 8.0, 8.0]) {
        0 => Stage::Applied,
        1 => Stage::Interviewed,
        2 => Stage::Checked,
        _ => Stage::Hired,
    };
    Absence {
        street: random.chance(0.45),
        place: random.chance(0.05),
        phone: random.chance(0.04),
        email: random.chance(0.006),
        slug: random.chance(0.22),
        handle: random.chance(0.25),
        site: random.chance(0.1),
        session: random.chance(0.06),
        zone: random.chance(0.05),
        device: random.chance(0.2),
        seconds: random.chance(0.15),
        resume: random.chance(0.03),
        resume_contacts: random.chance(0.25),
        summary: random.chance(0.25),
        work_places: random.chance(0.2),
        study_start: random.chance(0.35),
        profile: random.chance(0.5),
        repository: random.chance(0.15),
        references: random.chance(0.45),
        stage,
        event_details: random.chance(0.15),
    }
}
