//! Roles given to somebody and taken away, whether it is a person or an application.

use http::StatusCode;
use oidc::Role;
use serde::Serialize;
use utoipa::ToSchema;

use super::{RoleIds, author};
use crate::api::ApiError;
use crate::api::guard::Caller;
use crate::manage::roles::{self as manage, Holder, Refused};
use crate::state::Inner;

/// Which roles were given.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct GivenRoles {
    /// Those that were asked for.
    role_ids: Vec<String>,
    /// Those among them that are new.
    added_role_ids: Vec<String>,
}

/// Gives these; those that are there already stay.
pub(in crate::api) async fn give(
    state: &Inner,
    caller: &Caller,
    holder: Holder<'_>,
    wish: RoleIds,
) -> Result<GivenRoles, ApiError> {
    let held = state.store.roles_of(holder.key()).await?;
    let mut roles = wish.roles(state).await?;
    roles.retain(|role| !held.iter().any(|known| known.id == role.id));
    assign(state, caller, holder, &roles, &[]).await?;
    Ok(GivenRoles {
        role_ids: wish.role_ids,
        added_role_ids: roles.into_iter().map(|role| role.id).collect(),
    })
}

/// Gives these, and takes all others.
pub(in crate::api) async fn replace(
    state: &Inner,
    caller: &Caller,
    holder: Holder<'_>,
    wish: &RoleIds,
) -> Result<StatusCode, ApiError> {
    let roles = wish.roles(state).await?;
    let mut others = state.store.roles_of(holder.key()).await?;
    others.retain(|role| !roles.iter().any(|kept| kept.id == role.id));
    assign(state, caller, holder, &roles, &others).await?;
    Ok(StatusCode::OK)
}

/// Takes one, which has to be there.
pub(in crate::api) async fn take(
    state: &Inner,
    caller: &Caller,
    holder: Holder<'_>,
    role: &str,
) -> Result<StatusCode, ApiError> {
    let mut roles = state.store.roles_of(holder.key()).await?;
    roles.retain(|held| held.id == role);
    if assign(state, caller, holder, &[], &roles).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

async fn assign(
    state: &Inner,
    caller: &Caller,
    holder: Holder<'_>,
    give: &[Role],
    take: &[Role],
) -> Result<bool, ApiError> {
    let actor = caller.actor();
    let author = author(state, &actor);
    match (
        manage::assign(&state.store, author, holder, give, take).await,
        holder,
    ) {
        (Err(Refused::OtherType { .. }), Holder::Application(_)) => Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "application.invalid_role_type",
            "An application has roles of type MachineToMachine alone.",
        )),
        (assigned, _) => Ok(assigned?),
    }
}
