use bonafide_resolve::{Mapping, Outputs, Settings, Source, resolve};
fn cpu() -> f64 { let t = std::fs::read_to_string("/proc/self/stat").unwrap(); let f: Vec<&str> = t.split(' ').collect(); (f[13].parse::<f64>().unwrap() + f[14].parse::<f64>().unwrap()) / 100.0 }
fn main() {
    let mut lists = Vec::new();
    let started = std::time::Instant::now();
    for path in std::env::args().skip(1) {
        let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
        let list = bonafide_ingest::list(&path, Box::new(file), &|n| bonafide_resolve::role::usual(n).is_some()).unwrap();
        lists.push(Source { name: path, list });
    }
    let settings = Settings { mapping: Mapping::default(), threads: 2, memory_bytes: 1 << 30, report_max: 0 };
    let mut outputs = Outputs { persons: &mut std::io::BufWriter::new(std::io::stdout().lock()), links: &mut std::io::sink(), unread: &mut std::io::sink() };
    let found = resolve(lists, &settings, &mut outputs, None, &|p| eprintln!("{p:?} cpu {}", cpu())).unwrap();
    eprintln!("end cpu {}", cpu());
    eprintln!("{:?} {:?} {}", started.elapsed(), found.counts, found.prior_bits);
}
