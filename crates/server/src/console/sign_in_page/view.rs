//! What the preview beside a form shows.

use axum::response::Response;
use http::StatusCode;
use pages::console::experience::View;
use pages::preview::State;
use pages::{Languages, Page, Theme};

use crate::web::headers::Policy;
use crate::web::html;
use crate::web::parameters::Parameters;

/// A page with a preview of ours in a frame.
pub(super) fn page(page: &impl Page) -> Response {
    page_with(StatusCode::OK, page)
}

/// The same with another status.
pub(super) fn page_with(status: StatusCode, page: &impl Page) -> Response {
    let policy = Policy {
        frames: vec!["'self'".to_owned()],
        ..Policy::default()
    };
    html::page_with(status, page, &policy)
}

/// What somebody has chosen to see; the sign-in page, light, in their own language at first.
pub(super) fn of(chosen: &Parameters, languages: &Languages, own: pages::Language) -> View {
    let state = chosen.get("state").and_then(State::named);
    let theme = chosen.get("theme").and_then(Theme::from_tag);
    let named = chosen.get("in").and_then(|tag| {
        let mut on = languages.on.iter();
        on.find(|language| language.tag() == tag).copied()
    });
    let own = Some(own).filter(|own| languages.on.contains(own));
    View {
        state: state.unwrap_or(State::SignIn).name(),
        theme: theme
            .filter(|it| *it == Theme::Dark)
            .unwrap_or(Theme::Light),
        language: named.or(own).unwrap_or(languages.fallback),
        languages: languages.on.clone(),
    }
}

/// The same as a query.
pub(super) fn query(view: &View) -> String {
    format!(
        "state={}&theme={}&in={}",
        view.state,
        view.theme.tag(),
        view.language.tag()
    )
}
