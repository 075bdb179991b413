//! `/console/settings/me`: what administrators see to themselves, viewers too.

pub(super) mod password;
pub(super) mod sessions;

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::Language;
use pages::console::settings::done;
use pages::console::settings::me::Me;
use pages::console::{Input, Section};
use store::Administered;

use super::sessions_of;
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::console::setup;
use crate::manage::administrators;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{cookies, html};

const PATH: &str = "/console/settings/me";

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let page = page(&state, &admin).await?;
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// Name and language.
pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let name = setup::name(form.get("name"));
    let language = form.get("language").and_then(Language::from_tag);
    let language = language.filter(|it| Language::CONSOLE.contains(it));
    if name.problem.is_some() {
        let mut page = page(&state, &admin).await?;
        page.name = name;
        page.language = language.unwrap_or(page.language);
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let me = &admin.session.administrator;
    let tag = language.map(Language::tag).or(me.language.as_deref());
    let details = (name.value.as_str(), me.role, tag);
    let edited = administrators::edit(&state, admin.author(&state), me, details).await?;
    if edited == Administered::Unknown {
        // Removed in this instant: the next page is the door.
        return Ok(html::see_other(PATH));
    }
    let answer = flash::see_other(&state, PATH, &Done::plain(done::PROFILE_SAVED));
    let remembered = Duration::from_hours(24 * 365);
    let cookie = language.map(|it| cookies::set(&state.settings, "language", it.tag(), remembered));
    Ok(html::with_cookies(answer, cookie))
}

async fn page(state: &Inner, admin: &Admin) -> Result<Me, Unexpected> {
    let me = &admin.session.administrator;
    let mut frame = admin.frame(state, Section::Settings);
    frame.return_to = String::from(PATH);
    Ok(Me {
        language: frame.language,
        frame,
        name: Input::new(me.name.clone()),
        email: me.email.clone(),
        current: Input::default(),
        password: Input::default(),
        refused: None,
        sessions: sessions_of(state, admin, me.id).await?,
    })
}
