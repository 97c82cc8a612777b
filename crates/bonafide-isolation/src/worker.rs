//! The worker's side: confines itself, then answers one input after another.

use crate::{INPUT_BYTES_MAX, frame};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Gives up everything that reading does not need, then answers inputs until there are no more.
///
/// An input on which the function panics has the answer that `panicked` gives.
pub fn serve(run: fn(&[u8]) -> Vec<u8>, panicked: fn() -> Vec<u8>) -> io::Result<()> {
    // Nothing is printed: a message could hold an applicant's words.
    std::panic::set_hook(Box::new(|_| {}));
    confine()?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(bytes) = frame::read(&mut input, INPUT_BYTES_MAX)? {
        let answer = catch_unwind(AssertUnwindSafe(|| run(&bytes)));
        frame::write(&mut output, &answer.unwrap_or_else(|_| panicked()))?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn confine() -> io::Result<()> {
    crate::confine_linux::confine()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn confine() -> io::Result<()> {
    limit();
    Ok(())
}

#[cfg(not(unix))]
fn confine() -> io::Result<()> {
    Ok(())
}

/// Bounds memory, and forbids files, dumps and new processes; a system that does not know one of
/// them keeps the others.
#[cfg(unix)]
pub(crate) fn limit() {
    use rlimit::Resource;
    const OPEN: u64 = 3;
    for (resource, most) in [
        (Resource::AS, crate::MEMORY_BYTES_MAX),
        (Resource::DATA, crate::MEMORY_BYTES_MAX),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::NPROC, 0),
        (Resource::NOFILE, OPEN),
    ] {
        if resource.is_supported() {
            // Where it is refused, the other bounds and the parent's clock still hold.
            let _ = resource.set(most, most);
        }
    }
}
