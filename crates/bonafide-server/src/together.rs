//! Applications that arrive at the same moment: one wait for the disk, and each its own answer.
//!
//! A wait for the disk takes longer than screening does. Whoever has the office next answers all
//! that wait, in order of arrival, in one transaction; nobody is answered before it is kept.

use crate::{Answer, Office, Problem, Request};
use bonafide_store::Error;
use std::collections::VecDeque;
use std::mem::replace;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// The path of what is answered together.
const PATH: &str = "/api/v1/applications";

/// Most that are answered together: the first of them waits for the last.
const TOGETHER_MAX: usize = 32;

/// Requests that wait for whoever has the office next.
#[derive(Clone, Default)]
pub(crate) struct Waiting(Arc<Mutex<VecDeque<Asked>>>);

/// A request, and who waits for its answer.
type Asked = (Request, oneshot::Sender<Answer>);

/// Whether a request is answered together with others like it.
pub(crate) fn is_answered_together(request: &Request) -> bool {
    request.method == "POST" && request.path == PATH
}

impl Waiting {
    /// Has a request answered; nothing where the program failed on it or on one beside it.
    pub(crate) async fn answer(
        &self,
        office: Arc<Mutex<Office>>,
        request: Request,
    ) -> Option<Answer> {
        let (sender, answer) = oneshot::channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back((request, sender));
        let waiting = self.clone();
        // As many look as wait: none is left, and most find that it was done already.
        tokio::task::spawn_blocking(move || waiting.answer_some(&office));
        answer.await.ok()
    }

    fn answer_some(&self, office: &Mutex<Office>) {
        let mut office = office.lock().unwrap_or_else(PoisonError::into_inner);
        let (requests, senders): (Vec<Request>, Vec<oneshot::Sender<Answer>>) = {
            let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let some = waiting.len().min(TOGETHER_MAX);
            waiting.drain(..some).unzip()
        };
        if requests.is_empty() {
            return;
        }
        let answers = office.answer_together(&requests);
        drop(office);
        for (sender, answer) in senders.into_iter().zip(answers) {
            // Who asked may be gone.
            let _ = sender.send(answer);
        }
    }
}

impl Office {
    /// Answers requests in order, each as [`Office::answer`] does, in one transaction: what fails
    /// of it is taken back alone. Where the transaction is not kept, that is the answer to all.
    pub fn answer_together(&mut self, requests: &[Request]) -> Vec<Answer> {
        // The log's files may not tell of what may yet be taken back.
        let log_follows = replace(&mut self.log_follows, true);
        let answers = self.kept_together(requests);
        self.log_follows = log_follows;
        if !log_follows {
            self.follow();
        }
        answers.unwrap_or_else(|error| {
            let problem = Problem::from(error);
            let answer = || Answer {
                status: problem.status,
                body: problem.body(),
                headers: problem.headers(),
                route: PATH,
                file: None,
            };
            requests.iter().map(|_| answer()).collect()
        })
    }

    fn kept_together(&mut self, requests: &[Request]) -> Result<Vec<Answer>, Error> {
        let together = self.store.begin_together()?;
        let answers = requests.iter().map(|request| self.answer(request)).collect();
        self.store.end_together(together)?;
        Ok(answers)
    }
}
