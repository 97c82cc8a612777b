//! Dates and times as tables write them.

use bonafide_application::PartialDate;
use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};

/// Which of two small numbers is the day, as in `3/4/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    MonthFirst,
    DayFirst,
}

/// How one column writes dates.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    pub(crate) order: Order,
    /// In the notation of `strftime`, where a mapping says it.
    pub(crate) format: Option<String>,
}

/// The order that a value shows by a number that can be no month, or `Err` where it could be
/// either; `Ok(None)` where the question does not arise.
pub(crate) fn order_of(text: &str) -> Result<Option<Order>, ()> {
    let Some(read) = scan(text) else { return Ok(None) };
    match (read.month, read.numbers.as_slice()) {
        (None, [a, b, _]) if a.digits <= 2 && a.after != '.' => match (a.value, b.value) {
            (13.., 1..=12) => Ok(Some(Order::DayFirst)),
            (1..=12, 13..) => Ok(Some(Order::MonthFirst)),
            (a, b) if a == b => Ok(None),
            _ => Err(()),
        },
        _ => Ok(None),
    }
}

/// A moment; without a zone it is read as UTC, without a time as midnight.
pub(crate) fn moment(text: &str, style: &Style) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(format) = &style.format {
        let read = strtime::parse(format, text).ok()?;
        return read.to_timestamp().ok().or_else(|| {
            let date = read.to_date().ok()?;
            utc(date.to_datetime(read.to_time().unwrap_or(civil::Time::midnight())))
        });
    }
    let within = |at: &Timestamp| YEARS.contains(&Offset::UTC.to_datetime(*at).year());
    let read = text.parse::<Timestamp>().ok().or_else(|| counted(text)).or_else(|| {
        let read = scan(text)?;
        let local = date(&read, style.order)?.to_datetime(read.time.unwrap_or_default());
        let zone = TimeZone::fixed(Offset::from_seconds(read.offset_minutes * 60).ok()?);
        zone.to_timestamp(local).ok()
    });
    read.filter(within)
}

/// A date of which only the year or month may be known; what is no date (`Present`) is `None`.
pub(crate) fn partial(text: &str, style: &Style) -> Option<PartialDate> {
    let text = text.trim();
    if style.format.is_none()
        && let Some(date) = PartialDate::parse(text)
    {
        return Some(date);
    }
    if let Some(at) = moment(text, style) {
        return PartialDate::parse(&at.to_string());
    }
    let read = scan(text)?;
    let (year, month) = match (read.month, read.numbers.as_slice()) {
        (Some(month), [year]) if year.digits == 4 => (year.value, month),
        (None, [month, year]) if year.digits == 4 => (year.value, month.value),
        _ => return None,
    };
    PartialDate::parse(&format!("{year:04}-{month:02}"))
}

/// Years that an application or a date of birth may bear.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

fn utc(local: civil::DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(local).ok()
}

/// Days since 1899-12-30, as workbooks count, or seconds or milliseconds since 1970.
fn counted(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number = text.parse::<f64>().ok()?;
    let seconds = match number {
        // 1954 to 2119, so that neither years nor ids are taken for days.
        20_000.0..80_000.0 => (number - 25_569.0) * 86_400.0,
        // 2001 to 2286.
        1e9..1e10 => number,
        1e12..1e13 => number / 1e3,
        _ => return None,
    };
    Timestamp::from_second(seconds.round() as i64).ok()
}

/// What a text of digits, names of months and signs says.
#[derive(Default)]
struct Scanned {
    numbers: Vec<Number>,
    month: Option<u32>,
    time: Option<civil::Time>,
    offset_minutes: i32,
}

/// A number of a date, with the sign behind it.
struct Number {
    value: u32,
    digits: usize,
    after: char,
}

/// Longest text that can be a date.
const CHARS_MAX: usize = 60;

fn scan(text: &str) -> Option<Scanned> {
    if text.len() > CHARS_MAX || !text.is_ascii() {
        return None;
    }
    let mut rest = text;
    let mut read = Scanned::default();
    let mut afternoon = None;
    while let Some(first) = rest.bytes().next() {
        if first.is_ascii_digit() {
            let (value, digits, after) = number(rest)?;
            if after.starts_with(':') && read.time.is_none() {
                let (time, after) = clock(value, after)?;
                (read.time, rest) = (Some(time), after);
                if let Some((minutes, after)) = offset(rest) {
                    (read.offset_minutes, rest) = (minutes, after);
                }
            } else {
                let sign = after.chars().next().unwrap_or(' ');
                read.numbers.push(Number { value, digits, after: sign });
                rest = after;
            }
        } else if first.is_ascii_alphabetic() {
            let end = rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
            word(&rest[..end].to_ascii_lowercase(), &mut read, &mut afternoon)?;
            rest = &rest[end..];
            if let Some((minutes, after)) = offset(rest).filter(|_| read.time.is_some()) {
                (read.offset_minutes, rest) = (minutes, after);
            }
        } else if " ,/.-()".contains(char::from(first)) {
            rest = &rest[1..];
        } else {
            return None;
        }
    }
    if let (Some(afternoon), Some(time)) = (afternoon, read.time) {
        let hour = time.hour() % 12 + if afternoon { 12 } else { 0 };
        read.time = civil::Time::new(hour, time.minute(), time.second(), 0).ok();
    }
    Some(read)
}

fn number(text: &str) -> Option<(u32, usize, &str)> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, end, &text[end..]))
}

/// The clock time whose hour was read; fractions of a second are dropped.
fn clock(hour: u32, rest: &str) -> Option<(civil::Time, &str)> {
    let (minute, _, mut rest) = number(rest.strip_prefix(':')?)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':') {
        (second, _, rest) = number(after)?;
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(after.len());
            rest = &after[end..];
        }
    }
    let part = |value: u32| i8::try_from(value).ok();
    let time = civil::Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
    Some((time, rest))
}

/// `+0530`, `-05:00`, with the zone's name that may follow in parentheses left for later.
fn offset(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start();
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (value, digits, rest) = number(&text[1..])?;
    let (hours, minutes, rest) = match (digits, rest.strip_prefix(':')) {
        (4, _) => (value / 100, value % 100, rest),
        (1 | 2, Some(after)) => {
            let (minutes, _, rest) = number(after)?;
            (value, minutes, rest)
        }
        (1 | 2, None) => (value, 0, rest),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then(|| (sign * (hours * 60 + minutes) as i32, rest))
}

fn word(word: &str, read: &mut Scanned, afternoon: &mut Option<bool>) -> Option<()> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    // RFC 5322, section 4.3, and the names for UTC.
    const ZONES: [(&str, i32); 13] = [
        ("utc", 0),
        ("gmt", 0),
        ("z", 0),
        ("est", -5),
        ("edt", -4),
        ("cst", -6),
        ("cdt", -5),
        ("mst", -7),
        ("mdt", -6),
        ("pst", -8),
        ("pdt", -7),
        ("cet", 1),
        ("cest", 2),
    ];
    let begins = |short: &&str| word.starts_with(*short);
    if let Some((_, hours)) = ZONES.iter().find(|(zone, _)| *zone == word) {
        read.offset_minutes = hours * 60;
    } else if word == "am" || word == "pm" {
        *afternoon = Some(word == "pm");
    } else if let Some(month) = MONTHS.iter().position(|month| begins(&month)) {
        read.month = Some(month as u32 + 1);
    } else if !DAYS.iter().any(|day| begins(&day))
        && !["t", "at", "st", "nd", "rd", "th", "of", "um", "uhr"].contains(&word)
    {
        return None;
    }
    Some(())
}

fn date(read: &Scanned, order: Order) -> Option<civil::Date> {
    let (year, month, day) = match (read.month, read.numbers.as_slice()) {
        (Some(month), [day, year]) if day.digits <= 2 => (year, month, day.value),
        (Some(month), [year, day]) => (year, month, day.value),
        (None, [year, month, day]) if year.digits == 4 => (year, month.value, day.value),
        (None, [a, b, year]) => {
            let day_first = match (a.value, b.value) {
                _ if a.after == '.' => true,
                (13.., _) => true,
                (_, 13..) => false,
                _ => order == Order::DayFirst,
            };
            let (day, month) = if day_first { (a, b) } else { (b, a) };
            (year, month.value, day.value)
        }
        _ => return None,
    };
    let century = if year.digits == 2 { 2000 } else { 0 };
    let year = i16::try_from(year.value + century).ok().filter(|_| year.digits != 3)?;
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Order, Style, moment, order_of, partial};

    fn style(order: Order) -> Style {
        Style { order, format: None }
    }

    #[test]
    fn moments_are_read_as_tables_write_them() {
        for (text, want) in [
            ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"),
            ("2026-01-05T10:00:00.123+02:00", "2026-01-05T08:00:00.123Z"),
            ("2026-01-05 10:00:00 UTC", "2026-01-05T10:00:00Z"),
            ("2026-01-05 10:00:00 -0500", "2026-01-05T15:00:00Z"),
            ("2026-01-05 10:00", "2026-01-05T10:00:00Z"),
            ("2026/01/05", "2026-01-05T00:00:00Z"),
            ("1/5/2026 3:04 PM", "2026-01-05T15:04:00Z"),
            ("1/15/26 12:04 AM", "2026-01-15T00:04:00Z"),
            ("25/1/2026", "2026-01-25T00:00:00Z"),
            ("5.1.2026 15:04", "2026-01-05T15:04:00Z"),
            ("Mon, 05 Jan 2026 10:00:00 +0530", "2026-01-05T04:30:00Z"),
            ("January 5th, 2026 at 3:04 pm EST", "2026-01-05T20:04:00Z"),
            ("05-Jan-2026", "2026-01-05T00:00:00Z"),
            ("46027.5", "2026-01-05T12:00:00Z"),
            ("1767607200", "2026-01-05T10:00:00Z"),
            ("1767607200000", "2026-01-05T10:00:00Z"),
        ] {
            let read = moment(text, &style(Order::MonthFirst)).map(|at| at.to_string());
            assert_eq!(read.as_deref(), Some(want), "{text}");
        }
        for text in ["", "soon", "30000-01-01", "13/13/2026", "2026", "1/2", "=TODAY()", "١/٢/٢٠٢٦"]
        {
            assert_eq!(moment(text, &style(Order::MonthFirst)), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_a_column_decides_what_could_be_either() {
        let read = |order| moment("3/4/2026", &style(order)).expect("a date").to_string();
        assert_eq!(read(Order::MonthFirst), "2026-03-04T00:00:00Z");
        assert_eq!(read(Order::DayFirst), "2026-04-03T00:00:00Z");
        assert_eq!(order_of("13/4/2026"), Ok(Some(Order::DayFirst)));
        assert_eq!(order_of("4/13/2026 1:00 PM"), Ok(Some(Order::MonthFirst)));
        assert_eq!(order_of("3/4/2026"), Err(()));
        assert_eq!(order_of("3.4.2026"), Ok(None));
        assert_eq!(order_of("2026-04-03"), Ok(None));
    }

    #[test]
    fn a_form_that_is_given_is_followed() {
        let given = Style { order: Order::MonthFirst, format: Some("%d|%m|%Y".to_owned()) };
        let read = moment("03|04|2026", &given).map(|at| at.to_string());
        assert_eq!(read.as_deref(), Some("2026-04-03T00:00:00Z"));
        assert_eq!(moment("2026-04-03", &given), None);
    }

    #[test]
    fn months_and_years_of_a_resume_are_read() {
        for (text, want) in [
            ("2019", Some("2019")),
            ("2019-04", Some("2019-04")),
            ("04/2019", Some("2019-04")),
            ("Apr 2019", Some("2019-04")),
            ("September 2019", Some("2019-09")),
            ("4/30/2019", Some("2019-04-30")),
            ("Present", None),
            ("14/2019", None),
        ] {
            let read = partial(text, &style(Order::MonthFirst)).map(|date| date.to_string());
            assert_eq!(read.as_deref(), want, "{text}");
        }
    }
}
