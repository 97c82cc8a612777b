//! What people found out of two applications: one operator behind both, or nothing between them.
//!
//! It is about the two claimed persons. Where they are found not to be related, whatever they share
//! is no link; where one operator is found behind both, that is a link of a family of its own.
//! Of what is said both ways, what speaks for the applicants counts.

use crate::{Key, Kind, Link, Persons, SharedKey};
use std::collections::{BTreeMap, BTreeSet};

/// What is said of two applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// They have nothing to do with one another.
    NotRelated,
    /// One operator stands behind both.
    SameOperator,
}

/// What is said of pairs of applications, by their places.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    apart: BTreeSet<(u32, u32)>,
    one_operator: BTreeMap<(u32, u32), Key>,
}

impl Relations {
    /// Adds what is said of two applications, with their ids.
    pub fn add(&mut self, relation: Relation, one: (u32, &str), other: (u32, &str)) {
        let (first, second) = if one.0 <= other.0 { (one, other) } else { (other, one) };
        let pair = (first.0, second.0);
        match relation {
            Relation::NotRelated => drop(self.apart.insert(pair)),
            Relation::SameOperator => {
                let key = Key::new(Kind::Operator, &format!("{}\u{0}{}", first.1, second.1));
                self.one_operator.insert(pair, key);
            }
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.apart.is_empty() && self.one_operator.is_empty()
    }

    /// Takes links away and adds others, as it is said of their claimed persons. Links stay sorted.
    pub(crate) fn apply(&self, links: &mut Vec<Link>, persons: &Persons) {
        if self.is_empty() {
            return;
        }
        let of = |(one, other): (u32, u32)| {
            let (a, b) = (persons.of[one as usize], persons.of[other as usize]);
            (a.min(b), a.max(b))
        };
        let apart: BTreeSet<(u32, u32)> = self.apart.iter().map(|pair| of(*pair)).collect();
        links.retain(|link| !apart.contains(&(link.a, link.b)));
        let mut found: BTreeMap<(u32, u32), Key> = BTreeMap::new();
        for (pair, key) in &self.one_operator {
            let (a, b) = of(*pair);
            // Of one claimed person, one operator is no news.
            if a != b && !apart.contains(&(a, b)) {
                let known = found.entry((a, b)).or_insert(*key);
                *known = (*known).min(*key);
            }
        }
        for ((a, b), key) in found {
            let shared = SharedKey { key, holders: 2, share: 1.0 };
            match links.binary_search_by_key(&(a, b), |link| (link.a, link.b)) {
                Ok(at) => links[at].shared.push(shared),
                Err(at) => {
                    let link = Link { a, b, shared: vec![shared], apart: false, agency: false };
                    links.insert(at, link);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Relation, Relations};
    use crate::{Key, Kind, Link, LinkWeights, Persons, SharedKey, rings};

    fn link(a: u32, b: u32) -> Link {
        let shared = SharedKey { key: Key::new(Kind::Phone, "p"), holders: 2, share: 1.0 };
        Link { a, b, shared: vec![shared], apart: true, agency: false }
    }

    /// Applications 0 and 3 are of one claimed person.
    fn applied(said: &[(Relation, u32, u32)]) -> Vec<Link> {
        let persons = Persons { of: vec![0, 1, 2, 0] };
        let mut relations = Relations::default();
        for (relation, one, other) in said {
            let (a, b) = (format!("A-{one}"), format!("A-{other}"));
            relations.add(*relation, (*one, &a), (*other, &b));
        }
        let mut links = vec![link(0, 1)];
        relations.apply(&mut links, &persons);
        links
    }

    #[test]
    fn what_is_not_related_has_no_link_whichever_application_it_is_said_of() {
        assert_eq!(applied(&[]).len(), 1);
        for said in [(0, 1), (1, 0), (3, 1)] {
            assert!(applied(&[(Relation::NotRelated, said.0, said.1)]).is_empty(), "{said:?}");
        }
        assert_eq!(applied(&[(Relation::NotRelated, 0, 2)]).len(), 1);
    }

    #[test]
    fn one_operator_is_a_link_and_makes_a_ring() {
        let links = applied(&[(Relation::SameOperator, 2, 3)]);
        let pairs: Vec<(u32, u32)> = links.iter().map(|link| (link.a, link.b)).collect();
        assert_eq!(pairs, [(0, 1), (0, 2)]);
        let weights = LinkWeights { bits: [3.0; Kind::COUNT], alone: 0.25, again: 0.5 };
        assert_eq!(rings(&links, &weights)[0].persons, [0, 1, 2]);
        assert_eq!(applied(&[(Relation::SameOperator, 0, 1)])[0].shared.len(), 2);
        assert_eq!(applied(&[(Relation::SameOperator, 0, 3)]).len(), 1, "of oneself");
    }

    #[test]
    fn what_speaks_for_the_applicants_counts_where_both_is_said() {
        let both = [(Relation::SameOperator, 0, 1), (Relation::NotRelated, 3, 1)];
        assert!(applied(&both).is_empty());
    }
}
