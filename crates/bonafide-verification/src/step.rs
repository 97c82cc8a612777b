//! Steps: one thing to verify, what happened to it, and where that leaves it.
//!
//! What happens to a step arrives by hand and from providers, who repeat themselves, are late, and
//! tell things out of order. So a step keeps a *set* of events, and where it stands is worked out
//! from the set: each id once, in order of the time at which it happened, whatever the order in
//! which it was told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A structured interview, with a script made from the claims in doubt.
    Interview,
    /// An identity document, by a provider or in person.
    IdentityDocument,
    /// A background check, by a provider.
    Background,
    /// A degree or certificate, by the registrar or the issuer.
    Credential,
    /// References, through contacts found independently.
    Reference,
    /// Employment, by the former employers, through contacts found independently.
    Employment,
    /// Where equipment goes, and who receives and uses it.
    Equipment,
}

impl StepKind {
    /// Every kind, in the order in which people usually take them.
    pub const ALL: [StepKind; 7] = [
        StepKind::Interview,
        StepKind::IdentityDocument,
        StepKind::Background,
        StepKind::Credential,
        StepKind::Reference,
        StepKind::Employment,
        StepKind::Equipment,
    ];

    /// `interview`, `identity-document`, `background`, `credential`, `reference`, `employment` or
    /// `equipment`.
    pub fn as_str(self) -> &'static str {
        match self {
            StepKind::Interview => "interview",
            StepKind::IdentityDocument => "identity-document",
            StepKind::Background => "background",
            StepKind::Credential => "credential",
            StepKind::Reference => "reference",
            StepKind::Employment => "employment",
            StepKind::Equipment => "equipment",
        }
    }

    /// Reads what [`StepKind::as_str`] writes.
    pub fn parse(text: &str) -> Option<StepKind> {
        StepKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// In words, within a sentence.
    pub fn words(self) -> &'static str {
        match self {
            StepKind::Interview => "a structured interview",
            StepKind::IdentityDocument => "an identity document check",
            StepKind::Background => "a background check",
            StepKind::Credential => "a credential check",
            StepKind::Reference => "a reference check",
            StepKind::Employment => "an employment check",
            StepKind::Equipment => "an equipment check",
        }
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Asked for; nobody has begun.
    Ordered,
    /// Begun.
    InProgress,
    /// What was claimed is confirmed.
    Clear,
    /// Something is to be looked at, or was looked at and denied.
    Consider,
    /// No answer could be had. It means nothing.
    Unable,
    /// No answer came in time. It means nothing.
    Expired,
    /// The applicant disputes the answer. Until it is answered anew it means nothing.
    Disputed,
}

impl StepState {
    /// `ordered`, `in-progress`, `clear`, `consider`, `unable`, `expired` or `disputed`.
    pub fn as_str(self) -> &'static str {
        match self {
            StepState::Ordered => "ordered",
            StepState::InProgress => "in-progress",
            StepState::Clear => "clear",
            StepState::Consider => "consider",
            StepState::Unable => "unable",
            StepState::Expired => "expired",
            StepState::Disputed => "disputed",
        }
    }

    /// Whether the step came to an end: nobody waits for it any more.
    pub fn is_finished(self) -> bool {
        !matches!(self, StepState::Ordered | StepState::InProgress | StepState::Disputed)
    }
}

/// What somebody found out. Ordered by care: of two answers given at the same time, the later
/// stands, so that a contradiction is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// No answer could be had.
    Unable,
    /// What was claimed is confirmed.
    Clear,
    /// Something is to be looked at.
    Consider,
    /// What was claimed is denied, by somebody who must know. Only a person may enter it, who has
    /// looked: no provider's message says so much.
    Denied,
}

impl Answer {
    /// `unable`, `clear`, `consider` or `denied`.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::Unable => "unable",
            Answer::Clear => "clear",
            Answer::Consider => "consider",
            Answer::Denied => "denied",
        }
    }

    /// Reads what [`Answer::as_str`] writes.
    pub fn parse(text: &str) -> Option<Answer> {
        [Answer::Unable, Answer::Clear, Answer::Consider, Answer::Denied]
            .into_iter()
            .find(|answer| answer.as_str() == text)
    }
}

/// What can happen to a step. The order is the one in which things of the same time are taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what", content = "detail")]
pub enum Happening {
    /// It was begun, or is still going on.
    Started,
    /// A provider ended it without an answer because the time was over.
    Expired,
    /// A provider said something that the program does not know. It changes nothing but that a
    /// person is asked to read it there: what is unknown speaks neither for nor against anybody.
    Unread(String),
    /// It was taken up again after an answer, which no longer counts.
    Reopened,
    /// The applicant disputes the answer.
    Disputed,
    /// It was answered.
    Answered(Answer),
}

/// One thing that happened to a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepEvent {
    /// When it happened, as far as the teller says; never later than it was told.
    pub at: Timestamp,
    /// What happened.
    pub happening: Happening,
    /// Who told: `hand:` and an account, or a provider's name.
    pub by: String,
    /// The teller's id of it. The same id is the same event, however often it is told.
    pub id: String,
}

/// A step, as it was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is verified.
    pub kind: StepKind,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// When it has expired, without an answer.
    pub expires_at: Timestamp,
}

/// Where a step stands, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The state.
    pub state: StepState,
    /// The answer that counts; none while there is none, or while it is disputed.
    pub answer: Option<Answer>,
    /// When what made it so happened.
    pub since: Timestamp,
    /// What a provider said that the program does not know, since the last answer. A person reads
    /// it there, and enters the answer by hand.
    pub unread: Option<String>,
}

/// Most events of one step. Providers repeat themselves, and not a thousand times.
pub const EVENTS_MAX: usize = 1000;

/// What becomes of an event that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is new; keep it.
    New,
    /// It is known; nothing is to be done.
    Repeated,
    /// The step has as many events as it may; keep nothing, and look at the teller.
    TooMany,
}

/// Whether an event that was told is to be kept beside those that are known.
pub fn told(known: &[StepEvent], new: &StepEvent) -> Told {
    if known.contains(new) {
        Told::Repeated
    } else if known.len() >= EVENTS_MAX {
        Told::TooMany
    } else {
        Told::New
    }
}

/// Where a step stands now. The order of `events` does not matter, nor do repetitions.
pub fn standing(step: &Step, events: &[StepEvent], now: Timestamp) -> Standing {
    let mut standing =
        Standing { state: StepState::Ordered, answer: None, since: step.ordered_at, unread: None };
    for event in in_order(events) {
        happen(&mut standing, event);
    }
    let waiting = matches!(standing.state, StepState::Ordered | StepState::InProgress);
    if waiting && now >= step.expires_at {
        standing.state = StepState::Expired;
        standing.since = step.expires_at;
    }
    standing
}

/// Each id of each teller once, in order of time.
fn in_order(events: &[StepEvent]) -> Vec<&StepEvent> {
    let mut sorted: Vec<&StepEvent> = events.iter().collect();
    sorted.sort();
    let mut seen = std::collections::BTreeSet::new();
    sorted.retain(|event| seen.insert((&event.by, &event.id)));
    sorted
}

fn happen(standing: &mut Standing, event: &StepEvent) {
    let finished = standing.state.is_finished();
    match &event.happening {
        // An answer, or a dispute of one, is not undone by being told that work goes on.
        Happening::Started if standing.state == StepState::Ordered => {
            set(standing, StepState::InProgress, None, event.at);
        }
        Happening::Reopened => set(standing, StepState::InProgress, None, event.at),
        Happening::Expired if !finished && standing.state != StepState::Disputed => {
            set(standing, StepState::Expired, None, event.at);
        }
        Happening::Unread(text) => {
            if standing.state == StepState::Ordered {
                set(standing, StepState::InProgress, None, event.at);
            }
            standing.unread = Some(text.clone());
        }
        // What was never answered cannot be disputed; that it is said is no answer.
        Happening::Disputed if matches!(standing.state, StepState::Clear | StepState::Consider) => {
            set(standing, StepState::Disputed, None, event.at);
        }
        // That no answer could be had does not undo one that was.
        Happening::Answered(Answer::Unable) if standing.answer.is_none() => {
            set(standing, StepState::Unable, Some(Answer::Unable), event.at);
        }
        Happening::Answered(Answer::Clear) => {
            set(standing, StepState::Clear, Some(Answer::Clear), event.at);
        }
        Happening::Answered(answer @ (Answer::Consider | Answer::Denied)) => {
            set(standing, StepState::Consider, Some(*answer), event.at);
        }
        Happening::Started
        | Happening::Expired
        | Happening::Disputed
        | Happening::Answered(Answer::Unable) => {}
    }
}

fn set(standing: &mut Standing, state: StepState, answer: Option<Answer>, since: Timestamp) {
    if answer.is_some() {
        standing.unread = None;
    }
    standing.state = state;
    standing.answer = answer;
    standing.since = since;
}

#[cfg(test)]
mod tests {
    use super::{
        Answer, EVENTS_MAX, Happening, Standing, Step, StepEvent, StepKind, StepState, Told,
        standing, told,
    };
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + day * 86_400).expect("a time")
    }

    fn step() -> Step {
        Step { kind: StepKind::Background, ordered_at: at(0), expires_at: at(30) }
    }

    fn event(day: i64, id: &str, happening: Happening) -> StepEvent {
        StepEvent { at: at(day), happening, by: "checkr".into(), id: id.into() }
    }

    fn state(events: &[StepEvent], day: i64) -> StepState {
        standing(&step(), events, at(day)).state
    }

    #[test]
    fn a_step_goes_from_ordered_to_its_answer() {
        let mut events = Vec::new();
        assert_eq!(state(&events, 1), StepState::Ordered);
        events.push(event(2, "a", Happening::Started));
        assert_eq!(state(&events, 3), StepState::InProgress);
        events.push(event(4, "b", Happening::Answered(Answer::Consider)));
        assert_eq!(state(&events, 5), StepState::Consider);
        events.push(event(6, "c", Happening::Disputed));
        assert_eq!(standing(&step(), &events, at(7)).answer, None, "a dispute suspends the answer");
        events.push(event(8, "d", Happening::Answered(Answer::Clear)));
        assert_eq!(state(&events, 40), StepState::Clear, "an answer does not expire");
    }

    #[test]
    fn an_answer_that_comes_late_is_still_one() {
        let late = [event(35, "a", Happening::Answered(Answer::Clear))];
        assert_eq!(state(&[], 31), StepState::Expired);
        assert_eq!(state(&late, 36), StepState::Clear);
    }

    #[test]
    fn progress_that_is_told_late_undoes_no_answer() {
        let events = [
            event(4, "b", Happening::Answered(Answer::Clear)),
            event(5, "a", Happening::Started),
            event(6, "c", Happening::Answered(Answer::Unable)),
            event(7, "d", Happening::Expired),
        ];
        assert_eq!(state(&events, 8), StepState::Clear);
    }

    #[test]
    fn what_is_unknown_speaks_neither_for_nor_against() {
        let events = [event(1, "a", Happening::Unread("paused_by_moon".into()))];
        let found = standing(&step(), &events, at(2));
        assert_eq!((found.state, found.answer), (StepState::InProgress, None));
        assert_eq!(found.unread.as_deref(), Some("paused_by_moon"));
    }

    #[test]
    fn a_contradiction_at_one_moment_is_looked_at() {
        let events = [
            event(1, "a", Happening::Answered(Answer::Consider)),
            event(1, "b", Happening::Answered(Answer::Clear)),
        ];
        assert_eq!(state(&events, 2), StepState::Consider);
    }

    #[test]
    fn what_is_told_again_is_kept_once() {
        let one = event(1, "a", Happening::Started);
        assert_eq!(told(&[], &one), Told::New);
        assert_eq!(told(std::slice::from_ref(&one), &one), Told::Repeated);
        let many: Vec<StepEvent> =
            (0..EVENTS_MAX).map(|n| event(1, &n.to_string(), Happening::Started)).collect();
        assert_eq!(told(&many, &one), Told::TooMany);
    }

    fn any_event() -> impl Strategy<Value = StepEvent> {
        let happening = prop_oneof![
            Just(Happening::Started),
            Just(Happening::Expired),
            Just(Happening::Reopened),
            Just(Happening::Disputed),
            Just(Happening::Unread("x".into())),
            Just(Happening::Answered(Answer::Unable)),
            Just(Happening::Answered(Answer::Clear)),
            Just(Happening::Answered(Answer::Consider)),
            Just(Happening::Answered(Answer::Denied)),
        ];
        // Few days, ids and tellers, so that ids repeat with other contents and times meet.
        (0_i64..6, happening, 0_u8..5, 0_u8..2).prop_map(|(day, happening, id, by)| StepEvent {
            at: at(day),
            happening,
            by: by.to_string(),
            id: id.to_string(),
        })
    }

    fn of(events: &[StepEvent], day: i64) -> Standing {
        standing(&step(), events, at(day))
    }

    proptest! {
        #[test]
        fn one_set_of_events_leads_to_one_state(
            events in proptest::collection::vec(any_event(), 0..12),
            order in any::<proptest::sample::Index>(),
            day in 0_i64..40,
        ) {
            let mut other = events.clone();
            if !other.is_empty() {
                let by = order.index(other.len());
                other.rotate_left(by);
                other.reverse();
                let again = other[by].clone();
                other.push(again);
            }
            prop_assert_eq!(of(&events, day), of(&other, day));
        }

        #[test]
        fn only_an_answer_answers(events in proptest::collection::vec(any_event(), 0..12)) {
            let found = of(&events, 3);
            let said = |wanted| events.iter().any(|e| e.happening == Happening::Answered(wanted));
            match found.state {
                StepState::Clear => prop_assert!(said(Answer::Clear)),
                StepState::Consider => {
                    prop_assert!(said(Answer::Consider) || said(Answer::Denied));
                }
                _ => prop_assert!(found.answer.is_none_or(|answer| answer == Answer::Unable)),
            }
        }
    }
}
