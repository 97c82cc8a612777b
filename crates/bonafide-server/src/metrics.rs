//! Counts and durations of requests, and sizes of what is kept, in the text form of Prometheus.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// Upper ends of the buckets of durations, in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0];

/// How long something took, how often.
#[derive(Clone, Debug, Default)]
struct Durations {
    /// In each bucket, and beyond the last.
    counts: [u64; BUCKETS.len() + 1],
    /// All together, in microseconds.
    microseconds: i64,
}

/// What was counted since the start. Patterns of routes alone are named: a path may say who
/// somebody is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    requests: BTreeMap<(&'static str, u16), u64>,
    durations: BTreeMap<&'static str, Durations>,
    screening: Durations,
}

/// What is kept now.
pub(crate) struct Kept {
    /// Applications that ever arrived.
    pub(crate) applications: i64,
    /// Open cases by queue.
    pub(crate) cases: Vec<(String, i64)>,
    /// Messages to other systems that wait, and that are laid aside.
    pub(crate) messages: (i64, i64),
    /// Entries of the log.
    pub(crate) log: u64,
}

impl Durations {
    fn add(&mut self, microseconds: i64) {
        let seconds = microseconds as f64 / 1e6;
        self.counts[BUCKETS.partition_point(|end| *end < seconds)] += 1;
        self.microseconds += microseconds;
    }

    /// The lines of a histogram; `labels` is empty or ends with a comma.
    fn write(&self, name: &str, labels: &str, text: &mut String) {
        let mut sum = 0;
        let ends = BUCKETS.iter().map(ToString::to_string).chain(["+Inf".to_owned()]);
        for (count, end) in self.counts.iter().zip(ends) {
            sum += count;
            let _ = writeln!(text, "{name}_bucket{{{labels}le=\"{end}\"}} {sum}");
        }
        let labels = labels.trim_end_matches(',');
        let braces = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
        let _ = writeln!(text, "{name}_sum{braces} {}", self.microseconds as f64 / 1e6);
        let _ = writeln!(text, "{name}_count{braces} {sum}");
    }
}

impl Counted {
    /// A request was answered; it took so long with the office, in microseconds.
    pub(crate) fn answered(&mut self, route: &'static str, status: u16, microseconds: i64) {
        *self.requests.entry((route, status)).or_default() += 1;
        self.durations.entry(route).or_default().add(microseconds);
    }

    /// An application was kept and screened in so many microseconds.
    pub(crate) fn screened(&mut self, microseconds: i64) {
        self.screening.add(microseconds);
    }

    /// The page that a collector reads.
    pub(crate) fn text(&self, kept: &Kept) -> String {
        let mut text = String::from("# TYPE bonafide_requests_total counter\n");
        for ((route, status), count) in &self.requests {
            let line = format!("{{route=\"{route}\",status=\"{status}\"}} {count}");
            let _ = writeln!(text, "bonafide_requests_total{line}");
        }
        text.push_str("# TYPE bonafide_request_seconds histogram\n");
        for (route, durations) in &self.durations {
            let labels = format!("route=\"{route}\",");
            durations.write("bonafide_request_seconds", &labels, &mut text);
        }
        text.push_str("# TYPE bonafide_screening_seconds histogram\n");
        self.screening.write("bonafide_screening_seconds", "", &mut text);
        text.push_str("# TYPE bonafide_open_cases gauge\n");
        for (queue, count) in &kept.cases {
            let _ = writeln!(text, "bonafide_open_cases{{queue=\"{queue}\"}} {count}");
        }
        text.push_str("# TYPE bonafide_messages gauge\n");
        let _ = writeln!(text, "bonafide_messages{{state=\"waiting\"}} {}", kept.messages.0);
        let _ = writeln!(text, "bonafide_messages{{state=\"laid-aside\"}} {}", kept.messages.1);
        gauge("applications", kept.applications, &mut text);
        gauge("log_entries", kept.log, &mut text);
        text
    }
}

fn gauge(name: &str, value: impl Display, text: &mut String) {
    let _ = writeln!(text, "# TYPE bonafide_{name} gauge\nbonafide_{name} {value}");
}

#[cfg(test)]
mod tests {
    use super::{Counted, Kept};

    #[test]
    fn buckets_hold_all_that_took_no_longer() {
        let mut counted = Counted::default();
        for microseconds in [900, 1_000, 4_000, 9_000_000] {
            counted.answered("/health", 200, microseconds);
        }
        counted.screened(15_000);
        let cases = vec![("review".to_owned(), 2)];
        let text = counted.text(&Kept { applications: 7, cases, messages: (1, 0), log: 9 });
        for line in [
            "bonafide_requests_total{route=\"/health\",status=\"200\"} 4",
            "bonafide_request_seconds_bucket{route=\"/health\",le=\"0.001\"} 2",
            "bonafide_request_seconds_bucket{route=\"/health\",le=\"0.005\"} 3",
            "bonafide_request_seconds_bucket{route=\"/health\",le=\"5\"} 3",
            "bonafide_request_seconds_bucket{route=\"/health\",le=\"+Inf\"} 4",
            "bonafide_request_seconds_count{route=\"/health\"} 4",
            "bonafide_screening_seconds_bucket{le=\"0.01\"} 0",
            "bonafide_screening_seconds_bucket{le=\"0.02\"} 1",
            "bonafide_screening_seconds_sum 0.015",
            "bonafide_open_cases{queue=\"review\"} 2",
            "bonafide_messages{state=\"waiting\"} 1",
            "bonafide_applications 7",
            "bonafide_log_entries 9",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} in\n{text}");
        }
    }
}
