//! The official files, where `BONAFIDE_CORPORA` says that they are at hand.

use bonafide_application::Country;
use bonafide_lists::{Kind, List, Lists, Naming, Reading, Source, import};
use std::path::PathBuf;

fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("BONAFIDE_CORPORA").map(PathBuf::from);
    let folder = folder.map(|folder| folder.join("names/lists")).filter(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("skipped: BONAFIDE_CORPORA names no folder with official lists");
    }
    folder
}

fn read(folder: &std::path::Path, names: &[&str]) -> List {
    let files: Vec<(String, Vec<u8>)> = names
        .iter()
        .map(|name| ((*name).to_owned(), std::fs::read(folder.join(name)).expect("a file")))
        .collect();
    let sources: Vec<Source<'_>> =
        files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    import("official", &sources, Reading { country: &Country::parse }).expect("a list")
}

#[test]
fn official_lists_are_read_whole() {
    let Some(folder) = corpora() else { return };
    let ofac = ["ofac_sdn_2021.csv", "ofac_alt_2021.csv", "ofac_add_2021.csv"];
    let ofac = read(&folder, &ofac);
    assert!(ofac.entries.len() > 8_000, "{}", ofac.entries.len());
    assert!(ofac.entries.iter().any(|entry| entry.aliases.len() > 10));
    let un = read(&folder, &["un_consolidated_2026-02-27.xml"]);
    assert_eq!(un.entries.len(), 730 + 273);
    assert_eq!(un.entries.iter().filter(|entry| entry.kind == Kind::Person).count(), 730);
    assert!(un.version.starts_with("2026-02-27"));
    let eu = read(&folder, &["eu_2017_1509_dprk.csv"]);
    assert_eq!(eu.entries.len(), 326);
    let lists = Lists::of(vec![ofac, un, eu], Naming::Institution);
    for (query, naming, want) in [
        ("Korea Mining Dev. Trading Corp", Naming::Institution, "KOREA MINING DEVELOPMENT TRADING"),
        ("Tanchon Comercial Bank", Naming::Institution, "TANCHON COMMERCIAL BANK"),
        ("Ri Je Son", Naming::Person, "RI"),
    ] {
        let found = lists.search(query, naming, 1, 0.9);
        let name = found.first().map(|found| found.entry.name.to_uppercase());
        assert!(name.as_ref().is_some_and(|name| name.contains(want)), "{query}: {name:?}");
    }
}
