//! The access token of a person: a name for userinfo, or signed for a resource of the operator.

use std::time::Duration;

use connector_kit::Timestamp;
use oidc::access_token::SignedAccessToken;
use oidc::{Access, CodeGrant, ErrorCode, OAuthError, Scopes, SigningAlgorithm, resource};
use store::RoleHolder;
use uuid::Uuid;

use super::super::refused::Refused;
use crate::state::Inner;

/// An access token that nobody has yet.
pub(super) struct NewAccess {
    pub(super) token: String,
    /// What it allows.
    pub(super) scopes: Scopes,
    pub(super) lifetime: Duration,
}

impl NewAccess {
    /// One for userinfo: the name of a row.
    pub(super) fn opaque(state: &Inner, grant: &CodeGrant) -> Self {
        Self {
            token: keys::random_token(&*state.entropy),
            scopes: grant.scopes.clone(),
            lifetime: state.settings.lifetimes.access_token,
        }
    }

    /// One for a resource (RFC 9068). It has the scopes that were asked for, as far as the roles
    /// of the person give them at this moment: whoever has no role has no scope.
    ///
    /// Its hash is stored like that of any other, so that it can be told whether the sign-in that
    /// it comes of still counts.
    pub(super) async fn signed(
        state: &Inner,
        grant: &CodeGrant,
        access: &Access,
        now: Timestamp,
    ) -> Result<Self, Refused> {
        let configuration = state.configuration();
        let resources = configuration.resources();
        let resource = resources.find(&access.indicator);
        let resource = resource.ok_or_else(resource::unknown)?;
        let user = Uuid::parse_str(&grant.user_id).map_err(|_| nobody())?;
        let roles = state.store.roles_of(RoleHolder::User(user)).await?;
        let scopes = access.scopes_now(resource, &roles);
        let token = SignedAccessToken {
            issuer: &state.settings.issuer(),
            application_id: &grant.application_id,
            grant: Some(grant),
            audience: &resource.indicator,
            scopes: &scopes,
            id: &state.new_id().to_string(),
            now: now.seconds(),
            lifetime: resource.access_token_ttl.into(),
        };
        Ok(Self {
            token: sign(state, resource.token_alg, &token)?,
            lifetime: Duration::from_secs(resource.access_token_ttl.into()),
            scopes,
        })
    }
}

/// Signs an access token.
pub(super) fn sign(
    state: &Inner,
    algorithm: SigningAlgorithm,
    token: &SignedAccessToken<'_>,
) -> Result<String, Refused> {
    let claims = token.claims();
    state
        .with_signing_key(algorithm, |key| {
            key.sign(Some(SignedAccessToken::TYPE), &claims)
        })
        .and_then(Result::ok)
        .ok_or(Refused::Signing)
}

fn nobody() -> OAuthError {
    OAuthError::new(ErrorCode::InvalidGrant, "the grant names nobody")
}
