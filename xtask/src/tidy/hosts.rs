//! No file names the host of a package registry: where packages come from is the machine's affair.

use super::{Breach, File};

/// Hosts, put together here so that this file does not name them.
const HOSTS: [&[&str]; 6] = [
    &["crates", "io"],
    &["pypi", "org"],
    &["pythonhosted", "org"],
    &["npmjs", "org"],
    &["npmjs", "com"],
    &["deb", "debian", "org"],
];

/// Checks one file of any kind.
pub(super) fn check(file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for host in HOSTS.map(|parts| parts.join(".")) {
        for (index, line) in file.text.lines().enumerate() {
            if line.contains(&host) {
                breaches.push(Breach {
                    path: file.path.clone(),
                    line: index + 1,
                    message: format!("names the registry {host}; name the package only"),
                });
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    #[test]
    fn a_registry_is_not_named() {
        let text = format!("see https://{}/crates/x\n", ["crates", "io"].join("."));
        let file = File { path: "README.md".into(), text };
        assert_eq!(check(&file).len(), 1);
        let file = File { path: "README.md".into(), text: "the crate x\n".into() };
        assert!(check(&file).is_empty());
    }
}
