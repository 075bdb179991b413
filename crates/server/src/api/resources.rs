//! `/api/resources`: APIs of the operator that access tokens can be for.

pub(super) mod is_default;
mod refused;
pub(super) mod resource;
pub(super) mod scope;
pub(super) mod scopes;
pub(super) mod view;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use oidc::{Resource, SigningAlgorithm};
use serde::{Deserialize, Serialize};
use store::{Actor, ResourceRecord};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::Caller;
use super::pagination::{Pagination, Total};
use super::query::Query;
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::applications::new_id;
use crate::manage::resources::{self as manage, Refused};
use crate::state::{AppState, Inner};

use view::ResourceView;

/// So often a change that meets another one is tried again.
const TRIES: usize = 5;

/// What a new resource is made of.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewResource)]
pub(super) struct NewResource {
    /// The name that people see.
    name: String,
    /// What applications call it, and what its tokens say in `aud`: an absolute address without
    /// fragment. It stays.
    indicator: String,
    /// How long its tokens are good for, in seconds: 3600 unless something else is said.
    access_token_ttl: Option<i64>,
    /// How its tokens are signed: `ES256` or `RS256`. Not in Logto.
    #[schema(value_type = Option<String>)]
    token_signing_algorithm: Option<SigningAlgorithm>,
    /// Whether it is meant where an application names none.
    is_default: Option<bool>,
}

/// List the resources
///
/// The newest first; all of them, unless `page` or `page_size` is there.
#[utoipa::path(
    get,
    path = "/api/resources",
    tag = "Resources",
    operation_id = "ListResources",
    params(
        ("includeScopes" = Option<bool>, Query, description = "Whether each comes with its scopes."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many resources a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "The resources.", body = [ResourceView]),
        (status = 400, description = "`guard.invalid_pagination`, `guard.invalid_input`", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    query: Query,
) -> Result<Response, ApiError> {
    let yes_or_no = |text: &str| match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    };
    let with_scopes = query.parsed("includeScopes", "true or false", yes_or_no)?;
    let view = if with_scopes == Some(true) {
        ResourceView::with_scopes
    } else {
        ResourceView::of
    };
    let records = state.store.resources().await?;
    let views: Vec<_> = records.iter().rev().map(view).collect();
    Ok(part(&pagination, views))
}

/// Make a resource
#[utoipa::path(
    post,
    path = "/api/resources",
    tag = "Resources",
    operation_id = "CreateResource",
    request_body = NewResource,
    responses(
        (status = 201, description = "It was made.", body = ResourceView),
        (status = 400, description = "`guard.invalid_input`: a field is wrong, or the indicator means something else here.", body = ErrorBody),
        (status = 422, description = "`resource.resource_identifier_in_use`: there is one of this indicator.", body = ErrorBody),
    ),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(new): JsonBody<NewResource>,
) -> Result<Response, ApiError> {
    let mut resource = Resource::new(new_id(&*state.entropy), new.indicator, new.name);
    if let Some(seconds) = new.access_token_ttl {
        resource.access_token_ttl = manage::lifetime(seconds)?;
    }
    resource.token_alg = new.token_signing_algorithm.unwrap_or_default();
    let actor = caller.actor();
    let mut made = manage::create(&state.store, author(&state, &actor), resource).await?;
    if new.is_default == Some(true) {
        let author = author(&state, &actor);
        made.is_default = manage::set_default(&state.store, author, &made, true).await?;
    }
    state.refresh().await?;
    let view = ResourceView::with_scopes(&made);
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn find(state: &Inner, id: &str) -> Result<ResourceRecord, ApiError> {
    let record = state.store.resource(id).await?;
    record.ok_or_else(ApiError::not_found)
}

/// Changes a resource; `wanted` is made anew of how it is now, when somebody else was quicker.
async fn edit(
    state: &AppState,
    caller: &Caller,
    id: &str,
    wanted: impl Fn(&Resource) -> Result<Resource, ApiError>,
) -> Result<ResourceRecord, ApiError> {
    let actor = caller.actor();
    for _ in 0..TRIES {
        let seen = find(state, id).await?;
        let wanted = wanted(&seen.resource)?;
        match manage::change(&state.store, author(state, &actor), seen, wanted).await {
            Err(Refused::Stale) => {}
            done => {
                let (record, _) = done?;
                state.refresh().await?;
                return Ok(record);
            }
        }
    }
    Err(ApiError::changed_meanwhile())
}

/// A list as a whole, or the part of it that is asked for.
pub(super) fn part<T: Serialize>(pagination: &Pagination, all: Vec<T>) -> Response {
    if !pagination.asked {
        return Json(all).into_response();
    }
    paged(pagination, all)
}

/// The part of a list that is asked for: the first one, unless another is.
pub(super) fn paged<T: Serialize>(pagination: &Pagination, all: Vec<T>) -> Response {
    let total = Total::Exact(all.len() as u64);
    let skip = usize::try_from(pagination.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(pagination.page_size).unwrap_or(usize::MAX);
    let part: Vec<_> = all.into_iter().skip(skip).take(size).collect();
    pagination.answer(&part, total)
}

fn author<'a>(state: &'a Inner, actor: &'a Actor) -> Author<'a> {
    Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    }
}
