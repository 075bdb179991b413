//! `GET /console/applications/{id}/activity`: who signed in to an application, who changed it.

use axum::extract::{Path, State};
use axum::response::Response;
use form_urlencoded::Serializer;
use http::StatusCode;
use oidc::Application;
use pages::console::applications::Tab;
use pages::console::applications::activity::Activity;
use store::{ActivityFilter, ActivityPart, SubjectKind};

use super::{PATH, frame, gone, view};
use crate::console::activity::{Names, row};
use crate::console::admin::Admin;
use crate::console::changes;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

/// How many sign-ins the page shows; all of them are elsewhere.
const LATEST: u32 = 10;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let Some(application) = state.store.application(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let filter = ActivityFilter {
        application: Some(&id),
        ..ActivityFilter::default()
    };
    let part = ActivityPart::after(None, LATEST);
    let latest = state.store.activity(&filter, part).await?;
    let frame = frame(&state, &admin);
    let names = Names::read(&state, frame.language).await?;
    let here = format!("{PATH}/{id}/activity");
    let page = Activity {
        head: view::head(&application, Tab::Activity),
        sign_ins: latest.into_iter().map(|seen| row(seen, &names)).collect(),
        sign_in_page: sign_in_page(&state, &application),
        history: changes::of(&state, SubjectKind::Application, &id, &query, &here).await?,
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// The sign-in page as an application asks for it, whoever is signed in already. What comes
/// of it is of no use to anybody: its verifier is thrown away here.
fn sign_in_page(state: &Inner, application: &Application) -> Option<String> {
    if !view::kind(application.kind).is_for_people() {
        return None;
    }
    let redirect_uri = application.redirect_uris.first()?;
    let challenge = keys::pkce_s256(&keys::random_token(&*state.entropy));
    let mut query = Serializer::new(String::new());
    for (name, value) in [
        ("client_id", application.id.as_str()),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("prompt", "login"),
        ("state", "console"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ] {
        query.append_pair(name, value);
    }
    Some(format!("/oidc/auth?{}", query.finish()))
}
