//! What a screening looks like: the report and the machine-readable outputs of invented people.

mod fixture;
mod outputs;
mod report;
