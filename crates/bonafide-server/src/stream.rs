//! Events as they happen, sent as server-sent events until either side ends it.

use crate::{
    Answer, Office, Problem, Request,
    paths::events::{PATH, Told},
};
use axum::{
    body::{Body, Bytes, HttpBody},
    http::{Response, header},
};
use http_body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// Most streams at once; each asks the store once a second.
const STREAMS_MAX: usize = 64;

/// How often the log is looked at.
const LOOKED_EVERY: Duration = Duration::from_secs(1);

/// Looks without an event after which a line is sent all the same, so that servers between here
/// and there do not think the stream dead.
const QUIET_MAX: u32 = 15;

/// Frames that wait for a slow reader before the log is looked at no further.
const WAITING_MAX: usize = 16;

static STREAMS: AtomicUsize = AtomicUsize::new(0);

/// Whether a request asks for a stream rather than for a page.
pub(crate) fn is_asked_for(request: &Request) -> bool {
    let accepted = request.header("accept").unwrap_or_default();
    request.method == "GET" && request.path == PATH && accepted.contains("text/event-stream")
}

/// Begins a stream; it ends when the reader goes, when they may watch no longer, or when the
/// server ends.
pub(crate) async fn begin(
    office: Arc<Mutex<Office>>,
    request: Request,
    mut ending: watch::Receiver<bool>,
) -> Result<Response<Body>, Answer> {
    let request = Arc::new(request);
    let from = {
        let (office, request) = (Arc::clone(&office), Arc::clone(&request));
        held(move || lock(&office).watch_from(&request)).await
    };
    let mut after = from.map_err(|problem| refused(&problem))?;
    let place = Place::take().ok_or_else(|| {
        refused(&Problem::new(503, "too many watch events; ask for pages instead").after(60))
    })?;
    let (sender, frames) = mpsc::channel(WAITING_MAX);
    tokio::spawn(async move {
        let _place = place;
        let mut every = tokio::time::interval(LOOKED_EVERY);
        let mut quiet = 0;
        if sender.send(Bytes::from_static(b"retry: 2000\n\n")).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                _ = every.tick() => {}
                _ = ending.changed() => return,
                () = sender.closed() => return,
            }
            let (of, asked) = (Arc::clone(&office), Arc::clone(&request));
            let Ok((told, last)) = held(move || lock(&of).watch(&asked, after)).await else {
                return;
            };
            after = last;
            quiet = if told.is_empty() { quiet + 1 } else { 0 };
            let text = if quiet == QUIET_MAX { ": quiet\n\n".to_owned() } else { text(&told) };
            quiet %= QUIET_MAX;
            if !text.is_empty() && sender.send(Bytes::from(text)).await.is_err() {
                return;
            }
        }
    });
    let mut response = Response::new(Body::new(Frames(frames)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("text/event-stream; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The events as the form of server-sent events asks: JSON of ids, without line breaks.
fn text(told: &[Told]) -> String {
    let event = |told: &Told| {
        format!("id: {}\nevent: {}\ndata: {}\n\n", told.position, told.kind, told.body)
    };
    told.iter().map(event).collect::<Vec<String>>().concat()
}

async fn held<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Problem::new(500, "the program failed on this request")))
}

fn lock(office: &Mutex<Office>) -> std::sync::MutexGuard<'_, Office> {
    office.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refused(problem: &Problem) -> Answer {
    Answer {
        status: problem.status,
        body: problem.body(),
        headers: problem.headers(),
        route: PATH,
        file: None,
    }
}

/// One of the places for streams, given back when the stream ends.
struct Place;

impl Place {
    fn take() -> Option<Place> {
        if STREAMS.fetch_add(1, Ordering::SeqCst) < STREAMS_MAX {
            return Some(Place);
        }
        STREAMS.fetch_sub(1, Ordering::SeqCst);
        None
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        STREAMS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What is sent, as a body without an end.
struct Frames(mpsc::Receiver<Bytes>);

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
