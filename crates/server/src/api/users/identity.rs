//! `/api/users/{id}/identities/{target}`: a person's ways to sign in at one vendor.

use std::collections::BTreeMap;
use std::sync::Arc;

use accounts::{Identity, Profile};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Person, Told, ToldIdentity, Unlinked};
use utoipa::ToSchema;

use super::view::{IdentityView, by_target};
use super::{UserView, author, person, view};
use crate::api::body::JsonBody;
use crate::api::error::Part;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::configuration::LiveConnector;
use crate::manage::users;
use crate::state::{AppState, Inner};

/// A way to sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserIdentity)]
pub(crate) struct UserIdentityView {
    identity: IdentityView,
}

/// Get a way to sign in of a person
///
/// The oldest one, where there are several of this vendor.
#[utoipa::path(
    get,
    path = "/api/users/{id}/identities/{target}",
    tag = "Users",
    operation_id = "GetUserIdentity",
    params(
        ("id" = String, Path, description = "The id of the person."),
        ("target" = String, Path, description = "The vendor, such as `wechat`."),
    ),
    responses(
        (status = 200, description = "The way to sign in.", body = UserIdentityView),
        (status = 404, description = "`entity.not_found`: there is no such person; `user.identity_not_exist`: they have none of this vendor.", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(state): State<AppState>,
    Path((id, target)): Path<(String, String)>,
) -> Result<Json<UserIdentityView>, ApiError> {
    let (_, identities) = at(&state, &id, &target).await?;
    let identity = IdentityView::of(&identities[0]);
    Ok(Json(UserIdentityView { identity }))
}

/// A way to sign in, as another sign-in server knew it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = UserIdentityForm)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentityForm {
    /// The vendor's id for the person. For WeChat it counts as a union id, unless
    /// `details.rawData` says with `openid` that it is an open id in the app of the connector.
    user_id: String,
    /// What the vendor said: `name`, `avatar` and `rawData` are kept.
    #[schema(value_type = Option<Object>)]
    details: Option<Value>,
}

/// Give a person a way to sign in
///
/// For people who come from another sign-in server: whoever the vendor knows by this id signs
/// in to this account from then on. It is the only one of this vendor afterwards.
#[utoipa::path(
    put,
    path = "/api/users/{id}/identities/{target}",
    tag = "Users",
    operation_id = "ReplaceUserIdentity",
    params(
        ("id" = String, Path, description = "The id of the person."),
        ("target" = String, Path, description = "The vendor, such as `wechat`; a connector of it has to be there."),
    ),
    request_body = IdentityForm,
    responses(
        (status = 200, description = "The ways to sign in as they are now; there was one of this vendor before.", body = BTreeMap<String, IdentityView>),
        (status = 201, description = "The ways to sign in as they are now; there was none of this vendor before.", body = BTreeMap<String, IdentityView>),
        (status = 400, description = "`guard.invalid_input`: it cannot be told what kind of id it is.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person, or no connector of this vendor.", body = ErrorBody),
        (status = 422, description = "`user.identity_already_in_use`: somebody else has it.", body = ErrorBody),
    ),
)]
pub(crate) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, target)): Path<(String, String)>,
    JsonBody(form): JsonBody<IdentityForm>,
) -> Result<Response, ApiError> {
    let person = person(&state.store, &id).await?;
    let configuration = state.configuration();
    let is_of = |connector: &&Arc<LiveConnector>| connector.metadata().target == target;
    let connector = configuration.ways().find(is_of);
    let connector = connector.or_else(|| configuration.connectors().find(is_of));
    let connector = connector.ok_or_else(ApiError::not_found)?;
    let details = form.details.unwrap_or_default();
    let keys = connector
        .social
        .keys_known_elsewhere(&form.user_id, &details);
    let keys = keys.ok_or_else(|| {
        let text = "it is no id of this vendor, or details.rawData names another one";
        ApiError::invalid_input(Part::Body, "userId", text)
    })?;
    let text = |name: &str| details[name].as_str().map(str::to_owned);
    let told = ToldIdentity {
        id: state.new_id(),
        keys,
        profile: Profile {
            name: text("name"),
            avatar: text("avatar"),
            raw: details.get("rawData").cloned().unwrap_or_default(),
        },
        connector_id: connector.id.clone(),
    };
    let (is_new, identities) = give(&state, &caller, &person, &told).await?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(identities)).into_response())
}

/// Makes this the one way to sign in that somebody has at a vendor: says whether there was
/// none before, and all that there are now.
pub(super) async fn give(
    state: &Inner,
    caller: &Caller,
    person: &Person,
    told: &ToldIdentity,
) -> Result<(bool, BTreeMap<String, IdentityView>), ApiError> {
    let actor = caller.actor();
    let by = author(state, &actor);
    let is_new = match users::put_identity(&state.store, by, &person.user, told).await? {
        Told::Added => true,
        Told::Replaced => false,
        Told::NoAccount => return Err(ApiError::not_found()),
        Told::UsedElsewhere => {
            let text = "Somebody else signs in with it.";
            let code = "user.identity_already_in_use";
            return Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, text));
        }
    };
    let identities = state.store.identities_of(person.user.id).await?;
    Ok((is_new, by_target(&identities)))
}

/// Remove the ways to sign in of a person at a vendor
///
/// All of this vendor, also when the person has no other. Whoever comes through the vendor again
/// is a stranger.
#[utoipa::path(
    delete,
    path = "/api/users/{id}/identities/{target}",
    tag = "Users",
    operation_id = "DeleteUserIdentity",
    params(
        ("id" = String, Path, description = "The id of the person."),
        ("target" = String, Path, description = "The vendor, such as `wechat`."),
    ),
    responses(
        (status = 200, description = "The person as it is now.", body = UserView),
        (status = 404, description = "`entity.not_found`: there is no such person; `user.identity_not_exist`: they have none of this vendor.", body = ErrorBody),
    ),
)]
pub(crate) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, target)): Path<(String, String)>,
) -> Result<Json<UserView>, ApiError> {
    let (person, identities) = at(&state, &id, &target).await?;
    let actor = caller.actor();
    for identity in &identities {
        let by = author(&state, &actor);
        match users::unlink(&state.store, by, &person.user, identity, false).await? {
            // Somebody else has removed it in this instant.
            Unlinked::Done | Unlinked::NotFound | Unlinked::LastWay => {}
        }
    }
    view(&state, person.user.id).await
}

/// A person with their ways to sign in at a vendor, of which there is at least one.
async fn at(state: &Inner, id: &str, target: &str) -> Result<(Person, Vec<Identity>), ApiError> {
    let person = person(&state.store, id).await?;
    let mut identities = state.store.identities_of(person.user.id).await?;
    identities.retain(|identity| identity.keys.target() == target);
    if identities.is_empty() {
        let text = "The person has no way to sign in at this vendor.";
        let code = "user.identity_not_exist";
        return Err(ApiError::new(StatusCode::NOT_FOUND, code, text));
    }
    Ok((person, identities))
}
