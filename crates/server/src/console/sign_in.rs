//! `/console/sign-in`: an administrator signs in with e-mail address and password.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::console::Input;
use pages::console::access::{Refused, SignIn};
use secrecy::SecretString;

use super::admin::outside;
use super::session;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters, Query};
use crate::web::{anti_forgery, cookies, html};

/// So many wrong passwords for one address are borne within [`WINDOW`].
pub(super) const TRIES: u32 = 10;
pub(super) const WINDOW: Duration = Duration::from_mins(15);

pub(super) const WINDOW_MINUTES: i64 = 15;

/// A cookie that binds the form to the browser, and shows whether cookies come back.
const DOOR: &str = "door";

pub(super) async fn get(
    State(state): State<AppState>,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let draft = query.get("draft");
    if session::current(&state, &headers).await?.is_some() {
        return Ok(html::see_other(&way_on(&query)));
    }
    let secret = cookies::read(&state.settings, &headers, DOOR)
        .unwrap_or_else(|| keys::random_token(&*state.entropy));
    let mut page = page(&state, &headers, &query, &secret).await?;
    page.kept_draft = draft.is_some();
    Ok(answer(&state, StatusCode::OK, &page, &secret))
}

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let presented = cookies::read(&state.settings, &headers, DOOR);
    let secret = presented
        .clone()
        .unwrap_or_else(|| keys::random_token(&*state.entropy));
    let mut page = page(&state, &headers, &form, &secret).await?;
    let email = form.get("email").unwrap_or_default().trim().to_lowercase();
    page.email = Input::new(email.clone());
    let refuse = |mut page: SignIn, status, refused| {
        page.refused = Some(refused);
        Ok(answer(&state, status, &page, &secret))
    };
    if presented.is_none() {
        return refuse(page, StatusCode::BAD_REQUEST, Refused::Cookies);
    }
    if !anti_forgery::is_token(&state, &secret, form.get("csrf")) {
        return refuse(page, StatusCode::FORBIDDEN, Refused::Cookies);
    }
    let subject = subject(&email);
    let now = state.now();
    if state.store.failures(&subject, now).await? >= TRIES {
        let refused = Refused::TooOften(WINDOW_MINUTES);
        return refuse(page, StatusCode::TOO_MANY_REQUESTS, refused);
    }
    let password = SecretString::from(form.get("password").unwrap_or_default());
    let (id, hash) = state.store.administrator_password(&email).await?.unzip();
    let Ok(right) = state.passwords.verify(password, hash.flatten()).await else {
        return refuse(page, StatusCode::SERVICE_UNAVAILABLE, Refused::Busy);
    };
    let Some(id) = id.filter(|_| right) else {
        state.store.note_failure(&subject, WINDOW, now).await?;
        tracing::info!("an administrator was not signed in");
        return refuse(page, StatusCode::UNAUTHORIZED, Refused::Wrong);
    };
    state.store.forget_failures(&subject).await?;
    let cookie = session::begin(&state, &headers, id).await?;
    let forget = cookies::forget(&state.settings, DOOR);
    Ok(html::with_cookies(
        html::see_other(&way_on(&form)),
        [cookie, forget],
    ))
}

/// Under which name wrong passwords for an address are counted.
pub(super) fn subject(email: &str) -> String {
    let hash = keys::base64url(&keys::sha256(email.as_bytes()));
    format!("console/{hash}")
}

/// Where to go once signed in.
fn way_on(given: &Parameters) -> String {
    if let Some(draft) = given.get("draft") {
        let draft: String = form_urlencoded::byte_serialize(draft.as_bytes()).collect();
        return format!("/console/resume?draft={draft}");
    }
    let back = given.get("return_to");
    let back = back.filter(|path| html::is_path_here(path) && path.starts_with("/console"));
    back.unwrap_or("/console").to_owned()
}

async fn page(
    state: &Inner,
    headers: &HeaderMap,
    given: &Parameters,
    secret: &str,
) -> Result<SignIn, Unexpected> {
    let mut frame = outside(state, headers, "/console/sign-in");
    frame.csrf = anti_forgery::token(state, secret);
    let part = |name| given.get(name).unwrap_or_default().to_owned();
    Ok(SignIn {
        frame,
        email: Input::default(),
        password: Input::default(),
        return_to: part("return_to"),
        draft: part("draft"),
        kept_draft: false,
        has_administrator: state.store.has_administrator().await?,
        refused: None,
    })
}

fn answer(state: &Inner, status: StatusCode, page: &SignIn, secret: &str) -> Response {
    let cookie = cookies::set(&state.settings, DOOR, secret, Duration::from_hours(1));
    html::with_cookies(html::page(status, page, &[]), [cookie])
}
