//! What a screening looks like: the report and the machine-readable outputs of invented people.

#![allow(clippy::unwrap_used, reason = "a test fails where it is surprised")]

mod fixture;
mod outputs;
mod report;
