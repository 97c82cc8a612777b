//! A place and an address, as typed.

use crate::Country;
use serde::{Deserialize, Serialize};

/// A place named by city, region and country; any of them may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// City or locality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province or the like, by name or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<Country>,
}

/// A postal address; any part may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// City or locality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province or the like, by name or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code. It serves to tell whether two addresses are one; it is never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<Country>,
}

impl Address {
    /// The address without street and postal code.
    pub fn place(&self) -> Place {
        Place {
            city: self.city.clone(),
            region: self.region.clone(),
            country_code: self.country_code,
        }
    }
}

impl Place {
    /// City, region and country, separated by commas, as a person would write it.
    pub fn show(&self) -> String {
        let country = self.country_code.as_ref().map(Country::as_str);
        let parts = [self.city.as_deref(), self.region.as_deref(), country];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
