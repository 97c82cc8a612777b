//! What stands around every page of somebody who is signed in.

/// What stands around a page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Who is signed in; empty where nobody is.
    pub account: String,
    /// What the forms of the session hold.
    pub csrf: String,
    /// The path of the page, by which the navigation shows where one is.
    pub path: String,
}

/// The pages that are reached from everywhere, in the order of the navigation.
pub(crate) const PAGES: [(&str, &str); 6] = [
    ("/queue", "Queue"),
    ("/rings", "Rings"),
    ("/trends", "Trends"),
    ("/equal-treatment", "Equal treatment"),
    ("/audit", "Audit"),
    ("/settings", "Settings"),
];

impl Frame {
    /// Whether the page belongs to one of the navigation; cases and steps belong to the queue.
    pub(crate) fn is_at(&self, page: &str) -> bool {
        let first = self.path.split('/').nth(1).unwrap_or_default();
        let of = match first {
            "cases" | "steps" | "compare" | "search" => "queue",
            other => other,
        };
        page.strip_prefix('/') == Some(of)
    }

    /// Whether the page is a part of another, as of the settings; what is done about the policy
    /// leads to the policy.
    pub(crate) fn is_part(&self, part: &str) -> bool {
        self.path == part
            || (part == "/settings" && self.path.starts_with("/settings/policy"))
            || (part != "/settings" && self.path.starts_with(&format!("{part}/")))
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn a_case_belongs_to_the_queue_and_a_ring_to_the_rings() {
        let at = |path: &str| Frame { path: path.into(), ..Frame::default() };
        assert!(at("/cases/c-1/map").is_at("/queue") && at("/rings/r-1").is_at("/rings"));
        assert!(!at("/settings/users").is_at("/queue") && at("/settings/users").is_at("/settings"));
    }
}
