//! Counts of requests and of what is kept, in the text form of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Requests by pattern of the route and status.
pub(crate) type Counted = BTreeMap<(&'static str, u16), u64>;

/// The page that a collector reads. Patterns alone are named: a path may say who somebody is.
pub(crate) fn text(counted: &Counted, applications: i64, cases: i64, log: u64) -> String {
    let mut text = String::from("# TYPE bonafide_requests_total counter\n");
    for ((route, status), count) in counted {
        let line = format!("{{route=\"{route}\",status=\"{status}\"}} {count}");
        let _ = writeln!(text, "bonafide_requests_total{line}");
    }
    for (name, value) in [
        ("applications", applications.to_string()),
        ("open_cases", cases.to_string()),
        ("log_entries", log.to_string()),
    ] {
        let _ = writeln!(text, "# TYPE bonafide_{name} gauge\nbonafide_{name} {value}");
    }
    text
}
