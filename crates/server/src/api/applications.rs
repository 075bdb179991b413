//! `/api/applications`: what people sign in to, and programs that use this API.

pub(super) mod application;
mod form;
mod refused;
pub(super) mod roles;
mod search;
pub(super) mod secret;
pub(super) mod secrets;
mod view;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use oidc::ApplicationType;
use secrecy::ExposeSecret;
use store::{Actor, ApplicationRecord, NewSecret};

use super::body::JsonBody;
use super::guard::Caller;
use super::pagination::{Pagination, Total};
use super::query::Query;
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::applications::{self as manage, FIRST_SECRET};
use crate::state::{AppState, Inner};

use form::Fields;
use search::Filter;
use view::ApplicationView;

/// List applications
///
/// The newest first; all of them, unless `page` or `page_size` is there. `search` looks in ids,
/// names and descriptions, whatever the case; `%` stands for anything, so `%shop%` finds
/// *My shop*.
#[utoipa::path(
    get,
    path = "/api/applications",
    tag = "Applications",
    operation_id = "ListApplications",
    params(
        ("types" = Option<Vec<String>>, Query, description = "Only those of these types; may repeat."),
        ("isThirdParty" = Option<bool>, Query, description = "Only those of others, or only one's own."),
        ("excludeRoleId" = Option<String>, Query, description = "Only those without this role."),
        ("search" = Option<String>, Query, description = "What to look for, such as `%shop%`."),
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many applications a page has: 20, or up to 100."),
    ),
    responses(
        (status = 200, description = "The applications.", body = [ApplicationView]),
        (status = 400, description = "`guard.invalid_pagination`, `guard.invalid_input`", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    query: Query,
) -> Result<Response, ApiError> {
    let filter = Filter::read(&query)?;
    let mut records = state.store.application_records().await?;
    records.retain(|record| filter.fits(&record.application));
    if let Some(role) = query.one("excludeRoleId")? {
        let holders = state.store.applications_of_role(role).await?;
        records.retain(|record| !holders.contains(&record.application.id));
    }
    let views = records.iter().rev().map(ApplicationView::of);
    if !pagination.asked {
        return Ok(Json(views.collect::<Vec<_>>()).into_response());
    }
    let skip = usize::try_from(pagination.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(pagination.page_size).unwrap_or(usize::MAX);
    let part: Vec<_> = views.skip(skip).take(size).collect();
    Ok(pagination.answer(&part, Total::Exact(records.len() as u64)))
}

/// Make an application
///
/// One that can keep a secret gets one, which is in `secret` of this answer and never shown
/// again. (Logto shows it as often as it is asked for.)
#[utoipa::path(
    post,
    path = "/api/applications",
    tag = "Applications",
    operation_id = "CreateApplication",
    request_body = Fields,
    responses(
        (status = 200, description = "It was made.", body = ApplicationView),
        (status = 400, description = "`guard.invalid_input`: a field is wrong, or means something that is not here.", body = ErrorBody),
        (status = 422, description = "`entity.unique_integrity_violation`: the id is taken.", body = ErrorBody),
    ),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ApplicationView>, ApiError> {
    let application = fields.into_application(&*state.entropy)?;
    let keeps_secrets = matches!(
        application.kind,
        ApplicationType::Traditional | ApplicationType::MachineToMachine
    );
    let value = keeps_secrets.then(|| manage::new_secret(&*state.entropy));
    let secrets: Vec<NewSecret<'_>> = value
        .iter()
        .map(|value| NewSecret {
            name: FIRST_SECRET,
            value,
            expires_at: None,
        })
        .collect();
    let actor = caller.actor();
    let author = author(&state, &actor);
    let made = manage::create(&state.store, author, application, &secrets).await?;
    let value = value.as_ref().map(|value| value.expose_secret().to_owned());
    Ok(Json(ApplicationView {
        secret: value.unwrap_or_default(),
        ..ApplicationView::of(&made)
    }))
}

async fn find(state: &Inner, id: &str) -> Result<ApplicationRecord, ApiError> {
    let record = state.store.application_record(id).await?;
    record.ok_or_else(ApiError::not_found)
}

fn author<'a>(state: &'a Inner, actor: &'a Actor) -> Author<'a> {
    Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    }
}
