//! A program gets an access token for itself (RFC 6749 section 4.4).
//!
//! The token is signed and complete (RFC 9068), so nothing is written: it ends by itself, and the
//! Management API looks at the application again each time.

use oidc::management_api::{MachineRequest, MachineToken};
use oidc::{Application, SigningAlgorithm};
use serde_json::{Value, json};

use super::super::refused::Refused;
use crate::state::Inner;

pub(super) fn tokens(
    state: &Inner,
    application: &Application,
    request: &MachineRequest,
) -> Result<Value, Refused> {
    let access = request.granted_to(application)?;
    let lifetime = state.settings.lifetimes.access_token.as_secs();
    let claims = MachineToken {
        issuer: &state.settings.issuer(),
        application_id: &application.id,
        access,
        id: &state.new_id().to_string(),
        now: state.now().seconds(),
        lifetime: i64::try_from(lifetime).unwrap_or(i64::MAX),
    }
    .claims();
    let token = state
        .with_signing_key(SigningAlgorithm::Es256, |key| {
            key.sign(Some(MachineToken::TYPE), &claims)
        })
        .and_then(Result::ok)
        .ok_or(Refused::Signing)?;
    Ok(json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": lifetime,
        "scope": access.scope(),
    }))
}
