//! A program gets an access token for itself (RFC 6749 section 4.4).
//!
//! The token is signed and complete (RFC 9068), so nothing is written: it ends by itself, and the
//! Management API looks at the application again each time.

use oidc::access_token::SignedAccessToken;
use oidc::management_api::{MachineRequest, MachineTarget, RESOURCE};
use oidc::{Application, Scopes, SigningAlgorithm};
use serde_json::{Value, json};
use store::RoleHolder;

use super::super::refused::Refused;
use super::access::sign;
use crate::state::Inner;

pub(super) async fn tokens(
    state: &Inner,
    application: &Application,
    request: &MachineRequest,
) -> Result<Value, Refused> {
    let configuration = state.configuration();
    let resources = configuration.resources();
    let (audience, scopes, lifetime, algorithm) = match request.target(application, &resources)? {
        MachineTarget::ManagementApi(access) => (
            RESOURCE,
            Scopes::parse(access.scope()),
            state.settings.lifetimes.access_token.as_secs(),
            SigningAlgorithm::Es256,
        ),
        MachineTarget::Resource(resource) => {
            let holder = RoleHolder::Application(&application.id);
            let roles = state.store.roles_of(holder).await?;
            (
                resource.indicator.as_str(),
                request.scopes_of(resource, &roles),
                resource.access_token_ttl.into(),
                resource.token_alg,
            )
        }
    };
    let token = SignedAccessToken {
        issuer: &state.settings.issuer(),
        application_id: &application.id,
        grant: None,
        audience,
        scopes: &scopes,
        id: &state.new_id().to_string(),
        now: state.now().seconds(),
        lifetime: i64::try_from(lifetime).unwrap_or(i64::MAX),
    };
    Ok(json!({
        "access_token": sign(state, algorithm, &token)?,
        "token_type": "Bearer",
        "expires_in": lifetime,
        "scope": scopes.to_string(),
    }))
}
