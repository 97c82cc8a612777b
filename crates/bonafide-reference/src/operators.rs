//! What kind of network an operator runs: by the project's own list of systems, else by the words
//! of its name.

use crate::NetworkKind;
use bonafide_application::fold;
use std::collections::HashMap;

/// The project's own list of autonomous systems.
pub(crate) struct Operators {
    kinds: HashMap<u32, NetworkKind>,
}

impl Operators {
    /// Reads `data/operators.csv`.
    pub(crate) fn built_in() -> Operators {
        let rows = include_str!("../data/operators.csv").lines().skip(1);
        let kinds = rows.filter_map(|row| {
            let mut fields = row.split(',');
            Some((fields.next()?.parse().ok()?, named(fields.next()?)?))
        });
        Operators { kinds: kinds.collect() }
    }

    /// The kind of a listed system.
    pub(crate) fn kind(&self, system: u32) -> Option<NetworkKind> {
        self.kinds.get(&system).copied()
    }
}

/// A kind by its name in a list.
pub(crate) fn named(kind: &str) -> Option<NetworkKind> {
    Some(match kind {
        "access" => NetworkKind::Access,
        "mobile" => NetworkKind::Mobile,
        "campus" => NetworkKind::Campus,
        "hosting" => NetworkKind::Hosting,
        "vpn" => NetworkKind::Vpn,
        "relay" => NetworkKind::Relay,
        _ => return None,
    })
}

/// Beginnings of words that name a kind, in the order in which they are tried. A trailing space
/// asks for the whole word.
const WORDS: &[(&str, NetworkKind)] = &[
    ("vpn", NetworkKind::Vpn),
    ("universi", NetworkKind::Campus),
    ("univerz", NetworkKind::Campus),
    ("uniwers", NetworkKind::Campus),
    ("yliopisto", NetworkKind::Campus),
    ("college ", NetworkKind::Campus),
    ("campus ", NetworkKind::Campus),
    ("polytechni", NetworkKind::Campus),
    ("politechni", NetworkKind::Campus),
    ("hochschul", NetworkKind::Campus),
    ("school", NetworkKind::Campus),
    ("institute of technology ", NetworkKind::Campus),
    ("mobile ", NetworkKind::Mobile),
    ("mobiles ", NetworkKind::Mobile),
    ("mobil ", NetworkKind::Mobile),
    ("movil ", NetworkKind::Mobile),
    ("moviles ", NetworkKind::Mobile),
    ("movistar ", NetworkKind::Mobile),
    ("wireless ", NetworkKind::Mobile),
    ("cellular ", NetworkKind::Mobile),
    ("cellco ", NetworkKind::Mobile),
    ("celular ", NetworkKind::Mobile),
    ("gsm ", NetworkKind::Mobile),
    ("lte ", NetworkKind::Mobile),
    ("vodacom ", NetworkKind::Mobile),
    ("hosting", NetworkKind::Hosting),
    ("host ", NetworkKind::Hosting),
    ("hostin", NetworkKind::Hosting),
    ("hosts ", NetworkKind::Hosting),
    ("webhost", NetworkKind::Hosting),
    ("server", NetworkKind::Hosting),
    ("cloud", NetworkKind::Hosting),
    ("datacent", NetworkKind::Hosting),
    ("data cent", NetworkKind::Hosting),
    ("data centre", NetworkKind::Hosting),
    ("colo ", NetworkKind::Hosting),
    ("colocation", NetworkKind::Hosting),
    ("vps", NetworkKind::Hosting),
    ("dedicated", NetworkKind::Hosting),
    ("cdn", NetworkKind::Hosting),
];

/// The kind that an operator's name says; homes and offices where it says none.
pub(crate) fn kind(operator: &str) -> NetworkKind {
    let padded = format!(" {} ", fold(operator));
    let says = |word: &str| {
        padded.match_indices(word).any(|(at, _)| at > 0 && padded.as_bytes()[at - 1] == b' ')
    };
    WORDS.iter().find(|(word, _)| says(word)).map_or(NetworkKind::Access, |(_, kind)| *kind)
}
