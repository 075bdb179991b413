//! `/api/resources/{id}/scopes`: what can be allowed at a resource.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use oidc::{Resource, ResourceScope};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::ScopeView;
use super::{edit, find, part};
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::pagination::Pagination;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::applications::new_id;
use crate::state::AppState;

/// What a new scope is made of.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewScope)]
pub(in crate::api) struct NewScope {
    /// What applications ask for: visible characters of ASCII, without spaces and quotes.
    name: String,
    /// What it means, in the words that people read when they are asked.
    description: Option<String>,
}

/// List the scopes of a resource
#[utoipa::path(
    get,
    path = "/api/resources/{id}/scopes",
    tag = "Resources",
    operation_id = "ListResourceScopes",
    params(
        ("id" = String, Path, description = "The id of the resource."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many scopes a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "All of them, unless a page is asked for.", body = [ScopeView]),
        (status = 400, description = "`guard.invalid_pagination`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let resource = find(&state, &id).await?.resource;
    let scopes = resource.scopes.iter();
    let views: Vec<_> = scopes
        .map(|scope| ScopeView::of(&resource, scope))
        .collect();
    Ok(part(&pagination, views))
}

/// Make a scope
#[utoipa::path(
    post,
    path = "/api/resources/{id}/scopes",
    tag = "Resources",
    operation_id = "CreateResourceScope",
    params(("id" = String, Path, description = "The id of the resource.")),
    request_body = NewScope,
    responses(
        (status = 201, description = "It was made.", body = ScopeView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`scope.name_exists`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(new): JsonBody<NewScope>,
) -> Result<Response, ApiError> {
    let scope = ResourceScope {
        id: new_id(&*state.entropy),
        name: new.name,
        description: new.description.unwrap_or_default().trim().to_owned(),
        created_at: state.now().0,
    };
    let record = edit(&state, &caller, &id, |before| {
        let mut scopes = before.scopes.clone();
        scopes.push(scope.clone());
        Ok(Resource {
            scopes,
            ..before.clone()
        })
    });
    let view = ScopeView::of(&record.await?.resource, &scope);
    Ok((StatusCode::CREATED, Json(view)).into_response())
}
