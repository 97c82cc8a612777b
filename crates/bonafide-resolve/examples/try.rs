fn main() {
    let mut lists = Vec::new();
    for path in std::env::args().skip(1) {
        let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
        lists.push(bonafide_ingest::list(&path, Box::new(file), &|n| bonafide_resolve::role::usual(n).is_some()).unwrap());
    }
    let settings = bonafide_resolve::Settings { threads: 2, memory_bytes: 1 << 30 };
    bonafide_resolve::resolve(lists, &settings, &mut std::io::stdout().lock()).unwrap();
}
