//! Months between the partial dates of a résumé, always counted in the applicant's favor: a year
//! without a month may be any of its months.

use bonafide_application::{Application, PartialDate};
use jiff::tz::TimeZone;

/// Months that surely lie between the two, from the last month that `from` can mean to the first
/// that `to` can mean; negative where `to` may lie before `from`.
pub(crate) fn surely_between(from: PartialDate, to: PartialDate) -> i32 {
    first(to) - last(from)
}

/// The most months that can lie between the two.
pub(crate) fn at_most_between(from: PartialDate, to: PartialDate) -> i32 {
    last(to) - first(from)
}

/// Months that both spans surely have in common; 0 or less where they may not meet at all.
pub(crate) fn shared(a: (PartialDate, PartialDate), b: (PartialDate, PartialDate)) -> i32 {
    first(a.1).min(first(b.1)) - last(a.0).max(last(b.0))
}

/// The day of submission, as a date of a résumé.
pub(crate) fn submitted(application: &Application) -> PartialDate {
    let date = TimeZone::UTC.to_datetime(application.submitted_at).date();
    PartialDate { year: date.year(), month: Some(date.month() as u8), day: Some(date.day() as u8) }
}

/// The span as it is shown: `2012-01 to 2017-06`, with `?` for what is not given.
pub(crate) fn span(start: Option<PartialDate>, end: Option<PartialDate>) -> String {
    let show = |date: Option<PartialDate>| date.map_or_else(|| "?".to_owned(), |d| d.to_string());
    format!("{} to {}", show(start), show(end))
}

fn first(date: PartialDate) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month.unwrap_or(1))
}

fn last(date: PartialDate) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month.unwrap_or(12))
}

#[cfg(test)]
mod tests {
    use super::{at_most_between, shared, surely_between};
    use bonafide_application::PartialDate;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    #[test]
    fn a_year_alone_is_counted_in_the_applicants_favor() {
        assert_eq!(surely_between(date("2019"), date("2020")), 1);
        assert_eq!(at_most_between(date("2019"), date("2020")), 23);
        assert_eq!(surely_between(date("2019-03"), date("2019-09-30")), 6);
        assert_eq!(surely_between(date("2020"), date("2020-05")), -7);
    }

    #[test]
    fn spans_that_may_only_touch_share_nothing() {
        let early = (date("2015"), date("2018"));
        assert!(shared(early, (date("2018"), date("2020"))) <= 0);
        assert_eq!(shared(early, (date("2017-02"), date("2020"))), 11);
    }
}
