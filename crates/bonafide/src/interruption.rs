//! What happens when a person or the system ends a run early: what is half written goes.

use crate::output_folder::abandon;

/// Sees to it that an interrupted run leaves nothing behind.
pub(crate) fn leave_nothing_behind() {
    // Where the caller has signals ignored, as `nohup` does, they stay ignored. Where a handler
    // cannot be had, the next run removes what this one leaves.
    let _ = ctrlc::try_set_handler(|| {
        if abandon() {
            eprintln!("\nbonafide: interrupted; no output was written");
        }
        std::process::exit(1);
    });
}
