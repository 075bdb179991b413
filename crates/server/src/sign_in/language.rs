//! `/language`: a person chooses the language of the pages. What they have typed comes along.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use pages::Language;

use crate::state::AppState;
use crate::web::parameters::{Form, Query};
use crate::web::{cookies, html, typed};

const REMEMBERED: Duration = Duration::from_hours(24 * 365);

pub(crate) async fn post(
    State(state): State<AppState>,
    Query(query): Query,
    Form(form): Form,
) -> Response {
    // A page with fields of its own sends these, and where to return in the address.
    let back = form
        .get("return_to")
        .or_else(|| query.get("return_to"))
        .filter(|path| html::is_path_here(path))
        .unwrap_or("/");
    let chosen = form.get("language").and_then(Language::from_tag);
    let cookie = chosen
        .map(|language| cookies::set(&state.settings, "language", language.tag(), REMEMBERED));
    let typed = typed::keep(&state, &form);
    html::with_cookies(html::see_other(back), cookie.into_iter().chain(typed))
}
