//! `POST /account/switch/{connector}`: what somebody wanted to add belongs to another
//! account, and they want to use that one.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use pages::start_again::Why;

use crate::sign_in::goal::{Destination, Own};
use crate::sign_in::interaction::Interaction;
use crate::sign_in::social::Visit;
use crate::sign_in::start::Going;
use crate::sign_in::start_again;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{anti_forgery, html};

pub(crate) fn path(connector: &str) -> String {
    format!("/account/switch/{connector}")
}

/// A sign-in like any other: nothing is taken over from the attempt to add.
pub(super) async fn post(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("interaction").unwrap_or_default();
    let began = Interaction::find(&state, &headers, id).await?;
    let is_ours =
        began.is_some_and(|began| anti_forgery::is_token(&state, &began.binding, form.get("csrf")));
    if !is_ours {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    let own = Own::Account(Destination::Overview);
    let (interaction, cookies) = Interaction::begin(&state, &headers, own).await?;
    let visit = Visit {
        state: &state,
        headers: &headers,
        interaction,
        application: None,
        agreed: false,
    };
    let response = visit.go_through(&connector, Going::Chosen).await?;
    Ok(html::with_cookies(response, cookies))
}
