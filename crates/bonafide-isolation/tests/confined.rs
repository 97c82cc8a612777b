//! What a worker can and cannot do, tried from inside one: this program starts itself again.

use bonafide_isolation::{Failure, Pool, serve};
use std::fs::File;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::Command;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("worker") {
        serve(probe, || b"panicked".to_vec()).expect("the worker is confined");
        return;
    }
    let program = std::env::current_exe().expect("this program has a path");
    let pool = Pool::new(program, vec!["worker".to_owned()]);
    answers_come_back(&pool);
    a_panic_costs_one_input(&pool);
    if cfg!(target_os = "linux") {
        nothing_but_reading_is_possible(&pool);
        too_much_memory_costs_one_input(&pool);
    }
    too_much_time_costs_one_input(&pool);
    too_large_an_answer_costs_one_input(&pool);
    println!("test result: ok. 6 passed; 0 failed");
}

/// Does what the input says.
fn probe(input: &[u8]) -> Vec<u8> {
    let input = String::from_utf8_lossy(input).into_owned();
    let tried = match input.as_str() {
        "open" => File::open("/etc/hostname").map(drop).is_ok(),
        "self" => File::open("/proc/self/status").map(drop).is_ok(),
        "create" => File::create("/tmp/bonafide-probe").map(drop).is_ok(),
        "list" => std::fs::read_dir("/").is_ok(),
        "connect" => TcpStream::connect("127.0.0.1:9").is_ok(),
        "listen" => TcpListener::bind("127.0.0.1:0").is_ok(),
        "datagram" => UdpSocket::bind("127.0.0.1:0").is_ok(),
        "local" => local_socket(),
        "start" => Command::new("/bin/true").spawn().is_ok(),
        "thread" => std::thread::Builder::new().spawn(|| {}).is_ok(),
        "panic" => panic!("asked to"),
        "memory" => {
            let bytes = vec![1_u8; 600 << 20];
            bytes[bytes.len() / 2] == 1
        }
        "hang" => loop {
            std::hint::spin_loop();
        },
        "much" => return vec![0; 33 << 20],
        "settings" => std::env::vars_os().next().is_some(),
        _ => return input.to_uppercase().into_bytes(),
    };
    if tried { b"done".to_vec() } else { b"refused".to_vec() }
}

#[cfg(unix)]
fn local_socket() -> bool {
    std::os::unix::net::UnixDatagram::unbound().is_ok()
}

#[cfg(not(unix))]
fn local_socket() -> bool {
    false
}

fn is_alive(pool: &Pool) {
    assert_eq!(pool.run(b"next"), Ok(b"NEXT".to_vec()), "the next input is answered");
}

fn answers_come_back(pool: &Pool) {
    assert_eq!(pool.run(b"hello"), Ok(b"HELLO".to_vec()));
    assert_eq!(pool.run(b""), Ok(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| is_alive(pool));
        }
    });
}

fn nothing_but_reading_is_possible(pool: &Pool) {
    for deed in [
        "open", "self", "create", "list", "connect", "listen", "datagram", "local", "start",
        "thread", "settings",
    ] {
        assert_eq!(pool.run(deed.as_bytes()), Ok(b"refused".to_vec()), "{deed}");
    }
}

fn a_panic_costs_one_input(pool: &Pool) {
    assert_eq!(pool.run(b"panic"), Ok(b"panicked".to_vec()));
    is_alive(pool);
}

fn too_much_memory_costs_one_input(pool: &Pool) {
    assert_eq!(pool.run(b"memory"), Err(Failure::Died));
    is_alive(pool);
}

fn too_much_time_costs_one_input(pool: &Pool) {
    assert_eq!(pool.run(b"hang"), Err(Failure::TooLong));
    is_alive(pool);
}

fn too_large_an_answer_costs_one_input(pool: &Pool) {
    let answer = pool.run(b"much");
    assert_eq!(answer, Err(Failure::Died));
    is_alive(pool);
}
