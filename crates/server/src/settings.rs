//! What an operator decides before the server starts.

use std::time::Duration;

use secrecy::SecretString;
use url::{Origin, Url};

/// What an operator decides before the server starts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach this server: scheme, host and port, without a path. Never
    /// taken from a request.
    pub public_address: Url,
    /// How long things live.
    pub lifetimes: Lifetimes,
    /// Origins that outgoing calls may go to although they are in a private network, such as those
    /// of applications that are told of sign-outs.
    pub private_origins: Vec<Origin>,
    /// How old signing keys become before they are replaced; without it, until somebody does.
    pub rotate_keys_after: Option<Duration>,
    /// What opens `/metrics` to callers from other machines; without it nothing does.
    pub metrics_token: Option<SecretString>,
}

impl Settings {
    /// The settings for an address, everything else as usual.
    pub fn new(public_address: Url) -> Self {
        Self {
            public_address,
            lifetimes: Lifetimes::default(),
            private_origins: Vec::new(),
            rotate_keys_after: None,
            metrics_token: None,
        }
    }

    /// Whether people come through https, which decides about `Secure` cookies.
    pub fn is_https(&self) -> bool {
        self.public_address.scheme() == "https"
    }

    /// Scheme, host and port, as browsers write it in `Origin`.
    pub fn origin(&self) -> String {
        self.public_address.origin().ascii_serialization()
    }

    /// The address of a path here; `path` begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// The issuer of tokens (OpenID Connect Discovery section 3).
    pub fn issuer(&self) -> String {
        self.address("/oidc")
    }
}

/// How long things live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// From being sent to a vendor until coming back.
    pub attempt: Duration,
    /// From coming back until the vendor must have told who it is.
    pub claim: Duration,
    /// From the application's request until the sign-in must be over.
    pub interaction: Duration,
    /// Of an authorization code.
    pub code: Duration,
    /// Of an access token.
    pub access_token: Duration,
    /// Of an ID token.
    pub id_token: Duration,
    /// Of a refresh token.
    pub refresh_token: Duration,
    /// How long a refresh token that was used may be used again, for clients whose
    /// answer got lost.
    pub refresh_leeway: Duration,
    /// Of a browser's session.
    pub session: Duration,
}

impl Default for Lifetimes {
    fn default() -> Self {
        const DAY: Duration = Duration::from_hours(24);
        Self {
            attempt: Duration::from_mins(10),
            claim: Duration::from_secs(15),
            interaction: Duration::from_hours(1),
            code: Duration::from_mins(1),
            access_token: Duration::from_hours(1),
            id_token: Duration::from_hours(1),
            refresh_token: 14 * DAY,
            refresh_leeway: Duration::from_secs(3),
            session: 14 * DAY,
        }
    }
}
