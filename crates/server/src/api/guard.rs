//! Nobody gets in without a token, unless a path is on the list of public ones.

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, header};
use keys::VerifyError;
use oidc::ManagementApi;
use oidc::management_api::{Machine, RESOURCE};
use serde_json::json;
use store::{Actor, ActorKind, StoreError};

use super::{ApiError, PUBLIC};
use crate::state::{AppState, Inner};

/// The program that asks, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The `client_id`.
    pub(crate) application_id: String,
    /// The name that administrators know it by.
    pub(crate) name: String,
    /// How far it may go: the token's reach or the application's, whichever is less.
    pub(crate) access: ManagementApi,
}

impl Caller {
    /// Who writes what is changed.
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            kind: ActorKind::Application,
            id: self.application_id.clone(),
            name: self.name.clone(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        // Absent on public paths alone.
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| Refused::NoToken.into())
    }
}

/// Lets a request on if its path is public, or its token allows it.
pub(super) async fn check(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    if is_public(&request) {
        return next.run(request).await;
    }
    match admit(&state, request.method(), request.headers()).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refused) => ApiError::from(refused).into_response(),
    }
}

/// The path that the router has chosen decides, because it is the one that will answer.
fn is_public(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>();
    let listed = |path: &MatchedPath| {
        let path = path.as_str();
        PUBLIC.contains(&path) || path.starts_with("/api/.well-known/")
    };
    reads(request.method()) && path.is_some_and(listed)
}

fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

async fn admit(state: &Inner, method: &Method, headers: &HeaderMap) -> Result<Caller, Refused> {
    let token = token(headers)?;
    let machine = machine(state, token)?;
    let application = state.store.application(&machine.application_id).await?;
    let application = application.ok_or(Refused::ApplicationGone)?;
    let allowed = application.management_api.ok_or(Refused::NoAccess)?;
    let access = allowed.min(machine.access);
    match access {
        ManagementApi::Read if !reads(method) => Err(Refused::ReadOnly),
        ManagementApi::Read | ManagementApi::All => Ok(Caller {
            application_id: application.id,
            name: application.name,
            access,
        }),
    }
}

/// The token in the `Authorization` header. Tokens elsewhere are not looked for: in an address they
/// would end in logs (RFC 6750 section 5.3).
fn token(headers: &HeaderMap) -> Result<&str, Refused> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        let several = headers.contains_key(header::AUTHORIZATION);
        return Err(if several {
            Refused::WrongScheme
        } else {
            Refused::NoToken
        });
    };
    let header = value.to_str().map_err(|_| Refused::WrongScheme)?;
    match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        _ => Err(Refused::WrongScheme),
    }
}

fn machine(state: &Inner, token: &str) -> Result<Machine, Refused> {
    let stored = state.signing_keys();
    let keys: Vec<_> = stored.iter().map(|stored| &stored.key).collect();
    let expected = keys::Expected {
        issuer: &state.settings.issuer(),
        audiences: &[RESOURCE],
        now: state.now().seconds(),
        leeway: LEEWAY,
    };
    let claims = keys::verify_access_token(&keys, token, &expected)?;
    Machine::from_claims(&claims).ok_or(Refused::Token(VerifyError::Malformed))
}

/// How far the clocks of two nodes may be apart, in seconds.
const LEEWAY: i64 = 60;

/// Why a program does not get in.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("there is no token")]
    NoToken,
    #[error("the Authorization header is not Bearer")]
    WrongScheme,
    #[error(transparent)]
    Token(#[from] VerifyError),
    #[error("the application of the token is gone")]
    ApplicationGone,
    #[error("the application may not use the Management API")]
    NoAccess,
    #[error("the token may only read")]
    ReadOnly,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whoever has sent no token learns nothing but how (RFC 6750 section 3).
const NO_TOKEN: &str = r#"Bearer realm="api""#;

/// A caller learns what its own token tells it anyway, and nothing about anybody else.
impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        let unauthorized = |message: &'static str| {
            Self::new(StatusCode::UNAUTHORIZED, "auth.unauthorized", message)
                .with_challenge(r#"Bearer error="invalid_token""#)
        };
        let forbidden = |message: &'static str| {
            Self::new(StatusCode::FORBIDDEN, "auth.forbidden", message)
                .with_challenge(r#"Bearer error="insufficient_scope", scope="all""#)
        };
        match refused {
            Refused::NoToken => Self::new(
                StatusCode::UNAUTHORIZED,
                "auth.authorization_header_missing",
                "The Authorization header is missing. Send Bearer and an access token.",
            )
            .with_challenge(NO_TOKEN),
            Refused::WrongScheme => Self::new(
                StatusCode::UNAUTHORIZED,
                "auth.authorization_token_type_not_supported",
                "The Authorization header must be Bearer and one access token.",
            )
            .with_data(json!({ "supportedTypes": ["Bearer"] }))
            .with_challenge(NO_TOKEN),
            Refused::Token(VerifyError::Expired) => {
                unauthorized("The access token has expired. Get another one.")
            }
            Refused::Token(VerifyError::WrongAudience) => unauthorized(
                "The access token is for another resource. \
                 Get one with resource=https://default.logto.app/api.",
            ),
            Refused::Token(VerifyError::NotYetValid) => unauthorized(
                "The access token comes from the future. Compare the clocks of the servers.",
            ),
            Refused::Token(
                VerifyError::Malformed
                | VerifyError::UnknownKey
                | VerifyError::WrongAlgorithm
                | VerifyError::WrongSignature
                | VerifyError::WrongType
                | VerifyError::WrongIssuer,
            ) => unauthorized(
                "This is not an access token for the Management API of this server. \
                 Get one at /oidc/token with resource=https://default.logto.app/api.",
            ),
            Refused::ApplicationGone => unauthorized(
                "The application that this token was given to does not exist any more.",
            ),
            Refused::NoAccess => {
                forbidden("The application has no access to the Management API any more.")
            }
            Refused::ReadOnly => forbidden("This token may only read. Get one with the scope all."),
            Refused::Store(error) => error.into(),
        }
    }
}
