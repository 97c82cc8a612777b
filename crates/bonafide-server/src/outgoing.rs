//! Sending what is told to other systems: which messages are due, one try of one, what came of it.
//!
//! Only to addresses that an administrator named, and ids and kinds alone. Nobody waits for a
//! receiver: tries are made while others have the office.

use crate::{Office, client};
use bonafide_store::{Due, Error};
use bonafide_verification::webhook::{PATIENCE, Reply, headers};
use jiff::Timestamp;

/// Most messages of one webhook that are taken at a time.
const AT_A_TIME: u32 = 16;

impl Office {
    /// Makes messages of what happened, and gives those that are to be sent now, by webhook.
    /// Webhooks that are `busy` have some under way. Says besides whether more is to be made.
    pub fn messages_due(
        &mut self,
        busy: &dyn Fn(&str) -> bool,
    ) -> Result<(Vec<Vec<Due>>, bool), Error> {
        self.store.write((self.functions.now)(), |t| {
            let more = t.make_deliveries()?;
            let mut all = Vec::new();
            for webhook in t.webhooks()?.iter().filter(|webhook| webhook.ended.is_none()) {
                if webhook.waiting > 0 && !busy(&webhook.id) {
                    all.push(t.deliveries_due(&webhook.id, AT_A_TIME)?);
                }
            }
            all.retain(|due| !due.is_empty());
            Ok((all, more))
        })
    }

    /// Takes down how a try ended; whether the next message of the webhook is worth a try.
    pub fn message_tried(&mut self, due: &Due, reply: Reply) -> Result<bool, Error> {
        let kept = self.store.write((self.functions.now)(), |t| t.tried(&due.message.id, reply))?;
        self.behind = self.store.publish().err().map(|error| error.to_string());
        Ok(kept.state == "received")
    }
}

/// Tries to send a message once; `now` is in microseconds since 1970. What the receiver says is not
/// read: its status is all that counts.
pub fn send(due: &Due, now: i64) -> Reply {
    let now = Timestamp::from_microsecond(now).unwrap_or(Timestamp::MAX);
    let patience = PATIENCE.unsigned_abs();
    let certificates = due.certificates.as_deref().map(str::as_bytes);
    let Ok(agent) = client::agent(&due.address, certificates, patience) else {
        return Reply::Nothing;
    };
    let mut request = agent.post(&due.address).config().http_status_as_error(false).build();
    for (name, value) in headers(&due.message, &due.secrets, now) {
        request = request.header(name, value);
    }
    match request.send(due.message.body.as_bytes()) {
        Ok(answer) => {
            let asked = answer.headers().get("retry-after");
            let asked = asked.and_then(|value| value.to_str().ok()?.trim().parse().ok());
            Reply::Status(answer.status().as_u16(), asked)
        }
        Err(_) => Reply::Nothing,
    }
}
