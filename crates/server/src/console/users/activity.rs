//! `GET /console/users/{id}/activity`: what happened to an account.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::users::Activity;
use store::SubjectKind;

use super::{address, frame, head, person};
use crate::console::admin::Admin;
use crate::console::changes;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let subject = person.user.id.to_string();
    let here = format!("{}/activity", address(&person.user));
    let page = Activity {
        frame: frame(&state, &admin),
        head: head(&person.user),
        history: changes::of(&state, SubjectKind::User, &subject, &query, &here).await?,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}
