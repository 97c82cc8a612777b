//! How often: a bucket that fills by the second for whoever asks, and delays that grow with every
//! wrong password.
//!
//! Written here rather than taken from a crate: those that exist read a clock of their own, and a
//! bucket is the ten lines of `take`.

use crate::Problem;
use std::collections::HashMap;

/// So many a second, and so many at once after a rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    /// Requests a second that may go on for ever.
    pub(crate) a_second: f64,
    /// Requests at once.
    pub(crate) at_once: f64,
}

/// Whoever is known, by account and again by token: an export that feeds history in is welcome, a
/// loop that went wrong is stopped.
pub(crate) const KNOWN: Rate = Rate { a_second: 1_000.0, at_once: 2_000.0 };

/// Whoever is not known, by address; several people may share one.
pub(crate) const UNKNOWN: Rate = Rate { a_second: 20.0, at_once: 200.0 };

/// Tries at a password, an invitation or the set-up, by address.
pub(crate) const DOOR: Rate = Rate { a_second: 0.2, at_once: 30.0 };

/// Wrong passwords of an account before it waits.
const FREE_OF_ACCOUNT: u32 = 5;

/// Wrong passwords from an address, behind which several people may sit, before it waits.
const FREE_OF_ADDRESS: u32 = 20;

/// The longest wait, in microseconds: a quarter of an hour lets 96 tries a day through, and keeps
/// whom somebody wants to lock out no longer than that.
const WAIT_MAX: i64 = 900_000_000;

/// How long wrong passwords are remembered, in microseconds: a day.
const REMEMBERED: i64 = 86_400_000_000;

/// Most buckets and most names and addresses with wrong passwords that are kept in memory.
const KEPT_MAX: usize = 50_000;

/// What was asked how often, since the start of the process.
#[derive(Default)]
pub(crate) struct Limits {
    buckets: HashMap<String, Bucket>,
    wrong: HashMap<String, Wrong>,
}

struct Bucket {
    left: f64,
    at: i64,
    rate: Rate,
}

#[derive(Clone, Copy, Default)]
struct Wrong {
    count: u32,
    at: i64,
    until: i64,
}

impl Limits {
    /// Takes one request out of a bucket; a problem with the seconds to wait where it is empty.
    pub(crate) fn take(&mut self, whose: &str, rate: Rate, now: i64) -> Result<(), Problem> {
        if self.buckets.len() >= KEPT_MAX {
            // A full bucket is as good as none.
            self.buckets.retain(|_, bucket| bucket.filled(now) < bucket.rate.at_once);
        }
        let full = || Bucket { left: rate.at_once, at: now, rate };
        let bucket = self.buckets.entry(whose.to_owned()).or_insert_with(full);
        bucket.left = bucket.filled(now);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(too_often(((1.0 - bucket.left) / rate.a_second).ceil() as u32));
        }
        bucket.left -= 1.0;
        Ok(())
    }

    /// Begins a try at a password. It counts as a wrong one until [`Limits::right`] is said, so
    /// that a hundred at the same moment are no more than one after another.
    pub(crate) fn try_at(&mut self, name: &str, address: &str, now: i64) -> Result<(), Problem> {
        self.wrong.retain(|_, wrong| now - wrong.at < REMEMBERED);
        let keys = keys(name, address);
        let until = keys.iter().filter_map(|(key, _)| self.wrong.get(key)).map(|w| w.until).max();
        if let Some(wait) = until.map(|until| until - now).filter(|wait| *wait > 0) {
            return Err(too_often((wait / 1_000_000) as u32 + 1));
        }
        if self.wrong.len() >= KEPT_MAX {
            self.wrong.retain(|_, wrong| wrong.until > now);
            if self.wrong.len() >= KEPT_MAX {
                return Err(too_often(60));
            }
        }
        for (key, free) in keys {
            let wrong = self.wrong.entry(key).or_default();
            wrong.count += 1;
            wrong.at = now;
            if wrong.count >= free {
                let doubled = 1_000_000_i64 << (wrong.count - free).min(20);
                wrong.until = now + doubled.min(WAIT_MAX);
            }
        }
        Ok(())
    }

    /// The try was right: the account starts anew, the address as before.
    pub(crate) fn right(&mut self, name: &str, address: &str) {
        let [(account, _), (address, _)] = keys(name, address);
        self.wrong.remove(&account);
        if let Some(wrong) = self.wrong.get_mut(&address) {
            wrong.count = wrong.count.saturating_sub(1);
            wrong.until = 0;
        }
    }
}

impl Bucket {
    fn filled(&self, now: i64) -> f64 {
        let seconds = (now - self.at).max(0) as f64 / 1e6;
        (self.left + seconds * self.rate.a_second).min(self.rate.at_once)
    }
}

fn keys(name: &str, address: &str) -> [(String, u32); 2] {
    [(format!("account {name}"), FREE_OF_ACCOUNT), (format!("address {address}"), FREE_OF_ADDRESS)]
}

fn too_often(seconds: u32) -> Problem {
    Problem::new(429, format!("too many requests; try again in {seconds} seconds")).after(seconds)
}

#[cfg(test)]
mod tests {
    use super::{Limits, Rate};

    const SECOND: i64 = 1_000_000;

    #[test]
    fn a_bucket_is_emptied_and_fills_by_the_second() {
        let (mut limits, rate) = (Limits::default(), Rate { a_second: 2.0, at_once: 3.0 });
        let mut take = |now| limits.take("ann", rate, now).is_ok();
        assert_eq!([take(0), take(0), take(0), take(0)], [true, true, true, false]);
        assert_eq!([take(SECOND), take(SECOND), take(SECOND)], [true, true, false]);
        assert!(limits.take("bob", rate, SECOND).is_ok(), "each has an own one");
        let problem = limits.take("ann", rate, SECOND).expect_err("empty");
        assert_eq!((problem.status, problem.wait), (429, Some(1)));
    }

    #[test]
    fn wrong_passwords_wait_longer_each_time_and_a_right_one_ends_it() {
        let (mut limits, mut now, mut waits) = (Limits::default(), 0, Vec::new());
        for _ in 0..20 {
            while let Err(problem) = limits.try_at("ann", "there", now) {
                let wait = problem.wait.expect("seconds");
                waits.push(wait);
                now += i64::from(wait) * SECOND;
            }
        }
        assert!(waits.is_sorted() && waits.contains(&3) && waits.last() > Some(&800), "{waits:?}");
        assert!(limits.try_at("bob", "elsewhere", now).is_ok(), "others sign in meanwhile");
        limits.right("ann", "there");
        assert!(limits.try_at("ann", "there", now).is_ok());
    }

    #[test]
    fn an_address_that_tries_many_names_waits_too() {
        let mut limits = Limits::default();
        let refused = (0..40).filter(|n| limits.try_at(&format!("name{n}"), "there", 0).is_err());
        assert_eq!(refused.count(), 20);
    }
}
