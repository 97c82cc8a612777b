//! Networks: who runs the address from which somebody connected, and where it is registered.

use crate::Spot;
use bonafide_application::Country;
use std::net::IpAddr;

/// Address ranges of the internet.
pub struct Networks {}

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

impl Networks {
    /// The ranges compiled into the program.
    pub fn built_in() -> Networks {
        Networks {}
    }

    /// Looks an address up; `None` for text that is no public address.
    pub fn find(&self, _address: &str) -> Option<Network> {
        None
    }
}
