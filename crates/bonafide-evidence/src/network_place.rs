//! Which networks tell where somebody is.

use bonafide_reference::{Network, NetworkKind};

/// Whether the network stands where its user is: homes, offices, campuses and carriers do.
pub(crate) fn tells_place(network: &Network) -> bool {
    matches!(network.kind, NetworkKind::Access | NetworkKind::Mobile | NetworkKind::Campus)
}

/// Whether the network stands where its user sits: a carrier's does not, since the traffic of a
/// traveller's telephone leaves through the carrier at home.
pub(crate) fn tells_place_at_once(network: &Network) -> bool {
    matches!(network.kind, NetworkKind::Access | NetworkKind::Campus)
}

/// Whether it is an exit that somebody chose: a data centre or a VPN. A relay is neither, since it
/// is switched on by the maker of a browser or system.
pub(crate) fn is_chosen_exit(network: &Network) -> bool {
    matches!(network.kind, NetworkKind::Hosting | NetworkKind::Vpn)
}

/// The network as an observation: operator, country, number of the system.
pub(crate) fn shown(network: &Network) -> String {
    let operator = network.operator.as_deref().unwrap_or("operator not known");
    let system = network.system.map_or_else(String::new, |system| format!(" (AS{system})"));
    let country = network.country.map_or_else(String::new, |country| format!(", {country}"));
    format!("{}: {operator}{system}{country}", network.address)
}
