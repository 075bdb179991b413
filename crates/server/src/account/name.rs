//! `POST /account/name`: a person says what they want to be called.

use accounts::clean_name;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::account::{Done, NameProblem};
use store::Edit;

use super::owner::Owner;
use super::page::{self, Said};
use crate::sign_in::new_account::is_too_long;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let owner = match Owner::sends(&state, &headers, &form).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = form.get("name").unwrap_or_default();
    let required = state.configuration().experience().require_name;
    let visible = clean_name(typed).is_some();
    let problem = if is_too_long(typed) {
        Some(NameProblem::TooLong)
    } else if required && !visible {
        Some(NameProblem::Missing)
    } else {
        None
    };
    if let Some(problem) = problem {
        let said = Said {
            name: Some(typed.to_owned()),
            problem: Some(problem),
            ..Said::default()
        };
        return page::show(&owner, StatusCode::UNPROCESSABLE_ENTITY, said).await;
    }
    let name = if visible {
        Edit::Set(typed)
    } else {
        Edit::Clear
    };
    let user = owner.session.user.id;
    state
        .store
        .edit_profile(user, name, Edit::Keep, state.now())
        .await?;
    Ok(html::see_other(&super::after(Done::Saved)))
}
