//! `/language`: a person chooses the language of the pages.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use pages::Language;

use crate::state::AppState;
use crate::web::parameters::Form;
use crate::web::{cookies, html};

const REMEMBERED: Duration = Duration::from_hours(24 * 365);

pub(crate) async fn post(State(state): State<AppState>, Form(form): Form) -> Response {
    let back = form
        .get("return_to")
        .filter(|path| html::is_path_here(path))
        .unwrap_or("/");
    let chosen = form.get("language").and_then(Language::from_tag);
    let cookie = chosen
        .map(|language| cookies::set(&state.settings, "language", language.tag(), REMEMBERED));
    html::with_cookies(html::see_other(back), cookie)
}
