//! One small sample of each form, with what must come out.

use bonafide_application::Country;
use bonafide_lists::{IndicatorKind, Kind, List, Lists, Naming, Reading, Source, Tier, import};

pub(crate) fn read(files: &[(&str, &str)]) -> Result<List, String> {
    let sources: Vec<Source<'_>> =
        files.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
    let country = |text: &str| match text {
        "Korea, North" | "Democratic People's Republic of Korea" | "DPRK" => Country::parse("KP"),
        other => Country::parse(other),
    };
    import("own", &sources, Reading { country: &country })
}

#[test]
fn ofac_as_csv_in_three_files() {
    let sdn = "9345,\"BLUE HARBOR TRADING\",-0- ,\"DPRK3\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\
               \"a.k.a. 'BHT'; Website www.blue.example.\"\n\
               9346,\"MOSS, Rita\",\"individual\",\"DPRK3\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\
               \"DOB 26 Feb 1970; Passport 47223 4567 (Nowhere).\"\n\u{1a}";
    let alt = "9345,1,\"aka\",\"BLUE HARBOUR COMMERCE\",-0- \n";
    let add = "9345,1,\"1 Quay\",\"Nampo\",\"Korea, North\",-0- \n";
    let list = read(&[("sdn.csv", sdn), ("alt.csv", alt), ("add.csv", add)]).expect("a list");
    let company = &list.entries[0];
    assert_eq!(company.id, "9345");
    assert_eq!(company.aliases, ["BHT", "BLUE HARBOUR COMMERCE"]);
    assert_eq!((company.places[0].as_str(), company.countries[0].as_str()), ("Nampo", "KP"));
    assert_eq!(company.domains, ["blue.example"]);
    let person = &list.entries[1];
    assert_eq!((person.kind, person.row), (Kind::Person, 2));
    assert_eq!(person.born[0].to_string(), "1970-02-26");
}

#[test]
fn ofac_as_xml() {
    let list = read(&[(
        "sdn.xml",
        "<sdnList><publshInformation><Publish_Date>11/20/2026</Publish_Date></publshInformation>\
         <sdnEntry><uid>1</uid><firstName>Rita</firstName><lastName>MOSS</lastName>\
         <sdnType>Individual</sdnType><programList><program>DPRK3</program></programList>\
         <akaList><aka><firstName>R</firstName><lastName>MOSS</lastName></aka></akaList>\
         <dateOfBirthList><dateOfBirthItem><dateOfBirth>26 Feb 1970</dateOfBirth>\
         </dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>",
    )])
    .expect("a list");
    assert_eq!(list.version, "11/20/2026");
    assert_eq!(list.entries[0].name, "Rita MOSS");
    assert_eq!(list.entries[0].aliases, ["R MOSS"]);
    assert_eq!(list.entries[0].authority, "OFAC, DPRK3");
}

#[test]
fn the_un_as_xml() {
    let list = read(&[(
        "un.xml",
        "<CONSOLIDATED_LIST dateGenerated=\"2026-02-27\"><INDIVIDUALS/><ENTITIES><ENTITY>\
         <FIRST_NAME>BLUE HARBOR</FIRST_NAME><REFERENCE_NUMBER>KPe.999</REFERENCE_NUMBER>\
         <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><ENTITY_ALIAS><ALIAS_NAME>BHT; Harbor</ALIAS_NAME>\
         </ENTITY_ALIAS><ENTITY_ADDRESS><CITY>Nampo</CITY><COUNTRY>Democratic People's Republic \
         of Korea</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
    )])
    .expect("a list");
    assert_eq!((list.version.as_str(), list.entries[0].id.as_str()), ("2026-02-27", "KPe.999"));
    assert_eq!(list.entries[0].aliases, ["BHT", "Harbor"]);
    assert_eq!(list.entries[0].countries[0].as_str(), "KP");
}

#[test]
fn the_eu_as_xml_and_csv() {
    let xml = read(&[(
        "eu.xml",
        "<export generationDate=\"2026-11-01\"><sanctionEntity euReferenceNumber=\"EU.1\">\
         <regulation programme=\"PRK\"/><subjectType code=\"enterprise\"/>\
         <nameAlias wholeName=\"Blue Harbor\"/><nameAlias wholeName=\"BHT\"/>\
         <address city=\"Nampo\" countryIso2Code=\"KP\"/></sanctionEntity></export>",
    )])
    .expect("a list");
    let csv = read(&[(
        "eu.csv",
        "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName;Address_City;\
         Address_CountryIso2Code\n2026-11-01;7;enterprise;Blue Harbor;;\n\
         2026-11-01;7;enterprise;BHT;;\n2026-11-01;7;enterprise;;Nampo;KP\n",
    )])
    .expect("a list");
    for list in [xml, csv] {
        assert_eq!((list.version.as_str(), list.entries.len()), ("2026-11-01", 1));
        assert_eq!(list.entries[0].name, "Blue Harbor");
        assert_eq!(list.entries[0].aliases, ["BHT"]);
        assert_eq!(list.entries[0].countries[0].as_str(), "KP");
    }
}

#[test]
fn the_uk_as_xml_and_csv() {
    let xml = read(&[(
        "uk.xml",
        "<Designations><Designation><UniqueID>DPR0001</UniqueID><RegimeName>DPRK</RegimeName>\
         <IndividualEntityShip>Entity</IndividualEntityShip><Names><Name><Name6>Blue Harbor\
         </Name6></Name><Name><Name6>BHT</Name6></Name></Names></Designation></Designations>",
    )])
    .expect("a list");
    let csv = read(&[(
        "uk.csv",
        "Last Updated,01/11/2026\nName 6,Name 1,Group Type,Alias Type,Regime,Group ID\n\
         BHT,,Entity,AKA,DPRK,17\nBlue Harbor,,Entity,Primary name,DPRK,17\n\
         MOSS,Rita,Individual,Primary name,DPRK,18\n",
    )])
    .expect("a list");
    assert_eq!(csv.version, "01/11/2026");
    assert_eq!(csv.entries[1].name, "Rita MOSS");
    for list in [xml, csv] {
        assert_eq!(list.entries[0].name, "Blue Harbor");
        assert_eq!(list.entries[0].aliases, ["BHT"]);
    }
}

#[test]
fn entities_one_a_line_and_csv_with_a_header() {
    let entities = read(&[(
        "entities.ftm.json",
        "{\"id\":\"a\",\"caption\":\"Blue Harbor\",\"schema\":\"Company\",\"properties\":{\
         \"name\":[\"Blue Harbor\"],\"alias\":[\"BHT\"],\"country\":[\"kp\"]}}\n\
         {\"id\":\"b\",\"schema\":\"Address\",\"properties\":{}}\n",
    )])
    .expect("a list");
    let csv = read(&[(
        "own.csv",
        "id,name,aliases,kind,country,tier\na,Blue Harbor,BHT,company,KP,dprk-it-work\n",
    )])
    .expect("a list");
    assert_eq!(csv.entries[0].tier, Tier::DprkItWork);
    for list in [entities, csv] {
        let entry = &list.entries[0];
        assert_eq!((entry.kind, entry.id.as_str()), (Kind::Company, "a"));
        assert_eq!(entry.aliases, ["BHT"]);
        assert_eq!(entry.countries[0].as_str(), "KP");
    }
}

#[test]
fn indicators_as_csv_stix_and_misp() {
    let csv = "kind,value,source,confidence,first_seen,last_seen,expires_on,victim\n\
               email,A@Example.com,exchange,85,2026-01-02,2026-03-04,2027-01-01,\n\
               handle,@octo,exchange,low,,,,yes\n";
    let stix = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"id\":\"i\",\
                \"name\":\"exchange\",\"pattern\":\"[email-addr:value = 'a@example.com']\",\
                \"confidence\":85,\"valid_from\":\"2026-01-02T00:00:00Z\",\
                \"valid_until\":\"2027-01-01T00:00:00Z\"},{\"type\":\"indicator\",\
                \"name\":\"exchange\",\"pattern\":\"[user-account:account_login = 'octo']\",\
                \"labels\":[\"victim\"]}]}";
    let misp = "{\"Event\":{\"info\":\"exchange\",\"Attribute\":[{\"type\":\"email-src\",\
                \"value\":\"a@example.com\"},{\"type\":\"github-username\",\"value\":\"octo\",\
                \"Tag\":[{\"name\":\"victim\"}]}]}}";
    for (name, text) in [("i.csv", csv), ("i.json", stix), ("misp.json", misp)] {
        let list = read(&[(name, text)]).expect(name);
        let [email, handle] = list.indicators.as_slice() else { panic!("two in {name}") };
        assert_eq!((email.kind, email.value.as_str()), (IndicatorKind::Email, "a@example.com"));
        assert_eq!((handle.kind, handle.value.as_str()), (IndicatorKind::Handle, "octo"));
        assert!(!email.of_a_victim && handle.of_a_victim, "{name}");
        assert_eq!(email.source, "exchange", "{name}");
    }
    let list = read(&[("i.csv", csv)]).expect("a list");
    assert_eq!(list.indicators[0].expires_on.map(|d| d.to_string()).as_deref(), Some("2027-01-01"));
    let lists = Lists::of(vec![list], Naming::Institution);
    assert_eq!(lists.indicators(IndicatorKind::Email, "a@example.com").len(), 1);
    assert!(lists.indicators(IndicatorKind::Domain, "a@example.com").is_empty());
}
