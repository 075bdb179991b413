//! Who is looking: the language, the colours, the browser.

use accounts::Reference;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use pages::{Application, Frame, Language, Theme};

use super::{anti_forgery, cookies};
use crate::sign_in::interaction::Interaction;
use crate::state::Inner;

/// The header that carries the reference of an attempt.
pub(crate) const REFERENCE: HeaderName = HeaderName::from_static("pailou-reference");

/// The frame of a page that belongs to no interaction.
pub(crate) fn frame(state: &Inner, headers: &HeaderMap, return_to: &str) -> Frame {
    let configuration = state.configuration();
    Frame {
        language: language(state, headers, None),
        theme: cookies::read(&state.settings, headers, "theme")
            .and_then(|tag| Theme::from_tag(&tag))
            .unwrap_or_default(),
        simulator: configuration.simulator(),
        application: None,
        return_to: return_to.to_owned(),
        csrf: anti_forgery::token(state, ""),
        site: configuration.site(),
        preview: false,
    }
}

/// The frame of a page that belongs to an interaction.
pub(crate) fn frame_in(
    state: &Inner,
    headers: &HeaderMap,
    return_to: &str,
    interaction: &Interaction,
    application: Option<&oidc::Application>,
) -> Frame {
    Frame {
        language: language(state, headers, interaction.goal.ui_locales()),
        application: application.map(application_of),
        csrf: anti_forgery::token(state, &interaction.binding),
        ..frame(state, headers, return_to)
    }
}

/// An application as people know it.
pub(crate) fn application_of(application: &oidc::Application) -> Application {
    Application {
        name: application.name.clone(),
        home: application.home(),
    }
}

/// The language for this browser; `ui_locales` is what the application asked for.
///
/// Languages for tests are there only while nobody real is signed in through what is shown.
pub(crate) fn language(state: &Inner, headers: &HeaderMap, ui_locales: Option<&str>) -> Language {
    let chosen = cookies::read(&state.settings, headers, "language");
    let chosen = chosen.as_deref();
    let configuration = state.configuration();
    let pseudo = chosen.and_then(Language::pseudo);
    if let Some(pseudo) = pseudo.filter(|_| configuration.simulator().is_some()) {
        return pseudo;
    }
    let accepted = text(headers, &header::ACCEPT_LANGUAGE);
    let languages = &configuration.site().languages;
    languages.choose(ui_locales, chosen, accepted)
}

/// The browser's name for itself: a claim.
pub(crate) fn user_agent(headers: &HeaderMap) -> Option<&str> {
    text(headers, &header::USER_AGENT)
}

/// The beginning of a browser's name for itself, which is enough to know it again in a
/// list.
pub(crate) fn cut_user_agent(user_agent: &str) -> String {
    let end = user_agent.floor_char_boundary(LONGEST_USER_AGENT);
    user_agent[..end].to_owned()
}

/// How much of a browser's name is kept, in bytes.
const LONGEST_USER_AGENT: usize = 200;

/// Whether the browser only looks ahead, so that nothing may happen yet.
pub(crate) fn is_prefetch(headers: &HeaderMap) -> bool {
    let ahead = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.contains("prefetch") || value.contains("preview"))
    };
    ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .into_iter()
        .any(ahead)
}

/// Whether the answer goes into a frame.
pub(crate) fn is_framed(headers: &HeaderMap) -> bool {
    let destination = headers.get("sec-fetch-dest");
    destination.is_some_and(|value| value == "iframe" || value == "frame")
}

/// Whether a script asks, which wants data instead of a page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    text(headers, &header::ACCEPT).is_some_and(|accept| accept == "application/json")
}

/// The reference as a header, for whoever looks at the network instead of the page.
pub(crate) fn reference_header(reference: &Reference) -> HeaderValue {
    HeaderValue::from_str(&reference.to_string()).unwrap_or(HeaderValue::from_static(""))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
