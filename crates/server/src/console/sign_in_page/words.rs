//! `/console/sign-in-page/words`: the languages of the pages, and own words.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::Language;
use pages::console::experience::words::Words;
use pages::console::experience::{Around, Tab};
use pages::console::{ConsoleFrame, Section};
use store::SignInExperience;

use super::save::{self, Outcome};
use super::{fields, view};
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
    let around = save::around(Tab::Words, &frame, &saved, &query);
    let on = fields::on(&saved);
    Ok(view::page(&page(frame, around, &saved, &on)))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    match save::save(&state, &admin, Tab::Words, &form).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(wrong) => {
            let frame = admin.frame(&state, Section::SignInPage);
            let saved = state.store.experience().await?;
            let around = Around {
                problems: wrong.problems,
                edition: wrong.edition,
                ..save::around(Tab::Words, &frame, &saved, &form)
            };
            let page = page(frame, around, &wrong.typed, &fields::enabled(&form));
            Ok(view::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

fn page(frame: ConsoleFrame, around: Around, shown: &SignInExperience, on: &[String]) -> Words {
    let all = Language::ALL.iter().copied();
    let is_on = |language: Language| on.iter().any(|tag| tag == language.tag());
    let count = |language: Language| {
        let texts = shown.phrases.get(language.tag());
        texts.map_or(0, |texts| i64::try_from(texts.len()).unwrap_or(i64::MAX))
    };
    Words {
        languages: all
            .clone()
            .map(|language| (language, is_on(language)))
            .collect(),
        auto_detect: shown.languages.auto_detect,
        fallback: shown.languages.fallback.clone(),
        own: all.map(|language| (language, count(language))).collect(),
        frame,
        around,
    }
}
