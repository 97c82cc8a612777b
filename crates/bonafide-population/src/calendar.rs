//! When things happen: eighteen months of adverts, each with its wave of applications.

use crate::occupation;
use crate::random::Random;
use jiff::{SignedDuration, Timestamp, civil};

/// First second of the simulated time: 1 May 2025.
pub(crate) const START: i64 = 1_746_057_600;
/// Days of simulated time, about eighteen months.
pub(crate) const DAYS: i64 = 548;
/// Last second at which an advert is answered.
pub(crate) const END: i64 = START + DAYS * DAY;
/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// One advertised job.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Advert {
    /// Second at which it opened.
    pub(crate) opened: i64,
    /// Its occupation.
    pub(crate) occupation: usize,
}

/// All advertised jobs, by occupation and in the order in which they opened.
pub(crate) struct Calendar {
    /// The adverts.
    pub(crate) adverts: Vec<Advert>,
    /// Their indexes by occupation, earliest first.
    by_occupation: Vec<Vec<u32>>,
}

/// Draws the adverts for so many applications: about ninety applications answer one.
pub(crate) fn draw(applications: usize, random: &mut Random) -> Calendar {
    let count = (applications / 90).max(occupation::OCCUPATIONS.len() * 2);
    let mut adverts: Vec<Advert> = (0..count)
        .map(|index| Advert {
            opened: START + random.below(((DAYS - 12) * DAY) as usize) as i64,
            // Every occupation has one at least.
            occupation: if index < occupation::OCCUPATIONS.len() {
                index
            } else {
                occupation::draw(random)
            },
        })
        .collect();
    adverts.sort_by_key(|advert| (advert.opened, advert.occupation));
    let mut by_occupation = vec![Vec::new(); occupation::OCCUPATIONS.len()];
    for (index, advert) in adverts.iter().enumerate() {
        by_occupation[advert.occupation].push(index as u32);
    }
    Calendar { adverts, by_occupation }
}

impl Calendar {
    /// An advert of the occupation, and when somebody answers it. Some adverts draw far more
    /// answers than others, most of them in the first two weeks.
    pub(crate) fn answer(&self, occupation: usize, random: &mut Random) -> (u32, i64) {
        let adverts = &self.by_occupation[occupation];
        // A stride that shares no factor with the count spreads the popular ones over the year.
        let rank = random.skewed(adverts.len(), 1.8);
        let advert = adverts[(rank * 7_919 + occupation * 131 + adverts.len() / 3) % adverts.len()];
        let opened = self.adverts[advert as usize].opened;
        (advert, hour_of(opened + (random.waiting(9.0) * DAY as f64) as i64, random))
    }

    /// An advert of the occupation that is open at about this time, and the time of the answer.
    pub(crate) fn answer_at(&self, occupation: usize, at: i64, random: &mut Random) -> (u32, i64) {
        let adverts = &self.by_occupation[occupation];
        let opened = adverts.partition_point(|&a| self.adverts[a as usize].opened <= at);
        let back = random.below(opened.clamp(1, 4));
        let advert = adverts[opened.saturating_sub(1 + back)];
        (advert, hour_of(at.max(self.adverts[advert as usize].opened), random))
    }
}

/// The same day, at an hour at which people fill in forms (in UTC, for the Americas mostly).
fn hour_of(at: i64, random: &mut Random) -> i64 {
    let at = at.min(END);
    let hour = 12.0 + 6.0 * (random.unit() + random.unit() + random.unit() - 0.4);
    let mut day = at.div_euclid(DAY);
    // Half of those whom it would be a weekend wait until Monday.
    let weekday = (day + 3).rem_euclid(7);
    if weekday >= 5 && random.chance(0.5) {
        day += 7 - weekday;
    }
    day * DAY + (hour * 3_600.0) as i64 + random.below(3_600) as i64
}

/// The instant of a second.
pub(crate) fn instant(second: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
}

/// The civil date of a second, in UTC.
pub(crate) fn date(second: i64) -> civil::Date {
    civil::date(1970, 1, 1) + jiff::Span::new().days(second.div_euclid(DAY))
}

/// The month of a second, counted from year 0.
pub(crate) fn month(second: i64) -> i32 {
    let date = date(second);
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}
