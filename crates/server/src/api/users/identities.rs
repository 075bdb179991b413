//! `/api/users/{id}/identities/{target}`: a person's ways to sign in at one vendor.

use accounts::Identity;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Serialize;
use store::{Person, Unlinked};
use utoipa::ToSchema;

use super::view::IdentityView;
use super::{UserView, author, person, view};
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
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
        (status = 401, description = "No token, or not one that counts.", body = ErrorBody),
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
        (status = 401, description = "No token, or not one that counts.", body = ErrorBody),
        (status = 403, description = "`auth.forbidden`: the token may only read.", body = ErrorBody),
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
