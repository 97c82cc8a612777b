//! Whether of the applications given 20 to 30 %, 20 to 30 % are what the score says.

use serde::Serialize;

/// Bins of equal width over `[0, 1]`.
const WIDE_BINS: usize = 10;
/// Bins of equally many applications, which look closer where most applications are.
const EVEN_BINS: usize = 20;

/// Stated probabilities against observed shares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Expected calibration error over ten bins of equal width: the mean distance between the
    /// stated probability and the observed share, weighted by applications.
    pub error: f64,
    /// The same over twenty bins of equally many applications.
    pub error_even: f64,
    /// The ten bins; empty ones are left out.
    pub bins: Vec<Bin>,
}

/// Applications of similar probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Lower edge of the stated probability.
    pub from: f64,
    /// Upper edge.
    pub to: f64,
    /// Applications in it.
    pub applications: u64,
    /// Mean stated probability.
    pub stated: f64,
    /// Share that operators sent.
    pub observed: f64,
}

pub(super) fn reliability(scored: &[(f64, bool)]) -> Reliability {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let width = 1.0 / WIDE_BINS as f64;
    let bins: Vec<Bin> = sorted
        .chunk_by(|a, b| wide_bin(a.0) == wide_bin(b.0))
        .map(|chunk| {
            let from = wide_bin(chunk[0].0) as f64 * width;
            bin(from, from + width, chunk)
        })
        .collect();
    let even: Vec<Bin> = sorted
        .chunks(sorted.len().div_ceil(EVEN_BINS).max(1))
        .map(|chunk| bin(chunk[0].0, chunk[chunk.len() - 1].0, chunk))
        .collect();
    Reliability { error: error(&bins), error_even: error(&even), bins }
}

fn wide_bin(probability: f64) -> usize {
    ((probability * WIDE_BINS as f64) as usize).min(WIDE_BINS - 1)
}

fn bin(from: f64, to: f64, chunk: &[(f64, bool)]) -> Bin {
    let count = chunk.len() as f64;
    let operators = chunk.iter().filter(|(_, operator)| *operator).count() as f64;
    Bin {
        from,
        to,
        applications: chunk.len() as u64,
        stated: chunk.iter().map(|(probability, _)| probability).sum::<f64>() / count,
        observed: operators / count,
    }
}

fn error(bins: &[Bin]) -> f64 {
    let all: u64 = bins.iter().map(|bin| bin.applications).sum();
    let distance: f64 =
        bins.iter().map(|bin| bin.applications as f64 * (bin.stated - bin.observed).abs()).sum();
    if all == 0 { 0.0 } else { distance / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::reliability;

    #[test]
    fn what_is_said_is_what_is_seen() {
        let scored: Vec<_> = (0..1000).map(|index| (0.25, index % 4 == 0)).collect();
        let figures = reliability(&scored);
        assert!(figures.error < 1e-12);
        assert_eq!(figures.bins.len(), 1);
        assert!((figures.bins[0].from - 0.2).abs() < 1e-12);
        assert!((figures.bins[0].observed - 0.25).abs() < 1e-12);
    }

    #[test]
    fn saying_too_much_is_an_error() {
        let scored: Vec<_> = (0..100).map(|index| (0.9, index % 2 == 0)).collect();
        assert!((reliability(&scored).error - 0.4).abs() < 1e-12);
        assert!(reliability(&[]).error.abs() < 1e-12);
    }
}
