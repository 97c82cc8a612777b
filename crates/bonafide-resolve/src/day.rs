//! A date of birth as lists write it, of which parts may be unknown.

/// Year, month and day as one number, `19800527`; parts that are unknown are 0.
pub(crate) type Day = u32;

/// Which of two small numbers a column writes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `5/27/1980`.
    MonthFirst,
    /// `27/5/1980`.
    DayFirst,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date of any usual form. A month or day that cannot be (`1856-86-18`) is kept as it is
/// written, since the rest still tells something; two digits of a year are of the century before
/// the year 2026 at most.
pub(crate) fn day(text: &str, order: Order) -> Option<Day> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        if digits && word.len() <= 8 {
            numbers.push((word.parse().ok()?, word.len()));
        } else if let Some(name) = word.get(..3) {
            let name = name.to_ascii_lowercase();
            month = MONTHS.iter().position(|known| *known == name).map(|at| at as u32 + 1);
        }
        if numbers.len() == 3 {
            break;
        }
    }
    let (year, month, day) = match (month, numbers.as_slice()) {
        (None, [(whole, 8)]) => (whole / 10_000, whole / 100 % 100, whole % 100),
        (None, [(year, 4)]) => (*year, 0, 0),
        (None, [(year, 4), (month, 1..=2)] | [(month, 1..=2), (year, 4)]) => (*year, *month, 0),
        (None, [(year, 4), (month, 1..=2), (day, 1..=2)]) => (*year, *month, *day),
        (None, [(a, 1..=2), (b, 1..=2), (year, digits @ (2 | 4))]) => {
            let year = if *digits == 2 { century(*year) } else { *year };
            match (order, a, b) {
                (Order::MonthFirst, 13.., 1..=12) | (Order::DayFirst, _, 1..=12) => (year, *b, *a),
                _ => (year, *a, *b),
            }
        }
        (Some(month), [(day, 1..=2), (year, digits @ (2 | 4))]) => {
            (if *digits == 2 { century(*year) } else { *year }, month, *day)
        }
        (Some(month), [(year, 4), (day, 1..=2)]) => (*year, month, *day),
        (Some(month), [(year, 4)]) => (*year, month, 0),
        _ => return None,
    };
    (year > 0).then_some(year * 10_000 + month.min(99) * 100 + day.min(99))
}

/// What a value shows of its column's order; `None` where it shows nothing.
pub(crate) fn order_of(text: &str) -> Option<Order> {
    let mut parts = text.trim().split(['/', '-', '.', ' ']);
    let (a, b) = (parts.next()?, parts.next()?);
    if a.len() > 2 || b.len() > 2 {
        return None;
    }
    match (a.parse::<u32>().ok()?, b.parse::<u32>().ok()?) {
        (13..=31, 1..=12) => Some(Order::DayFirst),
        (1..=12, 13..=31) => Some(Order::MonthFirst),
        _ => None,
    }
}

fn century(year: u32) -> u32 {
    if year > 25 { 1900 + year } else { 2000 + year }
}

/// Year, month, day.
pub(crate) fn parts(day: Day) -> (u32, u32, u32) {
    (day / 10_000, day / 100 % 100, day % 100)
}

#[cfg(test)]
mod tests {
    use super::{Order, day};

    #[test]
    fn usual_forms_are_read() {
        for (text, want) in [
            ("1980-05-27", 19_800_527),
            ("19800527", 19_800_527),
            ("5/27/80", 19_800_527),
            ("27/5/1980", 19_800_527),
            ("27-May-80", 19_800_527),
            ("May 27 1980", 19_800_527),
            ("1980", 19_800_000),
            ("1856-86-18", 18_568_618),
        ] {
            assert_eq!(day(text, Order::MonthFirst), Some(want), "{text}");
        }
        assert_eq!(day("3/4/1980", Order::DayFirst), Some(19_800_403));
        assert_eq!(day("unknown", Order::DayFirst), None);
    }
}
