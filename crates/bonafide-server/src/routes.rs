//! Every route with its permission: the one table that says who may do what.

use crate::{
    Problem, answers,
    aside::Aside,
    console::{
        audit, case, case_forms, compare, door, erase, facts, people as people_page,
        policy as policy_page, queue, ring, search, step, step_files, treatment, trends, welcome,
    },
    metrics,
    office::{Call, Office},
    openapi::openapi,
    paths::{
        applications, cases, decisions, events, log, merges, people, personal, policy, problems,
        providers, relations, second_factor, sign_in, single_sign_on, steps, tokens, webhooks,
    },
    shapes::Shape,
    takes::{Holds, Takes},
};
use bonafide_store::Role;
use serde_json::{Value, json};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Nobody needs to say who they are.
    Everyone,
    /// Whoever is known.
    Known,
    /// People who signed in, for what is their own; no token has it.
    Own,
    /// Who sends applications.
    Post,
    /// Who reads applications, cases and decisions.
    Read,
    /// Who works on cases.
    Work,
    /// Who signs as the second person.
    Sign,
    /// Who reads the log.
    Audit,
    /// Who makes accounts and erases.
    Administer,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 9] =
        [Everyone, Known, Own, Post, Read, Work, Sign, Audit, Administer];

    /// Those that a token may be for.
    pub const SCOPES: [Permission; 6] = [Post, Read, Work, Sign, Audit, Administer];

    /// Its name, as in `read`.
    pub fn as_str(self) -> &'static str {
        match self {
            Everyone => "everyone",
            Known => "known",
            Own => "own",
            Post => "post",
            Read => "read",
            Work => "work",
            Sign => "sign",
            Audit => "audit",
            Administer => "administer",
        }
    }

    /// Reads what [`Permission::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Permission> {
        Permission::ALL.into_iter().find(|permission| permission.as_str() == text)
    }

    /// Whether somebody of a role, or nobody known, has it.
    pub fn is_given_to(self, role: Option<Role>) -> bool {
        use Role::{Administrator, Approver, Auditor, Integration, Reviewer};
        let roles: &[Role] = match self {
            Everyone => return true,
            Known | Own => &Role::ALL,
            Post => &[Integration, Administrator],
            Read => &[Integration, Reviewer, Approver, Auditor, Administrator],
            Work => &[Reviewer, Approver],
            Sign => &[Approver],
            Audit => &[Auditor, Administrator],
            Administer => &[Administrator],
        };
        role.is_some_and(|role| roles.contains(&role))
    }
}

/// One route.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with variable parts in braces.
    pub path: &'static str,
    /// Who may use it.
    pub permission: Permission,
    /// What it does, as one sentence.
    pub does: &'static str,
    /// What its body holds.
    pub takes: Takes,
    /// The statuses of success, and what the answer holds.
    pub gives: (&'static [u16], Shape),
    /// Whether what it shows has versions, and changes of it may be bound to one.
    pub versioned: bool,
    pub(crate) act: Act,
    /// What of it takes long, and is done aside.
    pub(crate) prepare: Option<Prepare>,
}

impl Route {
    const fn taking(self, takes: Takes) -> Route {
        Route { takes, ..self }
    }

    const fn giving(self, statuses: &'static [u16], shape: Shape) -> Route {
        Route { gives: (statuses, shape), ..self }
    }

    const fn versioned(self) -> Route {
        Route { versioned: true, ..self }
    }

    const fn prepared(self, prepare: Prepare) -> Route {
        Route { prepare: Some(prepare), ..self }
    }
}

/// Answers a call: status and body.
pub(crate) type Act = fn(&mut Office, &Call<'_>) -> Result<(u16, Value), Problem>;

/// What of a call takes long; refused where the call would be.
pub(crate) type Prepare = fn(&mut Office, &Call<'_>) -> Result<Aside, Problem>;

/// It is done.
const OK: &[u16] = &[200];

/// It is done, and another page shows it.
const ONWARD: &[u16] = &[303];

/// It is done and another page shows it, or the form is shown again with why it is not.
const SHOWN_OR_ONWARD: &[u16] = &[200, 303];

/// It is made.
const MADE: &[u16] = &[201];

const fn route(
    method: &'static str,
    path: &'static str,
    permission: Permission,
    does: &'static str,
    act: Act,
) -> Route {
    Route {
        method,
        path,
        permission,
        does,
        takes: Takes::Nothing,
        gives: (OK, Shape::Object),
        versioned: false,
        act,
        prepare: None,
    }
}

use Permission::{Administer, Audit, Everyone, Known, Own, Post, Read, Sign, Work};

/// What a token is made of.
const TOKEN: Takes = Takes::Fields(&[
    ("label", Holds::Text, false),
    ("scopes", Holds::Texts, true),
    ("days", Holds::Whole, true),
]);

/// The table.
pub const ROUTES: &[Route] = &[
    route("GET", "/health", Everyone, "Whether the process runs.", healthy)
        .giving(OK, answers::STATUS),
    route("GET", "/ready", Everyone, "Whether the store answers, and the log is written.", ready)
        .giving(OK, answers::STATUS),
    route("GET", "/api/v1", Everyone, "Lists these routes.", list).giving(OK, answers::ROUTES),
    route("GET", "/metrics", Read, "Counts, in the text form of Prometheus.", metrics)
        .giving(OK, Shape::Plain),
    route("GET", "/api/v1/openapi.json", Everyone, "Describes these routes.", described),
    route("GET", "/api/v1/problems", Everyone, "Lists the kinds of problems.", problems::list)
        .giving(OK, answers::KINDS),
    route("GET", "/api/v1/problems/{problem}", Everyone, "Explains a problem.", problems::show)
        .giving(OK, answers::KIND),
    route("POST", "/api/v1/setup", Everyone, "Makes the first administrator.", people::set_up)
        .giving(MADE, answers::MADE)
        .prepared(people::prepare_set_up)
        .taking(Takes::Fields(&[
            ("code", Holds::Text, false),
            ("name", Holds::Text, false),
            ("password", Holds::Text, true),
        ])),
    route("POST", "/api/v1/invitations", Everyone, "Accepts an invitation.", people::join)
        .giving(OK, answers::OF_ACCOUNT)
        .prepared(people::prepare_join)
        .taking(Takes::Fields(&[("code", Holds::Text, false), ("password", Holds::Text, false)])),
    route("POST", "/api/v1/sign-in", Everyone, "Begins a session.", sign_in::sign_in)
        .giving(MADE, answers::SIGNED_IN)
        .prepared(sign_in::prepare)
        .taking(Takes::Fields(&[
            ("name", Holds::Text, false),
            ("password", Holds::Text, false),
            ("code", Holds::Text, true),
        ])),
    route(
        "GET",
        "/api/v1/single-sign-on/begin",
        Everyone,
        "Sends somebody to another house to sign in.",
        single_sign_on::begin,
    )
    .prepared(single_sign_on::prepare_begin)
    .giving(&[303], answers::ELSEWHERE),
    route(
        "GET",
        "/api/v1/single-sign-on/end",
        Everyone,
        "Lets somebody in who comes back from there.",
        single_sign_on::end,
    )
    .prepared(single_sign_on::prepare_end)
    .giving(OK, Shape::Plain),
    route("POST", "/api/v1/sign-out", Own, "Ends this session.", sign_in::sign_out)
        .giving(OK, answers::ENDED),
    route("GET", "/api/v1/me", Known, "Shows who asks, and what they may.", sign_in::me)
        .giving(OK, answers::ME),
    route("GET", "/api/v1/sessions", Own, "Lists one's own sessions.", sign_in::list)
        .giving(OK, answers::SESSIONS),
    route("POST", "/api/v1/sessions/{session}/end", Own, "Ends one of them.", sign_in::end)
        .giving(OK, answers::ENDED),
    route("POST", "/api/v1/password", Own, "Changes one's own password.", second_factor::change)
        .giving(OK, answers::OF_ACCOUNT)
        .prepared(second_factor::prepare_change)
        .taking(Takes::Fields(&[("old", Holds::Text, false), ("new", Holds::Text, false)])),
    route("POST", "/api/v1/second-factor", Own, "Offers a second factor.", second_factor::offer)
        .giving(MADE, answers::OFFERED),
    route(
        "POST",
        "/api/v1/second-factor/confirm",
        Own,
        "Sets it, and gives recovery codes.",
        second_factor::confirm,
    )
    .giving(MADE, answers::RECOVERY)
    .taking(Takes::Fields(&[("code", Holds::Text, false)])),
    route("POST", "/api/v1/second-factor/remove", Own, "Removes it.", second_factor::remove)
        .giving(OK, answers::OF_ACCOUNT)
        .prepared(second_factor::prepare_remove)
        .taking(Takes::Fields(&[("password", Holds::Text, false)])),
    route("POST", "/api/v1/tokens", Own, "Makes a token of one's own.", tokens::make_own)
        .giving(MADE, answers::NEW_TOKEN)
        .taking(TOKEN),
    route("GET", "/api/v1/tokens", Own, "Lists one's own tokens.", tokens::list_own)
        .giving(OK, answers::TOKENS),
    route("POST", "/api/v1/tokens/{token}/revoke", Own, "Takes one back.", tokens::revoke_own)
        .giving(OK, answers::TOKEN),
    route("POST", "/api/v1/accounts", Administer, "Makes an account.", people::add)
        .giving(MADE, answers::MADE)
        .taking(Takes::Fields(&[
            ("name", Holds::Text, false),
            ("role", Holds::Text, false),
            ("by", Holds::Text, true),
        ])),
    route("GET", "/api/v1/accounts", Administer, "Lists accounts.", people::list)
        .giving(OK, answers::ACCOUNTS),
    route(
        "POST",
        "/api/v1/accounts/{account}/invitation",
        Administer,
        "Invites somebody to set a password.",
        people::invite,
    )
    .giving(MADE, answers::INVITED),
    route(
        "POST",
        "/api/v1/accounts/{account}/role",
        Administer,
        "Gives an account another role.",
        people::change_role,
    )
    .giving(OK, answers::ACCOUNT)
    .taking(Takes::Fields(&[("role", Holds::Text, false)])),
    route(
        "POST",
        "/api/v1/accounts/{account}/disable",
        Administer,
        "Lets an account in no longer.",
        people::disable,
    )
    .giving(OK, answers::ACCOUNT),
    route(
        "POST",
        "/api/v1/accounts/{account}/enable",
        Administer,
        "Lets it in again.",
        people::enable,
    )
    .giving(OK, answers::ACCOUNT),
    route(
        "POST",
        "/api/v1/accounts/{account}/tokens",
        Administer,
        "Makes a token of an account.",
        tokens::make_for,
    )
    .giving(MADE, answers::NEW_TOKEN)
    .taking(TOKEN),
    route(
        "GET",
        "/api/v1/accounts/{account}/tokens",
        Administer,
        "Lists its tokens.",
        tokens::list_of,
    )
    .giving(OK, answers::TOKENS),
    route(
        "POST",
        "/api/v1/accounts/{account}/tokens/{token}/revoke",
        Administer,
        "Takes one back.",
        tokens::revoke_of,
    )
    .giving(OK, answers::TOKEN),
    route(
        "POST",
        "/api/v1/applications",
        Post,
        "Keeps and screens an application.",
        applications::post,
    )
    .giving(&[200, 201], answers::RECEIVED)
    .taking(Takes::Record),
    route("GET", "/api/v1/applications", Read, "Lists applications.", applications::list)
        .giving(OK, answers::APPLICATIONS),
    route(
        "GET",
        "/api/v1/applications/{application}",
        Read,
        "Shows an application as claimed; logged.",
        applications::show,
    )
    .giving(OK, answers::CLAIMED),
    route(
        "GET",
        "/api/v1/applications/{application}/assessments",
        Read,
        "Shows every version of its assessment; logged.",
        applications::assessments,
    )
    .giving(OK, answers::ASSESSMENTS),
    route(
        "POST",
        "/api/v1/applications/{application}/erase",
        Administer,
        "Erases its claimed person.",
        people::erase,
    )
    .giving(OK, answers::ERASED),
    route(
        "GET",
        "/api/v1/applications/{application}/erasure",
        Audit,
        "Proves that an application was erased.",
        personal::erasure,
    )
    .giving(OK, answers::ERASURE),
    route(
        "GET",
        "/api/v1/applications/{application}/export",
        Administer,
        "Shows everything about its claimed person; logged.",
        personal::export,
    )
    .giving(OK, answers::EXPORT),
    route(
        "GET",
        "/api/v1/applications/{application}/entries",
        Administer,
        "Lists the log's entries about its claimed person; logged.",
        personal::entries,
    )
    .giving(OK, answers::ENTRIES),
    route("GET", "/api/v1/retention", Administer, "Lists what would end now.", personal::endings)
        .giving(OK, answers::ENDINGS),
    route("GET", "/api/v1/cases", Read, "Lists open cases.", cases::queue)
        .giving(OK, answers::CASES),
    route("GET", "/api/v1/cases/{case}", Read, "Shows a case.", cases::show)
        .giving(OK, answers::CASE)
        .versioned(),
    route("POST", "/api/v1/cases/{case}/claim", Work, "Takes a case.", cases::claim)
        .giving(OK, answers::CASE),
    route("POST", "/api/v1/cases/{case}/release", Work, "Gives a case back.", cases::release)
        .giving(OK, answers::CASE),
    route("POST", "/api/v1/queue/claim", Work, "Takes the next case.", cases::claim_next)
        .giving(OK, answers::CASE),
    route("POST", "/api/v1/cases/{case}/renew", Work, "Keeps a case longer.", cases::renew)
        .giving(OK, answers::CASE),
    route("POST", "/api/v1/cases/{case}/assign", Work, "Names who is to do it.", cases::assign)
        .giving(OK, answers::CASE)
        .taking(Takes::Fields(&[("to", Holds::Text, true)])),
    route("POST", "/api/v1/cases/{case}/notes", Work, "Adds a note.", cases::note)
        .giving(MADE, answers::NOTE)
        .taking(Takes::Fields(&[("text", Holds::Text, false)])),
    route("GET", "/api/v1/cases/{case}/notes", Read, "Lists notes; logged.", cases::notes)
        .giving(OK, answers::NOTES),
    route(
        "GET",
        "/api/v1/cases/{case}/findings",
        Read,
        "Lists what was noted, and what may explain it; logged.",
        cases::findings,
    )
    .giving(OK, answers::FINDINGS),
    route(
        "POST",
        "/api/v1/cases/{case}/opinions",
        Work,
        "Gives an opinion before the score is seen.",
        cases::opine,
    )
    .giving(MADE, answers::OPINION)
    .taking(Takes::Fields(&[("outcome", Holds::Text, false), ("note", Holds::Text, true)])),
    route("GET", "/api/v1/cases/{case}/steps", Read, "Lists its steps; logged.", steps::of_case)
        .giving(OK, answers::STEPS),
    route("POST", "/api/v1/cases/{case}/steps", Work, "Asks for a step.", steps::add)
        .giving(MADE, answers::STEP)
        .taking(Takes::Fields(&[("kind", Holds::Text, false), ("application", Holds::Text, true)])),
    route("GET", "/api/v1/steps/{step}", Read, "Shows a step; logged.", steps::show)
        .giving(OK, answers::STEP)
        .versioned(),
    route("GET", "/api/v1/steps/{step}/guide", Work, "What is asked in it; logged.", steps::guide)
        .giving(OK, answers::GUIDE),
    route("POST", "/api/v1/steps/{step}/order", Work, "Orders a step.", steps::order)
        .giving(OK, answers::STEP)
        .taking(Takes::Fields(&[
            ("provider", Holds::Text, true),
            ("reference", Holds::Text, true),
        ])),
    route("POST", "/api/v1/steps/{step}/start", Work, "Says that it was begun.", steps::start)
        .giving(OK, answers::STEP),
    route("POST", "/api/v1/steps/{step}/result", Work, "Enters its answer.", steps::result)
        .giving(OK, answers::STEP)
        .taking(Takes::Fields(&[
            ("answer", Holds::Text, false),
            ("fields", Holds::Object, true),
            ("note", Holds::Text, true),
        ])),
    route("POST", "/api/v1/steps/{step}/reopen", Work, "Takes it up again.", steps::reopen)
        .giving(OK, answers::STEP),
    route("POST", "/api/v1/steps/{step}/dispute", Work, "Its answer is disputed.", steps::dispute)
        .giving(OK, answers::STEP),
    route("POST", "/api/v1/steps/{step}/sign", Work, "Signs its answer.", steps::sign)
        .giving(OK, answers::STEP),
    route("POST", "/api/v1/steps/{step}/leave", Work, "Says why it does not apply.", steps::leave)
        .giving(OK, answers::STEP)
        .taking(Takes::Fields(&[("why", Holds::Text, false)])),
    route(
        "POST",
        "/api/v1/providers/{provider}",
        Everyone,
        "Takes a provider's message, by its signature.",
        providers::message,
    )
    .giving(OK, answers::TAKEN),
    route("GET", "/api/v1/policy", Read, "Shows the policy in force.", policy::show)
        .giving(OK, answers::POLICY),
    route(
        "POST",
        "/api/v1/applications/{application}/stage",
        Post,
        "Says how far an application has come.",
        cases::stage,
    )
    .giving(OK, answers::STAGE)
    .taking(Takes::Fields(&[("stage", Holds::Text, false)])),
    route(
        "GET",
        "/api/v1/applications/{application}/relations",
        Read,
        "Lists what was found of it and others; logged.",
        relations::list,
    )
    .giving(OK, answers::RELATIONS),
    route("POST", "/api/v1/relations", Work, "Remembers what two are.", relations::relate)
        .giving(MADE, answers::RELATION)
        .taking(Takes::Fields(&[
            ("one", Holds::Text, false),
            ("other", Holds::Text, false),
            ("says", Holds::Text, false),
            ("why", Holds::Text, false),
        ])),
    route("GET", "/api/v1/relations.csv", Work, "Gives what holds as a file.", relations::file)
        .giving(OK, Shape::Plain),
    route("POST", "/api/v1/cases/{case}/merge", Work, "Merges another case in.", merges::merge)
        .giving(OK, answers::CASE)
        .taking(Takes::Fields(&[("with", Holds::Text, false), ("why", Holds::Text, false)])),
    route("POST", "/api/v1/cases/{case}/split", Work, "Takes one out of it.", merges::split)
        .giving(MADE, answers::CASE)
        .taking(Takes::Fields(&[("application", Holds::Text, false), ("why", Holds::Text, false)])),
    route("POST", "/api/v1/relations/{relation}/end", Work, "Takes it back.", relations::end)
        .giving(OK, answers::RELATION),
    route("POST", "/api/v1/search", Work, "Finds by telephone or mailbox.", relations::search)
        .giving(OK, answers::FOUND)
        .taking(Takes::Fields(&[("phone", Holds::Text, true), ("email", Holds::Text, true)])),
    route("POST", "/api/v1/cases/{case}/decisions", Work, "Decides a case.", decisions::decide)
        .giving(MADE, answers::DECISION)
        .taking(Takes::Fields(&[
            ("outcome", Holds::Text, false),
            ("reasons", Holds::Texts, true),
            ("rests_on", Holds::Texts, true),
            ("ruled_out", Holds::Objects(&["finding", "explanation", "how"]), true),
            ("note", Holds::Text, true),
            ("reverses", Holds::Text, true),
        ])),
    route(
        "GET",
        "/api/v1/cases/{case}/decisions",
        Read,
        "Lists decisions; logged.",
        decisions::list,
    )
    .giving(OK, answers::DECISIONS),
    route(
        "POST",
        "/api/v1/decisions/{decision}/second",
        Sign,
        "Signs as the second person.",
        decisions::second,
    )
    .giving(OK, answers::DECISION),
    route(
        "POST",
        "/api/v1/decisions/{decision}/refuse",
        Sign,
        "Does not agree, as the second person.",
        decisions::refuse,
    )
    .giving(OK, answers::DECISION),
    route(
        "POST",
        "/api/v1/decisions/{decision}/notice",
        Work,
        "Takes down that the applicant was told.",
        decisions::notice,
    )
    .giving(OK, answers::DECISION),
    route(
        "POST",
        "/api/v1/decisions/{decision}/dispute",
        Work,
        "Takes down that the applicant disputes it.",
        decisions::dispute,
    )
    .giving(OK, answers::DECISION),
    route(
        "POST",
        "/api/v1/decisions/{decision}/answer",
        Work,
        "Answers the dispute: uphold or overturn.",
        decisions::answer,
    )
    .giving(OK, answers::DECISION)
    .taking(Takes::Fields(&[("answer", Holds::Text, false)])),
    route("GET", events::PATH, Read, "Lists or streams what happens, by ids.", events::list)
        .giving(OK, answers::EVENTS),
    route("POST", "/api/v1/webhooks", Administer, "Names a system to be told.", webhooks::make)
        .giving(MADE, webhooks::NEW_WEBHOOK)
        .taking(Takes::Fields(&[
            ("address", Holds::Text, false),
            ("topics", Holds::Texts, true),
            ("certificates", Holds::Text, true),
        ])),
    route("GET", "/api/v1/webhooks", Administer, "Lists systems that are told.", webhooks::list)
        .giving(OK, webhooks::WEBHOOKS),
    route(
        "POST",
        "/api/v1/webhooks/{webhook}/end",
        Administer,
        "Tells a system nothing more.",
        webhooks::end,
    )
    .giving(OK, webhooks::WEBHOOK),
    route(
        "POST",
        "/api/v1/webhooks/{webhook}/secret",
        Administer,
        "Signs with another secret from now on.",
        webhooks::change_secret,
    )
    .giving(OK, webhooks::NEW_WEBHOOK),
    route(
        "GET",
        "/api/v1/webhooks/{webhook}/messages",
        Administer,
        "Lists messages, and what became of them.",
        webhooks::messages,
    )
    .giving(OK, webhooks::MESSAGES),
    route(
        "POST",
        "/api/v1/messages/{message}/again",
        Administer,
        "Sends a message again.",
        webhooks::again,
    )
    .giving(OK, webhooks::MESSAGE),
    route("GET", "/api/v1/log", Audit, "Shows checkpoint and public key.", log::checkpoint)
        .giving(OK, answers::CHECKPOINT),
    route("GET", "/", Everyone, "Leads to the queue.", door::home).giving(ONWARD, Shape::Html),
    route("GET", "/assets/{name}", Everyone, "Gives a file of pages.", door::file)
        .giving(OK, Shape::Html),
    route("GET", "/sign-in", Everyone, "Asks who somebody is.", door::ask).giving(OK, Shape::Html),
    route("POST", "/sign-in", Everyone, "Lets somebody in.", door::enter)
        .giving(ONWARD, Shape::Html)
        .prepared(sign_in::prepare),
    route("POST", "/sign-out", Own, "Ends the session.", door::leave).giving(ONWARD, Shape::Html),
    route("GET", "/setup", Everyone, "Asks for the first administrator.", door::begin)
        .giving(OK, Shape::Html),
    route("POST", "/setup", Everyone, "Makes the first administrator.", door::set_up)
        .giving(ONWARD, Shape::Html)
        .prepared(people::prepare_set_up),
    route("GET", "/keys", Own, "Lists the keys of pages.", door::keys).giving(OK, Shape::Html),
    route("GET", "/queue", Read, "Shows open cases.", queue::show).giving(OK, Shape::Html),
    route("POST", "/queue/claim-next", Work, "Takes the next case.", queue::claim_next)
        .giving(ONWARD, Shape::Html),
    route("POST", "/queue/preview", Work, "Shows what would be done.", queue::preview)
        .giving(OK, Shape::Html),
    route("POST", "/queue/do", Work, "Does it to several cases.", queue::apply)
        .giving(ONWARD, Shape::Html),
    route("GET", "/search", Read, "Asks what to find.", search::ask).giving(OK, Shape::Html),
    route("POST", "/search", Read, "Finds by id or contact; logged.", search::find)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("GET", "/cases/{id}", Read, "Shows a case; logged.", case::show).giving(OK, Shape::Html),
    route("GET", "/cases/{id}/timeline", Read, "Shows what happened to it.", case::timeline)
        .giving(OK, Shape::Html),
    route("GET", "/cases/{id}/compare", Read, "Shows it beside others; logged.", case::compare)
        .giving(OK, Shape::Html),
    route("GET", "/cases/{id}/ring", Read, "Shows its ring; logged.", case::ring)
        .giving(OK, Shape::Html),
    route("GET", "/cases/{id}/map", Read, "Shows its places.", case::map).giving(OK, Shape::Html),
    route("POST", "/cases/{id}/reveal", Read, "Shows what is claimed; logged.", case::reveal)
        .giving(OK, Shape::Html),
    route("POST", "/cases/{id}/claim", Work, "Takes a case.", case_forms::claim)
        .giving(ONWARD, Shape::Html),
    route("POST", "/cases/{id}/release", Work, "Gives a case back.", case_forms::release)
        .giving(ONWARD, Shape::Html),
    route("POST", "/cases/{id}/decide", Work, "Decides a case.", case_forms::decide)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/cases/{id}/act", Work, "Does what is next of a decision.", case_forms::act)
        .giving(ONWARD, Shape::Html),
    route("POST", "/cases/{id}/opinions", Work, "Gives an opinion first.", case_forms::opine)
        .giving(ONWARD, Shape::Html),
    route("GET", "/join", Everyone, "Asks who was invited for a password.", people_page::ask)
        .giving(OK, Shape::Html),
    route("POST", "/join", Everyone, "Sets it.", people_page::join)
        .giving(ONWARD, Shape::Html)
        .prepared(people::prepare_join),
    route("GET", "/welcome", Administer, "Shows what is to be done first.", welcome::show)
        .giving(OK, Shape::Html),
    route("POST", "/welcome/example", Administer, "Loads the example.", welcome::example)
        .giving(OK, Shape::Html),
    route("POST", "/welcome/upload", Administer, "Loads an export.", welcome::upload)
        .giving(OK, Shape::Html),
    route("GET", "/trends", Read, "Shows what changed by quarter.", trends::show)
        .giving(OK, Shape::Html),
    route("GET", "/trends/csv", Read, "Gives the same as a table.", trends::csv)
        .giving(OK, Shape::Html),
    route("GET", "/equal-treatment", Audit, "Shows how groups are treated.", treatment::show)
        .giving(OK, Shape::Html),
    route("POST", "/equal-treatment/count", Administer, "Counts groups anew.", treatment::count)
        .giving(OK, Shape::Html),
    route(
        "POST",
        "/equal-treatment/import",
        Administer,
        "Takes what people said of themselves.",
        treatment::import,
    )
    .giving(OK, Shape::Html),
    route("POST", "/equal-treatment/name-swap", Administer, "Swaps names.", treatment::swap)
        .giving(OK, Shape::Html)
        .prepared(treatment::prepare_swap),
    route("GET", "/equal-treatment/pack", Audit, "Packs what an audit needs.", treatment::packed)
        .giving(OK, Shape::Html),
    route("GET", "/audit", Audit, "Shows the log.", audit::show).giving(OK, Shape::Html),
    route("POST", "/audit/verify", Audit, "Verifies the log.", audit::verify)
        .giving(OK, Shape::Html)
        .prepared(audit::prepare_verify),
    route("GET", "/audit/{entry}", Audit, "Shows an entry with its proof.", audit::entry)
        .giving(OK, Shape::Html),
    route("GET", "/audit/{entry}/proof", Audit, "Gives the proof.", audit::proved)
        .giving(OK, Shape::Html),
    route("GET", "/settings", Audit, "Shows the policy.", policy_page::show)
        .giving(OK, Shape::Html),
    route("POST", "/settings/policy", Administer, "Tries a policy.", policy_page::preview)
        .giving(OK, Shape::Html),
    route("POST", "/settings/policy/propose", Administer, "Proposes it.", policy_page::propose)
        .giving(ONWARD, Shape::Html),
    route(
        "POST",
        "/settings/policy/{proposal}/approve",
        Administer,
        "Puts it in force, as a second person.",
        policy_page::approve,
    )
    .giving(ONWARD, Shape::Html),
    route(
        "POST",
        "/settings/policy/{proposal}/withdraw",
        Administer,
        "Takes it back, or declines it.",
        policy_page::withdraw,
    )
    .giving(ONWARD, Shape::Html),
    route("GET", "/settings/people", Audit, "Shows accounts.", people_page::show)
        .giving(OK, Shape::Html),
    route("POST", "/settings/people", Administer, "Makes an account.", people_page::add)
        .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/invite",
        Administer,
        "Invites somebody anew.",
        people_page::invite,
    )
    .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/role",
        Administer,
        "Gives another role.",
        people_page::change_role,
    )
    .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/disable",
        Administer,
        "Lets in no longer.",
        people_page::disable,
    )
    .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/enable",
        Administer,
        "Lets in again.",
        people_page::enable,
    )
    .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/tokens",
        Administer,
        "Makes a token.",
        people_page::make_token,
    )
    .giving(OK, Shape::Html),
    route(
        "POST",
        "/settings/people/{account}/tokens/{token}/revoke",
        Administer,
        "Takes one back.",
        people_page::revoke,
    )
    .giving(OK, Shape::Html),
    route("GET", "/settings/weights", Audit, "Shows weights and lists.", facts::weights)
        .giving(OK, Shape::Html),
    route("GET", "/settings/connectors", Audit, "Shows connectors.", facts::connectors)
        .giving(OK, Shape::Html),
    route("POST", "/cases/{id}/notes", Work, "Adds a note.", case_forms::note)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/cases/{id}/steps", Work, "Asks for a step.", case_forms::step)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("GET", "/compare", Read, "Shows applications side by side; logged.", compare::show)
        .giving(OK, Shape::Html),
    route("POST", "/compare/relate", Work, "Remembers what two are.", compare::relate)
        .giving(ONWARD, Shape::Html),
    route("POST", "/compare/end", Work, "Takes it back.", compare::end).giving(ONWARD, Shape::Html),
    route("GET", "/rings", Read, "Lists rings.", ring::list).giving(OK, Shape::Html),
    route("GET", "/rings/{ring}", Read, "Shows a ring; logged.", ring::show)
        .giving(OK, Shape::Html),
    route("GET", "/steps/{step}", Read, "Shows a step.", step::show).giving(OK, Shape::Html),
    route("POST", "/steps/{step}/order", Work, "Orders a step.", step::order)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/start", Work, "Says that it was begun.", step::start)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/result", Work, "Enters its answer.", step::result)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/sign", Work, "Signs its answer.", step::sign)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/reopen", Work, "Takes it up again.", step::reopen)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/dispute", Work, "Its answer is disputed.", step::dispute)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/leave", Work, "Says why it does not apply.", step::leave)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("POST", "/steps/{step}/files", Work, "Attaches a file.", step_files::attach)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("GET", "/steps/{step}/files/{file}", Read, "Gives a file; logged.", step_files::give)
        .giving(OK, Shape::Html),
    route("GET", "/applications/{application}/erase", Administer, "Asks.", erase::ask)
        .giving(OK, Shape::Html),
    route("POST", "/applications/{application}/erase", Administer, "Erases.", erase::erase)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
    route("GET", "/applications/{application}/erased", Audit, "Shows its proof.", erase::erased)
        .giving(OK, Shape::Html),
    route("GET", "/steps/{step}/interview", Work, "Begins an interview; logged.", step::interview)
        .giving(OK, Shape::Html),
    route("POST", "/steps/{step}/interview", Work, "Goes on with it; logged.", step::go_on)
        .giving(SHOWN_OR_ONWARD, Shape::Html),
];

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn healthy(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, json!({"status": "runs"})))
}

fn ready(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.applications_after(-1, 1))?;
    if let Some(why) = &office.behind {
        return Err(Problem::new(503, format!("the log's files are behind: {why}")));
    }
    Ok((200, json!({"status": "ready"})))
}

fn metrics(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let log = office.store.checkpoint()?.1.size;
    let kept = office.write(|t| {
        Ok(metrics::Kept {
            applications: t.last_application()? + 1,
            cases: t.open_cases_by_queue()?,
            messages: t.count_deliveries()?,
            log,
        })
    })?;
    Ok((200, Value::String(office.counted.text(&kept))))
}

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn described(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, openapi(ROUTES)))
}

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn list(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let routes = ROUTES.iter().map(|route| {
        json!({"method": route.method, "path": route.path, "does": route.does,
            "permission": route.permission.as_str()})
    });
    Ok((200, json!({"routes": routes.collect::<Vec<Value>>()})))
}
