//! Signing in through another house: who its people are here, by what it says of them.

use crate::issuer::Issuer;
use bonafide_store::Role;
use serde::Deserialize;
use serde_json::Value;
use std::path::PathBuf;

/// What an administrator writes into a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The issuer's address, as its tokens name it.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// The file with our secret there.
    pub client_secret_file: PathBuf,
    /// A file of certificates (PEM) on which the issuer's own rests, where no public one does.
    pub certificates_file: Option<PathBuf>,
    /// The claim that names a person; an account is called so.
    #[serde(default = "usual_name")]
    pub name_claim: String,
    /// The claim by which roles are given: a text or a list of texts.
    pub role_claim: String,
    /// Values of that claim and the roles that they give; the first that fits holds.
    pub roles: Vec<Given>,
}

/// A value and the role that it gives.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// What the claim says.
    pub value: String,
    /// The role.
    pub role: String,
}

/// How people sign in through another house.
#[derive(Clone, Debug)]
pub struct SingleSignOn {
    /// The house.
    pub issuer: Issuer,
    name_claim: String,
    role_claim: String,
    roles: Vec<(String, Role)>,
}

/// Who somebody is, and what they may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Issuer and subject, which never change.
    pub identity: String,
    /// What the account is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
}

impl SingleSignOn {
    /// Reads the file, with what stands in the files that it names.
    pub fn new(
        file: File,
        client_secret: &str,
        certificates: Option<Vec<u8>>,
    ) -> Result<SingleSignOn, String> {
        let mut roles = Vec::new();
        for given in file.roles {
            let role = Role::parse(&given.role)
                .ok_or_else(|| format!("`{}` is no role; write one of the five", given.role))?;
            roles.push((given.value, role));
        }
        let issuer = Issuer {
            address: file.issuer,
            client_id: file.client_id,
            client_secret: client_secret.trim().to_owned(),
            certificates,
        };
        if !issuer.address.starts_with("https://") && !issuer.is_here() {
            return Err("`issuer` begins with `https://`".to_owned());
        }
        let (name_claim, role_claim) = (file.name_claim, file.role_claim);
        Ok(SingleSignOn { issuer, name_claim, role_claim, roles })
    }

    /// Who the claims are of; a sentence where they may not come in.
    pub(crate) fn identity(&self, claims: &Value) -> Result<Identity, String> {
        let subject = claims["sub"].as_str().unwrap_or_default();
        let name = claims[self.name_claim.as_str()].as_str().map(account_name).unwrap_or_default();
        if name.is_empty() {
            return Err(format!(
                "your house does not say `{}`; ask an administrator",
                self.name_claim
            ));
        }
        let held = &claims[self.role_claim.as_str()];
        let holds = |value: &str| {
            held == value || held.as_array().is_some_and(|all| all.iter().any(|one| one == value))
        };
        let role = self.roles.iter().find(|(value, _)| holds(value)).map(|(_, role)| *role);
        let role = role.ok_or("your house gives you no role here; ask an administrator")?;
        Ok(Identity { identity: format!("{}\n{subject}", self.issuer.address), name, role })
    }
}

/// A name as accounts have them: what stands before an `@`, in small letters, digits and hyphens.
fn account_name(claim: &str) -> String {
    let name = claim.split('@').next().unwrap_or_default().to_lowercase();
    let allowed = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
    let name: String = name.chars().map(allowed).take(64).collect();
    name.trim_matches('-').to_owned()
}

fn usual_name() -> String {
    "preferred_username".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{File, SingleSignOn};
    use bonafide_store::Role;
    use serde_json::json;

    const FILE: &str = r#"
        issuer = "https://login.example"
        client_id = "bonafide"
        client_secret_file = "secret"
        role_claim = "groups"
        [[roles]]
        value = "hiring-leads"
        role = "approver"
        [[roles]]
        value = "hiring"
        role = "reviewer"
    "#;

    fn house() -> SingleSignOn {
        let file: File = toml::from_str(FILE).expect("a file");
        SingleSignOn::new(file, "secret\n", None).expect("whole")
    }

    #[test]
    fn the_first_role_that_fits_holds_and_nobody_comes_in_without() {
        let of = |groups: serde_json::Value| {
            let claims = json!({"sub": "7", "preferred_username": "Ann.Other@x", "groups": groups});
            house().identity(&claims).map(|identity| (identity.name, identity.role))
        };
        let ann = || "ann-other".to_owned();
        assert_eq!(of(json!(["hiring", "hiring-leads"])), Ok((ann(), Role::Approver)));
        assert_eq!(of(json!("hiring")), Ok((ann(), Role::Reviewer)));
        assert!(of(json!(["other"])).is_err() && of(json!(null)).is_err());
        let nameless = json!({"sub": "7", "preferred_username": "@", "groups": "hiring"});
        assert!(house().identity(&nameless).is_err());
    }

    #[test]
    fn mistakes_in_the_file_are_found() {
        for (from, to) in [("https://login", "http://login"), ("approver", "chief")] {
            let file: File = toml::from_str(&FILE.replace(from, to)).expect("a file");
            assert!(SingleSignOn::new(file, "", None).is_err(), "{to}");
        }
        assert!(toml::from_str::<File>(&format!("typo = 1\n{FILE}")).is_err());
    }
}
