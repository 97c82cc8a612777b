//! Messages of providers: believed by their signature, and of ordered steps alone.

use crate::{
    Problem,
    casework::moment,
    office::{Call, Office},
    paths::steps::tell,
};
use bonafide_verification::{
    provider::{Message, Said, receive},
    step::Told,
};
use serde_json::{Value, json};

/// Takes a message. Repeated, late and out of order, it leaves the step where it belongs.
pub(crate) fn message(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let name = call.named[0];
    let secrets = office.secrets.get(name).filter(|_| office.policy.providers.contains_key(name));
    let secrets = secrets.ok_or_else(|| Problem::new(404, "no provider of this name is known"))?;
    let headers: Vec<(&str, &str)> = call
        .request
        .headers
        .iter()
        .map(|(header, value)| (header.as_str(), value.as_str()))
        .collect();
    let message = Message { headers: &headers, body: call.body };
    let now = moment((office.functions.now)());
    let said = receive(name, secrets, &message, now)
        .map_err(|refusal| Problem::new(refusal.status(), refusal.message()))?;
    let Said::OfStep { step, event } = said else {
        return Ok((200, json!({"received": "nothing", "step": null})));
    };
    let (told, step) = office.work(|t, functions, _| {
        let step = t.step_of_provider(name, &step)?;
        let (told, step) = tell(t, functions, &step.id, &event, None)?;
        if told == Told::New {
            t.keep_message(&step.id, call.body)?;
        }
        Ok((told, step))
    })?;
    let received = if told == Told::New { "new" } else { "repeated" };
    Ok((200, json!({"received": received, "step": step.id})))
}
