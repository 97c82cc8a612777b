//! Work done on several threads and taken back in the order in which it was handed out.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, mpsc};

/// Pieces of work that may be under way for each thread: enough that none waits, few enough that
/// what is under way stays small.
const UNDER_WAY: usize = 3;

/// Calls `work` on everything that `produce` gives, on `threads` threads, and `consume` on each
/// result in the order of `produce`. Stops at the first error of `consume`.
#[expect(clippy::missing_panics_doc, reason = "a thread that panics is what is handed over")]
pub fn in_order<T: Send, U: Send, E>(
    threads: usize,
    mut produce: impl FnMut() -> Option<T>,
    work: impl Fn(T) -> U + Sync,
    mut consume: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    let (jobs, todo) = mpsc::channel::<(u64, T)>();
    let (results, done) = mpsc::channel::<(u64, std::thread::Result<U>)>();
    let todo = Mutex::new(todo);
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let results = results.clone();
            let (todo, work) = (&todo, &work);
            scope.spawn(move || {
                loop {
                    let next = todo.lock().map(|todo| todo.recv());
                    let Ok(Ok((number, job))) = next else {
                        return;
                    };
                    // A panic is handed over, so that nobody waits for its result for ever.
                    let done = catch_unwind(AssertUnwindSafe(|| work(job)));
                    if results.send((number, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(results);
        // Owned here, so that an early return ends the threads.
        let jobs = jobs;
        let (mut sent, mut taken) = (0_u64, 0_u64);
        let mut waiting: BTreeMap<u64, U> = BTreeMap::new();
        let mut more = true;
        loop {
            while more && sent - taken < (threads.max(1) * UNDER_WAY) as u64 {
                match produce() {
                    Some(job) => {
                        jobs.send((sent, job)).expect("a thread waits for work");
                        sent += 1;
                    }
                    None => more = false,
                }
            }
            if sent == taken {
                return Ok(());
            }
            let (number, result) = done.recv().expect("a thread works on what was sent");
            waiting.insert(number, result.unwrap_or_else(|panic| resume_unwind(panic)));
            while let Some(result) = waiting.remove(&taken) {
                taken += 1;
                consume(result)?;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_back_in_order_whatever_the_threads() {
        for threads in [1, 2, 7] {
            let mut numbers = 0..1_000_u64;
            let mut seen = Vec::new();
            let done: Result<(), ()> = in_order(
                threads,
                || numbers.next(),
                |n| n * n,
                |square| {
                    seen.push(square);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(seen, (0..1_000).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "of one thread")]
    fn a_panic_of_one_thread_ends_the_work() {
        let mut numbers = 0..100_u64;
        let work = |n: u64| assert!(n != 7, "of one thread");
        let _: Result<(), ()> = in_order(2, || numbers.next(), work, |()| Ok(()));
    }

    #[test]
    fn an_error_stops_the_work() {
        let mut numbers = 0..;
        let done =
            in_order(2, || numbers.next(), |n: u64| n, |n| if n == 5 { Err(n) } else { Ok(()) });
        assert_eq!(done, Err(5));
    }
}
