//! Numbers as a reader sees them: grouped, signed, with their unit.

/// A count with its thousands apart: `40,118`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with its noun: `1 ring`, `9 rings`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A probability or share in percent, as exact as it can be read: `0.15 %`, `93 %`, `99.4 %`.
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    let text = match value {
        v if v <= 0.0 => "0".to_owned(),
        v if v < 0.01 => "< 0.01".to_owned(),
        v if v < 0.995 => format!("{v:.2}"),
        v if v < 9.95 => format!("{v:.1}"),
        v if v < 98.95 => format!("{v:.0}"),
        v if v < 99.95 => format!("{v:.1}"),
        v if v < 100.0 => "> 99.9".to_owned(),
        _ => "100".to_owned(),
    };
    format!("{text}\u{a0}%")
}

/// Bits with their sign, to a hundredth: `+1.85`, `−0.40`, `0.00`.
pub fn bits(bits: f64) -> String {
    signed(bits, 2)
}

/// Bits with their sign, to a tenth.
pub fn short_bits(bits: f64) -> String {
    signed(bits, 1)
}

fn signed(value: f64, places: usize) -> String {
    let digits = format!("{:.places$}", value.abs());
    let zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    match (zero, value < 0.0) {
        (true, _) => digits,
        (false, true) => format!("−{digits}"),
        (false, false) => format!("+{digits}"),
    }
}

/// The factor by which bits change the odds, to two digits: `× 49`, `× 0.76`.
pub fn factor(bits: f64) -> String {
    let factor = bits.exp2();
    let text = match factor {
        f if f >= 1e6 => "over a million".to_owned(),
        f if f >= 99.5 => {
            // Two digits are all that a weight is good for.
            let tens = 10f64.powf(f.log10().floor() - 1.0);
            count(((f / tens).round() * tens) as u64)
        }
        f if f >= 9.95 => format!("{f:.0}"),
        f if f >= 0.995 => format!("{f:.1}"),
        f if f >= 0.01 => format!("{f:.2}"),
        _ => "under 0.01".to_owned(),
    };
    format!("× {text}")
}

/// Odds before any evidence in words: `1 in 343`.
pub fn one_in(log_odds: f64) -> String {
    let one = 1.0 / bonafide_score::probability(log_odds);
    if one.is_finite() && one < 1e15 {
        format!("1 in {}", count(one.round() as u64))
    } else {
        "practically none".to_owned()
    }
}

/// A length or position in percent, short: `12.5%`.
pub fn length(percent: f64) -> String {
    let text = format!("{percent:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}%", if text == "-0" { "0" } else { text })
}

/// The name of a check or kind as a label: `phone-region` gives `Phone region`.
pub fn label(name: &str) -> String {
    let words = name.split(['-', '_']).map(|word| match word {
        "resume" => "résumé",
        "email" => "e-mail",
        "vpn" => "VPN",
        "ip" => "IP",
        word => word,
    });
    let text = words.collect::<Vec<_>>().join(" ");
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The 95 % Wilson interval of a share.
pub fn interval(hits: u64, of: u64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    // 1.96 standard deviations hold 95 % of a normal distribution.
    let (n, z2) = (of as f64, 1.96f64.powi(2));
    let p = hits as f64 / n;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() * z2.sqrt() / (1.0 + z2 / n);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{bits, count, factor, interval, label, length, one_in, percent};

    #[test]
    fn numbers_read_as_a_person_writes_them() {
        assert_eq!(count(0), "0");
        assert_eq!(count(1_234_567), "1,234,567");
        for (share, want) in [
            (0.0, "0 %"),
            (0.000_01, "< 0.01 %"),
            (0.0015, "0.15 %"),
            (0.034, "3.4 %"),
            (0.93, "93 %"),
            (0.994, "99.4 %"),
            (0.9999, "> 99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share).replace('\u{a0}', " "), want);
        }
        assert_eq!([bits(1.85), bits(-0.4), bits(-0.001)], ["+1.85", "−0.40", "0.00"]);
        assert_eq!([factor(5.6), factor(-0.4), factor(11.0)], ["× 49", "× 0.76", "× 2,000"]);
        assert_eq!(one_in(-8.418), "1 in 343");
        assert_eq!([length(50.0), length(12.345)], ["50%", "12.35%"].map(String::from));
        assert_eq!(label("phone-region"), "Phone region");
        assert_eq!(label("reference_email"), "Reference e-mail");
    }

    #[test]
    fn an_interval_holds_its_share() {
        let (low, high) = interval(7, 1000);
        assert!(low > 0.003 && low < 0.007 && high > 0.007 && high < 0.015, "{low} {high}");
        assert_eq!(interval(0, 0), (0.0, 1.0));
    }
}
