//! Applications held against lists, as the checks and notices see them.

mod by_name;
mod hidden;
mod people;
