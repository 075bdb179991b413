//! People, as applications may see them.

use accounts::{Identity, User};
use oidc::claims::{IdentityView, UserView};

use crate::Settings;
use crate::sign_in::avatar;

pub(super) fn user_view(settings: &Settings, user: &User, identities: &[Identity]) -> UserView {
    UserView {
        id: user.id.to_string(),
        name: user.name.clone(),
        picture: avatar::address(settings, user),
        username: user.username.clone(),
        email: user.email.clone(),
        phone_number: user.phone.clone(),
        created_at: user.created_at.0,
        updated_at: user.updated_at.0,
        identities: identities.iter().map(identity_view).collect(),
    }
}

fn identity_view(identity: &Identity) -> IdentityView {
    IdentityView {
        target: identity.keys.target().to_owned(),
        user_id: identity.keys.strongest().value.clone(),
        details: identity.profile.raw.clone(),
    }
}
