//! Listed people: never by name alone, and by what else agrees.

use crate::hidden::{led, list};
use bonafide_lists::{Reading, Source, import};
use serde_json::json;

const ROWS: &str = "name,kind,birth_date,address,email,city,aliases,tier\n\
    Rita Ann Moss,person,1970-02-26,\"12 Quay Street, Apt. 5, Nampo\",rita@moss.example,Nampo,\
    Tara Fell,sanctioned\n";

#[test]
fn a_person_is_meant_where_something_else_agrees() {
    let name = "Rita Ann Moss";
    for (applicant, meant) in [
        (json!({"name": name}), false),
        (json!({"name": name, "born_on": "1970-02-26"}), true),
        (json!({"name": name, "born_on": "1971-02-26"}), false),
        (json!({"name": "Rosa Fell", "born_on": "1970-02-26"}), false),
        (json!({"name": name, "address": {"street": "12 Quay Street", "city": "Nampo"}}), true),
        (json!({"name": name, "address": {"street": "12 Quay Street", "city": "Akron"}}), false),
        (json!({"name": name, "address": {"street": "2 Quay Street", "city": "Nampo"}}), false),
        (json!({"name": name, "address": {"street": "Quay Street", "city": "Nampo"}}), false),
        (json!({"name": name, "address": {"city": "Nampo"}}), false),
        (json!({"name": name, "also_known_as": ["Tara Fell"], "address": {"city": "Nampo"}}), true),
        (
            json!({"name": "Rosa Fell", "address": {"street": "12 Quay Street", "city": "Nampo"}}),
            false,
        ),
    ] {
        let found = led(vec![list("law", ROWS)], &json!({"applicant": applicant}));
        assert_eq!(found.len(), usize::from(meant), "{applicant}: {found:?}");
    }
    let sent = json!({"applicant": {"name": name}, "events": [{"kind": "shipment",
        "at": "2026-06-20T12:00:00Z", "address": {"street": "12 Quay Street", "city": "Nampo"}}]});
    assert_eq!(led(vec![list("law", ROWS)], &sent).len(), 1);
}

#[test]
fn a_listed_mailbox_is_its_owners_whatever_the_name() {
    let rows =
        "name,kind,email,tier\nBlue Harbor Trading,company,office.blue@gmail.com,sanctioned\n";
    let of = |fields| led(vec![list("law", rows)], &fields);
    let applicant = |email: &str| json!({"applicant": {"name": "Jane Doe", "email": email}});
    assert_eq!(of(applicant("officeblue+jobs@gmail.com")), ["law sanctioned"]);
    assert!(of(applicant("other@gmail.com")).is_empty());
    let reference = json!({"references": [{"name": "R", "email": "office.blue@gmail.com"}]});
    assert_eq!(of(reference), ["law sanctioned"]);
}

#[test]
fn addresses_of_people_are_read_from_every_form() {
    let country = |_: &str| None;
    let sdn = "1,\"MOSS, Rita\",\"individual\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\
               2,\"QUAY\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    let add = "1,1,\"12 Quay Street\",\"Nampo\",-0- ,-0- \n2,2,\"1 Pier\",\"Nampo\",-0- ,-0- \n\
               1,3,-0- ,\"Sariwon\",-0- ,-0- \n";
    let forms: [&[(&str, &str)]; 6] = [
        &[("sdn", sdn), ("add", add)],
        &[(
            "xml",
            "<sdnList><sdnEntry><uid>1</uid><lastName>MOSS</lastName><sdnType>Individual\
            </sdnType><addressList><address><address1>12 Quay Street</address1><city>Nampo</city>\
            </address></addressList></sdnEntry></sdnList>",
        )],
        &[(
            "un",
            "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>MOSS</FIRST_NAME>\
            <INDIVIDUAL_ADDRESS><STREET>12 Quay Street</STREET><CITY>Nampo</CITY>\
            </INDIVIDUAL_ADDRESS></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
        )],
        &[(
            "eu",
            "<export><sanctionEntity euReferenceNumber=\"E\"><subjectType code=\"person\"/>\
            <nameAlias wholeName=\"MOSS\"/><address street=\"12 Quay Street\" city=\"Nampo\"/>\
            </sanctionEntity></export>",
        )],
        &[(
            "uk",
            "Name 6,Group Type,Group ID,Address 1,Town\nMOSS,Individual,1,12 Quay Street,\
            Nampo\n",
        )],
        &[(
            "entities",
            "{\"id\":\"a\",\"caption\":\"MOSS\",\"schema\":\"Person\",\"properties\":{\
            \"topics\":[\"sanction\"],\"address\":[\"12 Quay Street, Nampo\"]}}\n",
        )],
    ];
    for files in forms {
        let sources: Vec<Source<'_>> =
            files.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
        let list = import("law", &sources, Reading { country: &country }).expect("a list");
        assert_eq!(list.entries[0].addresses, ["12 Quay Street, Nampo"], "{}", files[0].0);
        assert!(list.entries.iter().skip(1).all(|entry| entry.addresses.is_empty()));
    }
}
