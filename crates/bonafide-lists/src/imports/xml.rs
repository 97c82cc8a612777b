//! Lists as XML: the UN's consolidated list, the US Treasury's SDN.XML, the consolidated lists of
//! the EU and the UK.

use crate::entry::{Entry, Kind, Tier};
use crate::import::{Part, Reading, Refusal, push_new};
use crate::imports::ofac_csv::written_date;
use crate::passed_over::COUNTRY_UNKNOWN;
use crate::site::domain_of;
use crate::xml_record::{Node, records};

/// Elements of which each is one entry, in all four forms.
const RECORDS: [&str; 6] =
    ["INDIVIDUAL", "ENTITY", "sdnEntry", "sanctionEntity", "Designation", "publshInformation"];

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let mut part = Part::default();
    let root = records(text, &RECORDS, |node, line| {
        let take = &mut Taking { reading, unknown: false };
        let mut entry = match node.name.as_str() {
            "INDIVIDUAL" | "ENTITY" => un(&node, take),
            "sdnEntry" => ofac(&node, take),
            "sanctionEntity" => eu(&node, take),
            "Designation" => uk(&node, take),
            _ => {
                node.said("Publish_Date").clone_into(&mut part.version);
                return Ok(());
            }
        };
        entry.row = line;
        entry.tier = Tier::Sanctioned;
        if take.unknown {
            part.passed.note(line, COUNTRY_UNKNOWN);
        }
        part.entries.push(entry);
        Ok(())
    })?;
    if part.entries.is_empty() {
        return Err(Refusal::at(
            1,
            format!("<{}> is no list that is known; give one of UN, OFAC, EU or UK", root.name),
        ));
    }
    for name in ["dateGenerated", "generationDate"] {
        if part.version.is_empty() {
            root.attribute(name).clone_into(&mut part.version);
        }
    }
    Ok(part)
}

/// The first name becomes the name, all further ones aliases.
fn take_name(entry: &mut Entry, name: &str) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if entry.name.is_empty() {
        entry.name = name;
    } else if name != entry.name {
        push_new(&mut entry.aliases, &name);
    }
}

/// How countries of one entry are read, and whether any of them is not known.
struct Taking<'a> {
    reading: Reading<'a>,
    unknown: bool,
}

impl Taking<'_> {
    fn country(&mut self, entry: &mut Entry, text: &str) {
        let country = (self.reading.country)(text);
        self.unknown |= country.is_none() && !text.trim().is_empty();
        entry.countries.extend(country.filter(|country| !entry.countries.contains(country)));
    }
}

fn joined(node: &Node, names: &[&str]) -> String {
    let said: Vec<&str> = names.iter().map(|name| node.said(name)).collect();
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn un(node: &Node, take: &mut Taking<'_>) -> Entry {
    let person = node.name == "INDIVIDUAL";
    let mut entry = Entry {
        id: node.said("REFERENCE_NUMBER").to_owned(),
        kind: if person { Kind::Person } else { Kind::Organization },
        authority: format!("UN Security Council, {}", node.said("UN_LIST_TYPE")),
        basis: node.said("COMMENTS1").chars().take(300).collect(),
        listed_on: node.said("LISTED_ON").to_owned(),
        ..Entry::default()
    };
    let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    take_name(&mut entry, &joined(node, &names));
    push_new(&mut entry.aliases, node.said("NAME_ORIGINAL_SCRIPT"));
    for child in &node.children {
        match child.name.as_str() {
            "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS" => {
                for alias in child.said("ALIAS_NAME").split(';') {
                    push_new(&mut entry.aliases, alias);
                }
            }
            "INDIVIDUAL_ADDRESS" | "ENTITY_ADDRESS" => {
                push_new(&mut entry.places, child.said("CITY"));
                entry.take_address(&[child.said("STREET"), child.said("CITY")]);
                take.country(&mut entry, child.said("COUNTRY"));
            }
            "NATIONALITY" => take.country(&mut entry, child.said("VALUE")),
            "INDIVIDUAL_DATE_OF_BIRTH" => {
                let date = [child.said("DATE"), child.said("YEAR")];
                entry.born.extend(date.into_iter().find_map(written_date));
            }
            _ => {}
        }
    }
    entry
}

fn ofac(node: &Node, take: &mut Taking<'_>) -> Entry {
    let programs: Vec<String> = node
        .path(&["programList", "program"])
        .into_iter()
        .map(|program| program.text.trim().to_owned())
        .collect();
    let mut entry = Entry {
        id: node.said("uid").to_owned(),
        kind: match node.said("sdnType") {
            "Individual" => Kind::Person,
            "Vessel" | "Aircraft" => Kind::Thing,
            _ => Kind::Organization,
        },
        authority: format!("OFAC, {}", programs.join(", ")),
        ..Entry::default()
    };
    take_name(&mut entry, &joined(node, &["firstName", "lastName"]));
    for aka in node.path(&["akaList", "aka"]) {
        take_name(&mut entry, &joined(aka, &["firstName", "lastName"]));
    }
    for address in node.path(&["addressList", "address"]) {
        push_new(&mut entry.places, address.said("city"));
        let lines = ["address1", "address2", "address3", "city"].map(|name| address.said(name));
        entry.take_address(&lines);
        take.country(&mut entry, address.said("country"));
    }
    for date in node.path(&["dateOfBirthList", "dateOfBirthItem"]) {
        entry.born.extend(written_date(date.said("dateOfBirth")));
    }
    for id in node.path(&["idList", "id"]) {
        let number = id.said("idNumber");
        match id.said("idType") {
            "Email Address" => push_new(&mut entry.emails, &number.to_lowercase()),
            "Website" => push_new(&mut entry.domains, &domain_of(number)),
            _ => {}
        }
    }
    entry
}

fn eu(node: &Node, take: &mut Taking<'_>) -> Entry {
    let programme = node.all("regulation").next().map_or("", |r| r.attribute("programme"));
    let kind = node.all("subjectType").next().map_or("", |kind| kind.attribute("code"));
    let mut entry = Entry {
        id: node.attribute("euReferenceNumber").to_owned(),
        kind: if kind == "person" { Kind::Person } else { Kind::Organization },
        authority: format!("EU, {programme}"),
        ..Entry::default()
    };
    for alias in node.all("nameAlias") {
        let whole = alias.attribute("wholeName");
        if !whole.is_empty() {
            take_name(&mut entry, whole);
        }
    }
    for child in &node.children {
        match child.name.as_str() {
            "address" => {
                push_new(&mut entry.places, child.attribute("city"));
                entry.take_address(&[child.attribute("street"), child.attribute("city")]);
                take.country(&mut entry, child.attribute("countryIso2Code"));
            }
            "citizenship" => take.country(&mut entry, child.attribute("countryIso2Code")),
            "birthdate" => {
                let date = [child.attribute("birthdate"), child.attribute("year")];
                entry.born.extend(date.into_iter().find_map(written_date));
            }
            _ => {}
        }
    }
    entry
}

fn uk(node: &Node, take: &mut Taking<'_>) -> Entry {
    let kind = joined(node, &["IndividualEntityShip", "DesignationType"]).to_lowercase();
    let mut entry = Entry {
        id: node.said("UniqueID").to_owned(),
        kind: match kind.as_str() {
            "individual" => Kind::Person,
            "ship" => Kind::Thing,
            _ => Kind::Organization,
        },
        authority: format!("UK, {}", node.said("RegimeName")),
        listed_on: node.said("DateDesignated").to_owned(),
        ..Entry::default()
    };
    let parts = ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"];
    for name in node.path(&["Names", "Name"]) {
        take_name(&mut entry, &joined(name, &parts));
    }
    for name in node.path(&["NonLatinNames", "NonLatinName"]) {
        push_new(&mut entry.aliases, name.said("NameNonLatinScript"));
    }
    for address in node.path(&["Addresses", "Address"]) {
        take.country(&mut entry, address.said("AddressCountry"));
        let lines = ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4"];
        let more = ["AddressLine5", "AddressLine6"];
        let lines = lines.into_iter().chain(more).map(|name| address.said(name));
        entry.take_address(&lines.collect::<Vec<_>>());
    }
    for date in node.path(&["IndividualDetails", "Individual", "DOBs", "DOB"]) {
        entry.born.extend(written_date(date.text.trim().trim_start_matches("dd/mm/")));
    }
    for email in node.path(&["EmailAddresses", "EmailAddress"]) {
        push_new(&mut entry.emails, &email.text.to_lowercase());
    }
    entry
}
