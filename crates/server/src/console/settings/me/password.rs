//! `/console/settings/me/password`: another password, by whoever knows the present one.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Input;
use pages::console::settings::done;
use pages::console::settings::me::{CURRENT_WRONG, Refused};
use secrecy::SecretString;
use store::{Action, FieldChange, SubjectKind};

use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::console::{setup, sign_in};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(in crate::console::settings) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let me = &admin.session.administrator;
    let mut page = super::page(&state, &admin).await?;
    page.password = setup::password(form.get("password"));
    if page.password.problem.is_some() {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    // Wrong ones count together with those at the door.
    let (subject, now) = (sign_in::subject(&me.email), state.now());
    if state.store.failures(&subject, now).await? >= sign_in::TRIES {
        page.refused = Some(Refused::TooOften(sign_in::WINDOW_MINUTES));
        return Ok(html::page(StatusCode::TOO_MANY_REQUESTS, &page, &[]));
    }
    let secret = |name: &str| SecretString::from(form.get(name).unwrap_or_default());
    let hash = state
        .store
        .password_of_administrator(me.id)
        .await?
        .flatten();
    let Ok(is_right) = state.passwords.verify(secret("current"), hash).await else {
        page.refused = Some(Refused::Busy);
        return Ok(html::page(StatusCode::SERVICE_UNAVAILABLE, &page, &[]));
    };
    if !is_right {
        state
            .store
            .note_failure(&subject, sign_in::WINDOW, now)
            .await?;
        page.current = Input::default().wrong(CURRENT_WRONG);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let entropy = Arc::clone(&state.entropy);
    let Ok(Some(hash)) = state.passwords.hash(secret("password"), entropy).await else {
        page.refused = Some(Refused::Busy);
        return Ok(html::page(StatusCode::SERVICE_UNAVAILABLE, &page, &[]));
    };
    let id = me.id.to_string();
    let subject_of_change = (SubjectKind::Administrator, id.as_str(), me.name.as_str());
    let fields = [FieldChange::replaced("password")];
    let author = admin.author(&state);
    let change = author.change(Action::Changed, subject_of_change, &fields);
    let keep = Some(admin.session.id);
    state
        .store
        .set_administrator_password(me.id, &hash, keep, &change)
        .await?;
    state.store.forget_failures(&subject).await?;
    let done = Done::plain(done::PASSWORD_CHANGED);
    Ok(flash::see_other(&state, super::PATH, &done))
}
