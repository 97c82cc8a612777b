//! The machine-readable outputs.
