//! A list of address ranges, one a line, as the user's own file gives it.

use std::net::IpAddr;

/// Ranges that do not overlap, in order.
#[derive(Debug)]
pub(crate) struct AddressList {
    ranges: Vec<(u128, u128)>,
}

impl AddressList {
    /// Reads ranges (`192.0.2.0/24`) and single addresses; `#` begins a comment. An error names
    /// the line.
    pub(crate) fn read(text: &str) -> Result<AddressList, String> {
        let mut ranges = Vec::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let entry = line.split('#').next().unwrap_or_default().trim();
            if entry.is_empty() {
                continue;
            }
            let range = range(entry).ok_or_else(|| {
                format!("line {}: write an address or a range such as 192.0.2.0/24", at + 1)
            })?;
            ranges.push(range);
        }
        ranges.sort_unstable();
        let mut merged: Vec<(u128, u128)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        Ok(AddressList { ranges: merged })
    }

    /// Whether an address lies in one of the ranges.
    pub(crate) fn holds(&self, address: IpAddr) -> bool {
        let bits = bits(address);
        let after = self.ranges.partition_point(|(first, _)| *first <= bits);
        after > 0 && self.ranges[after - 1].1 >= bits
    }
}

/// IPv4 lies among IPv6 where RFC 4291 maps it.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => u128::from(four.to_ipv6_mapped()),
        IpAddr::V6(six) => u128::from(six),
    }
}

fn range(entry: &str) -> Option<(u128, u128)> {
    let (address, length) = match entry.split_once('/') {
        Some((address, length)) => (address.parse().ok()?, Some(length.parse::<u32>().ok()?)),
        None => (entry.parse().ok()?, None),
    };
    let width = match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    };
    let free = width - length.unwrap_or(width).min(width);
    if length.is_some_and(|length| length > width) {
        return None;
    }
    let mask = if free == 128 { u128::MAX } else { (1 << free) - 1 };
    let first = bits(address) & !mask;
    Some((first, first | mask))
}

#[cfg(test)]
mod tests {
    use super::AddressList;

    #[test]
    fn ranges_hold_their_addresses() {
        let list = AddressList::read("# mine\n192.0.2.0/24\n198.51.100.7\n2001:db8::/32 # x\n");
        let list = list.expect("three ranges");
        let holds = |address: &str| list.holds(address.parse().expect("an address"));
        assert!(holds("192.0.2.255") && holds("198.51.100.7") && holds("2001:db8::1"));
        assert!(!holds("192.0.3.0") && !holds("198.51.100.8") && !holds("2001:db9::1"));
    }

    #[test]
    fn an_error_names_the_line() {
        for text in ["192.0.2.0/24\n192.0.2.0/33", "\nx", "\n1.2.3.4/", "\n999.1.1.1/8"] {
            let error = AddressList::read(text).expect_err(text);
            assert!(error.starts_with("line 2: "), "{error}");
        }
        assert!(AddressList::read("::/0").expect("everything").holds([1, 2, 3, 4].into()));
    }

    #[test]
    fn lists_of_providers_are_read() {
        let Ok(corpora) = std::env::var("BONAFIDE_CORPORA") else {
            eprintln!("skipped: BONAFIDE_CORPORA is not set");
            return;
        };
        for list in ["vpn", "datacenter"] {
            let path = format!("{corpora}/geo/x4bnet/output/{list}/ipv4.txt");
            let text = std::fs::read_to_string(&path).expect(&path);
            let list = AddressList::read(&text).expect(&path);
            let line = text.lines().next().and_then(|line| line.split('/').next());
            assert!(list.holds(line.expect("a range").parse().expect("an address")), "{path}");
        }
    }
}
