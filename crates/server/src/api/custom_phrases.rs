//! `/api/custom-phrases`: own words of the sign-in pages, by language.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use pages::{Language, PhraseProblem, Phrases};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::error::Part;
use super::guard::Caller;
use super::path::Path;
use super::sign_in_exp::{from_tag, save, to_tag};
use super::{ApiError, ErrorBody};
use crate::manage::experience;
use crate::state::AppState;

/// Own words in one language.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CustomPhrases)]
pub(super) struct CustomPhrasesView {
    /// The language, such as `zh-CN`.
    language_tag: String,
    /// Each text by its key, with its variables in braces.
    translation: BTreeMap<String, String>,
}

/// Own words: each text by its key. `/api/.well-known/phrases` lists the keys.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(as = CustomPhrasesFields)]
pub(super) struct Texts(BTreeMap<String, String>);

/// List own words
///
/// The languages in which some text of the pages is replaced.
#[utoipa::path(
    get,
    path = "/api/custom-phrases",
    tag = "Custom phrases",
    operation_id = "ListCustomPhrases",
    responses(
        (status = 200, description = "Own words by language.", body = [CustomPhrasesView]),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
) -> Result<Json<Vec<CustomPhrasesView>>, ApiError> {
    let phrases = state.store.experience().await?.phrases.into_iter();
    Ok(Json(phrases.map(view).collect()))
}

/// Get own words in a language
#[utoipa::path(
    get,
    path = "/api/custom-phrases/{languageTag}",
    tag = "Custom phrases",
    operation_id = "GetCustomPhrases",
    params(("languageTag" = String, Path, description = "The language, such as `zh-CN`.")),
    responses(
        (status = 200, description = "Own words.", body = CustomPhrasesView),
        (status = 404, description = "`entity.not_found`: none in this language.", body = ErrorBody),
    ),
)]
pub(super) async fn get(
    State(state): State<AppState>,
    Path(tag): Path<String>,
) -> Result<Json<CustomPhrasesView>, ApiError> {
    let tag = from_tag(&tag);
    let mut phrases = state.store.experience().await?.phrases;
    let own = phrases.remove_entry(&tag).ok_or_else(ApiError::not_found)?;
    Ok(Json(view(own)))
}

/// Replace the own words in a language
///
/// As a whole: a text that is left out, or empty, is the built-in one again.
#[utoipa::path(
    put,
    path = "/api/custom-phrases/{languageTag}",
    tag = "Custom phrases",
    operation_id = "ReplaceCustomPhrases",
    params(("languageTag" = String, Path, description = "The language, such as `zh-CN`.")),
    request_body = Texts,
    responses(
        (status = 200, description = "They are like this now.", body = CustomPhrasesView),
        (status = 400, description = "`guard.invalid_input`: an unknown key or variable, or a language that pages do not speak.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`", body = ErrorBody),
    ),
)]
pub(super) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    Path(tag): Path<String>,
    JsonBody(Texts(texts)): JsonBody<Texts>,
) -> Result<Json<CustomPhrasesView>, ApiError> {
    let Some(language) = Language::from_tag(&tag) else {
        let text = "pages do not speak this language";
        return Err(ApiError::invalid_input(Part::Path, "languageTag", text));
    };
    for (key, text) in &texts {
        match Phrases::check(key, text) {
            Ok(()) | Err(PhraseProblem::Empty) => {}
            Err(PhraseProblem::UnknownKey) => {
                let text = "some key is not one of /api/.well-known/phrases";
                return Err(ApiError::invalid_input(Part::Body, "", text));
            }
            // The key is one of ours, so it may be repeated.
            Err(problem) => {
                let text = problem.to_string();
                return Err(ApiError::invalid_input(Part::Body, key, &text));
            }
        }
    }
    let tag = language.tag();
    let actor = caller.actor();
    let saved = save(&state, &actor, |experience| {
        experience.phrases.insert(tag.to_owned(), texts.clone());
        experience::tidy(experience);
        Ok(())
    });
    let own = saved.await?.phrases.remove(tag).unwrap_or_default();
    Ok(Json(view((tag.to_owned(), own))))
}

/// Remove the own words in a language
#[utoipa::path(
    delete,
    path = "/api/custom-phrases/{languageTag}",
    tag = "Custom phrases",
    operation_id = "DeleteCustomPhrases",
    params(("languageTag" = String, Path, description = "The language, such as `zh-CN`.")),
    responses(
        (status = 204, description = "They are gone."),
        (status = 404, description = "`entity.not_found`: none in this language.", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`", body = ErrorBody),
    ),
)]
pub(super) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path(tag): Path<String>,
) -> Result<StatusCode, ApiError> {
    let tag = from_tag(&tag);
    save(&state, &caller.actor(), |experience| {
        let gone = experience.phrases.remove(&tag);
        gone.map(|_| ()).ok_or_else(ApiError::not_found)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn view((tag, translation): (String, BTreeMap<String, String>)) -> CustomPhrasesView {
    CustomPhrasesView {
        language_tag: to_tag(&tag),
        translation,
    }
}
