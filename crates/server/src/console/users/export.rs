//! `POST /console/users/{id}/export`: everything that is kept about a person, as a file. It
//! is a POST because it is written down.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

use super::{gone, person};
use crate::console::admin::Admin;
use crate::manage::users;
use crate::state::AppState;
use crate::web::error::Unexpected;

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let export = users::export(&state.store, admin.author(&state), &person.user).await?;
    let Some(export) = export else {
        return Ok(gone(&state, &admin));
    };
    let name = format!("attachment; filename=\"person-{}.json\"", person.user.id);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let body = serde_json::to_vec_pretty(&export).unwrap_or_default();
    Ok((StatusCode::OK, headers, body).into_response())
}
