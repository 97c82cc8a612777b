//! Verification, as an employer and its providers meet it.

mod policy_mistakes;
mod providers;
