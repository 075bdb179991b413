//! `GET /console/users/{id}/activity`: what happened to an account.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::users::Activity;
use store::{ActivityFilter, ActivityPart, SubjectKind};

use super::{address, frame, head, person};
use crate::console::activity::{Names, row};
use crate::console::admin::Admin;
use crate::console::changes;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

/// How many sign-ins the page shows; all of them are elsewhere.
const LATEST: u32 = 10;

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
    let frame = frame(&state, &admin);
    let filter = ActivityFilter {
        user: Some(person.user.id),
        ..ActivityFilter::default()
    };
    let part = ActivityPart::after(None, LATEST + 1);
    let mut latest = state.store.activity(&filter, part).await?;
    let more_sign_ins = latest.len() > LATEST as usize;
    latest.truncate(LATEST as usize);
    let names = Names::read(&state, frame.language).await?;
    let page = Activity {
        frame,
        head: head(&person.user),
        sign_ins: latest.into_iter().map(|seen| row(seen, &names)).collect(),
        more_sign_ins,
        history: changes::of(&state, SubjectKind::User, &subject, &query, &here).await?,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}
