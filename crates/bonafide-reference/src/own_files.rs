//! The user's own file in place of, or before, a table that is compiled in.

use crate::csv_rows::rows;
use crate::operators::named;
use crate::{MailDomain, Tables};
use bonafide_application::Country;

/// What a file can give, and in which form.
pub const REPLACEABLE: &[(&str, &str)] = &[
    ("network", "a MaxMind-format database of countries, cities or systems"),
    ("access", "ranges of homes and offices, one a line (192.0.2.0/24)"),
    ("mobile", "ranges of mobile carriers, one a line (192.0.2.0/24)"),
    ("campus", "ranges of universities and schools, one a line (192.0.2.0/24)"),
    ("hosting", "ranges of data centres, one a line (192.0.2.0/24)"),
    ("vpn", "ranges of VPN providers, one a line (192.0.2.0/24)"),
    ("relay", "ranges of privacy relays, one a line (192.0.2.0/24)"),
    ("disposable", "domains of throw-away mailboxes, one a line (example.com)"),
    ("free", "domains where anybody can open a mailbox, one a line (example.com)"),
    ("forwarding", "domains of forwarding services, one a line (example.com)"),
    ("schools", "CSV with the columns name, country code"),
    ("employers", "CSV with the columns name, founded, source"),
    ("technologies", "CSV with the columns name, released, form (word or list), source"),
];

/// Who says so of a domain of the user's own list.
const OWN_LIST: &str = "your own list";

impl Tables {
    /// Takes the user's own file for one of [`REPLACEABLE`]. Databases, ranges, domains and
    /// schools go before what is compiled in; employers and technologies replace it. An error
    /// names the file, the line, and what to write there; the tables are then unchanged.
    pub fn replace(&mut self, what: &str, file_name: &str, bytes: &[u8]) -> Result<(), String> {
        self.take(what, bytes).map_err(|error| format!("{file_name}: {error}"))?;
        self.own_files.push((what.to_owned(), file_name.to_owned()));
        Ok(())
    }

    fn take(&mut self, what: &str, bytes: &[u8]) -> Result<(), String> {
        if what == "network" {
            return self.networks.add_database(bytes);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            format!("line {line}: write the file in UTF-8")
        })?;
        if let Some(kind) = named(what) {
            return self.networks.add_list(text, kind);
        }
        match what {
            "disposable" => self.add_domains(text, &MailDomain::Disposable { source: OWN_LIST }),
            "free" => self.add_domains(text, &MailDomain::Free),
            "forwarding" => self.add_domains(text, &MailDomain::Forwarding),
            "schools" => self.add_schools(text),
            "employers" => self.employers.replace(text),
            "technologies" => self.technologies.replace(text),
            _ => {
                let known: Vec<&str> = REPLACEABLE.iter().map(|(what, _)| *what).collect();
                Err(format!("there is no table {what:?}; give one of {}", known.join(", ")))
            }
        }
    }

    fn add_domains(&mut self, text: &str, as_what: &MailDomain) -> Result<(), String> {
        let mut domains = Vec::new();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let domain = line.split('#').next().unwrap_or_default().trim().to_lowercase();
            if domain.is_empty() {
                continue;
            }
            let fit = |c: char| c.is_alphanumeric() || "-._".contains(c);
            if !domain.contains('.') || !domain.chars().all(fit) {
                return Err(format!("line {}: write a domain such as example.com", at + 1));
            }
            domains.push(domain);
        }
        self.mail_domains.add(domains, as_what);
        Ok(())
    }

    fn add_schools(&mut self, text: &str) -> Result<(), String> {
        let mut schools = Vec::new();
        for (line, [name, code]) in rows(text)? {
            let country = Country::parse(&code);
            if country.is_none() && !code.is_empty() {
                return Err(format!("line {line}: write the country as two letters"));
            }
            schools.push((name, country));
        }
        self.schools.add(schools);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::REPLACEABLE;
    use crate::{MailDomain, NetworkKind, Tables};

    #[test]
    fn the_users_own_files_go_first() {
        let mut tables = Tables::built_in();
        tables.replace("vpn", "mine.txt", b"8.8.8.0/24\n").expect("a list");
        let found = tables.networks.find("8.8.8.8").expect("an address");
        assert_eq!(found.kind, NetworkKind::Vpn);
        tables.replace("disposable", "mine.txt", b"gmail.com\n").expect("a list");
        let found = tables.mail_domains.find("gmail.com");
        assert_eq!(found, MailDomain::Disposable { source: "your own list" });
        tables.replace("schools", "mine.csv", b"name,country\nHogsmeade Tech,GB\n").expect("a CSV");
        assert!(tables.schools.find("hogsmeade tech").is_some());
        tables
            .replace("employers", "mine.csv", b"name,founded,source\nAcme,2020,x\n")
            .expect("a CSV");
        assert!(tables.employers.founded("Acme, Inc.").is_some());
        assert!(tables.employers.founded("OpenAI").is_none());
        let notes = tables.notes();
        assert!(notes.iter().any(|note| note.own_files == ["employers: mine.csv"]), "{notes:?}");
    }

    #[test]
    fn what_cannot_be_read_is_an_error_that_names_file_and_line() {
        let mut tables = Tables::built_in();
        for (what, bytes, error) in [
            ("vpn", "1.2.3.4\nx\n", "f: line 2: write an address or a range such as 192.0.2.0/24"),
            ("free", "a.com\nno domain\n", "f: line 2: write a domain such as example.com"),
            ("employers", "n,f,s\nA,x,y\n", "f: line 2: write the date as 2019 or 2019-04"),
            ("technologies", "n,f\nA\n", "f: line 2: give 4 fields, found 1"),
            ("schools", "n,c\nA,Germany\n", "f: line 2: write the country as two letters"),
        ] {
            assert_eq!(tables.replace(what, "f", bytes.as_bytes()), Err(error.to_owned()));
        }
        assert!(tables.replace("horoscopes", "f", b"").is_err());
        for (what, _) in REPLACEABLE {
            let error = tables.replace(what, "f", b"a,b\n\xff\xfe").expect_err(what);
            assert!(error.starts_with("f: "), "{error}");
        }
    }
}
