//! Applications held against lists, as the checks and notices see them.

mod hidden;
