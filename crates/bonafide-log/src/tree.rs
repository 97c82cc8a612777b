//! The Merkle tree of RFC 6962: hashes, roots, and proofs of inclusion and consistency.

use crate::Error;
use sha2::{Digest, Sha256};

/// A node of the tree.
pub type Hash = [u8; 32];

/// The hash of an entry: RFC 6962 puts a 0 before a leaf and a 1 before two nodes, so that one
/// cannot stand for the other.
pub fn leaf(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// The hash of two nodes.
pub fn pair(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree without an entry.
pub fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// The root of perfect trees that stand side by side, the largest first.
pub fn root_of(peaks: &[Hash]) -> Hash {
    let folded = peaks.iter().rev().copied().reduce(|right, left| pair(&left, &right));
    folded.unwrap_or_else(empty)
}

/// The root of `2^n` nodes.
pub fn root_of_perfect(nodes: &[Hash]) -> Hash {
    let mut nodes = nodes.to_vec();
    while nodes.len() > 1 {
        nodes = nodes.chunks(2).map(|two| pair(&two[0], &two[1])).collect();
    }
    nodes.first().copied().unwrap_or_else(empty)
}

/// Perfect trees over nodes of one size, the largest first: one for each bit of their number.
pub fn peaks(mut nodes: &[Hash]) -> Vec<Hash> {
    let mut peaks = Vec::new();
    while !nodes.is_empty() {
        let (first, rest) = nodes.split_at(1 << nodes.len().ilog2());
        peaks.push(root_of_perfect(first));
        nodes = rest;
    }
    peaks
}

/// Gives the root of the perfect tree over the `2^level` entries from `index * 2^level` on.
pub type Nodes<'a> = &'a mut dyn FnMut(u32, u64) -> Result<Hash, Error>;

/// The root over the entries `from` to `to`, where `from` is a multiple of the largest power of
/// two in `to - from`.
pub fn range(nodes: Nodes<'_>, mut from: u64, to: u64) -> Result<Hash, Error> {
    let mut peaks = Vec::new();
    while from < to {
        let level = (to - from).ilog2();
        peaks.push(nodes(level, from >> level)?);
        from += 1 << level;
    }
    Ok(root_of(&peaks))
}

/// The largest power of two below a size of 2 or more.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The proof that an entry is in the tree of a size: the sisters of its path, from the entry up.
pub fn inclusion(nodes: Nodes<'_>, index: u64, size: u64) -> Result<Vec<Hash>, Error> {
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            path.push(range(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(range(nodes, from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The proof that the tree of one size begins with all that the tree of a smaller size holds.
pub fn consistency(nodes: Nodes<'_>, old: u64, size: u64) -> Result<Vec<Hash>, Error> {
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    if old == 0 || old == size {
        return Ok(path);
    }
    // Down to where the old tree ends; what it holds whole is one of its own nodes.
    while to != old {
        let middle = from + split(to - from);
        if old <= middle {
            path.push(range(nodes, middle, to)?);
            to = middle;
        } else {
            path.push(range(nodes, from, middle)?);
            from = middle;
        }
    }
    if from > 0 {
        path.push(range(nodes, from, to)?);
    }
    path.reverse();
    Ok(path)
}

/// The root to which a proof of inclusion leads; `None` where it cannot be one.
pub fn root_by_inclusion(entry: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, entry);
    let mut path = path.iter();
    while last > 0 {
        if node % 2 == 1 {
            hash = pair(path.next()?, &hash);
        } else if node < last {
            hash = pair(&hash, path.next()?);
        }
        node /= 2;
        last /= 2;
    }
    path.next().is_none().then_some(hash)
}

/// Whether a proof shows that the tree with one root grew into the tree with the other (RFC 9162,
/// section 2.1.4.2).
pub fn grew(old: (u64, Hash), new: (u64, Hash), path: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size || (old_size == 0 || old_size == new_size) && !path.is_empty() {
        return false;
    }
    if old_size == 0 || old_size == new_size {
        return old_size == 0 || old_root == new_root;
    }
    let first = old_size.is_power_of_two().then_some(old_root);
    let mut path = first.iter().chain(path).copied();
    let (mut node, mut last) = (old_size - 1, new_size - 1);
    while node % 2 == 1 {
        node /= 2;
        last /= 2;
    }
    let Some(seed) = path.next() else { return false };
    let (mut of_old, mut of_new) = (seed, seed);
    for sister in path {
        if last == 0 {
            return false;
        }
        if node % 2 == 1 || node == last {
            of_old = pair(&sister, &of_old);
            of_new = pair(&sister, &of_new);
            while node.is_multiple_of(2) && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            of_new = pair(&of_new, &sister);
        }
        node /= 2;
        last /= 2;
    }
    last == 0 && of_old == old_root && of_new == new_root
}

#[cfg(test)]
mod tests {
    use super::{Hash, consistency, grew, inclusion, leaf, range, root_by_inclusion};
    use crate::Error;

    /// Nodes of a tree whose entries are the numbers from 0 on.
    #[expect(clippy::unnecessary_wraps, reason = "nodes that come from files may be missing")]
    fn node(level: u32, index: u64) -> Result<Hash, Error> {
        let leaves = (index << level)..((index + 1) << level);
        let leaves: Vec<Hash> = leaves.map(|n| leaf(n.to_string().as_bytes())).collect();
        Ok(super::root_of_perfect(&leaves))
    }

    fn root(size: u64) -> Hash {
        range(&mut node, 0, size).unwrap()
    }

    #[test]
    fn the_roots_are_those_of_the_standard() {
        // The tree over the eight inputs of the reference implementation of RFC 6962.
        let inputs: [&[u8]; 4] = [b"", b"\x00", b"\x10", b"\x20\x21"];
        let leaves: Vec<Hash> = inputs.iter().map(|input| leaf(input)).collect();
        let hex = |hash: Hash| crate::hex(&hash);
        assert_eq!(
            hex(super::root_of(&super::peaks(&leaves[..1]))),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(
            hex(super::root_of(&super::peaks(&leaves[..3]))),
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
        );
        assert_eq!(
            hex(super::root_of(&super::peaks(&leaves))),
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
        );
    }

    #[test]
    fn every_entry_of_every_size_is_proved_and_nothing_else() {
        for size in 1..40 {
            for index in 0..size {
                let path = inclusion(&mut node, index, size).unwrap();
                let own = leaf(index.to_string().as_bytes());
                assert_eq!(root_by_inclusion(own, index, size, &path), Some(root(size)));
                assert_ne!(root_by_inclusion(leaf(b"other"), index, size, &path), Some(root(size)));
                assert_ne!(root_by_inclusion(own, index, size + 1, &path), Some(root(size + 1)));
            }
        }
    }

    #[test]
    fn growth_is_proved_between_every_two_sizes() {
        for size in 1..40 {
            for old in 0..=size {
                let path = consistency(&mut node, old, size).unwrap();
                assert!(grew((old, root(old)), (size, root(size)), &path), "{old} {size}");
                if old > 0 {
                    assert!(!grew((old, leaf(b"x")), (size, root(size)), &path), "{old} {size}");
                }
                if old > 0 && old < size {
                    assert!(!grew((old, root(old)), (size, leaf(b"x")), &path), "{old} {size}");
                }
            }
        }
    }
}
