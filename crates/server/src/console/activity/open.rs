//! `GET /console/activity/open`: the sign-in of a reference that somebody read aloud.

use accounts::Reference;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Input;
use pages::console::activity::{REFERENCE_UNKNOWN, REFERENCE_WRONG};

use super::page;
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Parameters, Query};

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let typed = query.get("reference").unwrap_or_default().trim();
    let Ok(reference) = typed.parse::<Reference>() else {
        let wrong = Input::new(typed).wrong(REFERENCE_WRONG);
        let page = page(&state, &admin, &Parameters::default(), wrong).await?;
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    };
    if state
        .store
        .attempt_by_reference(&reference)
        .await?
        .is_some()
    {
        return Ok(html::see_other(&format!("/console/activity/{reference}")));
    }
    let unknown = Input::new(typed).wrong_with(REFERENCE_UNKNOWN, reference.to_string());
    let page = page(&state, &admin, &Parameters::default(), unknown).await?;
    Ok(html::page(StatusCode::NOT_FOUND, &page, &[]))
}
