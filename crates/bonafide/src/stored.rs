//! The store as online screening asks it.

use bonafide_application::Application;
use bonafide_linkage::{Key, Relation};
use bonafide_screen::online::History;
use bonafide_store::{Error, Says, Transaction};
use std::collections::BTreeMap;
use std::io;

/// The history of a transaction.
pub(crate) struct Stored<'a, 'b, 'c> {
    t: &'a Transaction<'b>,
    /// Of these something else is known than when they were last assessed.
    forced: &'c [u32],
    /// What people found out, of each application; read when it is first asked for.
    relations: Option<BTreeMap<u32, Vec<(u32, Relation)>>>,
}

impl<'a, 'b, 'c> Stored<'a, 'b, 'c> {
    /// Of the `forced`, something else is known than when they were last assessed.
    pub(crate) fn new(t: &'a Transaction<'b>, forced: &'c [u32]) -> Stored<'a, 'b, 'c> {
        Stored { t, forced, relations: None }
    }
}

impl History for Stored<'_, '_, '_> {
    fn application(&mut self, number: u32) -> io::Result<Application> {
        let mut application = self.t.application(number).map_err(other)?;
        application.events.extend(self.t.step_evidence(number).map_err(other)?);
        Ok(application)
    }

    fn holders(&mut self, key: Key, most: usize) -> io::Result<Vec<(u32, u32)>> {
        self.t.holders(key, most).map_err(other)
    }

    fn person(&mut self, number: u32) -> io::Result<u32> {
        self.t.person(number).map_err(other)
    }

    fn applications_of(&mut self, person: u32) -> io::Result<Vec<u32>> {
        self.t.applications_of(person).map_err(other)
    }

    fn alike(&mut self, number: u32) -> io::Result<Vec<u32>> {
        self.t.alike(number).map_err(other)
    }

    fn relations(&mut self, number: u32) -> io::Result<Vec<(u32, Relation)>> {
        if self.relations.is_none() {
            self.relations = Some(by_application(&self.t.relation_pairs().map_err(other)?));
        }
        let of = self.relations.as_ref().and_then(|all| all.get(&number));
        Ok(of.cloned().unwrap_or_default())
    }

    fn unchanged(&mut self, number: u32, facts: u64) -> io::Result<bool> {
        Ok(!self.forced.contains(&number) && self.t.unchanged(number, facts).map_err(other)?)
    }
}

/// What people found out, by application.
fn by_application(pairs: &[(u32, u32, Says)]) -> BTreeMap<u32, Vec<(u32, Relation)>> {
    let mut all: BTreeMap<u32, Vec<(u32, Relation)>> = BTreeMap::new();
    for (one, other, says) in pairs {
        let relation = match says {
            Says::NotRelated => Relation::NotRelated,
            Says::SameOperator => Relation::SameOperator,
        };
        all.entry(*one).or_default().push((*other, relation));
        all.entry(*other).or_default().push((*one, relation));
    }
    all
}

#[expect(clippy::needless_pass_by_value, reason = "it takes the place of a closure")]
fn other(error: Error) -> io::Error {
    io::Error::other(error.to_string())
}
