//! What never changes, held by the database itself: whoever reaches it past this program included.

use crate::database::Guard;

/// Every guard. They are defined anew at each start.
pub(crate) const GUARDS: &[Guard] = &[
    always("decisions_stay", "UPDATE", "decisions", "a decision is never changed"),
    always("decisions_remain", "DELETE", "decisions", "a decision is never removed"),
    always("assessments_stay", "UPDATE", "assessments", "an assessment is never changed"),
    always("assessments_remain", "DELETE", "assessments", "an assessment is never removed"),
    always("makers_stay", "UPDATE", "makers", "what made an assessment is never changed"),
    always("makers_remain", "DELETE", "makers", "what made an assessment is never removed"),
    always("journal_stays", "UPDATE", "journal", "the log is never changed"),
    always("journal_remains", "DELETE", "journal", "the log is never shortened"),
    always("seconds_stay", "UPDATE", "seconds", "a signature is never changed"),
    Guard {
        when: "NEW.by_account = (SELECT by_account FROM decisions WHERE id = NEW.decision)",
        ..always("seconds_differ", "INSERT", "seconds", "the second person must be another one")
    },
    always("acts_stay", "UPDATE", "acts", "an act is never changed"),
    always("acts_remain", "DELETE", "acts", "an act is never removed"),
    Guard {
        when: "NEW.deed IN ('refuse', 'uphold', 'overturn') \
               AND NEW.by_account = (SELECT by_account FROM decisions WHERE id = NEW.decision)",
        ..always("acts_differ", "INSERT", "acts", "who decided does not answer for it alone")
    },
    Guard {
        when: "NEW.detail IS NOT NULL",
        ..always(
            "step_events_stay",
            "UPDATE",
            "step_events",
            "what happened to a step is never changed",
        )
    },
    Guard {
        when: "NEW.body IS NOT NULL",
        ..always("step_files_stay", "UPDATE", "step_files", "a file of a step is never changed")
    },
];

const fn always(
    name: &'static str,
    on: &'static str,
    table: &'static str,
    says: &'static str,
) -> Guard {
    Guard { name, on, table, when: "", says }
}
