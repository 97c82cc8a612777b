//! What a list does not say against anybody is passed over, counted and said.

use crate::forms::read;
use bonafide_lists::{IndicatorKind, List, Tier};
use serde_json::{Value, json};

fn said(list: &List) -> Vec<String> {
    list.passed_over.iter().map(ToString::to_string).collect()
}

fn values(list: &List) -> Vec<&str> {
    list.indicators.iter().map(|indicator| indicator.value.as_str()).collect()
}

fn bundle(objects: &[Value]) -> List {
    let text = json!({"type": "bundle", "objects": objects}).to_string();
    read(&[("f", &text)]).expect("a list")
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "indicator", "pattern_type": "stix", "pattern": pattern})
}

#[test]
fn a_pattern_of_stix_that_excludes_or_combines_values_accuses_nobody() {
    let mut revoked = pattern("[email-addr:value = 'revoked@example.com']");
    revoked["revoked"] = json!(true);
    let list = bundle(&[
        pattern("[email-addr:value = 'one@example.com' or EMAIL-ADDR:value='two@example.com']"),
        pattern("[email-addr:value != 'not@example.com']"),
        pattern("[email-addr:value = 'a@example.com' AND domain-name:value = 'b.example']"),
        pattern("[email-addr:value LIKE '%@example.com']"),
        pattern("[email-addr:display_name = 'Rita Moss']"),
        revoked,
        json!({"type": "domain-name", "value": "seen.example"}),
        json!({"type": "user-account", "account_login": "octo"}),
        json!({"type": "identity", "name": "exchange"}),
    ]);
    assert_eq!(values(&list), ["one@example.com", "two@example.com"]);
    assert_eq!(
        said(&list),
        [
            "f: 3 rows passed over, the first is row 2: the pattern asks for more than that a \
             value is one of some",
            "f: 1 row passed over, the first is row 5: the pattern asks for nothing that an \
             application states",
            "f: 1 row passed over, the first is row 6: the indicator is revoked",
            "f: 2 rows passed over, the first is row 7: an observed value is no indicator",
            "f: 1 row passed over, the first is row 9: the object is no indicator",
        ]
    );
}

#[test]
fn a_victim_is_one_however_the_label_is_written() {
    for (label, victim) in [
        ("Victim identity", true),
        ("VICTIM", true),
        ("stolen-from_Victims", true),
        ("operator", false),
        ("convict", false),
    ] {
        let mut object = pattern("[email-addr:value = 'a@example.com']");
        object["labels"] = json!([label]);
        assert_eq!(bundle(&[object]).indicators[0].of_a_victim, victim, "{label}");
        let event = json!({"Event": {"Attribute": [
            {"type": "email-src", "value": "a@example.com", "Tag": [{"name": label}]}
        ]}});
        let list = read(&[("f", &event.to_string())]).expect("a list");
        assert_eq!(list.indicators[0].of_a_victim, victim, "{label}");
        let csv = format!("kind,value,victim\nemail,a@example.com,{label}\n");
        match read(&[("f", &csv)]) {
            Ok(list) => assert!(victim && list.indicators[0].of_a_victim, "{label}"),
            Err(error) => assert!(!victim, "{error}"),
        }
    }
}

#[test]
fn attributes_of_misp_that_are_deleted_context_or_of_recipients_accuse_nobody() {
    let event = json!({"Event": {
        "info": "exchange",
        "Tag": [{"name": "misp:confidence-level=\"usually-confident\""}],
        "Attribute": [
            {"type": "email-src", "value": "a@example.com", "to_ids": true},
            {"type": "email-src", "value": "gone@example.com", "to_ids": true, "deleted": true},
            {"type": "email-src", "value": "context@example.com", "to_ids": false},
            {"type": "email-src", "value": "unsaid@example.com"},
            {"type": "email-dst", "value": "recipient@example.com", "to_ids": true},
            {"type": "domain|ip", "value": "b.example|192.0.2.7", "to_ids": true,
             "confidence": 90},
            {"type": "ip-dst|port", "value": "192.0.2.8|443", "to_ids": true,
             "Tag": [{"name": "confidence:low"}]},
        ],
        "Object": [{"deleted": true, "Attribute": [
            {"type": "domain", "value": "object.example", "to_ids": true},
        ]}],
    }});
    let list = read(&[("f", &event.to_string())]).expect("a list");
    assert_eq!(values(&list), ["a@example.com", "b.example", "192.0.2.7", "192.0.2.8"]);
    let sure: Vec<u8> = list.indicators.iter().map(|indicator| indicator.confidence).collect();
    assert_eq!(sure, [75, 90, 90, 25]);
    assert_eq!(list.indicators[1].kind, IndicatorKind::Domain);
    assert_eq!(
        said(&list),
        [
            "f: 2 rows passed over, the first is row 2: the attribute is deleted",
            "f: 2 rows passed over, the first is row 3: the attribute is context, without to_ids",
            "f: 1 row passed over, the first is row 5: a recipient is no indicator",
        ]
    );
    let unmarked = json!({"Event": {"Attribute": [{"type": "domain", "value": "b.example"}]}});
    let list = read(&[("f", &unmarked.to_string())]).expect("a list");
    assert_eq!((values(&list), list.indicators[0].confidence), (vec!["b.example"], 50));
}

fn entity(id: &str, target: bool, topics: &[&str]) -> Value {
    json!({"id": id, "caption": format!("Rita Moss {id}"), "schema": "Person", "target": target,
           "properties": {"topics": topics}})
}

#[test]
fn only_topics_of_sanctions_make_a_duty_of_sanctions() {
    let rows = [
        entity("a", true, &["role.pep", "sanction"]),
        entity("b", true, &["sanction.linked"]),
        entity("c", true, &["crime.fin"]),
        entity("d", true, &["export.control"]),
        entity("e", true, &["debarment", "role.pep"]),
        entity("f", true, &["role.pep"]),
        entity("g", true, &["role.rca"]),
        entity("h", true, &["corp.offshore", "poi"]),
        entity("i", false, &[]),
        json!({"id": "j", "schema": "Person", "target": true, "properties": {}}),
        json!({"id": "k", "schema": "Address", "properties": {}}),
    ];
    let text = rows.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let list = read(&[("f", &text)]).expect("a list");
    let tiers: Vec<(&str, Tier)> =
        list.entries.iter().map(|entry| (entry.id.as_str(), entry.tier)).collect();
    let (sanctioned, advisory) = (Tier::Sanctioned, Tier::Advisory);
    assert_eq!(
        tiers,
        [("a", sanctioned), ("b", sanctioned), ("c", advisory), ("d", advisory), ("e", advisory)]
    );
    assert_eq!(
        said(&list),
        [
            "f: 3 rows passed over, the first is row 6: its topics, as a public office or a \
             company offshore, ask for nothing",
            "f: 1 row passed over, the first is row 9: it stands beside those who are listed",
            "f: 1 row passed over, the first is row 10: it has no name that can be matched",
            "f: 1 row passed over, the first is row 11: its schema has no name to match",
        ]
    );
    let error = read(&[("f", &entity("f", true, &["role.pep"]).to_string())]).expect_err("no row");
    assert!(
        error.contains("hold no row to take") && error.contains("1 row passed over"),
        "{error}"
    );
}

#[test]
fn a_table_that_names_no_tier_is_no_sanctions_list() {
    for (text, want) in [
        ("name\nBlue Harbor\n", Tier::Advisory),
        ("name,tier\nBlue Harbor,\n", Tier::Advisory),
        ("name,tier\nBlue Harbor,sanctioned\n", Tier::Sanctioned),
        ("name,sanctions\nBlue Harbor,DPRK program\n", Tier::Sanctioned),
        ("1,\"A\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n", Tier::Sanctioned),
        ("Entity_LogicalId;NameAlias_WholeName\n7;Blue Harbor\n", Tier::Sanctioned),
        ("Name 6,Group ID\nBlue Harbor,17\n", Tier::Sanctioned),
        (
            "<sdnList><sdnEntry><uid>1</uid><lastName>A</lastName></sdnEntry></sdnList>",
            Tier::Sanctioned,
        ),
    ] {
        let list = read(&[("f", text)]).expect(text);
        assert_eq!(list.entries[0].tier, want, "{text}");
    }
}

#[test]
fn names_of_entries_that_no_file_has_and_unknown_countries_of_official_lists_are_said() {
    let sdn = "1,\"A\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    let alt = "1,1,\"aka\",\"B\",-0- \n2,2,\"aka\",\"C\",-0- \n3,3,\"aka\",\"D\",-0- \n";
    let add = "1,1,\"1 Quay\",\"Nampo\",\"Atlantis\",-0- \n";
    let list = read(&[("sdn", sdn), ("alt", alt), ("add", add)]).expect("a list");
    assert_eq!(list.entries[0].aliases, ["B"]);
    assert_eq!(
        said(&list),
        [
            "add: 1 row passed over, the first is row 1: its country is not known and left out",
            "alt: 2 rows passed over, the first is row 2: no file has the entry that it belongs to",
        ]
    );
}

#[test]
fn an_unknown_country_is_said_by_every_form() {
    let un = "<CONSOLIDATED_LIST><ENTITIES>\n<ENTITY><FIRST_NAME>A</FIRST_NAME><ENTITY_ADDRESS>\
              <COUNTRY>Atlantis</COUNTRY></ENTITY_ADDRESS><ENTITY_ADDRESS><COUNTRY>Lemuria\
              </COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>";
    let ofac = "<sdnList>\n<sdnEntry><uid>1</uid><lastName>A</lastName><addressList><address>\
                <country>Atlantis</country></address></addressList></sdnEntry></sdnList>";
    let eu = "<export>\n<sanctionEntity><nameAlias wholeName=\"A\"/>\
              <address countryIso2Code=\"Atlantis\"/></sanctionEntity></export>";
    let uk = "<Designations>\n<Designation><Names><Name><Name6>A</Name6></Name></Names><Addresses>\
              <Address><AddressCountry>Atlantis</AddressCountry></Address></Addresses>\
              </Designation></Designations>";
    let entities = "{\"id\":\"b\",\"caption\":\"B\",\"schema\":\"Company\",\"properties\":{}}\n\
                    {\"id\":\"a\",\"caption\":\"A\",\"schema\":\"Company\",\"properties\":{\
                    \"topics\":[\"sanction\"],\"country\":[\"atlantis\"]}}";
    for text in [un, ofac, eu, uk, entities] {
        let list = read(&[("f", text)]).expect(text);
        assert_eq!(
            said(&list),
            ["f: 1 row passed over, the first is row 2: its country is not known and left out"],
            "{text}"
        );
    }
}

#[test]
fn rows_that_end_early_or_late_are_said() {
    let fewer = "it has fewer fields than the header, and what it lacks is taken as empty";
    let more = "it has more fields than the header, and those beyond it are left out";
    for (text, why) in [
        ("name,country,tier\nA\nB,KP,\n", fewer),
        ("kind,value,source\nemail,a@b.cd\n", fewer),
        ("Entity_LogicalId;NameAlias_WholeName;Address_City\n7;A\n", fewer),
        ("Entity_LogicalId;NameAlias_WholeName\n7;A;B\n", more),
        ("Name 6,Group ID\nA,17,B\n", more),
        ("name,schema,dataset\nA,Company,x,y\n", more),
    ] {
        let list = read(&[("f", text)]).expect(text);
        let want = format!("f: 1 row passed over, the first is row 2: {why}");
        assert_eq!(said(&list), [want], "{text}");
    }
    // Empty fields at the end say nothing, nor does a header that ends in some.
    for text in ["name,country\nA,KP,,\n", "name,country,,\nA,KP\n"] {
        assert!(said(&read(&[("f", text)]).expect(text)).is_empty(), "{text}");
    }
}
