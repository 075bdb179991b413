//! `/console/applications/{id}/secrets/new`: one more secret.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use oidc::Application;
use pages::console::Input;
use pages::console::applications::secrets::{EXPIRIES, NewSecret as Page};
use pages::console::applications::{done, problem};
use secrecy::SecretString;
use store::NewSecret;

use super::{head, keeper};
use crate::console::admin::Admin;
use crate::console::applications::{frame, gone, once, view};
use crate::manage::applications::{self as manage, Refused, Wrong};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form, Parameters};

const DAY: Duration = Duration::from_hours(24);

pub(in crate::console) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let application = match keeper(&state, &admin, &id).await? {
        Ok(application) => application,
        Err(gone) => return Ok(gone),
    };
    let form = keys::random_token(&*state.entropy);
    let page = page(&state, &admin, &application, form, &Parameters::default());
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let application = match keeper(&state, &admin, &id).await? {
        Ok(application) => application,
        Err(gone) => return Ok(gone),
    };
    // What makes the form itself came with it, so that sending it twice makes one secret.
    let seed = form.get("form").map(str::to_owned);
    let seed = seed.unwrap_or_else(|| keys::random_token(&*state.entropy));
    let value = manage::secret_of_form(&state.keyring, &id, &seed);
    let mut page = page(&state, &admin, &application, seed, &form);
    let again = |page: &Page| html::page(StatusCode::UNPROCESSABLE_ENTITY, page, &[]);
    let Some(days) = days(&page.expiry.value) else {
        page.expiry = page.expiry.wrong(problem::SECRET_EXPIRY);
        return Ok(again(&page));
    };
    let name = page.name.value.clone();
    let secret = NewSecret {
        name: &name,
        value: &value,
        expires_at: days.map(|days| state.now().plus(DAY * days)),
    };
    let author = admin.author(&state);
    match manage::add_secret(&state.store, author, &application, &secret).await {
        Ok(()) => Ok(show(&state, &application, &name, &value)),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(Refused::Wrong(problems)) => {
            for found in &problems {
                if found.what == Wrong::Taken {
                    if once::is_just_made(&state, &id, &name, &value).await? {
                        return Ok(show(&state, &application, &name, &value));
                    }
                    page.name = page.name.wrong_with(problem::SECRET_NAME_TAKEN, &name);
                } else {
                    page.name.problem = Some(view::shown(found));
                }
            }
            Ok(again(&page))
        }
        Err(_) => Ok(gone(&state, &admin)),
    }
}

/// For how many days a secret works, if not for ever; nothing for what no form offers.
fn days(value: &str) -> Option<Option<u32>> {
    let offered = EXPIRIES.iter().any(|(days, _)| *days == value);
    match value {
        "" => Some(None),
        value => value.parse().ok().filter(|_| offered).map(Some),
    }
}

fn show(state: &Inner, application: &Application, name: &str, value: &SecretString) -> Response {
    once::show(state, application, done::SECRET_ADDED, (name, value), "")
}

fn page(
    state: &Inner,
    admin: &Admin,
    application: &Application,
    seed: String,
    form: &Parameters,
) -> Page {
    let input = |name| Input::new(form.get(name).unwrap_or_default().trim());
    Page {
        frame: frame(state, admin),
        head: head(application),
        form: seed,
        name: input("name"),
        expiry: input("expiry"),
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn only_times_that_are_offered_are_taken() {
        assert_eq!(days(""), Some(None));
        assert_eq!(days("30"), Some(Some(30)));
        assert_eq!(days("365"), Some(Some(365)));
        for other in ["0", "1", "-30", "030", "30 ", "forever", "36500"] {
            assert_eq!(days(other), None, "{other}");
        }
    }
}
