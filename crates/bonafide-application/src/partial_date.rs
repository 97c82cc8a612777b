//! A date of which only the year, or the year and month, may be known.

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A year, a year and month, or a day, as résumés state them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// 1900 to 2200.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, and only with a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads `2019`, `2019-04`, `2019-04-30`, and a date-time by its date.
    ///
    /// Years outside 1900 to 2200 and impossible days are `None`, as is any other text.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let date = text.trim().split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse::<i16>().ok()?;
        let month = parts.next().map_or(Some(0), |m| m.parse::<u8>().ok())?;
        let day = parts.next().map_or(Some(0), |d| d.parse::<u8>().ok())?;
        let known = civil::Date::new(year, month.max(1) as i8, day.max(1) as i8).ok();
        let plausible = (1900..=2200).contains(&year) && parts.next().is_none() && month <= 12;
        if known.is_none() || !plausible {
            return None;
        }
        Some(PartialDate {
            year,
            month: (month > 0).then_some(month),
            day: (month > 0 && day > 0).then_some(day),
        })
    }

    /// The first day that it can mean.
    pub fn earliest(&self) -> civil::Date {
        civil::date(self.year, self.month.unwrap_or(1) as i8, self.day.unwrap_or(1) as i8)
    }

    /// The last day that it can mean.
    pub fn latest(&self) -> civil::Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.earliest(),
            (Some(_), None) => self.earliest().last_of_month(),
            (None, _) => civil::date(self.year, 12, 31),
        }
    }

    /// Months since year 0, counting an unknown month as January.
    pub fn months(&self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(1)) - 1
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    /// Reads what is written by [`fmt::Display`]; other text is an error.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        PartialDate::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a date is 2019, 2019-04 or 2019-04-30"))
    }
}

/// Reads a date of a résumé: text that is no date (`Present`, an empty string) is absent.
pub(crate) fn lenient<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<PartialDate>, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| PartialDate::parse(&text)))
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_what_resumes_state() {
        for (text, want) in [
            ("2019", Some("2019")),
            ("2019-04", Some("2019-04")),
            ("2019-04-30", Some("2019-04-30")),
            ("2019-04-30T10:00:00Z", Some("2019-04-30")),
            ("2019-02-30", None),
            ("2019-13", None),
            ("30000-01-01", None),
            ("0019", None),
            ("Present", None),
            ("", None),
        ] {
            let read = PartialDate::parse(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn a_month_spans_its_days() {
        let date = PartialDate::parse("2024-02").expect("a month");
        assert_eq!(date.earliest().to_string(), "2024-02-01");
        assert_eq!(date.latest().to_string(), "2024-02-29");
        assert_eq!(PartialDate::parse("2024").expect("a year").latest().to_string(), "2024-12-31");
    }
}
