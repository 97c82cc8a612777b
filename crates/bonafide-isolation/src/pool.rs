//! The parent's side: workers that are kept, handed inputs, timed and replaced.

use crate::{INPUT_BYTES_MAX, OUTPUT_BYTES_MAX, SECONDS_MAX, frame};
use std::fmt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Inputs after which a worker is replaced, so that nothing that one of them left behind stays.
const INPUTS_PER_WORKER: u32 = 500;

/// Workers that are ready or at work; as many as there are callers at one time.
pub struct Pool {
    program: PathBuf,
    arguments: Vec<String>,
    idle: Mutex<Vec<Worker>>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The input is larger than [`INPUT_BYTES_MAX`].
    TooLarge,
    /// It took longer than [`SECONDS_MAX`].
    TooLong,
    /// The worker died: it met a bound of memory or output, or a fault.
    Died,
    /// No worker can be started, and why.
    NotStarted(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::TooLarge => {
                write!(f, "the file is larger than {} MiB; it was not read", INPUT_BYTES_MAX >> 20)
            }
            Failure::TooLong => write!(
                f,
                "reading took longer than {SECONDS_MAX} seconds and was stopped; look at the file \
                 yourself, with care"
            ),
            Failure::Died => write!(
                f,
                "reading needed more memory than it may have, or failed, and was stopped; look at \
                 the file yourself, with care"
            ),
            Failure::NotStarted(why) => write!(f, "no process to read it in can be started: {why}"),
        }
    }
}

impl Pool {
    /// A pool whose workers are runs of a program that call [`crate::serve`].
    pub fn new(program: PathBuf, arguments: Vec<String>) -> Pool {
        Pool { program, arguments, idle: Mutex::default() }
    }

    /// The answer of a worker to an input. May be called on any number of threads.
    pub fn run(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        if bytes.len() > INPUT_BYTES_MAX {
            return Err(Failure::TooLarge);
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(mut worker) = idle {
            match worker.ask(bytes) {
                Asked::Answer(answer) => return Ok(self.keep(worker, answer)),
                Asked::TooLong => return Err(Failure::TooLong),
                Asked::Died => return Err(Failure::Died),
                // It had died before it was asked; that is no fault of this input.
                Asked::WasDead => {}
            }
        }
        let mut worker =
            Worker::start(self).map_err(|error| Failure::NotStarted(error.to_string()))?;
        match worker.ask(bytes) {
            Asked::Answer(answer) => Ok(self.keep(worker, answer)),
            Asked::TooLong => Err(Failure::TooLong),
            Asked::Died | Asked::WasDead => Err(Failure::Died),
        }
    }

    /// Puts a worker back where it may go on.
    fn keep(&self, worker: Worker, answer: Vec<u8>) -> Vec<u8> {
        if worker.inputs < INPUTS_PER_WORKER {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        }
        answer
    }
}

/// One process; it ends when this is dropped.
struct Worker {
    process: Child,
    input: ChildStdin,
    answers: Receiver<Vec<u8>>,
    inputs: u32,
}

/// What became of an input.
enum Asked {
    Answer(Vec<u8>),
    TooLong,
    Died,
    WasDead,
}

impl Worker {
    fn start(pool: &Pool) -> std::io::Result<Worker> {
        let mut process = Command::new(&pool.program)
            .args(&pool.arguments)
            .env_clear()
            .current_dir(if cfg!(unix) { "/" } else { "." })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let closed = || std::io::Error::other("its pipes are closed");
        let input = process.stdin.take().ok_or_else(closed)?;
        let mut output = process.stdout.take().ok_or_else(closed)?;
        let (sender, answers) = channel();
        // Ends with the process, whose end closes the pipe.
        thread::spawn(move || {
            while let Ok(Some(answer)) = frame::read(&mut output, OUTPUT_BYTES_MAX) {
                if sender.send(answer).is_err() {
                    return;
                }
            }
        });
        Ok(Worker { process, input, answers, inputs: 0 })
    }

    fn ask(&mut self, bytes: &[u8]) -> Asked {
        self.inputs += 1;
        if matches!(self.process.try_wait(), Ok(Some(_)) | Err(_)) {
            return Asked::WasDead;
        }
        if frame::write(&mut self.input, bytes).is_err() {
            return Asked::Died;
        }
        match self.answers.recv_timeout(Duration::from_secs(SECONDS_MAX)) {
            Ok(answer) => Asked::Answer(answer),
            Err(RecvTimeoutError::Timeout) => Asked::TooLong,
            Err(RecvTimeoutError::Disconnected) => Asked::Died,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is waited for, so that none is left over.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
