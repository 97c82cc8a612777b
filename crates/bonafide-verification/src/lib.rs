//! What people do with an assessment: policy, cases, steps, scripts, decisions, and the signed
//! messages of providers.
//!
//! The program advises; people decide. What stands here says what an employer's [`policy`] asks
//! for ([`plan`]), how a [`step`] comes to its result and what that is as evidence ([`result`]),
//! what is asked and why ([`script`]), what is allowed next in a decision ([`decision`],
//! [`progress`]), and how messages are believed ([`provider`], [`webhook`]).
//!
//! Everything is a pure function: time, secrets and what is known already are arguments; what has
//! to be kept, somebody else keeps. Nothing here knows an applicant's name, so nothing here can
//! treat two names differently.

#![allow(clippy::format_push_string, reason = "sentences for people are short, and read best so")]

pub mod decision;
pub mod plan;
pub mod policy;
pub mod progress;
pub mod provider;
pub mod result;
pub mod script;
pub mod signature;
pub mod span;
pub mod step;
pub mod webhook;
