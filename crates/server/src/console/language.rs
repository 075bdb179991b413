//! The language of the console.

use http::{HeaderMap, header};
use pages::{Language, Languages};

use crate::state::Inner;
use crate::web::cookies;

/// The language for a browser: what was chosen in it, else what the administrator has
/// chosen, else what the browser asks for. Which languages people are offered on the
/// sign-in pages does not matter here.
pub(super) fn of(state: &Inner, headers: &HeaderMap, own: Option<&str>) -> Language {
    let chosen = cookies::read(&state.settings, headers, "language");
    let configuration = state.configuration();
    let pseudo = chosen.as_deref().and_then(Language::pseudo);
    if let Some(pseudo) = pseudo.filter(|_| configuration.any_simulator().is_some()) {
        return pseudo;
    }
    let fallback = configuration.settings().default_language.as_deref();
    let languages = Languages {
        on: Language::CONSOLE.to_vec(),
        auto_detect: true,
        fallback: fallback
            .and_then(Language::from_tag)
            .unwrap_or(Language::En)
            .for_console(),
    };
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    languages.choose(None, chosen.as_deref().or(own), accepted)
}
