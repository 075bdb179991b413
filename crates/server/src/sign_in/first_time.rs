//! `/sign-in/first-time/{attempt}`: has this person an account already?

use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::first_time::FirstTime;
use pages::start_again::Why;
use uuid::Uuid;

use super::strangers::{self, Needs};
use super::waiting::Waiting;
use super::{new_account, start_again};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{anti_forgery, html};

pub(super) fn path(attempt: Uuid) -> String {
    format!("/sign-in/first-time/{attempt}")
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let waiting = match Waiting::find(&state, &headers, &id).await? {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if waiting.visit.interaction.goal.link().is_some() {
        return Ok(html::see_other(&super::link::path(waiting.attempt.id)));
    }
    let path = path(waiting.attempt.id);
    let page = FirstTime {
        frame: waiting.visit.frame(&path),
        identity: waiting.identity(),
        action: path,
        hidden: Vec::new(),
    };
    let targets = waiting.visit.form_targets();
    Ok(html::page(StatusCode::OK, &page, &targets))
}

pub(crate) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let waiting = match Waiting::find(&state, &headers, &id).await? {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let interaction = &waiting.visit.interaction;
    let is_ours = anti_forgery::is_token(&state, &interaction.binding, form.get("csrf"));
    if !is_ours || interaction.goal.link().is_some() {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    let choose = interaction.sign_in_path();
    match form.get("decision") {
        // The attempt goes on waiting: signing in another way leads to it.
        Some("link") => Ok(html::see_other(&choose)),
        Some("another") => {
            waiting.decline().await?;
            Ok(html::see_other(&choose))
        }
        Some("create") => {
            let configuration = state.configuration();
            let experience = configuration.experience();
            if !Needs::of(&configuration, &waiting.info).nothing() {
                return Ok(html::see_other(&new_account::path(waiting.attempt.id)));
            }
            let connector = waiting.connector.clone();
            let stranger = strangers::after_answer(experience, &connector, None);
            waiting.sign_up(&state, stranger).await
        }
        _ => Ok(html::see_other(&path(waiting.attempt.id))),
    }
}
