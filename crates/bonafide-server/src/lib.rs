//! The HTTP interface over one data folder: JSON under `/api/v1`, each route in one table.
//!
//! A request is a value and so is its answer ([`Office::answer`]), which tests call without a
//! network; [`serve`] puts HTTP around it. What somebody may do is looked up in the table of routes
//! before anything else happens. Everything that a request does is one transaction.
//!
//! The server knows no engine: reading and screening are functions that the program passes in.

mod access;
mod answers;
mod aside;
mod casework;
mod client;
mod id_token;
mod idempotency;
mod issuer;
mod limits;
mod metrics;
mod multipart;
mod office;
mod openapi;
mod outgoing;
mod paging;
mod passwords;
mod problem;
mod request;
mod retention;
mod routes;
mod serve;
mod session;
mod shapes;
mod single_sign_on;
mod stream;
mod takes;
mod together;
mod token;
mod totp;
mod versions;

mod console {
    pub(crate) mod audit;
    pub(crate) mod case;
    pub(crate) mod case_forms;
    pub(crate) mod claims;
    pub(crate) mod compare;
    pub(crate) mod door;
    pub(crate) mod erase;
    pub(crate) mod facts;
    pub(crate) mod map;
    pub(crate) mod page;
    pub(crate) mod people;
    pub(crate) mod policy;
    pub(crate) mod queue;
    pub(crate) mod ring;
    pub(crate) mod search;
    pub(crate) mod step;
    pub(crate) mod step_files;
    pub(crate) mod timeline;
    pub(crate) mod treatment;
    pub(crate) mod trends;
    pub(crate) mod welcome;
    pub(crate) mod why;
}

mod paths {
    pub(crate) mod applications;
    pub(crate) mod cases;
    pub(crate) mod decisions;
    pub(crate) mod events;
    pub(crate) mod log;
    pub(crate) mod merges;
    pub(crate) mod people;
    pub(crate) mod personal;
    pub(crate) mod policy;
    pub(crate) mod problems;
    pub(crate) mod providers;
    pub(crate) mod relations;
    pub(crate) mod second_factor;
    pub(crate) mod sign_in;
    pub(crate) mod single_sign_on;
    pub(crate) mod steps;
    pub(crate) mod tokens;
    pub(crate) mod webhooks;
}

pub use aside::{Aside, Done, Elsewhere, Work};
pub use issuer::{Issuer, Returned};
pub use office::{
    AheadFunction, Answer, Functions, KeepLessFunction, KeysFunction, KeysSaid, LoadFunction,
    Loaded, Office, Places, PlacesFunction, PolicyFunction, ReassessFunction, ReceiveFunction,
    RescreenFunction, WeeksFunction, Whereabouts,
};
pub use outgoing::send;
pub use problem::{Kind, PROBLEMS, Problem};
pub use request::Request;
pub use retention::Ended;
pub use routes::{Permission, ROUTES, Route};
pub use serve::serve;
pub use session::Settings;
pub use shapes::{Field, Left, Shape};
pub use single_sign_on::{File, Given, Identity, SingleSignOn};
pub use takes::{Holds, Takes};
