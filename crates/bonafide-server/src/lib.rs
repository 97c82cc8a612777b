//! The HTTP interface over one data folder: JSON under `/api/v1`, each route in one table.
//!
//! A request is a value and so is its answer ([`Office::answer`]), which tests call without a
//! network; [`serve`] puts HTTP around it. What somebody may do is looked up in the table of routes
//! before anything else happens. Everything that a request does is one transaction.
//!
//! The server knows no engine: reading and screening are functions that the program passes in.

mod metrics;
mod office;
mod openapi;
mod problem;
mod routes;
mod serve;
mod token;

mod paths {
    pub(crate) mod applications;
    pub(crate) mod cases;
    pub(crate) mod decisions;
    pub(crate) mod log;
    pub(crate) mod people;
}

pub use office::{
    Answer, Functions, Office, ReceiveFunction, Request, RescreenFunction, WeeksFunction,
};
pub use problem::Problem;
pub use routes::{Holds, Permission, ROUTES, Route, Takes};
pub use serve::serve;
