//! `/sign-in/new-account/{attempt}`: what an account still needs before it is made.

use accounts::clean_name;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::new_account::{LONGEST_NAME, NewAccount, Problem};
use pages::start_again::Why;
use uuid::Uuid;

use super::strangers::{self, Needs};
use super::waiting::Waiting;
use super::{link, start_again};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters};
use crate::web::typed::Typed;
use crate::web::{anti_forgery, html};

pub(super) fn path(attempt: Uuid) -> String {
    format!("/sign-in/new-account/{attempt}")
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
        return Ok(html::see_other(&link::path(waiting.attempt.id)));
    }
    let needs = Needs::of(&state.configuration(), &waiting.info);
    let typed = Typed::of(&state, &headers);
    let name = typed.get("name").unwrap_or_default();
    let page = page(&waiting, needs, (name, typed.agreed()), None);
    Ok(typed.shown(&state, page))
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
    let configuration = state.configuration();
    let needs = Needs::of(&configuration, &waiting.info);
    if let Some(problem) = problem(needs, &form) {
        let name = form.get("name").unwrap_or_default();
        let agreed = form.get("agree") == Some("1");
        return Ok(page(&waiting, needs, (name, agreed), Some(problem)));
    }
    let name = form.get("name").filter(|_| needs.name);
    let connector = waiting.connector.clone();
    let stranger = strangers::after_answer(configuration.experience(), &connector, name);
    waiting.sign_up(&state, stranger).await
}

/// What is wrong with the form.
fn problem(needs: Needs, form: &Parameters) -> Option<Problem> {
    let name = form.get("name").unwrap_or_default();
    if needs.name && clean_name(name).is_none() {
        Some(Problem::NameMissing)
    } else if needs.name && is_too_long(name) {
        Some(Problem::NameTooLong)
    } else if needs.agree && form.get("agree") != Some("1") {
        Some(Problem::NotAgreed)
    } else {
        None
    }
}

pub(crate) fn is_too_long(name: &str) -> bool {
    usize::try_from(LONGEST_NAME).is_ok_and(|most| name.chars().count() > most)
}

fn page(
    waiting: &Waiting<'_>,
    needs: Needs,
    (name, agreed): (&str, bool),
    problem: Option<Problem>,
) -> Response {
    let path = path(waiting.attempt.id);
    let page = NewAccount {
        frame: waiting.visit.frame(&path),
        identity: waiting.identity(),
        name: needs.name.then(|| name.to_owned()),
        agree: needs.agree,
        agreed,
        problem,
        action: path,
        hidden: Vec::new(),
    };
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    html::page(status, &page, &waiting.visit.form_targets())
}
