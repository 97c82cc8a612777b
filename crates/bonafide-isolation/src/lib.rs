//! Runs a function over hostile bytes in processes that can do nothing else.
//!
//! [`Pool::run`] hands bytes to a worker and waits for its answer. A worker is a second run of the
//! same program that calls [`serve`]: it gives up files, network, new processes and all but
//! 512 MiB of memory before it reads its first byte. One that dies, answers too much or takes
//! longer than ten seconds costs one input and is replaced.
//!
//! On Linux: Landlock (no file, no TCP), seccomp (some twenty system calls), resource limits, no
//! new privileges. Elsewhere on Unix: resource limits, as far as the system keeps them. Everywhere:
//! a process of its own with an empty environment, a time limit and a bound on its answer.
//!
//! Not here: what the function does (`bonafide-document`).

#[cfg(target_os = "linux")]
mod confine_linux;
mod frame;
mod pool;
mod worker;

pub use pool::{Failure, Pool};
pub use worker::serve;

/// Memory of a worker, in bytes of address space.
pub const MEMORY_BYTES_MAX: u64 = 512 << 20;

/// Seconds that one input may take.
pub const SECONDS_MAX: u64 = 10;

/// Bytes of one input.
pub const INPUT_BYTES_MAX: usize = 64 << 20;

/// Bytes of one answer.
pub const OUTPUT_BYTES_MAX: usize = 32 << 20;
