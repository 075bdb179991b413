//! `/console/applications/new`: which kind, then its few fields.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use oidc::{Application, SigningAlgorithm};
use pages::console::Input;
use pages::console::applications::new::{Choose, New};
use pages::console::applications::snippets::Library;
use pages::console::applications::{Kind, done, problem};
use secrecy::SecretString;
use store::{NewSecret, StoreError};

use super::fields::access;
use super::{frame, once, view};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::applications::{self as manage, FIRST_SECRET, Problem, Refused};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{Form, Parameters, Query};

/// What the rules call the field of the one address.
const ADDRESSES: &str = "redirect_uris";

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let Some(kind) = query.get("kind").and_then(Kind::from_tag) else {
        return Ok(choose(&state, &admin));
    };
    let id = manage::new_id(&*state.entropy);
    let mut page = page(&state, &admin, kind, id, &query);
    // While somebody types, the script asks what would be said about the address.
    if !page.redirect_uri.value.is_empty() {
        let application = application(&page, None);
        let mut problems = manage::problems(&state.store, None, &application).await?;
        problems.retain(|found| found.field == ADDRESSES);
        say(&mut page, &problems);
    }
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let Some(kind) = form.get("kind").and_then(Kind::from_tag) else {
        return Ok(choose(&state, &admin));
    };
    // The id came with the form, so that sending it twice makes one application.
    let id = form.get("id").filter(|id| manage::is_id(id));
    let id = id.map_or_else(|| manage::new_id(&*state.entropy), str::to_owned);
    let mut page = page(&state, &admin, kind, id, &form);
    let library = Library::find(kind, &page.library.value);
    if library.is_none() && !page.library.value.is_empty() {
        page.library = page.library.wrong(problem::LIBRARY);
    }
    if kind.is_for_people() && page.redirect_uri.value.is_empty() {
        page.redirect_uri = page.redirect_uri.wrong(problem::ADDRESS_MISSING);
    }
    let application = application(&page, library);
    let value = kind
        .keeps_secrets()
        .then(|| manage::secret_of_form(&state.keyring, &application.id, &application.id));
    let refused = page.library.problem.is_some() || page.redirect_uri.problem.is_some();
    // Whatever else is wrong is said at once.
    let made = if refused {
        let problems = manage::problems(&state.store, None, &application).await?;
        Err(Refused::Wrong(problems))
    } else {
        let secrets: Vec<NewSecret<'_>> = value.iter().map(first).collect();
        let author = admin.author(&state);
        manage::create(&state.store, author, application.clone(), &secrets).await
    };
    let library = library.map_or("", |library| library.id);
    match made {
        Ok(record) => {
            state.refresh().await?;
            let made = &record.application;
            Ok(created(&state, made, value.as_ref(), library))
        }
        Err(Refused::Taken) => Ok(twice(&state, &application.id, value.as_ref(), library).await?),
        Err(Refused::Store(error)) => Err(error.into()),
        Err(Refused::Wrong(problems)) => {
            say(&mut page, &problems);
            Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]))
        }
        // Both are about applications that were there before.
        Err(Refused::Stale | Refused::Gone) => Ok(choose(&state, &admin)),
    }
}

/// Says at its field what is wrong with it.
fn say(page: &mut New, problems: &[Problem]) {
    for found in problems {
        let field = match found.field {
            "name" => &mut page.name,
            ADDRESSES => &mut page.redirect_uri,
            _ => continue,
        };
        field.problem = Some(view::shown(found));
    }
}

fn choose(state: &Inner, admin: &Admin) -> Response {
    let frame = frame(state, admin);
    html::page(StatusCode::OK, &Choose { frame }, &[])
}

fn page(state: &Inner, admin: &Admin, kind: Kind, id: String, form: &Parameters) -> New {
    let input = |name| Input::new(form.get(name).unwrap_or_default().trim());
    let mut frame = frame(state, admin);
    frame.return_to = format!("{}/new?kind={}", super::PATH, kind.tag());
    New {
        frame,
        id,
        kind,
        name: input("name"),
        redirect_uri: input("redirect_uri"),
        library: input("library"),
        management_api: input("management_api"),
    }
}

fn application(page: &New, library: Option<&Library>) -> Application {
    let kind = view::type_of(page.kind);
    let mut application = Application::new(&page.id, &page.name.value, kind);
    if page.kind.is_for_people() {
        let address = &page.redirect_uri.value;
        application.redirect_uris = Vec::from_iter((!address.is_empty()).then(|| address.clone()));
        if library.is_some_and(|library| library.needs_rs256) {
            application.id_token_alg = SigningAlgorithm::Rs256;
        }
    } else {
        application.management_api = access(&page.management_api.value);
    }
    application
}

fn first(value: &SecretString) -> NewSecret<'_> {
    NewSecret {
        name: FIRST_SECRET,
        value,
        expires_at: None,
    }
}

fn created(
    state: &Inner,
    application: &Application,
    value: Option<&SecretString>,
    library: &str,
) -> Response {
    if let Some(value) = value {
        return once::show(
            state,
            application,
            done::CREATED,
            (FIRST_SECRET, value),
            library,
        );
    }
    let names = [("name", application.name.as_str())];
    let address = once::address(&application.id, library);
    flash::see_other(state, &address, &Done::named(done::CREATED, &names))
}

/// The form was sent twice: the same answer, as long as the first one may not have been seen.
async fn twice(
    state: &Inner,
    id: &str,
    value: Option<&SecretString>,
    library: &str,
) -> Result<Response, StoreError> {
    if let Some(value) = value
        && once::is_just_made(state, id, FIRST_SECRET, value).await?
        && let Some(application) = state.store.application(id).await?
    {
        return Ok(created(state, &application, Some(value), library));
    }
    Ok(html::see_other(&once::address(id, library)))
}
