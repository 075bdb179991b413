//! `/api/users/{id}/all-identities`: every way to sign in of a person.

use accounts::Identity;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::person;
use super::view::IdentityView;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::state::AppState;

/// The ways to sign in of a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AllIdentities)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AllIdentitiesView {
    /// Those of vendors, oldest first; there may be several of one vendor.
    social_identities: Vec<SocialIdentityView>,
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    sso_identities: [(); 0],
}

/// A way to sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SocialIdentity)]
pub(crate) struct SocialIdentityView {
    /// The vendor, such as `wechat`.
    target: String,
    identity: IdentityView,
}

/// List the ways to sign in of a person
#[utoipa::path(
    get,
    path = "/api/users/{id}/all-identities",
    tag = "Users",
    operation_id = "ListUserAllIdentities",
    params(("id" = String, Path, description = "The id of the person.")),
    responses(
        (status = 200, description = "All of them.", body = AllIdentitiesView),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<AllIdentitiesView>, ApiError> {
    let person = person(&state.store, &id).await?;
    let identities = state.store.identities_of(person.user.id).await?;
    let view = |identity: &Identity| SocialIdentityView {
        target: identity.keys.target().to_owned(),
        identity: IdentityView::of(identity),
    };
    Ok(Json(AllIdentitiesView {
        social_identities: identities.iter().map(view).collect(),
        sso_identities: [],
    }))
}
