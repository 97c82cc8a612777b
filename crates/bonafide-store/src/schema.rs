//! The tables, as steps from one version to the next; a step is never edited after its release.

use crate::{Error, database::Database, guards::GUARDS};

/// Each step once, in order, for both databases (`database/dialect.rs`).
const STEPS: &[&str] = &[
    "
CREATE TABLE settings (name TEXT PRIMARY KEY, value BYTEA NOT NULL);
CREATE TABLE subjects (
  subject TEXT PRIMARY KEY, wrapped BYTEA, erased_at BIGINT
);
CREATE TABLE applications (
  number BIGINT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, identity BYTEA NOT NULL UNIQUE,
  content BYTEA NOT NULL, subject TEXT NOT NULL REFERENCES subjects (subject),
  received_at BIGINT NOT NULL, person BIGINT NOT NULL, facts BYTEA,
  version BIGINT NOT NULL, log_odds DOUBLE PRECISION NOT NULL, band TEXT NOT NULL, ring TEXT,
  traits BYTEA, links BYTEA, body BYTEA
);
CREATE INDEX applications_person ON applications (person);
CREATE INDEX applications_ring ON applications (ring);
CREATE INDEX applications_subject ON applications (subject);
CREATE TABLE link_keys (
  hash BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (hash, number)
)/* narrow */;
CREATE TABLE alike (
  number BIGINT NOT NULL, other BIGINT NOT NULL, PRIMARY KEY (number, other)
)/* narrow */;
CREATE TABLE states (name TEXT PRIMARY KEY, version BIGINT NOT NULL, value BYTEA NOT NULL);
CREATE TABLE assessments (
  number BIGINT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, cause TEXT NOT NULL,
  log_odds DOUBLE PRECISION NOT NULL, band TEXT NOT NULL, ring TEXT, person BIGINT NOT NULL,
  subject TEXT NOT NULL, body BYTEA NOT NULL, program TEXT NOT NULL,
  weights TEXT NOT NULL, lists TEXT NOT NULL, policy TEXT NOT NULL, PRIMARY KEY (number, version)
);
CREATE TABLE rings (
  id TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, pattern TEXT NOT NULL,
  applicants BIGINT NOT NULL, members TEXT NOT NULL, shared TEXT NOT NULL,
  PRIMARY KEY (id, version)
);
CREATE TABLE cases (
  id TEXT PRIMARY KEY, about TEXT NOT NULL, number BIGINT NOT NULL, opened_at BIGINT NOT NULL,
  priority TEXT NOT NULL, due_at BIGINT NOT NULL, closed_at BIGINT, leased_to TEXT,
  leased_until BIGINT
);
CREATE INDEX cases_about ON cases (about);
CREATE TABLE decisions (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), outcome TEXT NOT NULL,
  reasons TEXT NOT NULL, ruled_out TEXT NOT NULL, subject TEXT NOT NULL, note BYTEA NOT NULL,
  by_account TEXT NOT NULL,
  at BIGINT NOT NULL, assessment BIGINT NOT NULL, policy TEXT NOT NULL
);
CREATE TABLE seconds (
  decision TEXT PRIMARY KEY REFERENCES decisions (id), by_account TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE TABLE accounts (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, secret TEXT NOT NULL, created_at BIGINT NOT NULL
);
CREATE TABLE journal (
  position BIGINT PRIMARY KEY, entry BYTEA NOT NULL, subject TEXT, opening BYTEA NOT NULL
);
",
    ACCOUNTS,
    CASEWORK,
    OUTGOING,
    PERSONAL,
    MERGES,
    QUEUES,
    INSIGHT,
    AGAIN,
    MAKERS,
    FILES,
];

/// Signing in: passwords, second factors, invitations, several tokens, sessions, repeated requests.
const ACCOUNTS: &str = "
ALTER TABLE accounts ADD COLUMN password TEXT;
ALTER TABLE accounts ADD COLUMN disabled_at BIGINT;
ALTER TABLE accounts ADD COLUMN identity TEXT;
CREATE UNIQUE INDEX accounts_identity ON accounts (identity);
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (name), label TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, made_at BIGINT NOT NULL, ends_at BIGINT,
  used_at BIGINT, revoked_at BIGINT
);
CREATE INDEX tokens_account ON tokens (account);
INSERT INTO tokens (id, account, label, hash, scopes, made_at)
  SELECT 't-' || name, name, 'first', secret, '', created_at FROM accounts;
ALTER TABLE accounts DROP COLUMN secret;
CREATE TABLE invitations (
  hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (name), ends_at BIGINT NOT NULL
);
CREATE TABLE second_factors (
  account TEXT PRIMARY KEY REFERENCES accounts (name), secret BYTEA NOT NULL,
  confirmed_at BIGINT, last_step BIGINT NOT NULL
);
CREATE TABLE recovery_codes (
  account TEXT NOT NULL REFERENCES accounts (name), hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (name),
  hash TEXT NOT NULL UNIQUE, begun_at BIGINT NOT NULL, used_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);
CREATE TABLE repeats (
  account TEXT NOT NULL, name TEXT NOT NULL, request TEXT NOT NULL, at BIGINT NOT NULL,
  status BIGINT, answer BYTEA, PRIMARY KEY (account, name)
);
CREATE INDEX repeats_at ON repeats (at);
";

/// Work on cases: policies, members, steps, notes, opinions, acts on decisions, relations.
const CASEWORK: &str = "
CREATE TABLE policies (version TEXT PRIMARY KEY, at BIGINT NOT NULL, said TEXT NOT NULL);
ALTER TABLE cases ADD COLUMN queue TEXT NOT NULL DEFAULT 'review';
ALTER TABLE cases ADD COLUMN ring TEXT;
ALTER TABLE cases ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE cases ADD COLUMN policy TEXT NOT NULL DEFAULT 'built-in';
ALTER TABLE cases ADD COLUMN assigned_to TEXT;
ALTER TABLE cases ADD COLUMN stands TEXT;
ALTER TABLE cases ADD COLUMN settles_at BIGINT;
CREATE INDEX cases_settles ON cases (settles_at);
CREATE TABLE case_members (
  case_id TEXT NOT NULL REFERENCES cases (id), number BIGINT NOT NULL, joined_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, number)
);
CREATE INDEX case_members_number ON case_members (number);
INSERT INTO case_members (case_id, number, joined_at) SELECT id, number, opened_at FROM cases;
CREATE TABLE stages (
  number BIGINT PRIMARY KEY, stage TEXT NOT NULL, by_account TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE TABLE steps (
  id TEXT PRIMARY KEY, number BIGINT NOT NULL, kind TEXT NOT NULL, needed_at BIGINT NOT NULL,
  reasons TEXT NOT NULL, policy TEXT NOT NULL, hours BIGINT NOT NULL, subject TEXT NOT NULL,
  ordered_at BIGINT, ordered_by TEXT, expires_at BIGINT, provider TEXT, reference TEXT,
  third_party BIGINT NOT NULL DEFAULT 0, left_at BIGINT, left_by TEXT, left_why BYTEA
);
CREATE INDEX steps_number ON steps (number);
CREATE UNIQUE INDEX steps_reference ON steps (provider, reference);
CREATE TABLE step_events (
  step TEXT NOT NULL REFERENCES steps (id), position BIGINT NOT NULL, at BIGINT NOT NULL,
  told_at BIGINT NOT NULL, teller TEXT NOT NULL, name TEXT NOT NULL, happening TEXT NOT NULL,
  detail BYTEA, PRIMARY KEY (step, position)
);
CREATE TABLE step_signatures (
  step TEXT NOT NULL REFERENCES steps (id), position BIGINT NOT NULL, by_account TEXT NOT NULL,
  at BIGINT NOT NULL, PRIMARY KEY (step, position, by_account)
);
CREATE TABLE provider_messages (
  step TEXT NOT NULL REFERENCES steps (id), position BIGINT NOT NULL, at BIGINT NOT NULL,
  body BYTEA NOT NULL, PRIMARY KEY (step, position)
);
CREATE TABLE notes (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), subject TEXT NOT NULL,
  by_account TEXT NOT NULL, at BIGINT NOT NULL, body BYTEA NOT NULL
);
CREATE INDEX notes_case ON notes (case_id);
CREATE TABLE opinions (
  case_id TEXT NOT NULL REFERENCES cases (id), by_account TEXT NOT NULL, at BIGINT NOT NULL,
  outcome TEXT NOT NULL, subject TEXT NOT NULL, note BYTEA NOT NULL,
  PRIMARY KEY (case_id, by_account)
);
ALTER TABLE decisions ADD COLUMN rests_on TEXT NOT NULL DEFAULT '[]';
ALTER TABLE decisions ADD COLUMN reverses TEXT;
ALTER TABLE decisions ADD COLUMN third_party BIGINT NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN sanctions BIGINT NOT NULL DEFAULT 0;
CREATE TABLE acts (
  decision TEXT NOT NULL REFERENCES decisions (id), position BIGINT NOT NULL, deed TEXT NOT NULL,
  by_account TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (decision, position)
);
CREATE TABLE relations (
  id TEXT PRIMARY KEY, one BIGINT NOT NULL, other BIGINT NOT NULL, says TEXT NOT NULL,
  by_account TEXT NOT NULL, at BIGINT NOT NULL, ended_at BIGINT, ended_by TEXT,
  subject TEXT NOT NULL, why BYTEA NOT NULL
);
CREATE INDEX relations_one ON relations (one);
CREATE INDEX relations_other ON relations (other);
";

/// Other systems that are told what happens, and the messages to them.
const OUTGOING: &str = "
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY, address TEXT NOT NULL, topics TEXT NOT NULL, certificates TEXT,
  secret BYTEA NOT NULL, former BYTEA, former_until BIGINT, made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL, ended_at BIGINT, ended_why TEXT, told BIGINT NOT NULL
);
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY, webhook TEXT NOT NULL REFERENCES webhooks (id), topic TEXT NOT NULL,
  body TEXT NOT NULL, made_at BIGINT NOT NULL, tries BIGINT NOT NULL, next_at BIGINT,
  state TEXT NOT NULL, status BIGINT
);
CREATE INDEX deliveries_next ON deliveries (webhook, state, next_at);
";

/// What of applications is kept no longer, under which key each was sealed first, and the entry of
/// the log that tells of its erasure.
const PERSONAL: &str = "
ALTER TABLE applications ADD COLUMN ended TEXT;
ALTER TABLE applications ADD COLUMN first_subject TEXT;
ALTER TABLE applications ADD COLUMN erased_entry BIGINT;
";

/// Cases that were merged into others.
const MERGES: &str = "
ALTER TABLE cases ADD COLUMN merged_into TEXT;
CREATE INDEX cases_merged ON cases (merged_into);
";

/// What pages say of many: counts of months, outcomes, entries by actor and by what they are about,
/// what people said of themselves, and policies that wait for a second person.
const INSIGHT: &str = "
CREATE TABLE counted (
  number BIGINT PRIMARY KEY, month BIGINT NOT NULL, role TEXT NOT NULL, channel TEXT NOT NULL,
  flagged BIGINT NOT NULL
);
CREATE TABLE tallies (
  month BIGINT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, count BIGINT NOT NULL,
  PRIMARY KEY (month, name, part)
)/* narrow */;
CREATE TABLE outcomes (
  number BIGINT PRIMARY KEY, case_id TEXT NOT NULL, month BIGINT NOT NULL, outcome TEXT NOT NULL,
  minutes BIGINT NOT NULL, tactic TEXT NOT NULL, findings TEXT NOT NULL
);
CREATE INDEX outcomes_case ON outcomes (case_id);
CREATE TABLE traces (
  position BIGINT PRIMARY KEY, kind TEXT NOT NULL, actor TEXT NOT NULL, about TEXT NOT NULL
);
CREATE INDEX traces_actor ON traces (actor, position);
CREATE INDEX traces_about ON traces (about, position);
CREATE TABLE self_identifications (holder TEXT PRIMARY KEY, answers BYTEA NOT NULL);
CREATE TABLE policy_proposals (
  id TEXT PRIMARY KEY, version TEXT NOT NULL, said TEXT NOT NULL, by_account TEXT NOT NULL,
  at BIGINT NOT NULL, ended_at BIGINT, ended_by TEXT, ended_how TEXT
);
ALTER TABLE policies ADD COLUMN by_account TEXT;
";

/// Applications of who applied before, with that person's first application. It is asked of each
/// who holds a value, and applications are too large to be read for it.
const AGAIN: &str = "
CREATE TABLE again (number BIGINT PRIMARY KEY, person BIGINT NOT NULL);
INSERT INTO again (number, person)
  SELECT number, person FROM applications WHERE person <> number;
";

/// What made assessments, once for all of them.
const MAKERS: &str = "
CREATE TABLE makers (
  maker BIGINT PRIMARY KEY, program TEXT NOT NULL, weights TEXT NOT NULL, lists TEXT NOT NULL,
  policy TEXT NOT NULL
);
ALTER TABLE assessments ADD COLUMN maker BIGINT;
";

/// Files of steps, and what the queue's views and pages find by an index.
const FILES: &str = "
CREATE TABLE step_files (
  id TEXT PRIMARY KEY, step TEXT NOT NULL REFERENCES steps (id), by_account TEXT NOT NULL,
  at BIGINT NOT NULL, bytes BIGINT NOT NULL, said BYTEA, body BYTEA
);
CREATE INDEX step_files_step ON step_files (step);
CREATE INDEX cases_urgent
  ON cases ((CASE priority WHEN 'priority' THEN 0 ELSE 1 END), due_at, id)
  WHERE closed_at IS NULL;
CREATE INDEX cases_newest ON cases (opened_at DESC, id) WHERE closed_at IS NULL;
CREATE INDEX cases_closed ON cases (closed_at DESC, id) WHERE closed_at IS NOT NULL;
CREATE INDEX rings_changed ON rings (at DESC, applicants DESC, id);
CREATE INDEX traces_seen ON traces (position)
  WHERE kind IN ('application.viewed', 'assessments.viewed', 'step.viewed', 'step.file-viewed');
";

/// The queue a page at a time: what is open, without what was closed over the years.
const QUEUES: &str = "
CREATE INDEX cases_open ON cases (due_at) WHERE closed_at IS NULL;
CREATE INDEX decisions_case ON decisions (case_id);
";

/// Brings a database to the newest version.
pub(crate) fn migrate(database: &Database) -> Result<(), Error> {
    database.run("CREATE TABLE IF NOT EXISTS schema_steps (step BIGINT PRIMARY KEY)")?;
    let done = database.row("SELECT count(*) FROM schema_steps", &[])?;
    let done = done.map_or(0, |row| row[0].number()) as usize;
    if done > STEPS.len() {
        return Err(Error::refused(
            "the data folder was written by a newer bonafide; use that version or a newer one",
        ));
    }
    let dialect = database.dialect();
    for (step, sql) in STEPS.iter().enumerate().skip(done) {
        let (begin, sql) = (dialect.begin(), dialect.tables(sql));
        database.run(&format!(
            "{begin}; {sql} INSERT INTO schema_steps (step) VALUES ({step}); COMMIT;"
        ))?;
    }
    let guards: Vec<String> = GUARDS.iter().map(|guard| dialect.guard(guard)).collect();
    database.run(&guards.concat())
}
