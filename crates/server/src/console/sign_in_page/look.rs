//! `/console/sign-in-page/look`: colours, pictures, style sheet, whose the pages are.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::experience::look::{Look, Picture};
use pages::console::experience::{Around, Tab};
use pages::console::{ConsoleFrame, Input, Section};
use store::SignInExperience;

use super::save::{self, Outcome};
use super::view;
use crate::configuration::image_address;
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::{LongForm, Query};

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let saved = state.store.experience().await?;
    let frame = admin.frame(&state, Section::SignInPage);
    let around = save::around(Tab::Look, &frame, &saved, &query);
    Ok(view::page(&page(frame, around, &saved, None)))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    match save::save(&state, &admin, Tab::Look, &form).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(wrong) => {
            let frame = admin.frame(&state, Section::SignInPage);
            let saved = state.store.experience().await?;
            let around = Around {
                problems: wrong.problems,
                edition: wrong.edition,
                ..save::around(Tab::Look, &frame, &saved, &form)
            };
            let page = page(frame, around, &wrong.typed, None);
            Ok(view::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// The page; `wrong` is the picture whose file was none.
pub(super) fn page(
    frame: ConsoleFrame,
    around: Around,
    shown: &SignInExperience,
    wrong: Option<&str>,
) -> Look {
    let input = |id: &str, value: &Option<String>| Input {
        value: value.clone().unwrap_or_default(),
        problem: around
            .problems
            .iter()
            .find(|(field, ..)| *field == id)
            .map(|(.., problem)| problem.clone()),
    };
    let picture = |name, hash: &Option<String>| Picture {
        name,
        address: hash.as_deref().map(image_address),
        is_wrong: wrong == Some(name),
    };
    Look {
        primary: input("primary", &shown.colour.primary),
        dark_primary: input("dark_primary", &shown.colour.dark_primary),
        dark_mode: shown.colour.dark_mode,
        organisation: input("organisation", &shown.organisation),
        support_email: input("support_email", &shown.support_email),
        support_website: input("support_website", &shown.support_website),
        custom_css: input("custom_css", &shown.custom_css),
        pictures: vec![
            picture("logo", &shown.logo),
            picture("dark_logo", &shown.dark_logo),
            picture("favicon", &shown.favicon),
        ],
        frame,
        around,
    }
}
