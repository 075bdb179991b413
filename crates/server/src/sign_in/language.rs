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
        .filter(|path| is_path_here(path))
        .unwrap_or("/");
    let chosen = form.get("language").and_then(Language::from_tag);
    let cookie = chosen
        .map(|language| cookies::set(&state.settings, "language", language.tag(), REMEMBERED));
    html::with_cookies(html::see_other(back), cookie)
}

/// Whether this is a path of ours. Browsers read `//host` and `/\host` as addresses of
/// other sites, and drop control characters before they look.
fn is_path_here(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::is_path_here;

    #[test]
    fn only_paths_of_ours_are_returned_to() {
        assert!(is_path_here("/sign-in?interaction=abc"));
        assert!(is_path_here("/"));
        for elsewhere in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\\b",
            "javascript:alert(1)",
            "evil",
            "/\u{a0}",
        ] {
            assert!(!is_path_here(elsewhere), "{elsewhere:?}");
        }
    }
}
