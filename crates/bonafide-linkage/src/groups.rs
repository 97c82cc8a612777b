//! Values that more than one application holds, with their holders.

use crate::{key::Key, kind::Kind};

/// Shared values in the order of their keys; each with its holders in order of arrival.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    keys: Vec<Key>,
    ends: Vec<usize>,
    holders: Vec<u32>,
    /// Values that more than [`Groups::HOLDERS_MAX`] applications hold, with how many.
    pub common: Vec<(Key, u64)>,
}

impl Groups {
    /// Most applications whose sharing of one value is looked at; beyond, the value is common and
    /// only counted, so that a value held by a million costs no more than a line.
    pub const HOLDERS_MAX: usize = 2_000;

    /// The same for a run of words: what more share is a phrase of a trade, and dropped.
    pub const PASSAGE_HOLDERS_MAX: usize = 64;

    /// Groups the holders of equal keys. `pairs` is sorted and without repetition; a value of
    /// one holder is dropped.
    pub fn add_sorted(&mut self, pairs: &[(Key, u32)]) {
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let (key, _) = group[0];
            let most = match key.kind() {
                Kind::Passages => Groups::PASSAGE_HOLDERS_MAX,
                _ => Groups::HOLDERS_MAX,
            };
            match group.len() {
                0 | 1 => {}
                n if n > most => {
                    if key.kind() != Kind::Passages {
                        self.common.push((key, n as u64));
                    }
                }
                _ => {
                    self.keys.push(key);
                    self.holders.extend(group.iter().map(|(_, application)| *application));
                    self.ends.push(self.holders.len());
                }
            }
        }
    }

    /// Appends another part, whose keys come after.
    pub fn append(&mut self, mut other: Groups) {
        let in_order =
            self.keys.last().is_none_or(|last| other.keys.first().is_none_or(|k| last < k));
        debug_assert!(in_order, "parts follow each other as their keys do");
        let offset = self.holders.len();
        self.keys.append(&mut other.keys);
        self.ends.extend(other.ends.into_iter().map(|end| end + offset));
        self.holders.append(&mut other.holders);
        self.common.append(&mut other.common);
    }

    /// Number of shared values.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether nothing is shared.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The applications that hold a shared value, in order; none of a value that is not shared.
    pub fn holders(&self, key: Key) -> &[u32] {
        self.keys.binary_search(&key).map_or(&[], |index| self.holders_at(index))
    }

    fn holders_at(&self, index: usize) -> &[u32] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.holders[start..self.ends[index]]
    }

    /// Every shared value with its holders.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &[u32])> {
        self.keys.iter().enumerate().map(|(index, key)| (*key, self.holders_at(index)))
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;
    use crate::{Key, Kind};

    #[test]
    fn values_of_one_holder_are_dropped() {
        let (a, b) = (Key::new(Kind::Phone, "a"), Key::new(Kind::Phone, "b"));
        let mut pairs = vec![(a, 1), (a, 5), (b, 2)];
        pairs.sort_unstable();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        assert_eq!(groups.iter().collect::<Vec<_>>(), [(a, &[1, 5][..])]);
        assert_eq!(groups.holders(a), [1, 5]);
        assert!(groups.holders(b).is_empty());
    }

    #[test]
    fn a_value_held_by_a_crowd_is_only_counted() {
        let key = Key::new(Kind::Network, "campus");
        let pairs: Vec<(Key, u32)> = (0..5_000).map(|application| (key, application)).collect();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        assert!(groups.is_empty());
        assert_eq!(groups.common, [(key, 5_000)]);
    }
}
