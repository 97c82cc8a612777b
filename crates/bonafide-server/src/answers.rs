//! The shapes of the answers that the table of routes names.

use crate::shapes::{
    Field,
    Left::{In, Out},
    Shape::{self, Fields, List, Maybe, Named, Object, Page, Real, Text, Truth, Whole},
};

const MAYBE_WHOLE: Shape = Maybe(&Whole);
const MAYBE_TEXT: Shape = Maybe(&Text);

/// How the process is.
pub(crate) const STATUS: Shape = Fields(&[("status", Text, In)]);

/// What can be asked for.
pub(crate) const ROUTES: Shape = Fields(&[(
    "routes",
    List(&Named(
        "Route",
        &Fields(&[
            ("method", Text, In),
            ("path", Text, In),
            ("does", Text, In),
            ("permission", Text, In),
        ]),
    )),
    In,
)]);

/// A kind of problem.
pub(crate) const KIND: Shape = Named(
    "ProblemKind",
    &Fields(&[("type", Text, In), ("status", Whole, In), ("title", Text, In), ("means", Text, In)]),
);

/// Kinds of problems.
pub(crate) const KINDS: Shape = Fields(&[("problems", List(&KIND), In)]);

/// Why something was not done.
pub(crate) const PROBLEM: Shape = Named(
    "Problem",
    &Fields(&[
        ("type", Text, In),
        ("title", Text, In),
        ("status", Whole, In),
        ("detail", Text, In),
    ]),
);

/// An account that was made.
pub(crate) const MADE: Shape = Fields(&[
    ("name", Text, In),
    ("role", Text, In),
    ("token", Text, Out),
    ("invitation", Text, Out),
]);

/// Whose account something was done to.
pub(crate) const OF_ACCOUNT: Shape = Fields(&[("account", Text, In)]);

/// An invitation.
pub(crate) const INVITED: Shape = Fields(&[("account", Text, In), ("invitation", Text, In)]);

/// A session that was begun.
pub(crate) const SIGNED_IN: Shape = Fields(&[
    ("account", Text, In),
    ("role", Text, In),
    ("session", Text, In),
    ("csrf", Text, In),
    ("ends_at", Whole, In),
]);

/// Where to sign in.
pub(crate) const ELSEWHERE: Shape = Fields(&[("address", Text, In)]);

/// Who asks.
pub(crate) const ME: Shape = Fields(&[
    ("account", Text, In),
    ("role", Text, In),
    ("may", List(&Text), In),
    ("token", Text, Out),
    ("session", Text, Out),
    ("csrf", Text, Out),
    ("ends_at", Whole, Out),
]);

/// What was ended.
pub(crate) const ENDED: Shape = Fields(&[("ended", Text, In)]);

/// Sessions.
pub(crate) const SESSIONS: Shape = Page(
    "sessions",
    &Named(
        "Session",
        &Fields(&[
            ("session", Text, In),
            ("begun_at", Whole, In),
            ("used_at", Whole, In),
            ("ends_at", Whole, In),
            ("this", Truth, In),
        ]),
    ),
);

/// A second factor that is offered.
pub(crate) const OFFERED: Shape = Fields(&[("secret", Text, In), ("address", Text, In)]);

/// Recovery codes.
pub(crate) const RECOVERY: Shape = Fields(&[("recovery_codes", List(&Text), In)]);

/// A token.
pub(crate) const TOKEN: Shape = Named("Token", &Fields(TOKEN_FIELDS));

/// Tokens.
pub(crate) const TOKENS: Shape = Page("tokens", &TOKEN);

/// A token that was made, with what is shown once.
pub(crate) const NEW_TOKEN: Shape = Fields(&[
    TOKEN_FIELDS[0],
    TOKEN_FIELDS[1],
    TOKEN_FIELDS[2],
    TOKEN_FIELDS[3],
    TOKEN_FIELDS[4],
    TOKEN_FIELDS[5],
    TOKEN_FIELDS[6],
    TOKEN_FIELDS[7],
    ("secret", Text, In),
]);

const TOKEN_FIELDS: &[Field] = &[
    ("token", Text, In),
    ("account", Text, In),
    ("label", Text, In),
    ("scopes", List(&Text), In),
    ("made_at", Whole, In),
    ("ends_at", MAYBE_WHOLE, In),
    ("used_at", MAYBE_WHOLE, In),
    ("revoked_at", MAYBE_WHOLE, In),
];

/// An account.
pub(crate) const ACCOUNT: Shape = Named(
    "Account",
    &Fields(&[
        ("name", Text, In),
        ("role", Text, In),
        ("made_at", Whole, In),
        ("disabled_at", MAYBE_WHOLE, In),
        ("password", Truth, In),
        ("second_factor", Truth, In),
    ]),
);

/// Accounts.
pub(crate) const ACCOUNTS: Shape = Page("accounts", &ACCOUNT);

/// An assessment, of one version.
const ASSESSMENT: Shape = Named(
    "Assessment",
    &Fields(&[
        ("version", Whole, In),
        ("at", Whole, In),
        ("cause", Text, In),
        ("probability", Maybe(&Real), In),
        ("band", MAYBE_TEXT, In),
        ("ring", MAYBE_TEXT, In),
        ("assessment", Maybe(&Object), In),
        (
            "made_by",
            Fields(&[
                ("program", Text, In),
                ("weights", Text, In),
                ("lists", Text, In),
                ("policy", Text, In),
            ]),
            In,
        ),
    ]),
);

/// An application that was taken, with its assessment.
pub(crate) const RECEIVED: Shape =
    Fields(&[("application", Text, In), ("assessment", Maybe(&ASSESSMENT), In)]);

/// Applications, by pseudonym.
pub(crate) const APPLICATIONS: Shape = Page("applications", &Text);

/// An application as claimed.
pub(crate) const CLAIMED: Shape = Fields(&[("application", Text, In), ("claimed", Object, In)]);

/// Versions of an assessment.
pub(crate) const ASSESSMENTS: Shape = Fields(&[
    ("application", Text, In),
    ("assessments", List(&ASSESSMENT), In),
    ("next", MAYBE_TEXT, In),
]);

/// Who was erased.
pub(crate) const ERASED: Shape = Fields(&[("erased", Text, In)]);

/// Why a rule of the policy selected something.
const REASON: Shape = Named(
    "Reason",
    &Fields(&[("rule", Text, In), ("by", Text, In), ("findings", List(&Text), In)]),
);

/// A case.
pub(crate) const CASE: Shape = Named(
    "Case",
    &Fields(&[
        ("case", Text, In),
        ("about", Text, In),
        ("application", MAYBE_TEXT, In),
        ("ring", MAYBE_TEXT, In),
        ("members", List(&Text), In),
        ("queue", Text, In),
        ("opened_at", Whole, In),
        ("priority", Text, In),
        ("due_at", Whole, In),
        ("closed_at", MAYBE_WHOLE, In),
        ("claimed_by", MAYBE_TEXT, In),
        ("claimed_until", MAYBE_WHOLE, In),
        ("assigned_to", MAYBE_TEXT, In),
        ("reasons", List(&REASON), In),
        ("policy", Text, In),
        ("stands", MAYBE_TEXT, In),
        ("settles_at", MAYBE_WHOLE, In),
    ]),
);

/// Cases.
pub(crate) const CASES: Shape = Page("cases", &CASE);

/// An innocent explanation that was ruled out.
const RULED_OUT: Shape = Named(
    "RuledOut",
    &Fields(&[("finding", Text, In), ("explanation", Text, In), ("how", Text, In)]),
);

/// What somebody did about a decision.
const ACT: Shape =
    Named("Act", &Fields(&[("deed", Text, In), ("by", Text, In), ("at", Whole, In)]));

/// A decision.
pub(crate) const DECISION: Shape = Named(
    "Decision",
    &Fields(&[
        ("decision", Text, In),
        ("case", Text, In),
        ("outcome", Text, In),
        ("reasons", List(&Text), In),
        ("rests_on", List(&Text), In),
        ("ruled_out", List(&RULED_OUT), In),
        ("note", MAYBE_TEXT, In),
        ("by", Text, In),
        ("at", Whole, In),
        ("assessment", Whole, In),
        ("policy", Text, In),
        ("reverses", MAYBE_TEXT, In),
        ("second", MAYBE_TEXT, In),
        ("stands", Text, In),
        ("until", MAYBE_WHOLE, In),
        ("acts", List(&ACT), In),
        ("next", List(&Text), In),
        ("final", Truth, In),
    ]),
);

/// Decisions.
pub(crate) const DECISIONS: Shape = Page("decisions", &DECISION);

/// A note.
pub(crate) const NOTE: Shape = Named(
    "Note",
    &Fields(&[("note", Text, In), ("by", Text, In), ("at", Whole, In), ("text", MAYBE_TEXT, In)]),
);

/// Notes.
pub(crate) const NOTES: Shape = Page("notes", &NOTE);

/// An opinion.
pub(crate) const OPINION: Shape =
    Fields(&[("case", Text, In), ("by", Text, In), ("outcome", Text, In)]);

/// How far an application has come.
pub(crate) const STAGE: Shape = Fields(&[("application", Text, In), ("stage", Text, In)]);

/// What was noted of a case's applications.
pub(crate) const FINDINGS: Shape = Fields(&[
    ("case", Text, In),
    (
        "findings",
        List(&Named(
            "Finding",
            &Fields(&[
                ("application", Text, In),
                ("finding", Text, In),
                ("summary", Text, In),
                ("claim", Text, In),
                ("innocent_explanations", List(&Text), In),
            ]),
        )),
        In,
    ),
]);

/// A step.
pub(crate) const STEP: Shape = Named(
    "Step",
    &Fields(&[
        ("step", Text, In),
        ("application", Text, In),
        ("kind", Text, In),
        ("state", Text, In),
        ("answer", MAYBE_TEXT, In),
        ("unread", MAYBE_TEXT, In),
        ("since", Whole, In),
        ("needed_at", Whole, In),
        ("reasons", List(&REASON), In),
        ("policy", Text, In),
        ("ordered_at", MAYBE_WHOLE, In),
        ("ordered_by", MAYBE_TEXT, In),
        ("expires_at", MAYBE_WHOLE, In),
        ("provider", MAYBE_TEXT, In),
        ("reference", MAYBE_TEXT, In),
        ("left_out", Maybe(&Object), In),
        ("happened", List(&Object), In),
        ("signed", List(&Object), In),
    ]),
);

/// Steps.
pub(crate) const STEPS: Shape = Page("steps", &STEP);

/// What is asked and done in a step.
pub(crate) const GUIDE: Shape = Fields(&[
    ("step", Text, In),
    ("kind", Text, In),
    ("checklist", Object, In),
    ("script", Maybe(&Object), In),
]);

/// What became of a provider's message.
pub(crate) const TAKEN: Shape = Fields(&[("received", Text, In), ("step", MAYBE_TEXT, In)]);

/// The policy in force.
pub(crate) const POLICY: Shape = Fields(&[
    ("version", Text, In),
    ("policy", Object, In),
    ("advice", List(&Text), In),
    ("versions", List(&Fields(&[("version", Text, In), ("at", Whole, In)])), In),
]);

/// What somebody found out of two applications.
pub(crate) const RELATION: Shape = Named(
    "Relation",
    &Fields(&[
        ("relation", Text, In),
        ("one", Text, In),
        ("other", Text, In),
        ("says", Text, In),
        ("by", Text, In),
        ("at", Whole, In),
        ("why", MAYBE_TEXT, In),
        ("ended_at", MAYBE_WHOLE, In),
        ("ended_by", MAYBE_TEXT, In),
    ]),
);

/// Relations.
pub(crate) const RELATIONS: Shape = Page("relations", &RELATION);

/// Applications that a search found.
pub(crate) const FOUND: Shape = Fields(&[("applications", List(&Text), In)]);

/// What happened.
pub(crate) const EVENTS: Shape = Page(
    "events",
    &Named(
        "Event",
        &Fields(&[
            ("id", Whole, In),
            ("kind", Text, In),
            ("about", Text, In),
            ("at", Whole, In),
            ("count", Whole, In),
        ]),
    ),
);

/// The log's checkpoint.
pub(crate) const CHECKPOINT: Shape =
    Fields(&[("size", Whole, In), ("checkpoint", Text, In), ("key", Text, In)]);

/// The proof of an erasure.
pub(crate) const ERASURE: Shape = Fields(&[
    ("application", Text, In),
    ("erased_at", Whole, In),
    ("keys_destroyed", Truth, In),
    ("number", Whole, In),
    ("entry", Text, In),
    ("proof", Text, In),
    ("key", Text, In),
]);

/// Everything about a claimed person.
pub(crate) const EXPORT: Shape = Fields(&[
    ("application", Text, In),
    (
        "applications",
        List(&Named(
            "Exported",
            &Fields(&[
                ("application", Text, In),
                ("stage", Text, In),
                ("claimed", Maybe(&Object), In),
                ("assessments", List(&Object), In),
                ("steps", List(&STEP), In),
                ("files", List(&Object), In),
                ("messages", List(&Object), In),
                ("relations", List(&RELATION), In),
                ("cases", List(&Object), In),
            ]),
        )),
        In,
    ),
]);

/// Entries of the log about a claimed person.
pub(crate) const ENTRIES: Shape = Page(
    "entries",
    &Named(
        "Entry",
        &Fields(&[
            ("number", Whole, In),
            ("at", Whole, In),
            ("kind", Text, In),
            ("by", Text, In),
            ("about", Text, In),
            ("commitment", Text, In),
            ("salt", MAYBE_TEXT, In),
            ("details", MAYBE_TEXT, In),
        ]),
    ),
);

/// What ends by the policy.
pub(crate) const ENDINGS: Shape = Fields(&[
    (
        "endings",
        List(&Named(
            "Ending",
            &Fields(&[
                ("application", Text, In),
                ("records", List(&Text), In),
                ("person", Truth, In),
            ]),
        )),
        In,
    ),
    ("messages", Whole, In),
    ("next", MAYBE_TEXT, In),
]);
