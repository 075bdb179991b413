//! `/api/roles`: who may do what at the operator's resources.

pub(super) mod holding;
mod refused;
pub(super) mod role;
pub(super) mod scopes;
pub(super) mod users;
pub(super) mod view;

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use oidc::{Role, RoleType};
use serde::Deserialize;
use serde_json::Value;
use store::{Actor, ResourceRecord, RoleRecord};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::error::Part;
use super::guard::Caller;
use super::pagination::{Pagination, Total};
use super::query::Query;
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::applications::new_id;
use crate::manage::roles::{self as manage, Refused};
use crate::state::{AppState, Inner};

use view::{ListedRole, RoleView};

/// So often a change that meets another one is tried again.
const TRIES: usize = 5;

/// What a new role is made of.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewRole)]
pub(super) struct NewRole {
    /// The name, which applications see with the scope `roles`.
    name: String,
    description: Option<String>,
    /// `User`, unless it is `MachineToMachine`. It stays.
    #[serde(rename = "type")]
    #[schema(value_type = Option<String>)]
    kind: Option<RoleType>,
    /// Only `false`: nobody gets a role by themselves.
    is_default: Option<bool>,
    /// The ids of the scopes that it gives.
    scope_ids: Option<Vec<String>>,
}

/// List the roles
///
/// The newest first, with who has them.
#[utoipa::path(
    get,
    path = "/api/roles",
    tag = "Roles",
    operation_id = "ListRoles",
    params(
        ("type" = Option<String>, Query, description = "`User` or `MachineToMachine`."),
        ("search" = Option<String>, Query, description = "A part of the name, such as `%edit%`."),
        ("excludeUserId" = Option<String>, Query, description = "Only those that this person does not have."),
        ("excludeApplicationId" = Option<String>, Query, description = "Only those that this application does not have."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many roles a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "One page.", body = [ListedRole]),
        (status = 400, description = "`guard.invalid_pagination`, `guard.invalid_input`", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    query: Query,
) -> Result<Response, ApiError> {
    let read = |text: &str| serde_json::from_value(Value::from(text)).ok();
    let kind: Option<RoleType> = query.parsed("type", "User or MachineToMachine", read)?;
    let search = query
        .one("search")?
        .map(|text| text.trim_matches('%').to_lowercase());
    let mut records = state.store.roles().await?;
    records.retain(|record| kind.is_none_or(|kind| record.role.kind == kind));
    if let Some(search) = search {
        records.retain(|record| record.role.name.to_lowercase().contains(&search));
    }
    let mut held = Vec::new();
    if let Some(user) = query.one("excludeUserId")?.and_then(|id| id.parse().ok()) {
        let holder = store::RoleHolder::User(user);
        held.extend(state.store.roles_of(holder).await?);
    }
    if let Some(id) = query.one("excludeApplicationId")? {
        let holder = store::RoleHolder::Application(id);
        held.extend(state.store.roles_of(holder).await?);
    }
    records.retain(|record| !held.iter().any(|role| role.id == record.role.id));
    let total = Total::Exact(records.len() as u64);
    let skip = usize::try_from(pagination.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(pagination.page_size).unwrap_or(usize::MAX);
    let mut views = Vec::new();
    for record in records.iter().rev().skip(skip).take(size) {
        views.push(ListedRole::of(&state, &record.role).await?);
    }
    Ok(pagination.answer(&views, total))
}

/// Make a role
#[utoipa::path(
    post,
    path = "/api/roles",
    tag = "Roles",
    operation_id = "CreateRole",
    request_body = NewRole,
    responses(
        (status = 200, description = "It was made.", body = RoleView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: one of the scopes is not there.", body = ErrorBody),
        (status = 422, description = "`role.name_in_use`", body = ErrorBody),
    ),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(new): JsonBody<NewRole>,
) -> Result<Json<RoleView>, ApiError> {
    no_default(new.is_default)?;
    let scopes = new.scope_ids.unwrap_or_default();
    let resources = state.store.resources().await?;
    all_there(&scopes, &resources)?;
    let id = new_id(&*state.entropy);
    let role = Role {
        description: new.description.unwrap_or_default(),
        scopes,
        ..Role::new(id, new.name, new.kind.unwrap_or_default())
    };
    let actor = caller.actor();
    let made = manage::create(&state.store, author(&state, &actor), role).await?;
    Ok(Json(RoleView::of(&made.role)))
}

/// Logto can give a role to everybody who is new; here nobody gets one by themselves.
fn no_default(is_default: Option<bool>) -> Result<(), ApiError> {
    if is_default == Some(true) {
        let text = "nobody gets a role by themselves here; leave it out";
        return Err(ApiError::invalid_input(Part::Body, "isDefault", text));
    }
    Ok(())
}

/// Whether each of these scopes is there.
fn all_there(scopes: &[String], resources: &[ResourceRecord]) -> Result<(), ApiError> {
    let known = resources.iter().flat_map(|record| &record.resource.scopes);
    let known: BTreeSet<_> = known.map(|scope| &scope.id).collect();
    if scopes.iter().all(|id| known.contains(id)) {
        Ok(())
    } else {
        Err(ApiError::not_found())
    }
}

async fn find(state: &Inner, id: &str) -> Result<RoleRecord, ApiError> {
    let record = state.store.role(id).await?;
    record.ok_or_else(ApiError::not_found)
}

/// Changes a role; `wanted` is made anew of how it is now, when somebody else was quicker.
async fn edit(
    state: &Inner,
    caller: &Caller,
    id: &str,
    wanted: impl Fn(&Role) -> Result<Role, ApiError>,
) -> Result<RoleRecord, ApiError> {
    let actor = caller.actor();
    for _ in 0..TRIES {
        let seen = find(state, id).await?;
        let wanted = wanted(&seen.role)?;
        match manage::change(&state.store, author(state, &actor), seen, wanted).await {
            Err(Refused::Stale) => {}
            done => return Ok(done?.0),
        }
    }
    Err(ApiError::changed_meanwhile())
}

/// The ids of roles that somebody is to have.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoleIds)]
pub(super) struct RoleIds {
    pub(super) role_ids: Vec<String>,
}

impl RoleIds {
    /// The roles, each once; all of them have to be there.
    pub(super) async fn roles(&self, state: &Inner) -> Result<Vec<Role>, ApiError> {
        let all = state.store.roles().await?;
        let role = |id: &String| {
            let mut all = all.iter().map(|record| &record.role);
            let role = all.find(|role| role.id == *id).cloned();
            role.ok_or_else(ApiError::not_found)
        };
        self.role_ids.iter().map(role).collect()
    }
}

pub(super) fn author<'a>(state: &'a Inner, actor: &'a Actor) -> Author<'a> {
    Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    }
}
