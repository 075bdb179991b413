//! `/api/.well-known/phrases`: the words of the sign-in pages, for anybody.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, header};
use pages::Phrases;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::ApiError;
use crate::api::query::Query;
use crate::api::sign_in_exp::to_tag;
use crate::state::AppState;

/// The words of the sign-in pages in one language.
#[derive(Serialize, ToSchema)]
#[schema(as = SignInPhrases)]
pub(in crate::api) struct PhrasesView {
    /// Each text by its key, with its variables in braces.
    translation: BTreeMap<&'static str, String>,
}

/// Read the words of the sign-in pages without a token
///
/// With own words in place of the built-in ones. The answer says its language in
/// `Content-Language`.
#[utoipa::path(
    get,
    path = "/api/.well-known/phrases",
    tag = "Public",
    operation_id = "GetWellKnownPhrases",
    security(()),
    params(("lng" = Option<String>, Query, description = "A language; without it the one of Accept-Language.")),
    responses((status = 200, description = "The words.", body = PhrasesView)),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, ApiError> {
    let site = state.configuration().site();
    let wanted = query.one("lng")?;
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let language = site.languages.choose(wanted, None, accepted);
    let experience = state.store.experience().await?;
    let own = experience.phrases.get(language.tag());
    let texts = Phrases::all().iter().map(|phrase| {
        let own = own.and_then(|own| own.get(phrase.key)).cloned();
        let text = own.unwrap_or_else(|| Phrases::built_in(language, phrase));
        (phrase.key, text)
    });
    let body = PhrasesView {
        translation: texts.collect(),
    };
    let tag = HeaderValue::from_str(&to_tag(language.tag()));
    let tag = tag.unwrap_or(HeaderValue::from_static("en"));
    Ok(([(header::CONTENT_LANGUAGE, tag)], Json(body)).into_response())
}
