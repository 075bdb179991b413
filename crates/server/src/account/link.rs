//! `POST /account/link/{connector}`: a person adds a way to sign in.
//!
//! They go to the vendor and back like anybody who signs in. The attempt is bound to this
//! session as well as to this browser, and ends at a question instead of a session.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;

use super::owner::Owner;
use crate::sign_in::goal::{Destination, Own};
use crate::sign_in::interaction::Interaction;
use crate::sign_in::social::Visit;
use crate::sign_in::start::Going;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let overview = Destination::Overview;
    let owner = match Owner::sends_fresh(&state, &headers, overview, &form).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let own = Own::Link {
        session: owner.session.id,
        user: owner.session.user.id,
    };
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
