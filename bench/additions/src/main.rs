//! Times additions to an index that is open: `additions DIR NEW.csv [TIMES]`.
//!
//! Prints the milliseconds of opening the index, and of each call: finding whose the records are,
//! and keeping them. What it adds stays in DIR, so that a copy is best.

use bonafide_ingest::list;
use bonafide_resolve::{Index, Mapping, Source, onto, role};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("the folder of a result"));
    let path = arguments.next().expect("a list of new records");
    let times = arguments.next().map_or(1, |times| times.parse().expect("a number"));
    let begin = Instant::now();
    let mut index = Index::open(&folder).expect("an index");
    println!("open: {:.2} ms", milliseconds(begin));
    let (mut found, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let file = Box::new(BufReader::new(File::open(&path).expect("a list")));
        let known = |column: &str| role::usual(column).is_some();
        let list = list(&path, file, &known).expect("a list");
        let sources = vec![Source { name: path.clone(), list }];
        let begin = Instant::now();
        let added = onto(&index, sources, &Mapping::default(), 1).expect("an index");
        found.push(milliseconds(begin));
        let begin = Instant::now();
        index.keep(&added, 64 << 20).expect("room");
        kept.push(milliseconds(begin));
    }
    for (what, mut all) in [("find", found), ("keep", kept)] {
        all.sort_by(f64::total_cmp);
        let (median, most) = (all[all.len() / 2], all[all.len() - 1]);
        println!("{what}: median {median:.2} ms, least {:.2} ms, most {most:.2} ms", all[0]);
    }
}

fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1e3
}
