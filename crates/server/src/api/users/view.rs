//! People in Logto's shape.

use std::collections::BTreeMap;

use accounts::Identity;
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Person, StoreError};
use utoipa::ToSchema;

use crate::sign_in::avatar;
use crate::state::Inner;

/// A person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserView {
    /// The id, which is also the `sub` of tokens.
    id: String,
    username: Option<String>,
    primary_email: Option<String>,
    /// Digits, with the country code and without `+`.
    primary_phone: Option<String>,
    name: Option<String>,
    /// The address of the picture.
    avatar: Option<String>,
    #[schema(value_type = Object)]
    custom_data: Map<String, Value>,
    /// The ways to sign in, by the vendor they belong to. A person may have several of one
    /// vendor; the oldest stands here, and all are at `/api/users/{id}/all-identities`.
    identities: BTreeMap<String, IdentityView>,
    /// In milliseconds since 1970, as all times.
    last_sign_in_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
    #[schema(value_type = Object)]
    profile: Map<String, Value>,
    /// The application that the person signed in to first.
    application_id: Option<String>,
    is_suspended: bool,
    /// Always `false`: people have no passwords here.
    has_password: bool,
}

impl UserView {
    pub(in crate::api) async fn of(state: &Inner, person: &Person) -> Result<Self, StoreError> {
        let identities = if person.ways == 0 {
            Vec::new()
        } else {
            state.store.identities_of(person.user.id).await?
        };
        let user = &person.user;
        Ok(Self {
            id: user.id.to_string(),
            username: user.username.clone(),
            primary_email: user.email.clone(),
            primary_phone: user.phone.clone(),
            name: user.name.clone(),
            avatar: avatar::address(&state.settings, user),
            custom_data: person.custom_data.clone(),
            identities: by_target(&identities),
            last_sign_in_at: user.last_sign_in_at.map(|at| at.0),
            created_at: user.created_at.0,
            updated_at: user.updated_at.0,
            profile: person.profile.clone(),
            application_id: user.application_id.clone(),
            is_suspended: user.suspended,
            has_password: false,
        })
    }
}

/// The oldest identity of each vendor.
pub(super) fn by_target(identities: &[Identity]) -> BTreeMap<String, IdentityView> {
    let mut all = BTreeMap::new();
    for identity in identities {
        let target = identity.keys.target().to_owned();
        all.entry(target)
            .or_insert_with(|| IdentityView::of(identity));
    }
    all
}

/// A way to sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Identity)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentityView {
    /// The vendor's strongest id for the person: WeChat's union id where there is one, else an
    /// open id.
    user_id: String,
    details: DetailsView,
}

/// What the vendor says about the person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentityDetails)]
#[serde(rename_all = "camelCase")]
struct DetailsView {
    /// The same as `userId`.
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
    /// The vendor's whole answer.
    #[schema(value_type = Object)]
    raw_data: Value,
}

impl IdentityView {
    pub(super) fn of(identity: &Identity) -> Self {
        let id = identity.keys.strongest().value.clone();
        Self {
            user_id: id.clone(),
            details: DetailsView {
                id,
                name: identity.profile.name.clone(),
                avatar: identity.profile.avatar.clone(),
                raw_data: identity.profile.raw.clone(),
            },
        }
    }
}
