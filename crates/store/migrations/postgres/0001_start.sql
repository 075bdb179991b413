-- One row: what every node looks at. A raised version tells them that the configuration
-- has changed; the check value tells a wrong master key.
CREATE TABLE configuration (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    check_value BYTEA NOT NULL
);

CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE application_secrets (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (application_id, name)
);

CREATE TABLE connectors (
    id TEXT PRIMARY KEY,
    factory TEXT NOT NULL,
    sealed_config BYTEA NOT NULL,
    endpoints TEXT,
    sync_profile BOOLEAN NOT NULL,
    store_tokens BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE sign_in_experience (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    settings TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

-- One key of each kind signs; two nodes that start together agree on it here.
CREATE UNIQUE INDEX signing_keys_active ON signing_keys (algorithm) WHERE retired_at IS NULL;

CREATE TABLE users (
    id UUID PRIMARY KEY,
    name TEXT,
    name_edited BOOLEAN NOT NULL,
    picture TEXT,
    picture_edited BOOLEAN NOT NULL,
    username TEXT UNIQUE,
    email TEXT UNIQUE,
    phone TEXT UNIQUE,
    suspended BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Copies of pictures. The bytes come last, so that reading the rest does not touch them.
CREATE TABLE avatars (
    user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    hash TEXT NOT NULL,
    content_type TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    bytes BYTEA NOT NULL CHECK (length(bytes) BETWEEN 1 AND 524288)
);

CREATE TABLE identities (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT,
    avatar TEXT,
    raw TEXT NOT NULL,
    target TEXT NOT NULL,
    has_union_id BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL
);

CREATE INDEX identities_of_user ON identities (user_id);
CREATE INDEX identities_without_union_id ON identities (target) WHERE has_union_id = FALSE;

CREATE TABLE provider_tokens (
    identity_id UUID PRIMARY KEY REFERENCES identities (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The primary key is what makes one person one user, whoever comes first.
CREATE TABLE identity_keys (
    target TEXT NOT NULL,
    realm TEXT NOT NULL,
    value TEXT NOT NULL,
    identity_id UUID NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    PRIMARY KEY (target, realm, value)
);

CREATE INDEX identity_keys_of_identity ON identity_keys (identity_id);

-- Keys that came together with those of another person, for an administrator to look at.
-- The same finding again is the same row; it names the latest attempt.
CREATE TABLE identity_conflicts (
    target TEXT NOT NULL,
    realm TEXT NOT NULL,
    value TEXT NOT NULL,
    identity_id UUID NOT NULL,
    user_id UUID NOT NULL,
    other_identity_id UUID NOT NULL,
    other_user_id UUID NOT NULL,
    attempt_id UUID NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (target, realm, value, identity_id)
);

CREATE INDEX identity_conflicts_latest ON identity_conflicts (last_at);

-- `steps` is one JSON object per line, so that a step is added without reading the others.
CREATE TABLE attempts (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    state_hash BYTEA NOT NULL UNIQUE,
    binding_hash BYTEA NOT NULL,
    interaction TEXT NOT NULL,
    connector_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    connector_session TEXT NOT NULL,
    trial BOOLEAN NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('sent', 'claimed', 'finished')),
    outcome TEXT,
    failure TEXT,
    finding TEXT,
    user_id UUID,
    steps TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    claim_deadline BIGINT,
    finished_at BIGINT
);

CREATE INDEX attempts_of_interaction ON attempts (interaction, created_at);
CREATE INDEX attempts_of_user ON attempts (user_id);
CREATE INDEX attempts_of_connector ON attempts (connector_id, created_at) WHERE trial = FALSE;
CREATE INDEX attempts_failed ON attempts (connector_id, created_at)
    WHERE trial = FALSE AND outcome IN ('failed', 'blocked');
CREATE INDEX attempts_sent ON attempts (expires_at) WHERE phase = 'sent';
CREATE INDEX attempts_claimed ON attempts (claim_deadline) WHERE phase = 'claimed';

CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    auth_time BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What a person has given to an application at one sign-in: the code, and the family of
-- all tokens that come of it. Revoking the family is setting one column.
CREATE TABLE grants (
    family UUID PRIMARY KEY,
    code_hash BYTEA NOT NULL UNIQUE,
    code_grant TEXT NOT NULL,
    application_id TEXT NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session_id UUID NOT NULL,
    attempt_id UUID,
    created_at BIGINT NOT NULL,
    code_expires_at BIGINT NOT NULL,
    redeemed_at BIGINT,
    revoked_at BIGINT,
    expires_at BIGINT NOT NULL
);

CREATE INDEX grants_of_session ON grants (session_id);
CREATE INDEX grants_of_user ON grants (user_id);
CREATE INDEX grants_expiry ON grants (expires_at);

CREATE TABLE access_tokens (
    hash BYTEA PRIMARY KEY,
    family UUID NOT NULL REFERENCES grants (family) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX access_tokens_of_family ON access_tokens (family);
CREATE INDEX access_tokens_expiry ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
    hash BYTEA PRIMARY KEY,
    family UUID NOT NULL REFERENCES grants (family) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    rotated_at BIGINT
);

CREATE INDEX refresh_tokens_of_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE TABLE consents (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, application_id)
);

CREATE TABLE long_requests (
    id TEXT PRIMARY KEY,
    sealed BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX long_requests_expiry ON long_requests (expires_at);
