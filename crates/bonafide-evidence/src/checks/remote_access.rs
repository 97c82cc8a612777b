//! Does the work device report tools by which somebody else could use it?

use crate::day::day;
use crate::{Answer, Check};
use bonafide_application::{Event, EventKind};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "remote-access",
    question: "Does the work device report tools by which somebody else could use it?",
    rationale: "Whoever works from elsewhere on a laptop that stands at the claimed place needs a \
                way in: a remote-access tool that the employer did not install, or a keyboard and \
                screen switch on the network. A program that moves the mouse only keeps the \
                session awake.",
    source: "A second remote-access tool, or a keyboard switch over the network, in the first \
             weeks, grade A: CrowdStrike; Recorded Future Insikt",
    innocent: &[
        "the help desk or a service firm installed the tool",
        "people reach their own desk from home, or help a relative, and asked nobody",
        "a keyboard switch joins two computers on one desk, and also speaks to the network",
        "people keep the session awake while they read or think",
    ],
    verify: "Ask the help desk whether it installed the tool, then the person; collect the device \
             or have it shown in person before anything else.",
    levels: &["mouse-jiggler", "remote-access-tool", "kvm-over-ip"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut strongest: Option<(usize, &Event)> = None;
    let mut absent = None;
    for event in &subject.application.events {
        let level = event.signal.as_deref().and_then(level_of);
        let Some(level) = level.filter(|_| event.kind == EventKind::Device) else { continue };
        match is_reported(event) {
            Some(false) => absent = absent.or(Some(event)),
            Some(true) if strongest.is_none_or(|(most, _)| level > most) => {
                strongest = Some((level, event));
            }
            None | Some(true) => {}
        }
    }
    if let Some((level, event)) = strongest {
        let what =
            ["a program that moves the mouse", "a remote-access tool", "a network keyboard switch"];
        let summary = format!("work device reports {}", what[level]);
        return Answer::noted(CHECK.levels[level], summary, "", observed(event));
    }
    absent.map_or(Answer::Unknown, |event| {
        Answer::clear("work device reports no remote-access tool", "", observed(event))
    })
}

/// Index of the level that a signal belongs to.
fn level_of(signal: &str) -> Option<usize> {
    ["mouse_jiggler", "remote_access_tool", "kvm_over_ip"].iter().position(|name| *name == signal)
}

/// Whether the signal says that the tool is there. No value, or a tool's name, says so.
fn is_reported(event: &Event) -> Option<bool> {
    let Some(value) = &event.value else { return Some(true) };
    if let Some(flag) = value.as_bool() {
        return Some(flag);
    }
    if let Some(number) = value.as_f64() {
        return Some(number > 0.0);
    }
    let text = value.as_str()?.trim().to_lowercase();
    match text.as_str() {
        "" => None,
        "false" | "no" | "none" | "0" | "absent" => Some(false),
        _ => Some(true),
    }
}

fn observed(event: &Event) -> String {
    let signal = event.signal.as_deref().unwrap_or_default();
    let name = event.value.as_ref().and_then(|value| value.as_str()).unwrap_or_default();
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    format!("{signal}{name}, {}", day(event.at))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};

    fn device(signal: &str, value: &str) -> String {
        format!(
            r#"{{"kind": "device", "at": "2026-07-01T09:00:00Z", "signal": "{signal}",
                "value": {value}}}"#
        )
    }

    fn events(events: &[String]) -> String {
        format!(r#"{{"events": [{}]}}"#, events.join(","))
    }

    #[test]
    fn answers() {
        let tool = device("remote_access_tool", r#""AnyDesk""#);
        let switch = device("kvm_over_ip", "true");
        let mouse = device("mouse_jiggler", "1");
        let none = device("remote_access_tool", "false");
        let null = device("kvm_over_ip", "null");
        let empty = device("remote_access_tool", r#""""#);
        let other = device("disk_encrypted", "true");
        expect(
            &CHECK,
            &[
                (
                    "a tool",
                    &events(&[none.clone(), tool.clone()]),
                    |_| {},
                    Want::Noted("remote-access-tool"),
                ),
                (
                    "a switch, whatever came before",
                    &events(&[switch, tool, none.clone()]),
                    |_| {},
                    Want::Noted("kvm-over-ip"),
                ),
                ("a signal without value", &events(&[null]), |_| {}, Want::Noted("kvm-over-ip")),
                ("a mouse that moves", &events(&[mouse]), |_| {}, Want::Noted("mouse-jiggler")),
                ("reported to be absent", &events(&[none]), |_| {}, Want::Clear),
                ("not told", &events(&[empty]), |_| {}, Want::Unknown),
                ("something else", &events(&[other]), |_| {}, Want::Unknown),
                ("no device", "{}", |_| {}, Want::Unknown),
            ],
        );
    }
}
