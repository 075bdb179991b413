-- One row: what every node looks at. A raised version tells them that the configuration
-- has changed; the check value tells a wrong master key.
CREATE TABLE configuration (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    check_value BLOB NOT NULL
) STRICT;

CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE application_secrets (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (application_id, name)
) STRICT;

CREATE TABLE connectors (
    id TEXT NOT NULL PRIMARY KEY,
    factory TEXT NOT NULL,
    sealed_config BLOB NOT NULL,
    endpoints TEXT,
    sync_profile INTEGER NOT NULL CHECK (sync_profile IN (0, 1)),
    store_tokens INTEGER NOT NULL CHECK (store_tokens IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_experience (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    settings TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    algorithm TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

-- One key of each kind signs; two nodes that start together agree on it here.
CREATE UNIQUE INDEX signing_keys_active ON signing_keys (algorithm) WHERE retired_at IS NULL;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT,
    name_edited INTEGER NOT NULL CHECK (name_edited IN (0, 1)),
    picture TEXT,
    picture_edited INTEGER NOT NULL CHECK (picture_edited IN (0, 1)),
    username TEXT UNIQUE,
    email TEXT UNIQUE,
    phone TEXT UNIQUE,
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Copies of pictures. The bytes come last, so that reading the rest does not touch them.
CREATE TABLE avatars (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 524288)
) STRICT;

CREATE TABLE identities (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT,
    avatar TEXT,
    raw TEXT NOT NULL,
    target TEXT NOT NULL,
    has_union_id INTEGER NOT NULL CHECK (has_union_id IN (0, 1)),
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
) STRICT;

CREATE INDEX identities_of_user ON identities (user_id);
CREATE INDEX identities_without_union_id ON identities (target) WHERE has_union_id = FALSE;

CREATE TABLE provider_tokens (
    identity_id BLOB NOT NULL PRIMARY KEY REFERENCES identities (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The primary key is what makes one person one user, whoever comes first.
CREATE TABLE identity_keys (
    target TEXT NOT NULL,
    realm TEXT NOT NULL,
    value TEXT NOT NULL,
    identity_id BLOB NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (target, realm, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_keys_of_identity ON identity_keys (identity_id);

-- Keys that came together with those of another person, for an administrator to look at.
-- The same finding again is the same row; it names the latest attempt.
CREATE TABLE identity_conflicts (
    target TEXT NOT NULL,
    realm TEXT NOT NULL,
    value TEXT NOT NULL,
    identity_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    other_identity_id BLOB NOT NULL,
    other_user_id BLOB NOT NULL,
    attempt_id BLOB NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (target, realm, value, identity_id)
) STRICT;

CREATE INDEX identity_conflicts_latest ON identity_conflicts (last_at);

-- `steps` is one JSON object per line, so that a step is added without reading the others.
CREATE TABLE attempts (
    id BLOB NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    state_hash BLOB NOT NULL UNIQUE,
    binding_hash BLOB NOT NULL,
    interaction TEXT NOT NULL,
    connector_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    connector_session TEXT NOT NULL,
    trial INTEGER NOT NULL CHECK (trial IN (0, 1)),
    phase TEXT NOT NULL CHECK (phase IN ('sent', 'claimed', 'finished')),
    outcome TEXT,
    failure TEXT,
    finding TEXT,
    user_id BLOB,
    steps TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    claim_deadline INTEGER,
    finished_at INTEGER
) STRICT;

CREATE INDEX attempts_of_interaction ON attempts (interaction, created_at);
CREATE INDEX attempts_of_user ON attempts (user_id);
CREATE INDEX attempts_of_connector ON attempts (connector_id, created_at) WHERE trial = FALSE;
CREATE INDEX attempts_failed ON attempts (connector_id, created_at)
    WHERE trial = FALSE AND outcome IN ('failed', 'blocked');
CREATE INDEX attempts_sent ON attempts (expires_at) WHERE phase = 'sent';
CREATE INDEX attempts_claimed ON attempts (claim_deadline) WHERE phase = 'claimed';

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    auth_time INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What a person has given to an application at one sign-in: the code, and the family of
-- all tokens that come of it. Revoking the family is setting one column.
CREATE TABLE grants (
    family BLOB NOT NULL PRIMARY KEY,
    code_hash BLOB NOT NULL UNIQUE,
    code_grant TEXT NOT NULL,
    application_id TEXT NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session_id BLOB NOT NULL,
    attempt_id BLOB,
    created_at INTEGER NOT NULL,
    code_expires_at INTEGER NOT NULL,
    redeemed_at INTEGER,
    revoked_at INTEGER,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX grants_of_session ON grants (session_id);
CREATE INDEX grants_of_user ON grants (user_id);
CREATE INDEX grants_expiry ON grants (expires_at);

CREATE TABLE access_tokens (
    hash BLOB NOT NULL PRIMARY KEY,
    family BLOB NOT NULL REFERENCES grants (family) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX access_tokens_of_family ON access_tokens (family);
CREATE INDEX access_tokens_expiry ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
    hash BLOB NOT NULL PRIMARY KEY,
    family BLOB NOT NULL REFERENCES grants (family) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    rotated_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX refresh_tokens_of_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE TABLE consents (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, application_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE long_requests (
    id TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX long_requests_expiry ON long_requests (expires_at);
