//! `/console/applications/{id}/secrets/rename`: another name for the same value.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use oidc::Application;
use pages::console::Input;
use pages::console::applications::secrets::RenameSecret;
use pages::console::applications::{done, problem};

use super::{found, head, said};
use crate::console::admin::Admin;
use crate::console::applications::{frame, gone, once, view};
use crate::manage::applications::{self as manage, Refused, Wrong};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form, Query};

pub(in crate::console) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let (application, secret) = match found(&state, &admin, &id, query.get("secret")).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let name = Input::new(secret.name.as_str());
    let page = page(&state, &admin, &application, &secret.name, name);
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let (application, secret) = match found(&state, &admin, &id, form.get("secret")).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let name = form.get("name").unwrap_or_default().trim();
    if name == secret.name {
        return Ok(html::see_other(&once::address(&id, "")));
    }
    let names = (secret.name.as_str(), name);
    match manage::rename_secret(&state.store, admin.author(&state), &application, names).await {
        Ok(()) => Ok(said(&state, &application, done::SECRET_RENAMED, name)),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(Refused::Wrong(problems)) => {
            let mut input = Input::new(name);
            for found in &problems {
                input = match found.what {
                    Wrong::Taken => input.wrong_with(problem::SECRET_NAME_TAKEN, name),
                    _ => Input {
                        problem: Some(view::shown(found)),
                        ..input
                    },
                };
            }
            let page = page(&state, &admin, &application, &secret.name, input);
            Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
        }
        Err(_) => Ok(gone(&state, &admin)),
    }
}

fn page(
    state: &Inner,
    admin: &Admin,
    application: &Application,
    secret: &str,
    name: Input,
) -> RenameSecret {
    RenameSecret {
        frame: frame(state, admin),
        head: head(application),
        secret: secret.to_owned(),
        name,
    }
}
