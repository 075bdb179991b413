//! `/console/applications/{id}/secrets/delete`: what that means, then doing it.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::applications::done;
use pages::console::applications::secrets::DeleteSecret;

use super::{found, head, said};
use crate::console::admin::Admin;
use crate::console::applications::{frame, gone};
use crate::manage::applications::{self as manage, Refused};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form, Query};

pub(in crate::console) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let (application, secret) = match found(&state, &admin, &id, query.get("secret")).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let now = state.now();
    let all = state.store.application_secrets(&id).await?;
    let mut others = all.iter().filter(|other| other.name != secret.name);
    let works = secret.expires_at.is_none_or(|at| now < at);
    let page = DeleteSecret {
        frame: frame(&state, &admin),
        head: head(&application),
        last_used: secret.last_used_at.map(|at| at.0),
        is_last: works && !others.any(|it| it.expires_at.is_none_or(|at| now < at)),
        secret: secret.name,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let (application, secret) = match found(&state, &admin, &id, form.get("secret")).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let name = &secret.name;
    match manage::delete_secret(&state.store, admin.author(&state), &application, name).await {
        Ok(()) => Ok(said(&state, &application, done::SECRET_DELETED, name)),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(_) => Ok(gone(&state, &admin)),
    }
}
