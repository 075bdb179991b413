//! The Management API: what programs may do that have a token for it.
//!
//! Shapes, codes and statuses are those of Logto's API, so that programs written for it work.
//!
//! # Adding an endpoint
//!
//! 1. Make one file here, called after the path: `/api/connectors` is `connectors.rs`, what is below
//!    it may be in `connectors/`. Each method is one `async fn` with `#[utoipa::path]` above it:
//!    method, path, a `tag`, an `operation_id` that no other has (`ListConnectors`), parameters,
//!    body, and every answer that it gives. Errors have the body [`ErrorBody`]; those that every
//!    endpoint has are in [`common_answers`].
//! 2. Add one line to `endpoints` or to its part, such as `.routes(routes!(connectors::list, connectors::create))`.
//!    That registers the route together with its document. Methods of one path belong in one
//!    `routes!`.
//! 3. Nothing has to be done to guard it: every path under `/api` wants a token, and a token with
//!    the scope `read` only reads. A path that anybody may read is in [`PUBLIC`] and says
//!    `security(())` in its document; the tests hold both together.
//!
//! What a handler takes, and what it answers:
//!
//! | To | Use |
//! |---|---|
//! | know who asks | [`guard::Caller`] as an argument |
//! | read the path | [`path::Path<T>`](path::Path), as in axum |
//! | read a body | [`body::JsonBody<T>`](body::JsonBody), with `T: Deserialize + ToSchema` |
//! | read a query | [`query::Query`]: `query.one("search")?`, `query.all("target")` |
//! | give one page of a list | [`pagination::Pagination`]: `pagination.answer(&items, Total::Exact(n))` |
//! | refuse | `Result<_, ApiError>`; an enum of the endpoint's own reasons with one exhaustive `From<…> for ApiError` |
//! | fail with the database | `?` on a `StoreError`: 503, and nothing of it is told |
//!
//! Tests are in `tests/it/api_*.rs`; `world.machine("ops").await` is a program with a token.

mod applications;
mod body;
mod common_answers;
mod connector_factories;
mod connectors;
mod custom_phrases;
mod dashboard;
mod docs;
mod document;
mod error;
mod guard;
mod logs;
mod pagination;
mod path;
mod query;
mod request_id;
mod resources;
mod roles;
mod sign_in_exp;
mod status;
mod swagger;
mod users;
mod well_known;

use axum::routing::{any, get};
use axum::{Extension, Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::AppState;
use document::Document;

use error::{ApiError, ErrorBody};

/// What anybody may read, as the router spells it. Everything else under `/api` wants a token.
const PUBLIC: &[&str] = &[
    "/api/status",
    "/api/swagger.json",
    docs::PATH,
    "/api/.well-known/{*path}",
];

/// The endpoints, each with its document.
fn endpoints() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(document::outline())
        .routes(routes!(status::get))
        .routes(routes!(swagger::get))
        .routes(routes!(connector_factories::list))
        .routes(routes!(connector_factories::get))
        .merge(of_applications())
        .routes(routes!(connectors::list, connectors::create))
        .routes(routes!(
            connectors::one::get,
            connectors::one::patch,
            connectors::one::delete
        ))
        .routes(routes!(connectors::authorization_uri::create))
        .routes(routes!(sign_in_exp::get, sign_in_exp::patch))
        .routes(routes!(custom_phrases::list))
        .routes(routes!(
            custom_phrases::get,
            custom_phrases::put,
            custom_phrases::delete
        ))
        .routes(routes!(well_known::sign_in_exp::get))
        .routes(routes!(well_known::phrases::get))
        .routes(routes!(dashboard::total::get))
        .routes(routes!(dashboard::new::get))
        .routes(routes!(dashboard::active::get))
        .routes(routes!(logs::list))
        .routes(routes!(logs::get))
        .merge(of_users())
        .merge(of_resources())
}

/// Those of applications. (In parts, because a chain of all of them takes much of a small stack.)
fn of_applications() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(applications::list, applications::create))
        .routes(routes!(
            applications::application::get,
            applications::application::patch,
            applications::application::delete
        ))
        .routes(routes!(
            applications::secrets::list,
            applications::secrets::create
        ))
        .routes(routes!(
            applications::secret::patch,
            applications::secret::delete
        ))
        .routes(routes!(
            applications::roles::list,
            applications::roles::create,
            applications::roles::put
        ))
        .routes(routes!(applications::roles::delete))
}

/// Those of people.
fn of_users() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(users::list, users::create))
        .routes(routes!(
            users::user::get,
            users::user::patch,
            users::user::delete
        ))
        .routes(routes!(users::all_identities::get))
        .routes(routes!(users::identities::create))
        .routes(routes!(
            users::identity::get,
            users::identity::put,
            users::identity::delete
        ))
        .routes(routes!(users::is_suspended::patch))
        .routes(routes!(users::custom_data::get, users::custom_data::patch))
        .routes(routes!(users::profile::patch))
        .routes(routes!(
            users::roles::list,
            users::roles::create,
            users::roles::put
        ))
        .routes(routes!(users::roles::delete))
        .routes(routes!(users::sessions::list))
        .routes(routes!(users::sessions::delete))
}

/// Those of resources and roles.
fn of_resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(resources::list, resources::create))
        .routes(routes!(
            resources::resource::get,
            resources::resource::patch,
            resources::resource::delete
        ))
        .routes(routes!(resources::is_default::patch))
        .routes(routes!(resources::scopes::list, resources::scopes::create))
        .routes(routes!(resources::scope::patch, resources::scope::delete))
        .routes(routes!(roles::list, roles::create))
        .routes(routes!(
            roles::role::get,
            roles::role::patch,
            roles::role::delete
        ))
        .routes(routes!(roles::scopes::list, roles::scopes::create))
        .routes(routes!(roles::scopes::delete))
        .routes(routes!(roles::users::list, roles::users::create))
        .routes(routes!(roles::users::delete))
}

/// The endpoints with the description of all of them.
fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    let (endpoints, mut description) = endpoints().split_for_parts();
    common_answers::add(&mut description);
    (endpoints, description)
}

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let (endpoints, description) = described();
    let document = Document::new(description, &state.settings);
    endpoints
        .route(docs::PATH, get(docs::get))
        .route("/api", any(error::unknown_path))
        .route("/api/", any(error::unknown_path))
        .route("/api/{*path}", any(error::unknown_path))
        .route("/api/.well-known/{*path}", any(error::unknown_path))
        .method_not_allowed_fallback(error::wrong_method)
        .layer(Extension(document))
        .layer(middleware::from_fn_with_state(state.clone(), guard::check))
        .layer(error::on_panic())
        .layer(middleware::from_fn(request_id::on_every_answer))
}

#[cfg(test)]
mod tests;
