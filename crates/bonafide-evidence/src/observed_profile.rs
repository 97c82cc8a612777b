//! What a public profile's own data say of its age, and of the career beside it.

use crate::months;
use bonafide_application::Profile;
use bonafide_reference::Subject;
use jiff::tz::TimeZone;

/// Whether the network shows careers under people's own names.
pub(crate) fn is_professional(profile: &Profile) -> bool {
    ["linkedin", "xing"].iter().any(|network| profile.network.eq_ignore_ascii_case(network))
}

/// Days from the making of the account to the application; `None` where that is not known, or the
/// account is the younger.
pub(crate) fn age_days(subject: &Subject<'_>, profile: &Profile) -> Option<i32> {
    let submitted = TimeZone::UTC.to_datetime(subject.application.submitted_at).date();
    let days = submitted.since(profile.created_on?).ok()?.get_days();
    (days >= 0).then_some(days)
}

/// Months from the start of the first job of the résumé to the application, at the least.
pub(crate) fn career_months(subject: &Subject<'_>) -> Option<i32> {
    let resume = subject.application.resume.as_ref()?;
    let submitted = months::submitted(subject.application);
    let starts = resume.work.iter().filter_map(|work| work.start_date);
    starts.map(|start| months::surely_between(start, submitted)).max()
}
