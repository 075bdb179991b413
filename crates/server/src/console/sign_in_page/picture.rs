//! `POST /console/sign-in-page/look/{name}`: a picture comes or goes.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::console::Section;
use pages::console::experience::{Tab, done};
use store::SignInExperience;

use super::{look, save, view};
use crate::console::admin::Admin;
use crate::console::failure;
use crate::console::flash::{self, Done};
use crate::manage::experience::{self, picture};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::multipart;
use crate::web::parameters::Parameters;

/// How often the experience may change under a picture before it is given up.
const TRIES: usize = 5;

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Unexpected> {
    if place(&mut SignInExperience::default(), &name).is_none() {
        return Ok(failure::not_found(State(state), admin).await);
    }
    let removes = Parameters::parse(&body).is_ok_and(|form| form.get("remove").is_some());
    let kept = if removes {
        None
    } else {
        let file = multipart::file(&headers, &body).unwrap_or_default();
        match picture::keep(&state.store, file, state.now()).await? {
            Some(hash) => Some(hash),
            None => return wrong(&state, &admin, &name).await,
        }
    };
    for _ in 0..TRIES {
        let seen = state.store.experience().await?;
        let mut wanted = seen.clone();
        if let Some(place) = place(&mut wanted, &name) {
            place.clone_from(&kept);
        }
        if wanted.logo.is_none() {
            // A logo for dark pages alone would be none.
            wanted.dark_logo = None;
        }
        let author = admin.author(&state);
        if experience::change(&state.store, author, &seen, &wanted).await? {
            break;
        }
    }
    state.refresh().await?;
    let said = if removes {
        done::NO_PICTURE
    } else {
        done::PICTURE
    };
    let address = format!("{}#pictures", Tab::Look.address());
    Ok(flash::see_other(&state, &address, &Done::plain(said)))
}

fn place<'a>(experience: &'a mut SignInExperience, name: &str) -> Option<&'a mut Option<String>> {
    match name {
        "logo" => Some(&mut experience.logo),
        "dark_logo" => Some(&mut experience.dark_logo),
        "favicon" => Some(&mut experience.favicon),
        _ => None,
    }
}

/// The page again, with a sentence at the picture.
async fn wrong(state: &AppState, admin: &Admin, name: &str) -> Result<Response, Unexpected> {
    let saved = state.store.experience().await?;
    let mut frame = admin.frame(state, Section::SignInPage);
    Tab::Look.address().clone_into(&mut frame.return_to);
    let around = save::around(Tab::Look, &frame, &saved, &Parameters::default());
    let page = look::page(frame, around, &saved, Some(name));
    Ok(view::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
