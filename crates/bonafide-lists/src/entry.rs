//! One row of a list: who or what is meant, by whose authority, and how it may be known.

use crate::form::Naming;
use crate::import::push_new;
use crate::passed_over::PassedOver;
use bonafide_application::{Country, PartialDate};
use jiff::civil;
use serde::{Deserialize, Serialize};

/// One list, as it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Name by which matches call it.
    pub name: String,
    /// Its own date or version where it states one, else the hash of what was imported.
    pub version: String,
    /// Its entries, in its own order.
    #[serde(skip)]
    pub entries: Vec<Entry>,
    /// Its indicators, in its own order.
    #[serde(skip)]
    pub indicators: Vec<Indicator>,
    /// What its import passed over; empty once it is read back.
    #[serde(skip)]
    pub passed_over: Vec<PassedOver>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person.
    Person,
    /// A school.
    University,
    /// A company.
    Company,
    /// A ministry, bureau or unit.
    Bureau,
    /// An organization of a kind that the list does not tell.
    Organization,
    /// A ship, an aircraft and what else is neither person nor organization.
    Thing,
    /// The list does not say.
    #[default]
    Unknown,
}

impl Kind {
    /// How it is named; `unknown` where the list does not say what it is.
    pub fn naming(self, unknown: Naming) -> Naming {
        match self {
            Kind::Person => Naming::Person,
            Kind::Unknown => unknown,
            _ => Naming::Institution,
        }
    }
}

/// Why an institution is on a list: what a hit asks of the employer depends on it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Sanctioned for placing information technology workers of the DPRK.
    DprkItWork,
    /// Sanctioned for cyber operations of the DPRK.
    DprkCyber,
    /// Sanctioned for finance of the DPRK.
    DprkFinance,
    /// Sanctioned for exporting labor of the DPRK.
    DprkLaborExport,
    /// Sanctioned for weapons and the armed forces of the DPRK.
    DprkWeapons,
    /// Sanctioned by a list of the user's own choice.
    Sanctioned,
    /// Named in a government's advisory, or by a list that does not say that it is one of
    /// sanctions.
    #[default]
    Advisory,
    /// Over-represented among the employer's own confirmed cases.
    Local,
    /// Named for research security. Off, and worth nothing, unless a policy turns it on.
    ResearchSecurity,
}

impl Tier {
    /// Every tier, the strictest duty first.
    pub const ALL: [Tier; 9] = [
        Tier::DprkItWork,
        Tier::DprkCyber,
        Tier::DprkFinance,
        Tier::DprkLaborExport,
        Tier::DprkWeapons,
        Tier::Sanctioned,
        Tier::Advisory,
        Tier::Local,
        Tier::ResearchSecurity,
    ];

    /// `dprk-it-work`, as lists write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Tier::DprkItWork => "dprk-it-work",
            Tier::DprkCyber => "dprk-cyber",
            Tier::DprkFinance => "dprk-finance",
            Tier::DprkLaborExport => "dprk-labor-export",
            Tier::DprkWeapons => "dprk-weapons",
            Tier::Sanctioned => "sanctioned",
            Tier::Advisory => "advisory",
            Tier::Local => "local",
            Tier::ResearchSecurity => "research-security",
        }
    }

    /// Reads what [`Tier::as_str`] writes.
    pub fn parse(text: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.as_str() == text.trim())
    }

    /// In words, after "listed".
    pub fn words(self) -> &'static str {
        match self {
            Tier::DprkItWork => "listed for information technology work of the DPRK",
            Tier::DprkCyber => "listed for cyber operations of the DPRK",
            Tier::DprkFinance => "listed for finance of the DPRK",
            Tier::DprkLaborExport => "listed for labor export of the DPRK",
            Tier::DprkWeapons => "listed for weapons or armed forces of the DPRK",
            Tier::Sanctioned => "on a sanctions list",
            Tier::Advisory => "named in a government's advisory",
            Tier::Local => "more frequent among the employer's own confirmed cases",
            Tier::ResearchSecurity => "named for research security",
        }
    }

    /// Whether dealing with it is a matter of sanctions law, apart from any question of identity.
    pub fn is_sanctioned(self) -> bool {
        self <= Tier::Sanctioned
    }
}

/// One row of a list of institutions, people or things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Line of the file that it was read from, from 1.
    pub row: u32,
    /// The list's own identifier of it; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its other names, in all scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its countries, as far as known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Country>,
    /// Cities in which it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Why it is listed.
    pub tier: Tier,
    /// Who listed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// On which ground.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Where that can be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// When it was listed, as the list writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub listed_on: String,
    /// Days from which the row says nothing more, where it ages out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<civil::Date>,
    /// Whether the list says that many bear its name, and that only the place tells it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common_name: bool,
    /// Dates of birth of a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub born: Vec<PartialDate>,
    /// Street addresses of a person, each with its city, as the list writes them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// E-mail addresses, in lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Domains of its sites and mailboxes, in lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
}

impl Entry {
    /// Takes a street address, where it is a person's: an institution is told by its city.
    pub(crate) fn take_address(&mut self, parts: &[&str]) {
        if self.kind == Kind::Person && parts.first().is_some_and(|street| !street.is_empty()) {
            let parts = parts.iter().copied().filter(|part| !part.is_empty());
            push_new(&mut self.addresses, &parts.collect::<Vec<_>>().join(", "));
        }
    }

    /// Its name and all others.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// What an indicator is a value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    /// An e-mail address.
    Email,
    /// A handle on a network of profiles.
    Handle,
    /// A domain.
    Domain,
    /// A network address.
    Address,
    /// A wallet or account for pay.
    Wallet,
    /// A telephone number.
    Phone,
}

impl IndicatorKind {
    /// `email`, as lists write it.
    pub fn as_str(self) -> &'static str {
        match self {
            IndicatorKind::Email => "email",
            IndicatorKind::Handle => "handle",
            IndicatorKind::Domain => "domain",
            IndicatorKind::Address => "address",
            IndicatorKind::Wallet => "wallet",
            IndicatorKind::Phone => "phone",
        }
    }

    /// Reads a kind as lists write it, their own words included.
    pub fn parse(text: &str) -> Option<IndicatorKind> {
        Some(match text.trim().to_ascii_lowercase().as_str() {
            "email" | "e-mail" | "mail" | "email-addr" | "email-src" => IndicatorKind::Email,
            "handle" | "username" | "user" | "github-username" | "account" | "url" | "link"
            | "profile" | "user-account" | "github" | "linkedin" => IndicatorKind::Handle,
            "domain" | "hostname" | "domain-name" => IndicatorKind::Domain,
            "address" | "ip" | "ipv4-addr" | "ipv6-addr" | "ip-src" | "ip-dst" => {
                IndicatorKind::Address
            }
            "wallet" | "btc" | "eth" | "xmr" | "cryptocurrency-wallet" | "iban" => {
                IndicatorKind::Wallet
            }
            "phone" | "phone-number" | "telephone" => IndicatorKind::Phone,
            _ => return None,
        })
    }
}

/// One value that somebody saw an operator use, or a victim have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Line of the file that it was read from, from 1; of a file of one line, its number in it.
    pub row: u32,
    /// What it is a value of.
    pub kind: IndicatorKind,
    /// The value, normalized: lower case, telephone numbers as digits.
    pub value: String,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// How sure they are, in percent.
    pub confidence: u8,
    /// When it was first seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<civil::Date>,
    /// When it was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<civil::Date>,
    /// The day from which it says nothing more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<civil::Date>,
    /// Whether it belongs to somebody whose identity was taken, and never speaks against them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_a_victim: bool,
}

#[cfg(test)]
mod tests {
    use super::Tier;

    #[test]
    fn tiers_are_written_as_they_are_read() {
        for tier in Tier::ALL {
            assert_eq!(Tier::parse(tier.as_str()), Some(tier));
        }
        assert!(Tier::DprkCyber.is_sanctioned() && Tier::Sanctioned.is_sanctioned());
        assert!(!Tier::Advisory.is_sanctioned() && !Tier::ResearchSecurity.is_sanctioned());
    }
}
