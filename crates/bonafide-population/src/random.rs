//! Seeded chance: a small generator whose sequence is the same on every machine.

/// Steele, Lea and Flood's `SplitMix64` (OOPSLA 2014): one word of state, and any seed is good.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A sequence of its own for a seed and a path of numbers, independent of all other paths.
    pub(crate) fn at(seed: u64, path: &[u64]) -> Random {
        let mut state = mixed(seed ^ 0x5851_F42D_4C95_7F2D);
        for step in path {
            state = mixed(state ^ mixed(step.wrapping_add(0x9E37_79B9_7F4A_7C15)));
        }
        Random(state)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// In [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// In 0..n; 0 where n is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// In low..=high.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// In 0..n, the earlier the likelier, as names and employers are.
    pub(crate) fn skewed(&mut self, n: usize, power: f64) -> usize {
        ((self.unit().powf(power) * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// Index by weight.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// Exponentially distributed with this mean.
    pub(crate) fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }
}

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_gives_one_sequence_and_paths_differ() {
        let draw = |path: &[u64]| Random::at(7, path).next();
        assert_eq!(draw(&[1, 2]), draw(&[1, 2]));
        assert_ne!(draw(&[1, 2]), draw(&[2, 1]));
    }

    #[test]
    fn chances_come_out_as_asked() {
        let mut random = Random::at(1, &[]);
        let hits = (0..100_000).filter(|_| random.chance(0.03)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
        let picks = (0..100_000).filter(|_| random.weighted(&[1.0, 3.0]) == 1).count();
        assert!((74_000..76_000).contains(&picks), "{picks}");
    }
}
