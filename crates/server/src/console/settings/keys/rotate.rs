//! `/console/settings/keys/rotate`: what a rotation does, and the rotation.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::done;
use pages::console::settings::keys::Rotate;

use super::super::seconds;
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::signing_keys;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(in crate::console::settings) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let keys = state.store.signing_keys().await?;
    let kids = signing_keys::replaceable(&keys).map(|stored| stored.key.kid().to_owned());
    let page = Rotate {
        frame: admin.frame(&state, Section::Settings),
        kids: kids.collect(),
        takes_over: seconds(signing_keys::TAKES_OVER),
        grace: seconds(signing_keys::grace(&state)),
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(in crate::console::settings) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let kids = (0..).map_while(|at| form.get(&format!("kid.{at}")));
    let kids: Vec<String> = kids.map(str::to_owned).collect();
    let rotated = signing_keys::rotate(&state, admin.author(&state), &kids).await?;
    let done = Done::plain(match rotated {
        Some(_) => done::KEYS_ROTATED,
        // Also who presses the button twice: there are new keys already.
        None => done::KEYS_ROTATED_BEFORE,
    });
    Ok(flash::see_other(&state, "/console/settings/keys", &done))
}
