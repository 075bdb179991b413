//! People, as applications may see them.

use accounts::{Identity, User};
use oidc::Scopes;
use oidc::claims::{IdentityView, UserView, is_asked};
use serde_json::Map;
use store::{RoleHolder, StoreError};

use crate::sign_in::avatar;
use crate::state::Inner;

/// A person, with what takes a look of its own only where a scope or a named claim asks for it.
pub(super) async fn user_view(
    state: &Inner,
    user: &User,
    scopes: &Scopes,
    named: &[String],
) -> Result<UserView, StoreError> {
    let asked = |scope: &str| is_asked(scope, scopes, named);
    let identities = if asked(Scopes::IDENTITIES) {
        state.store.identities_of(user.id).await?
    } else {
        Vec::new()
    };
    let custom_data = if asked(Scopes::CUSTOM_DATA) {
        state.store.custom_data_of(user.id).await?
    } else {
        Map::new()
    };
    let profile = if asked(Scopes::PROFILE) || asked(Scopes::ADDRESS) {
        state.store.profile_of(user.id).await?
    } else {
        Map::new()
    };
    let roles = if asked(Scopes::ROLES) {
        state.store.roles_of(RoleHolder::User(user.id)).await?
    } else {
        Vec::new()
    };
    Ok(UserView {
        id: user.id.to_string(),
        name: user.name.clone(),
        picture: avatar::address(&state.settings, user),
        username: user.username.clone(),
        email: user.email.clone(),
        phone_number: user.phone.clone(),
        created_at: user.created_at.0,
        updated_at: user.updated_at.0,
        identities: identities.iter().map(identity_view).collect(),
        custom_data,
        profile,
        roles: roles.into_iter().map(|role| role.name).collect(),
    })
}

fn identity_view(identity: &Identity) -> IdentityView {
    IdentityView {
        target: identity.keys.target().to_owned(),
        user_id: identity.keys.strongest().value.clone(),
        details: identity.profile.raw.clone(),
    }
}
