//! `/oidc/token`: an application redeems a code, a device code or a refresh token, or gets a token for
//! itself (RFC 6749 section 3.2).

mod access;
mod device;
mod machine;

use axum::extract::State;
use axum::response::Response;
use connector_kit::Timestamp;
use http::{HeaderMap, StatusCode};
use oidc::claims::{IdToken, UserView, in_id_token};
use oidc::token::{GrantRequest, check_code, grant_request, refreshed};
use oidc::{Application, CodeGrant, ErrorCode, OAuthError, Parameters, Scopes};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use store::{NewTokens, Redemption, Rotation, StoredCode};
use uuid::Uuid;

use super::body::Body;
use super::claims::user_view;
use super::client;
use super::refused::{Refused, json as json_answer};
use crate::state::{AppState, Inner};

use access::NewAccess;

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    client::serve(
        &state,
        "/token",
        &headers,
        body,
        async |application, parameters| {
            let tokens = tokens(&state, application, parameters).await?;
            Ok(json_answer(StatusCode::OK, &tokens))
        },
    )
    .await
}

async fn tokens(
    state: &Inner,
    application: &Application,
    parameters: &Parameters,
) -> Result<Value, Refused> {
    match grant_request(parameters)? {
        GrantRequest::AuthorizationCode {
            code,
            redirect_uri,
            code_verifier,
            resource,
        } => {
            let code = Presented {
                code: &code,
                redirect_uri: &redirect_uri,
                verifier: code_verifier.as_ref(),
            };
            redeem(state, application, code, resource.as_deref()).await
        }
        GrantRequest::RefreshToken {
            refresh_token,
            scope,
            resource,
        } => {
            let (scope, resource) = (scope.as_ref(), resource.as_deref());
            refresh(state, application, &refresh_token, scope, resource).await
        }
        GrantRequest::DeviceCode { device_code } => {
            device::tokens(state, application, &device_code).await
        }
        GrantRequest::ClientCredentials(request) => {
            machine::tokens(state, application, &request).await
        }
    }
}

/// A code, as it comes with what proves it.
#[derive(Clone, Copy)]
struct Presented<'a> {
    code: &'a SecretString,
    redirect_uri: &'a str,
    verifier: Option<&'a SecretString>,
}

/// Everything is checked and signed before the code is used up, so that whoever presents it wrongly
/// takes nothing from its owner.
async fn redeem(
    state: &Inner,
    application: &Application,
    presented: Presented<'_>,
    resource: Option<&str>,
) -> Result<Value, Refused> {
    let now = state.now();
    let Presented {
        code,
        redirect_uri,
        verifier,
    } = presented;
    let hash = keys::sha256(code.expose_secret().as_bytes());
    let stored = state
        .store
        .code(hash)
        .await?
        .ok_or_else(|| gone("the code"))?;
    let digest = verifier.map(|verifier| keys::pkce_s256(verifier.expose_secret()));
    check_code(&stored.grant, application, redirect_uri, digest.as_deref())
        .map_err(OAuthError::from)?;

    redeem_stored(state, application, (hash, &stored), resource, now).await
}

/// Turns a code into tokens, after whoever asks has proved that it is theirs.
async fn redeem_stored(
    state: &Inner,
    application: &Application,
    (hash, stored): ([u8; 32], &StoredCode),
    resource: Option<&str>,
    now: Timestamp,
) -> Result<Value, Refused> {
    let offline = stored.grant.scopes.contains(Scopes::OFFLINE_ACCESS);
    let wanted = Wanted { resource, offline };
    let fresh = Fresh::make(state, application, &stored.grant, wanted, now).await?;
    match state.store.redeem_code(hash, now, &fresh.rows()).await? {
        Redemption::Redeemed => Ok(fresh.answer),
        Redemption::Replayed => {
            tracing::warn!(
                application = application.id,
                "a code came twice: all of it is revoked"
            );
            Err(gone("the code"))
        }
        Redemption::Gone => Err(gone("the code")),
    }
}

async fn refresh(
    state: &Inner,
    application: &Application,
    token: &SecretString,
    scope: Option<&Scopes>,
    resource: Option<&str>,
) -> Result<Value, Refused> {
    let now = state.now();
    let hash = keys::sha256(token.expose_secret().as_bytes());
    let stored = state
        .store
        .refresh_token(hash)
        .await?
        .ok_or_else(|| gone("the refresh token"))?;
    let configuration = state.configuration();
    let resources = configuration.resources();
    let grant = refreshed(&stored.grant, application, scope, &resources)?;

    let wanted = Wanted {
        resource,
        offline: true,
    };
    let fresh = Fresh::make(state, application, &grant, wanted, now).await?;
    let leeway = state.settings.lifetimes.refresh_leeway;
    match state
        .store
        .rotate_refresh(hash, now, leeway, &fresh.rows())
        .await?
    {
        Rotation::Rotated | Rotation::ReusedWithinLeeway => Ok(fresh.answer),
        Rotation::Replayed => {
            tracing::warn!(
                application = application.id,
                "a refresh token came twice: all of its family is revoked"
            );
            Err(gone("the refresh token"))
        }
        Rotation::Gone => Err(gone("the refresh token")),
    }
}

/// The person of a grant, unless the account has been shut or removed since.
async fn user(state: &Inner, grant: &CodeGrant) -> Result<UserView, Refused> {
    let user = match Uuid::parse_str(&grant.user_id) {
        Ok(id) => state.store.user(id).await?,
        Err(_) => None,
    };
    let user = user
        .filter(|user| !user.suspended)
        .ok_or_else(|| gone("the account"))?;
    let (scopes, named) = (in_id_token(&grant.scopes), &grant.claims.id_token);
    Ok(user_view(state, &user, &scopes, named).await?)
}

/// The same words for unknown, used, expired and revoked: the difference helps nobody honest.
fn gone(what: &str) -> Refused {
    let text = format!("{what} is unknown, used, expired or revoked");
    OAuthError::new(ErrorCode::InvalidGrant, text).into()
}

/// What an application wants beside the sign-in itself.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    /// The resource that the access token is to be for.
    resource: Option<&'a str>,
    /// Whether a refresh token goes along.
    offline: bool,
}

/// New tokens that are not yet in the database.
struct Fresh {
    access_hash: [u8; 32],
    access_expires_at: Timestamp,
    refresh: Option<([u8; 32], Timestamp)>,
    /// The grant, as far as the access token reaches.
    reach: CodeGrant,
    answer: Value,
}

impl Fresh {
    /// Makes tokens for the person of `grant`.
    async fn make(
        state: &Inner,
        application: &Application,
        grant: &CodeGrant,
        wanted: Wanted<'_>,
        now: Timestamp,
    ) -> Result<Self, Refused> {
        let target = grant.target(wanted.resource)?;
        let user = user(state, grant).await?;
        let access = match target {
            None => NewAccess::opaque(state, grant),
            Some(access) => NewAccess::signed(state, grant, access, now).await?,
        };
        let lifetimes = &state.settings.lifetimes;
        let refresh = wanted.offline.then(|| keys::random_token(&*state.entropy));
        let hash = |token: &String| keys::sha256(token.as_bytes());
        let mut answer = json!({
            "access_token": access.token,
            "token_type": "Bearer",
            "expires_in": access.lifetime.as_secs(),
            "scope": access.scopes.to_string(),
        });
        if let Some(token) = &refresh {
            answer["refresh_token"] = token.as_str().into();
        }
        if grant.scopes.contains(Scopes::OPENID) {
            answer["id_token"] = id_token(state, application, grant, &user, now)?.into();
        }
        Ok(Self {
            access_hash: hash(&access.token),
            access_expires_at: now.plus(access.lifetime),
            refresh: refresh
                .as_ref()
                .map(hash)
                .zip(Some(now.plus(lifetimes.refresh_token))),
            reach: CodeGrant {
                scopes: access.scopes,
                ..grant.clone()
            },
            answer,
        })
    }

    fn rows(&self) -> NewTokens<'_> {
        NewTokens {
            access_hash: self.access_hash,
            access_expires_at: self.access_expires_at,
            refresh: self.refresh,
            grant: &self.reach,
        }
    }
}

fn id_token(
    state: &Inner,
    application: &Application,
    grant: &CodeGrant,
    user: &UserView,
    now: Timestamp,
) -> Result<String, Refused> {
    let lifetime = state.settings.lifetimes.id_token.as_secs();
    let claims = IdToken {
        issuer: &state.settings.issuer(),
        grant,
        user,
        now: now.seconds(),
        lifetime: i64::try_from(lifetime).unwrap_or(i64::MAX),
    }
    .claims();
    state
        .with_signing_key(application.id_token_alg, |key| key.sign(None, &claims))
        .and_then(Result::ok)
        .ok_or(Refused::Signing)
}
