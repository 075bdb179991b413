//! `/oidc/token/introspection`: an application asks what a token is (RFC 7662).

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::access_token::Bearer;
use oidc::introspection::{self, ActiveToken, Kind};
use oidc::management_api::{Machine, RESOURCE};
use oidc::{Access, Application, ApplicationType, Parameters};
use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use store::RoleHolder;
use uuid::Uuid;

use super::body::Body;
use super::refused::Refused;
use super::{client, refused};
use crate::state::{AppState, Inner};

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    client::serve(
        &state,
        "/token/introspection",
        &headers,
        body,
        async |application, parameters| {
            let answer = answer(&state, application, parameters).await?;
            Ok(refused::json(StatusCode::OK, &answer))
        },
    )
    .await
}

async fn answer(
    state: &Inner,
    application: &Application,
    parameters: &Parameters,
) -> Result<Value, Refused> {
    introspection::may_ask(application).map_err(|error| Refused::Application {
        error,
        basic: false,
    })?;
    let token = introspection::token(parameters)?;
    let token = token.expose_secret();
    let active = if token.contains('.') {
        signed(state, application, token).await?
    } else {
        opaque(state, application, token).await?
    };
    Ok(active.unwrap_or_else(introspection::inactive))
}

/// A signed access token: the words of a token say what was, here it is told what is.
async fn signed(
    state: &Inner,
    application: &Application,
    token: &str,
) -> Result<Option<Value>, Refused> {
    let stored = state.signing_keys();
    let keys: Vec<_> = stored.iter().map(|stored| &stored.key).collect();
    let configuration = state.configuration();
    let resources = configuration.resources();
    let known = resources.all.iter().map(|it| it.indicator.as_str());
    let audiences: Vec<_> = known.chain([RESOURCE]).collect();
    let expected = keys::Expected {
        issuer: &state.settings.issuer(),
        audiences: &audiences,
        now: state.now().seconds(),
        leeway: 0,
    };
    let Ok(mut claims) = keys::verify_access_token(&keys, token, &expected) else {
        return Ok(None);
    };
    let bearer = Bearer::from_claims(&claims);
    let Some(bearer) = bearer.filter(|it| introspection::may_know(application, &it.application_id))
    else {
        return Ok(None);
    };
    let Some(resource) = resources.find(&bearer.audience) else {
        let counts = for_management_api(state, &claims).await?;
        return Ok(counts.then(|| introspection::signed(claims)));
    };
    let roles = match owner(state, &bearer, token).await? {
        None => return Ok(None),
        Some(Owner::Person(id)) => state.store.roles_of(RoleHolder::User(id)).await?,
        Some(Owner::Machine) => {
            let holder = RoleHolder::Application(&bearer.application_id);
            state.store.roles_of(holder).await?
        }
    };
    let access = Access {
        indicator: bearer.audience,
        scopes: bearer.scopes,
    };
    let scopes = access.scopes_now(resource, &roles);
    claims.insert("scope".to_owned(), scopes.to_string().into());
    Ok(Some(introspection::signed(claims)))
}

/// Whether a token for the Management API counts, which looks at the application each time as
/// well.
async fn for_management_api(state: &Inner, claims: &Map<String, Value>) -> Result<bool, Refused> {
    let Some(machine) = Machine::from_claims(claims) else {
        return Ok(false);
    };
    let owner = state.store.application(&machine.application_id).await?;
    let allowed = owner.and_then(|owner| owner.management_api);
    Ok(allowed.is_some_and(|allowed| machine.access <= allowed))
}

/// Whose roles say what a token for a resource allows.
enum Owner {
    Person(Uuid),
    Machine,
}

/// The owner of a token for a resource, if it counts. That of a person does as long as the
/// sign-in does that it comes of: not revoked, with an account that is there and not suspended.
async fn owner(state: &Inner, bearer: &Bearer, token: &str) -> Result<Option<Owner>, Refused> {
    if bearer.is_machine() {
        let owner = state.store.application(&bearer.application_id).await?;
        let machine = owner.filter(|it| it.kind == ApplicationType::MachineToMachine);
        return Ok(machine.map(|_| Owner::Machine));
    }
    let hash = keys::sha256(token.as_bytes());
    let row = state.store.access_token(hash, state.now()).await?;
    Ok(row.map(|row| Owner::Person(row.user.id)))
}

/// A token of a person's, which is the name of a row.
async fn opaque(
    state: &Inner,
    application: &Application,
    token: &str,
) -> Result<Option<Value>, Refused> {
    let (hash, now) = (keys::sha256(token.as_bytes()), state.now());
    let issuer = state.settings.issuer();
    if let Some(access) = state.store.access_token(hash, now).await? {
        let active = ActiveToken {
            kind: Kind::Access,
            issuer: &issuer,
            application_id: &access.application_id,
            user_id: &access.user.id.to_string(),
            scopes: &access.scopes,
            expires_at: access.expires_at.seconds(),
        };
        return Ok(known_to(application, &active));
    }
    let refresh = state.store.refresh_token(hash).await?;
    let counts = refresh.filter(|it| !it.revoked && it.rotated_at.is_none() && now < it.expires_at);
    let Some(refresh) = counts else {
        return Ok(None);
    };
    let user = match Uuid::parse_str(&refresh.grant.user_id) {
        Ok(id) => state.store.user(id).await?,
        Err(_) => None,
    };
    if user.is_none_or(|user| user.suspended) {
        return Ok(None);
    }
    let active = ActiveToken {
        kind: Kind::Refresh,
        issuer: &issuer,
        application_id: &refresh.grant.application_id,
        user_id: &refresh.grant.user_id,
        scopes: &refresh.grant.scopes,
        expires_at: refresh.expires_at.seconds(),
    };
    Ok(known_to(application, &active))
}

fn known_to(application: &Application, active: &ActiveToken<'_>) -> Option<Value> {
    introspection::may_know(application, active.application_id).then(|| active.body())
}
