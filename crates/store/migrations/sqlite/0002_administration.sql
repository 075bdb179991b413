-- What administrators need: themselves, what they changed, and lists that stay quick with
-- a million people.

-- Who may use the console. `first` is TRUE for the one who came through the set-up link and
-- NULL for everybody else, so that two who use the link at once cannot both be it.
CREATE TABLE administrators (
    id BLOB NOT NULL PRIMARY KEY,
    first INTEGER UNIQUE CHECK (first = 1),
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'viewer')),
    password_hash TEXT,
    language TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_seen_at INTEGER
) STRICT;

CREATE TABLE administrator_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    administrator_id BLOB NOT NULL REFERENCES administrators (id) ON DELETE CASCADE,
    user_agent TEXT,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX administrator_sessions_of ON administrator_sessions (administrator_id);
CREATE INDEX administrator_sessions_expiry ON administrator_sessions (expires_at);

-- How often something was tried that may be tried a few times only, on any node.
CREATE TABLE throttles (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX throttles_expiry ON throttles (expires_at);

-- Forms that were sent without a session; sealed, kept for a quarter of an hour.
CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX drafts_expiry ON drafts (expires_at);

-- Who changed what. `fields` is a JSON list of {field, before, after}, without secrets.
CREATE TABLE changes (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    action TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;

CREATE INDEX changes_latest ON changes (at, id);
CREATE INDEX changes_of_kind ON changes (subject_kind, at, id);
CREATE INDEX changes_of_subject ON changes (subject_kind, subject_id, at, id);

-- One row: what administrators decide that no person sees.
CREATE TABLE server_settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    settings TEXT NOT NULL,
    edition INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Logos and other pictures of the sign-in pages, by the hash of their bytes.
CREATE TABLE images (
    hash TEXT NOT NULL PRIMARY KEY,
    content_type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 524288)
) STRICT;

ALTER TABLE connectors ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE connectors ADD COLUMN last_check TEXT;

ALTER TABLE application_secrets ADD COLUMN last_used_at INTEGER;

-- What an application was given goes with it.
CREATE INDEX grants_of_application ON grants (application_id);
CREATE INDEX consents_of_application ON consents (application_id);

ALTER TABLE users ADD COLUMN last_sign_in_at INTEGER;
ALTER TABLE users ADD COLUMN application_id TEXT;
ALTER TABLE users ADD COLUMN custom_data TEXT NOT NULL DEFAULT '{}';
ALTER TABLE users ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';

CREATE INDEX users_by_creation ON users (created_at, id);
CREATE INDEX users_by_last_sign_in ON users (COALESCE(last_sign_in_at, 0), id);
CREATE INDEX users_suspended ON users (created_at, id) WHERE suspended = TRUE;

-- The words that people are found by: of their names here and at vendors. Compared byte by
-- byte, so that the beginning of a word is a range of the index.
CREATE TABLE user_words (
    word TEXT NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (word, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_words_of_user ON user_words (user_id, word);

-- People from before there were words get theirs in the background.
ALTER TABLE users ADD COLUMN has_words INTEGER NOT NULL DEFAULT FALSE CHECK (has_words IN (0, 1));
CREATE INDEX users_without_words ON users (id) WHERE has_words = FALSE;

-- Somebody who has a union id or an open id asks whose it is.
CREATE INDEX identity_keys_by_value ON identity_keys (value);

ALTER TABLE identities ADD COLUMN connector_id TEXT;
CREATE INDEX identities_of_connector ON identities (connector_id, user_id);
CREATE INDEX identities_through_connector ON identities (connector_id, created_at, id);

-- Identities that wait for their owner to say where they belong; sealed.
CREATE TABLE pending_identities (
    attempt_id BLOB NOT NULL PRIMARY KEY REFERENCES attempts (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX pending_identities_expiry ON pending_identities (expires_at);

ALTER TABLE sessions ADD COLUMN user_agent TEXT;

-- Ids of attempts sort by time, so lists are read backwards along (…, id).
ALTER TABLE attempts ADD COLUMN user_agent TEXT;
DROP INDEX attempts_of_user;
CREATE INDEX attempts_of_user ON attempts (user_id, id);
CREATE INDEX attempts_of_application ON attempts (application_id, id) WHERE trial = FALSE;
CREATE INDEX attempts_by_outcome ON attempts (outcome, id) WHERE trial = FALSE;
CREATE INDEX attempts_by_connector ON attempts (connector_id, id) WHERE trial = FALSE;
CREATE INDEX attempts_latest ON attempts (created_at, id);

-- How many attempts of an hour ended how, and how far they came (1: back from the vendor,
-- 2: the vendor said who it is); an hour is counted once, when all of them have ended.
CREATE TABLE attempt_hours (
    hour INTEGER NOT NULL,
    connector_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reached INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (hour, connector_id, application_id, outcome, reached)
) STRICT;

-- One row: the first hour that is not counted yet.
CREATE TABLE attempt_hours_counted (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hour INTEGER NOT NULL
) STRICT;

-- Who was given tokens on which day.
CREATE TABLE active_days (
    day INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (day, user_id)
) STRICT;

CREATE INDEX active_days_of_user ON active_days (user_id);

-- What is noted about a person goes with the person.
CREATE INDEX identity_conflicts_of_user ON identity_conflicts (user_id);
CREATE INDEX identity_conflicts_of_other_user ON identity_conflicts (other_user_id);
