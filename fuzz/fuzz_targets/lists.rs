//! Lists that others keep, each form behind the beginning by which it is recognized.
#![no_main]

use bonafide_application::Country;
use bonafide_lists::{Reading, Source, import};

const BEGINS: [&str; 10] = [
    "",
    "1,-0- ,",
    "name,aliases,country,born,listed,url\n",
    "value,kind,confidence,seen\n",
    "Last Updated,1/2/2026\nName 6,Name 1,Group Type,Alias Type,Regime,Listed On,DOB,\
     Passport Number,Country,Town,Name Non-Latin Script,Group ID\n",
    "Entity_LogicalId;NameAlias_WholeName;Entity_SubjectType;BirthDate_BirthDate;\
     Address_CountryIso2Code\n",
    "{\"type\":\"bundle\",\"objects\":[",
    "{\"Event\":{\"Attribute\":[",
    "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana Example\"]}}\n",
    "<sdnList>",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let begin = BEGINS[usize::from(*choice) % BEGINS.len()].as_bytes();
    let whole = [begin, rest].concat();
    let file = Source { name: "list", bytes: &whole };
    match import("list", &[file], Reading { country: &Country::parse }) {
        Ok(list) => {
            assert!(!list.version.is_empty());
            assert!(list.entries.iter().all(|e| e.name.chars().any(char::is_alphanumeric)));
        }
        Err(message) => assert!(!message.is_empty()),
    }
});
