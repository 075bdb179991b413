//! `/console/look`: language and colours of the console, also before signing in.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use pages::{Language, Theme};

use crate::state::AppState;
use crate::web::parameters::Form;
use crate::web::{cookies, html};

const REMEMBERED: Duration = Duration::from_hours(24 * 365);

pub(super) async fn post(State(state): State<AppState>, Form(form): Form) -> Response {
    let back = form
        .get("return_to")
        .filter(|path| html::is_path_here(path));
    let language = form.get("language").and_then(Language::from_tag);
    let theme = form.get("theme").and_then(Theme::from_tag);
    let language = language.map(|it| ("language", it.tag()));
    let theme = theme.map(|it| ("theme", it.tag()));
    let chosen = [language, theme].into_iter().flatten();
    let cookies = chosen.map(|(name, tag)| cookies::set(&state.settings, name, tag, REMEMBERED));
    html::with_cookies(html::see_other(back.unwrap_or("/console")), cookies)
}
