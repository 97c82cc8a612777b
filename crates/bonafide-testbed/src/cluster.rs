//! One server in a temporary folder, which ends when the process of tests does, however that ends.

use crate::programs;
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// A server that runs as long as this is there.
pub(crate) struct Cluster {
    folder: TempDir,
    watch: Child,
    /// The watch waits for the end of this.
    alive: Option<ChildStdin>,
}

/// Starts the server, waits until the process that began it is there no longer, however it ended,
/// ends the server by its number, and removes what it left.
const WATCH: &str = r#"
trap : INT TERM HUP
"$@" </dev/null &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$TESTBED_FOLDER"
"#;

/// How often, and after which time each, a server is asked whether it is there.
const ASKED: (u32, Duration) = (600, Duration::from_millis(100));

impl Cluster {
    /// Starts a server; none, where `PostgreSQL` is not installed.
    pub(crate) fn start() -> Option<Cluster> {
        let programs = programs()?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("it is ours");
        let (data, socket) = (folder.path().join("data"), folder.path().join("socket"));
        for made in [&data, &socket] {
            fs::create_dir(made).expect("a folder");
        }
        let other = other_user(folder.path());
        if let Some((user, group)) = other {
            for made in [&data, &socket] {
                chown(made, Some(user), Some(group)).expect("root may");
            }
        }
        let data = data.to_str().expect("a path in UTF-8");
        let locale = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust"];
        let made = ordinary(&programs.join("initdb"), other)
            .args(["--pgdata", data, "--username", "tests", "--no-sync", "--wal-segsize", "1"])
            .args(locale)
            .output()
            .expect("initdb starts");
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "initdb: {said}");
        let certificates = Certificates::make(&socket, other);
        let mut watched = Command::new("sh");
        watched.args(["-c", WATCH, "watch"]);
        let server = ordinary(&programs.join("postgres"), other);
        watched.arg(server.get_program()).args(server.get_args());
        watched.args(["-D", data, "-k", socket.to_str().expect("a path in UTF-8")]);
        for setting in settings(certificates.as_ref()) {
            watched.args(["-c", &setting]);
        }
        let log = fs::File::create(folder.path().join("log")).expect("a file");
        let mut watch = watched
            .env("TESTBED_FOLDER", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("a shell starts");
        let alive = watch.stdin.take();
        let mut cluster = Cluster { folder, watch, alive };
        cluster.wait();
        Some(cluster)
    }

    /// The folder of its socket.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn wait(&mut self) {
        let (most, pause) = ASKED;
        for _ in 0..most {
            let ready = programs().is_some_and(|programs| {
                let address = address(self.socket().as_os_str(), "postgres");
                let ready =
                    Command::new(programs.join("pg_isready")).args(["--dbname", &address]).output();
                ready.is_ok_and(|output| output.status.success())
            });
            if ready {
                return;
            }
            thread::sleep(pause);
        }
        let mut said = String::new();
        let log = fs::File::open(self.folder.path().join("log"));
        let read = log.and_then(|mut log| log.read_to_string(&mut said));
        panic!("the server does not start: {said} {read:?}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.alive = None;
        // The folder is removed after.
        let _ = self.watch.wait();
    }
}

/// Little memory, no waiting for the disk: what is tested is what is said, not what power cuts do.
fn settings(certificates: Option<&Certificates>) -> Vec<String> {
    let mut all: Vec<String> =
        ["fsync=off", "shared_buffers=32MB", "max_connections=60"].map(str::to_owned).to_vec();
    match certificates {
        None => all.push("listen_addresses=".to_owned()),
        Some(known) => all.extend([
            "listen_addresses=127.0.0.1".to_owned(),
            format!("port={}", known.port),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", known.folder.join("server.crt").display()),
            format!("ssl_key_file={}", known.folder.join("server.key").display()),
        ]),
    }
    all
}

/// Whom the server is run as, where this is root, as which it does not run.
fn other_user(ours: &Path) -> Option<(u32, u32)> {
    if fs::metadata(ours).expect("it is there").uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let of = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(|number| number.parse().ok());
        Some((numbers.next()??, numbers.next()??))
    };
    of("postgres").or_else(|| of("nobody"))
}

/// A program as an ordinary user runs it.
fn ordinary(program: &Path, other: Option<(u32, u32)>) -> Command {
    let Some((user, group)) = other else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command
        .args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".to_owned()])
        .arg(program)
        // Where it may look around.
        .current_dir("/");
    command
}

/// Runs a program beside the server, and gives what it printed; it must succeed.
pub(crate) fn client(socket: &OsStr, program: &str, arguments: &[&str]) -> String {
    asked(socket, program, arguments)
        .unwrap_or_else(|said| panic!("{program} {arguments:?}: {said}"))
}

/// Runs a program beside the server, and gives what it printed, or said where it failed.
pub(crate) fn asked(socket: &OsStr, program: &str, arguments: &[&str]) -> Result<String, String> {
    let programs = programs().expect("they were there a moment ago");
    let mut command = Command::new(programs.join(program));
    command.env("PGHOST", socket).env("PGUSER", "tests").args(arguments);
    if let Some(known) = Certificates::of(Path::new(socket)) {
        command.env("PGPORT", known.port.to_string());
    }
    let output = command.output().expect("a program of the server's");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

/// Makes a database by copying files: written ahead as well, each would fill megabytes of what
/// tests look through. Older servers know no other way.
pub(crate) fn create(socket: &OsStr, name: &str) {
    if asked(socket, "createdb", &["--strategy", "file_copy", name]).is_err() {
        client(socket, "createdb", &[name]);
    }
}

/// The address of a database over the socket.
pub(crate) fn address(socket: &OsStr, name: &str) -> String {
    let port = Certificates::of(Path::new(socket)).map_or(5432, |known| known.port);
    let socket = socket.to_str().expect("a path in UTF-8").replace('/', "%2F");
    format!("postgres://tests@{socket}:{port}/{name}")
}

/// What a server shows who it is by, on a port of this machine's loopback.
pub struct Certificates {
    /// The port.
    pub port: u16,
    folder: PathBuf,
}

impl Certificates {
    /// The certificate of the authority.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("authority.crt")
    }

    /// That of another authority, which signed nothing here.
    pub fn stranger(&self) -> PathBuf {
        self.folder.join("stranger.crt")
    }

    pub(crate) fn of(socket: &Path) -> Option<Certificates> {
        let port = fs::read_to_string(socket.join("port")).ok()?.parse().ok()?;
        Some(Certificates { port, folder: socket.to_owned() })
    }

    /// Makes them beside the socket; none, where there is no `openssl`.
    fn make(folder: &Path, other: Option<(u32, u32)>) -> Option<Certificates> {
        let openssl = |arguments: &str| {
            let done =
                Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output();
            done.is_ok_and(|output| output.status.success())
        };
        let new = "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
        let made = ["authority", "stranger"].iter().all(|name| {
            openssl(&format!("{new} -x509 -subj /CN={name} -keyout {name}.key -out {name}.crt"))
        });
        let server = "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1";
        let signed = "x509 -req -in server.csr -CA authority.crt -CAkey authority.key -days 2";
        let made = made
            && openssl(&format!("{new} {server} -keyout server.key -out server.csr"))
            && openssl(&format!("{signed} -copy_extensions copy -set_serial 2 -out server.crt"));
        if !made {
            return None;
        }
        let key = folder.join("server.key");
        fs::set_permissions(&key, Permissions::from_mode(0o600)).ok()?;
        if let Some((user, group)) = other {
            chown(&key, Some(user), Some(group)).ok()?;
        }
        let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        fs::write(folder.join("port"), port.to_string()).ok()?;
        Some(Certificates { port, folder: folder.to_owned() })
    }
}
