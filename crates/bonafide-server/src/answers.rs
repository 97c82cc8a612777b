//! The shapes of the answers that the table of routes names.

use crate::shapes::{
    Field,
    Left::{In, Out},
    Shape::{self, Fields, List, Maybe, Named, Object, Page, Pair, Real, Text, Truth, Whole},
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
        ("probability", Real, In),
        ("band", Text, In),
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

/// A case.
pub(crate) const CASE: Shape = Named(
    "Case",
    &Fields(&[
        ("case", Text, In),
        ("application", Text, In),
        ("opened_at", Whole, In),
        ("priority", Text, In),
        ("due_at", Whole, In),
        ("closed_at", MAYBE_WHOLE, In),
        ("claimed_by", MAYBE_TEXT, In),
    ]),
);

/// Cases.
pub(crate) const CASES: Shape = Page("cases", &CASE);

/// A decision.
pub(crate) const DECISION: Shape = Named(
    "Decision",
    &Fields(&[
        ("decision", Text, In),
        ("case", Text, In),
        ("outcome", Text, In),
        ("reasons", List(&Text), In),
        ("ruled_out", List(&Pair), In),
        ("note", MAYBE_TEXT, In),
        ("by", Text, In),
        ("at", Whole, In),
        ("assessment", Whole, In),
        ("policy", Text, In),
        ("second", MAYBE_TEXT, In),
        ("final", Truth, In),
    ]),
);

/// Decisions.
pub(crate) const DECISIONS: Shape = Page("decisions", &DECISION);

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
