//! HTTP around the office: one address, bounded bodies, one line of log a request, an orderly end.

use crate::{
    Answer, Aside, Ended, Office, Problem, Request,
    console::page,
    outgoing::send,
    stream,
    together::{Waiting, is_answered_together},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request as HttpRequest, State},
    http::{Response, StatusCode, header},
};
use bonafide_store::Due;
use bonafide_verification::webhook::Reply;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Most bytes of a body; an application with a long résumé has some tens of thousands.
const BODY_BYTES_MAX: usize = 1 << 20;

/// Most bytes of a form with a file; a larger export is imported by the command.
const FILE_BYTES_MAX: usize = 16 << 20;

/// What answers, and where the server says what it did: one JSON object a request.
#[derive(Clone)]
struct Shared {
    office: Arc<Mutex<Office>>,
    waiting: Waiting,
    proxies: Arc<[IpAddr]>,
    /// Says to streams that the server ends: they would not end by themselves.
    ending: watch::Receiver<bool>,
    now: fn() -> i64,
    said: fn(&Value),
}

/// Serves until the process is asked to end; requests that were begun are answered first.
/// `opened` is told the address, `said` every request, without anything that says who somebody is.
pub fn serve(
    mut office: Office,
    address: SocketAddr,
    opened: &dyn Fn(SocketAddr),
    said: fn(&Value),
) -> io::Result<()> {
    let now = office.functions.now;
    office.log_follows = true;
    let (ends, ending) = watch::channel(false);
    let proxies = office.settings.proxies.clone().into();
    let shared = Shared {
        office: Arc::new(Mutex::new(office)),
        waiting: Waiting::default(),
        proxies,
        ending,
        now,
        said,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        opened(listener.local_addr()?);
        let office = Arc::clone(&shared.office);
        let weeks = tokio::spawn(look_at_weeks(Arc::clone(&office), said));
        let ahead = tokio::spawn(look_ahead(Arc::clone(&office), said));
        let log = tokio::spawn(follow(Arc::clone(&office)));
        let kept = tokio::spawn(end_daily(Arc::clone(&office), said));
        let told = tokio::spawn(tell(Arc::clone(&office), now, said));
        let router = Router::new().fallback(handle).with_state(shared);
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let ended = async move {
            asked_to_end().await;
            // Nobody may be listening.
            let _ = ends.send(true);
        };
        let served = axum::serve(listener, router).with_graceful_shutdown(ended).await;
        weeks.abort();
        ahead.abort();
        told.abort();
        kept.abort();
        log.abort();
        let last = move || office.lock().unwrap_or_else(PoisonError::into_inner).follow();
        // What did not follow now follows at the next start.
        let _ = tokio::task::spawn_blocking(last).await;
        served
    });
    // A try that is under way is told of again at the next start.
    runtime.shutdown_timeout(PATIENCE);
    served
}

/// How long what is under way besides requests may take at the end.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it is looked whether somebody is to be told something.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// Tells other systems what happened, each without waiting for the others.
async fn tell(office: Arc<Mutex<Office>>, now: fn() -> i64, said: fn(&Value)) {
    let busy: Arc<Mutex<HashSet<String>>> = Arc::default();
    let mut every = tokio::time::interval(TOLD_EVERY);
    loop {
        every.tick().await;
        let (of, taken) = (Arc::clone(&office), Arc::clone(&busy));
        let look = move || {
            let taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
            of.lock().unwrap_or_else(PoisonError::into_inner).messages_due(&|id| taken.contains(id))
        };
        let done = tokio::task::spawn_blocking(look).await;
        let all = match done {
            Ok(Ok((all, more))) => {
                if more {
                    every.reset_immediately();
                }
                all
            }
            Ok(Err(error)) => {
                said(&json!({"event": "webhooks", "failed": error.to_string()}));
                continue;
            }
            Err(_) => continue,
        };
        for due in all {
            let (of, busy) = (Arc::clone(&office), Arc::clone(&busy));
            let webhook = due.first().map(|due| due.webhook.clone()).unwrap_or_default();
            busy.lock().unwrap_or_else(PoisonError::into_inner).insert(webhook.clone());
            tokio::task::spawn_blocking(move || {
                send_all(&of, &due, now, said);
                busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&webhook);
            });
        }
    }
}

/// Sends messages to one receiver, until one was not received.
fn send_all(office: &Mutex<Office>, all: &[Due], now: fn() -> i64, said: fn(&Value)) {
    for due in all {
        let reply = send(due, now());
        let status = if let Reply::Status(status, _) = reply { Some(status) } else { None };
        said(&json!({"event": "webhook", "webhook": due.webhook, "status": status}));
        let taken = office.lock().unwrap_or_else(PoisonError::into_inner).message_tried(due, reply);
        match taken {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                said(&json!({"event": "webhooks", "failed": error.to_string()}));
                return;
            }
        }
    }
}

/// How long others have the office between two looks ahead: about as long as one takes.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// Looks at earlier applications after the start, a few at a time.
async fn look_ahead(office: Arc<Mutex<Office>>, said: fn(&Value)) {
    loop {
        let office = Arc::clone(&office);
        let look = move || office.lock().unwrap_or_else(PoisonError::into_inner).look_ahead();
        match tokio::task::spawn_blocking(look).await {
            Ok(Ok(true)) => tokio::time::sleep(BETWEEN_LOOKS).await,
            Ok(Ok(false)) | Err(_) => return,
            Ok(Err(error)) => {
                said(&json!({"event": "ahead", "failed": error.to_string()}));
                return;
            }
        }
    }
}

/// How often weeks are looked at, in seconds: a surge is a matter of days.
const WEEKS_EVERY: u64 = 600;

async fn look_at_weeks(office: Arc<Mutex<Office>>, said: fn(&Value)) {
    let mut every = tokio::time::interval(Duration::from_secs(WEEKS_EVERY));
    loop {
        every.tick().await;
        let office = Arc::clone(&office);
        let look = move || office.lock().unwrap_or_else(PoisonError::into_inner).look_at_weeks();
        let done = tokio::task::spawn_blocking(look).await;
        let done = done.map_err(|_| "the program failed".to_owned());
        match done.and_then(|done| done.map_err(|error| error.to_string())) {
            Ok(changed) => said(&json!({"event": "weeks", "assessed": changed})),
            Err(error) => said(&json!({"event": "weeks", "failed": error})),
        }
    }
}

/// How often the log's files follow, in seconds: who asks for the checkpoint has the newest.
const LOG_EVERY: u64 = 5;

async fn follow(office: Arc<Mutex<Office>>) {
    let mut every = tokio::time::interval(std::time::Duration::from_secs(LOG_EVERY));
    loop {
        every.tick().await;
        let office = Arc::clone(&office);
        let follow = move || office.lock().unwrap_or_else(PoisonError::into_inner).follow();
        // A failure is kept, and told by whether the server is ready.
        let _ = tokio::task::spawn_blocking(follow).await;
    }
}

/// How long after the start, and then how often, it is looked for what is kept no longer.
const ENDED_FIRST: Duration = Duration::from_hours(1);
const ENDED_EVERY: Duration = Duration::from_hours(24);

/// Ends what the policy keeps no longer, a little at a time, so that requests come between.
async fn end_daily(office: Arc<Mutex<Office>>, said: fn(&Value)) {
    let mut wait = ENDED_FIRST;
    loop {
        tokio::time::sleep(wait).await;
        wait = ENDED_EVERY;
        let (mut all, mut after) = (Ended::default(), Some(-1));
        while let Some(from) = after {
            let office = Arc::clone(&office);
            let mut ended = all.clone();
            let end = move || {
                let mut office = office.lock().unwrap_or_else(PoisonError::into_inner);
                office.end_some(from, &mut ended).map(|next| (next, ended))
            };
            let done = tokio::task::spawn_blocking(end).await;
            let done = done.map_err(|_| "the program failed".to_owned());
            match done.and_then(|done| done.map_err(|error| error.to_string())) {
                Ok((next, ended)) => (all, after) = (ended, next),
                Err(error) => {
                    said(&json!({"event": "retention", "failed": error}));
                    break;
                }
            }
        }
        said(&json!({"event": "retention", "persons": all.persons, "reduced": all.reduced,
            "messages": all.messages}));
    }
}

async fn asked_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
        }
        Err(_) => drop(interrupted.await),
    }
}

async fn handle(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: HttpRequest,
) -> Response<Body> {
    let begun = (shared.now)();
    let office = shared.office;
    let method = request.method().as_str().to_owned();
    let answer = match read(request, peer.ip(), &shared.proxies).await {
        Ok(request) if stream::is_asked_for(&request) => {
            match stream::begin(office, request, shared.ending).await {
                Ok(response) => {
                    (shared.said)(&json!({"event": "stream", "status": 200}));
                    return response;
                }
                Err(answer) => answer,
            }
        }
        Ok(request) if is_answered_together(&request) => {
            shared.waiting.answer(office, request).await.unwrap_or_else(program_failed)
        }
        Ok(request) => {
            let work = move || answer(&office, &request);
            let done = tokio::task::spawn_blocking(work).await;
            done.unwrap_or_else(|_| program_failed())
        }
        Err(problem) => failed(&problem),
    };
    // The route's pattern, never the path or the body: these may say who somebody is.
    (shared.said)(&json!({"event": "request", "method": method, "route": answer.route,
        "status": answer.status, "microseconds": (shared.now)() - begun}));
    respond(&page::for_browsers(&answer).unwrap_or(answer))
}

/// Answers a request; what takes long is done while others have the office.
fn answer(office: &Mutex<Office>, request: &Request) -> Answer {
    let held = || office.lock().unwrap_or_else(PoisonError::into_inner);
    let aside = held().aside(request);
    let done = aside.map(|aside| aside.and_then(Aside::run));
    held().answer_with(request, done)
}

fn program_failed() -> Answer {
    failed(&Problem::new(500, "the program failed on this request"))
}

fn failed(problem: &Problem) -> Answer {
    let headers = problem.headers();
    Answer { status: problem.status, body: problem.body(), headers, route: "none", file: None }
}

async fn read(request: HttpRequest, peer: IpAddr, proxies: &[IpAddr]) -> Result<Request, Problem> {
    let (parts, body) = request.into_parts();
    let token = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let (most, why) = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        (FILE_BYTES_MAX, "a file has at most 16 MB here; load a larger one by the command")
    } else {
        (BODY_BYTES_MAX, "a body has at most a million bytes")
    };
    let body = to_bytes(body, most).await.map_err(|_| Problem::new(413, why))?.to_vec();
    Ok(Request {
        // What is asked about is what is there; the body is left out on the way.
        method: parts.method.as_str().replace("HEAD", "GET"),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        token,
        address: Some(speaks_for(&parts.headers, peer, proxies)),
        headers: parts
            .headers
            .iter()
            .filter(|(name, _)| *name != header::AUTHORIZATION)
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
            .collect(),
        body,
    })
}

/// Whom a request is from: who connected, or whom a server in front names last, where it is ours.
fn speaks_for(headers: &header::HeaderMap, peer: IpAddr, proxies: &[IpAddr]) -> IpAddr {
    let named = headers.get_all("x-forwarded-for").iter().next_back();
    let named = named.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    let named = named.and_then(|last| last.trim().parse().ok());
    if proxies.contains(&peer.to_canonical()) { named.unwrap_or(peer) } else { peer }
}

fn respond(answer: &Answer) -> Response<Body> {
    let (kind, body) = match (&answer.file, &answer.body) {
        (Some(file), _) => ("application/octet-stream", Body::from(file.clone())),
        (None, Value::String(text)) => ("text/plain; version=0.0.4", Body::from(text.clone())),
        (None, body) if answer.status < 400 => {
            ("application/json", Body::from(body.to_string() + "\n"))
        }
        (None, body) => ("application/problem+json", Body::from(body.to_string() + "\n")),
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    for (name, value) in &answer.headers {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            headers.insert(header::HeaderName::from_static(name), value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::speaks_for;
    use axum::http::HeaderMap;
    use std::net::IpAddr;

    #[test]
    fn a_server_in_front_is_believed_where_it_is_ours() {
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let (front, other) = (address("10.0.0.7"), address("203.0.113.9"));
        let mut headers = HeaderMap::new();
        assert_eq!(speaks_for(&headers, front, &[front]), front, "it names nobody");
        let named = "198.51.100.1, 203.0.113.5".parse().expect("a value");
        headers.insert("x-forwarded-for", named);
        assert_eq!(speaks_for(&headers, front, &[front]), address("203.0.113.5"), "the last one");
        assert_eq!(speaks_for(&headers, other, &[front]), other);
        assert_eq!(speaks_for(&headers, front, &[]), front);
    }
}
