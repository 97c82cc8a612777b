//! How likely so many or more are, where so many were to be expected: exact binomial and
//! beta-binomial tails.

/// The probability of `seen` or more of `all`, each by itself with probability `share`, where
/// `tied` (0 to 1) of the variation is common to all of them: the beta-binomial tail, at `tied` 0
/// the binomial one. Summed term by term, so it is exact to rounding.
pub(crate) fn tail(seen: u64, all: u64, share: f64, tied: f64) -> f64 {
    if seen == 0 {
        return 1.0;
    }
    if seen > all || share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    let log_term: Box<dyn Fn(u64) -> f64> = if tied > 1e-9 {
        let sum = (1.0 - tied) / tied;
        let (alpha, beta) = (share * sum, (1.0 - share) * sum);
        let base = log_beta(alpha, beta);
        Box::new(move |k| {
            log_choose(all, k) + log_beta(k as f64 + alpha, (all - k) as f64 + beta) - base
        })
    } else {
        let (yes, no) = (share.ln(), (-share).ln_1p());
        Box::new(move |k| log_choose(all, k) + k as f64 * yes + (all - k) as f64 * no)
    };
    let mut sum = 0.0;
    for k in seen..=all {
        let term = log_term(k).exp();
        sum += term;
        // Beyond the mean the terms only fall; what is left is less than rounding.
        if term < sum * 1e-16 && k as f64 > share * all as f64 {
            break;
        }
    }
    sum.min(1.0)
}

fn log_choose(all: u64, k: u64) -> f64 {
    let (all, k) = (all as f64, k as f64);
    log_gamma(all + 1.0) - log_gamma(k + 1.0) - log_gamma(all - k + 1.0)
}

fn log_beta(a: f64, b: f64) -> f64 {
    log_gamma(a) + log_gamma(b) - log_gamma(a + b)
}

/// The logarithm of the gamma function, by C. Lanczos' approximation (1964) with the coefficients
/// of P. Godfrey (g = 7, n = 9): 15 digits.
fn log_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        let sine = (std::f64::consts::PI * x).sin().abs();
        return std::f64::consts::PI.ln() - sine.ln() - log_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let mut sum = 0.999_999_999_999_809_9;
    for (at, coefficient) in COEFFICIENTS.iter().enumerate() {
        sum += coefficient / (x + at as f64 + 1.0);
    }
    let shifted = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * shifted.ln() - shifted + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::{log_gamma, tail};

    #[track_caller]
    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1e-300), "{a:e} is not {b:e}");
    }

    #[test]
    fn tails_are_exact() {
        // A coin: 5 of 5, 4 or more of 5; 10 or more of 10.
        near(tail(5, 5, 0.5, 0.0), 1.0 / 32.0);
        near(tail(4, 5, 0.5, 0.0), 6.0 / 32.0);
        near(tail(10, 10, 0.1, 0.0), 1e-10);
        near(tail(0, 5, 0.5, 0.0), 1.0);
        near(tail(6, 5, 0.5, 0.0), 0.0);
        // A uniform share makes every count of 0 to 4 equally likely.
        near(tail(3, 4, 0.5, 1.0 / 3.0), 2.0 / 5.0);
        near(log_gamma(11.0), 3_628_800.0_f64.ln());
    }

    #[test]
    fn what_is_common_to_all_makes_many_at_once_less_surprising() {
        let alone = tail(30, 100, 0.1, 0.0);
        let tied = tail(30, 100, 0.1, 0.05);
        assert!(alone < 1e-7 && tied > alone * 1e3, "{alone:e} {tied:e}");
    }
}
