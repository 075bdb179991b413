-- What the provider needs beyond signing people in: resources of the operator's own and who
-- may do what there, proofs that work once, devices without a browser, and the news that a
-- session has ended.

-- APIs of the operator that access tokens can be for (RFC 8707). `settings` holds the name, the
-- scopes, and how long a token lives.
CREATE TABLE resources (
    id TEXT PRIMARY KEY,
    indicator TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    is_default BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- At most one is meant when nobody names one.
CREATE UNIQUE INDEX resources_default ON resources (is_default) WHERE is_default = TRUE;

-- `settings` says which scopes of which resources the role gives.
CREATE TABLE roles (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE user_roles (
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role_id TEXT NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role_id)
);

CREATE INDEX user_roles_of_role ON user_roles (role_id, user_id);

CREATE TABLE application_roles (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    role_id TEXT NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    PRIMARY KEY (application_id, role_id)
);

CREATE INDEX application_roles_of_role ON application_roles (role_id, application_id);

-- Signed proofs of applications that have been used: the hash of application and `jti`.
CREATE TABLE client_assertions (
    hash BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE INDEX client_assertions_expiry ON client_assertions (expires_at);

-- Devices that wait for a person (RFC 8628). When the person allows, a grant is made whose
-- code is the device code.
CREATE TABLE device_codes (
    hash BYTEA PRIMARY KEY,
    user_code_hash BYTEA NOT NULL UNIQUE,
    application_id TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'allowed', 'refused')),
    interval_seconds BIGINT NOT NULL,
    polled_at BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX device_codes_expiry ON device_codes (expires_at);

-- Whether an application wants to be told that a session has ended: its settings have an address
-- for that.
ALTER TABLE applications ADD COLUMN hears_of_logout BOOLEAN NOT NULL DEFAULT FALSE;

-- What a browser is signed in to, until its session ends. `sid` is the session that the
-- application was told of, which stays when the person proves once more who they are.
CREATE TABLE session_applications (
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    sid UUID NOT NULL,
    PRIMARY KEY (session_id, application_id)
);

CREATE INDEX session_applications_of_application
    ON session_applications (application_id, session_id);

INSERT INTO session_applications (session_id, application_id, sid)
SELECT DISTINCT s.id, a.id, s.id
FROM grants g
JOIN sessions s ON s.id = g.session_id
JOIN applications a ON a.id = g.application_id
WHERE g.redeemed_at IS NOT NULL AND s.ended_at IS NULL;

-- Applications that are still to be told that a session has ended. The person may be gone.
CREATE TABLE logout_notices (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    session_id UUID NOT NULL,
    user_id UUID NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, session_id)
);

CREATE INDEX logout_notices_due ON logout_notices (due_at);
