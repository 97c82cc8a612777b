//! Union-find over small whole numbers.

/// Disjoint sets; the root of a set is its least member, so results do not depend on order.
pub(crate) struct Union {
    parent: Vec<u32>,
}

impl Union {
    /// Every number below `count` in a set of its own.
    pub(crate) fn new(count: usize) -> Union {
        Union { parent: (0..count as u32).collect() }
    }

    /// The least member of the set.
    pub(crate) fn find(&mut self, mut member: u32) -> u32 {
        while self.parent[member as usize] != member {
            let grandparent = self.parent[self.parent[member as usize] as usize];
            self.parent[member as usize] = grandparent;
            member = grandparent;
        }
        member
    }

    /// Joins two sets.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
