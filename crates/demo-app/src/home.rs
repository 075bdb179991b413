//! `/`: who you are.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;
use url::Url;

use crate::{App, callback::Session, cookies, page, trail::Step};

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome {
    phone: Option<String>,
    /// Whether the provider has ended the session.
    ended: bool,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person<'a> {
    name: Option<&'a str>,
    picture: Option<Url>,
    claims: Vec<(&'a str, String)>,
    steps: &'a [Step],
    phone: Option<String>,
}

/// Shows the person who is signed in, or the way to sign in.
pub(crate) async fn show(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let simulator = app.settings.simulator.as_ref();
    let phone = simulator.and_then(|it| it.join("/phone").ok());
    let phone = phone.map(String::from);
    let cookie = cookies::read(&headers, cookies::SESSION, app.is_https());
    let session = cookie.as_ref().and_then(|id| app.sessions.get(id));
    match session {
        None => {
            let ended = cookie.is_some_and(|id| app.ended.get(&id).is_some());
            page::render(StatusCode::OK, &Welcome { phone, ended }, "", "")
        }
        Some(session) => person(&app, &session, phone),
    }
}

fn person(app: &App, session: &Session, phone: Option<String>) -> Response {
    let text = |name: &str| session.claims.get(name).and_then(Value::as_str);
    let picture = text("picture")
        .and_then(|address| Url::parse(address).ok())
        .filter(|address| matches!(address.scheme(), "http" | "https"));
    let images = picture.as_ref().map(origin).unwrap_or_default();

    // Browsers apply `form-action` to the redirect that follows the *Sign out* form too.
    let provider = app.provider.get();
    let sign_out = provider.and_then(|it| it.metadata.end_session_endpoint.as_ref());
    let form_action = sign_out.map(origin).unwrap_or_default();

    let claims = session.claims.iter().filter_map(|(name, value)| {
        let text = match value {
            // The person has none.
            Value::Null => return None,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some((name.as_str(), text))
    });
    let page = Person {
        name: text("name").filter(|name| !name.trim().is_empty()),
        picture,
        claims: claims.collect(),
        steps: &session.steps,
        phone,
    };
    page::render(StatusCode::OK, &page, &form_action, &images)
}

fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}
