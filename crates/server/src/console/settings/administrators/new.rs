//! `/console/settings/administrators/new`: adds somebody.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::settings::administrators::{Add, EMAIL_TAKEN};
use pages::console::{Input, Section};
use store::{Added, Role};
use uuid::Uuid;

use super::{link, role};
use crate::console::admin::Admin;
use crate::console::setup;
use crate::manage::administrators::{self, New};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(State(state): State<AppState>, admin: Admin) -> Response {
    let page = Add {
        frame: admin.frame(&state, Section::Settings),
        id: state.new_id().to_string(),
        name: Input::default(),
        email: Input::default(),
        is_owner: false,
    };
    html::page(StatusCode::OK, &page, &[])
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("id").and_then(|id| Uuid::parse_str(id).ok());
    let id = id.unwrap_or_else(|| state.new_id());
    if let Some(there) = state.store.administrator(id).await? {
        // The form was sent twice.
        return Ok(link::shown_before(&there));
    }
    let mut page = Add {
        frame: admin.frame(&state, Section::Settings),
        id: id.to_string(),
        name: setup::name(form.get("name")),
        email: setup::email(form.get("email")),
        is_owner: role(form.get("role")) == Role::Owner,
    };
    if page.name.problem.is_some() || page.email.problem.is_some() {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let new = New {
        id,
        name: &page.name.value,
        email: &page.email.value,
        role: role(form.get("role")),
    };
    match administrators::add(&state, admin.author(&state), &new).await? {
        Added::Added => match state.store.administrator(id).await? {
            Some(added) => link::make(&state, &admin, &added).await,
            // Removed in this instant.
            None => Ok(html::see_other(super::PATH)),
        },
        Added::EmailTaken | Added::NotFirst => {
            page.email = page.email.wrong(EMAIL_TAKEN);
            Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
        }
    }
}
