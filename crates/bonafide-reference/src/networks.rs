//! Networks: who runs the address from which somebody connected, and where it is registered.

use crate::Spot;
use crate::address_list::AddressList;
use crate::database::Database;
use crate::operators::{self, Operators};
use crate::packed::{Packed, Texts};
use bonafide_application::Country;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::OnceLock;

/// Address ranges of the internet.
pub struct Networks {
    /// Numbers of systems, rising, and their operators' names.
    systems: Vec<u32>,
    names: Texts,
    four: Ranges<u32>,
    six: Ranges<u64>,
    curated: Operators,
    /// Kind of each system by its name, found when first asked for.
    kinds: Vec<OnceLock<NetworkKind>>,
    /// The user's own databases, the last given first.
    databases: Vec<Database>,
    /// The user's own lists of ranges, the last given first.
    lists: Vec<(AddressList, NetworkKind)>,
}

/// Stretches of addresses of one system and country: each lasts until the next one's first.
struct Ranges<T> {
    /// First addresses, rising; of IPv6 the upper half.
    first: Vec<T>,
    /// Index into the systems plus one, 0 for none.
    system: Vec<u32>,
    country: Vec<Option<Country>>,
}

/// What is known of the network of one address.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The address.
    pub address: IpAddr,
    /// Country that the range is used in.
    pub country: Option<Country>,
    /// Region code, only where the user's own database has it.
    pub region: Option<String>,
    /// Point, only where the user's own database has it.
    pub spot: Option<Spot>,
    /// Number of the autonomous system.
    pub system: Option<u32>,
    /// Organisation that runs it.
    pub operator: Option<String>,
    /// Kind of network.
    pub kind: NetworkKind,
}

/// Kind of network, judged by its operator and by lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkKind {
    /// Homes and offices.
    Access,
    /// A mobile carrier: thousands share one address.
    Mobile,
    /// A university or school.
    Campus,
    /// A data centre.
    Hosting,
    /// A VPN provider.
    Vpn,
    /// A privacy relay of a browser or system maker, or Tor: it hides the place by design.
    Relay,
}

/// Neighboring IPv4 addresses that one operator announces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range<'a> {
    /// First address.
    pub first: Ipv4Addr,
    /// Last address.
    pub last: Ipv4Addr,
    /// Country.
    pub country: Country,
    /// What kind of network it is.
    pub kind: NetworkKind,
    /// Name of the operator.
    pub operator: &'a str,
}

impl Networks {
    /// The ranges compiled into the program.
    pub fn built_in() -> Networks {
        let mut packed = Packed::open(include_bytes!("../data/networks.zst"));
        let systems: Vec<u32> = packed.rising().into_iter().map(|n| n as u32).collect();
        let names = packed.texts(systems.len());
        let four = ranges(&mut packed, |first| first as u32);
        let six = ranges(&mut packed, |first| first);
        let kinds = systems.iter().map(|_| OnceLock::new()).collect();
        Networks {
            systems,
            names,
            four,
            six,
            curated: Operators::built_in(),
            kinds,
            databases: Vec::new(),
            lists: Vec::new(),
        }
    }

    /// Looks an address up; `None` for text that is no public address.
    pub fn find(&self, address: &str) -> Option<Network> {
        let address = parse(address)?;
        let (country, system) = match address {
            IpAddr::V4(four) => self.four.at(&u32::from(four)),
            IpAddr::V6(six) => self.six.at(&((u128::from(six) >> 64) as u64)),
        };
        let mut network = Network {
            address,
            country,
            region: None,
            spot: None,
            system: system.and_then(|index| self.systems.get(index).copied()),
            operator: system.map(|index| self.names.get(index).to_owned()),
            kind: NetworkKind::Access,
        };
        self.databases.iter().rev().for_each(|database| database.tell(&mut network));
        let listed = self.lists.iter().find(|(list, _)| list.holds(address)).map(|(_, kind)| *kind);
        let built_in = || system.map_or(NetworkKind::Access, |index| self.kind(index));
        network.kind = match listed {
            Some(kind) => kind,
            None if self.databases.is_empty() => built_in(),
            None => self.kind_of(&network),
        };
        Some(network)
    }

    /// Takes a MaxMind-format database: what it says of an address goes before what is compiled in.
    pub(crate) fn add_database(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.databases.insert(0, Database::read(bytes)?);
        Ok(())
    }

    /// Takes a list of ranges, one a line, all of one kind.
    pub(crate) fn add_list(&mut self, text: &str, kind: NetworkKind) -> Result<(), String> {
        self.lists.insert(0, (AddressList::read(text)?, kind));
        Ok(())
    }

    /// How many ranges and systems are compiled in.
    pub(crate) fn rows(&self) -> [usize; 2] {
        [self.four.first.len() + self.six.first.len(), self.systems.len()]
    }

    fn kind_of(&self, network: &Network) -> NetworkKind {
        let curated = network.system.and_then(|number| self.curated.kind(number));
        let named = || operators::kind(network.operator.as_deref().unwrap_or_default());
        curated.unwrap_or_else(named)
    }

    /// The IPv4 ranges that belong to a system and a country, in order of addresses.
    pub fn ranges(&self) -> impl Iterator<Item = Range<'_>> {
        let four = &self.four;
        (0..four.first.len()).filter_map(move |at| {
            let system = (four.system[at] as usize).checked_sub(1)?;
            let last = four.first.get(at + 1).map_or(u32::MAX, |next| next - 1);
            Some(Range {
                first: Ipv4Addr::from(four.first[at]),
                last: Ipv4Addr::from(last),
                country: four.country[at]?,
                kind: self.kind(system),
                operator: self.names.get(system),
            })
        })
    }

    fn kind(&self, system: usize) -> NetworkKind {
        let found = || {
            let curated = self.systems.get(system).and_then(|number| self.curated.kind(*number));
            curated.unwrap_or_else(|| operators::kind(self.names.get(system)))
        };
        self.kinds.get(system).map_or_else(found, |kind| *kind.get_or_init(found))
    }
}

impl<T: Ord> Ranges<T> {
    /// Country and index of the system at an address.
    fn at(&self, address: &T) -> (Option<Country>, Option<usize>) {
        let after = self.first.partition_point(|first| first <= address);
        let Some(at) = after.checked_sub(1) else { return (None, None) };
        (self.country[at], (self.system[at] as usize).checked_sub(1))
    }
}

fn ranges<T>(packed: &mut Packed, narrow: fn(u64) -> T) -> Ranges<T> {
    let first: Vec<T> = packed.rising().into_iter().map(narrow).collect();
    let system = first.iter().map(|_| packed.index()).collect();
    let country = first.iter().map(|_| packed.country()).collect();
    Ranges { first, system, country }
}

/// A public address; an IPv4 address in the form of IPv6 is that IPv4 address.
fn parse(address: &str) -> Option<IpAddr> {
    let address: IpAddr = address.trim().parse().ok()?;
    let address = address.to_canonical();
    let public = match address {
        IpAddr::V4(four) => is_public_four(four),
        IpAddr::V6(six) => is_public_six(six),
    };
    public.then_some(address)
}

/// Not one of the special ranges of the IANA registry (RFC 6890 and its successors).
fn is_public_four(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b));
    !special
}

/// Global unicast (`2000::/3`) without the documentation ranges.
fn is_public_six(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let documentation = (segments[0] == 0x2001 && segments[1] == 0xdb8) || segments[0] == 0x3fff;
    segments[0] & 0xe000 == 0x2000 && !documentation
}

#[cfg(test)]
mod tests {
    use super::{NetworkKind, Networks};
    use bonafide_application::Country;

    #[test]
    fn known_addresses_have_country_and_kind() {
        let networks = Networks::built_in();
        for (address, country, kind) in [
            ("8.8.8.8", "US", NetworkKind::Hosting),
            ("52.95.110.1", "US", NetworkKind::Hosting),
            ("172.56.21.89", "US", NetworkKind::Mobile),
            ("128.83.40.1", "US", NetworkKind::Campus),
            ("24.16.0.1", "US", NetworkKind::Access),
            ("::ffff:8.8.8.8", "US", NetworkKind::Hosting),
            ("2607:f8b0:4004:800::200e", "US", NetworkKind::Hosting),
            ("104.28.1.1", "US", NetworkKind::Relay),
        ] {
            let found = networks.find(address).expect("a public address");
            let at = found.country.map(|c| c.to_string());
            assert_eq!((at.as_deref(), found.kind), (Some(country), kind), "{address}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_public_address_is_none() {
        let networks = Networks::built_in();
        for address in [
            "999.1.1.1",
            "",
            "x",
            "10.0.0.1",
            "127.0.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.1.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "2001:db8::1",
            "255.255.255.255",
            "1.1.1.1, 2.2.2.2",
        ] {
            assert_eq!(networks.find(address), None, "{address:?}");
        }
    }

    #[test]
    fn ranges_are_of_their_country_and_kind() {
        let networks = Networks::built_in();
        let germany = Country::parse("DE").expect("a country");
        let german = networks.ranges().filter(|range| range.country == germany);
        let hosting = german.filter(|range| range.kind == NetworkKind::Hosting).take(20);
        let mut count = 0;
        for range in hosting {
            let found = networks.find(&range.last.to_string()).expect("a public address");
            assert!(range.first <= range.last && found.country == Some(germany), "{range:?}");
            assert_eq!(found.kind, NetworkKind::Hosting, "{range:?}");
            count += 1;
        }
        assert_eq!(count, 20);
    }
}
