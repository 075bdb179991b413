//! `/console/applications/{id}/delete`: what that means, then doing it.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use oidc::Application;
use pages::console::Input;
use pages::console::applications::delete::{Delete, OTHER_NAME};
use pages::console::applications::{Tab, done};
use store::{ApplicationFigures, ApplicationUse, StoreError};

use super::{PATH, frame, gone, view};
use crate::console::admin::Admin;
use crate::console::confirm;
use crate::console::flash::{self, Done};
use crate::manage::applications::{self as manage, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

const MONTH: Duration = Duration::from_hours(30 * 24);

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let Some(application) = state.store.application(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let page = page(&state, &admin, &application).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(application) = state.store.application(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    // People may have come since the page was shown, so they are counted again.
    let mut page = page(&state, &admin, &application).await?;
    let name = &application.name;
    let typed = form.get("name").unwrap_or_default();
    if page.is_used() && !confirm::is_name(name, typed) {
        page.name = Input::new(typed).wrong_with(OTHER_NAME, name);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    match manage::delete(&state.store, admin.author(&state), &application).await {
        Ok(()) => {
            state.refresh().await?;
            let names = [("name", name.as_str())];
            let done = Done::named(done::DELETED, &names);
            Ok(flash::see_other(&state, PATH, &done))
        }
        Err(Refused::Store(error)) => Err(error.into()),
        Err(_) => Ok(gone(&state, &admin)),
    }
}

async fn page(
    state: &Inner,
    admin: &Admin,
    application: &Application,
) -> Result<Delete, StoreError> {
    let (store, now, id) = (&state.store, state.now(), &application.id);
    let in_use = store.application_use(id, now).await?;
    let figures = store.application_figures(id, now.minus(MONTH)).await?;
    let secrets = store.application_secrets(id).await?;
    Ok(Delete {
        frame: frame(state, admin),
        head: view::head(application, Tab::Settings),
        people: in_use.people,
        consents: in_use.consents,
        sign_ins: figures.sign_ins,
        many: ApplicationUse::MANY,
        many_sign_ins: ApplicationFigures::MANY,
        secrets: i64::try_from(secrets.len()).unwrap_or(i64::MAX),
        last_used: secrets
            .iter()
            .filter_map(|it| it.last_used_at)
            .max()
            .map(|at| at.0),
        name: Input::default(),
    })
}
