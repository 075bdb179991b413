//! WeChat sign-in for any axum application: one handler leads away, one leads back.

use std::{collections::HashMap, sync::Arc};

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::response::{IntoResponse, Redirect};
use connector_kit::{self as kit, SocialConnector, SystemClock};
use connectors::http::OutgoingClient;
use tokio::sync::Mutex;
use url::{Url, form_urlencoded};

use super::random::{self, Random};

pub(crate) struct WeChat {
    pub(crate) connector: Box<dyn SocialConnector>,
    pub(crate) http: OutgoingClient,
    pub(crate) callback: Url,
    /// Who is on the way: states, and what the connector wants back with them.
    pub(crate) sent: Mutex<HashMap<String, serde_json::Value>>,
}

type Shared = State<Arc<WeChat>>;

/// Sends a browser to WeChat, and binds it to a state by a cookie.
pub(crate) async fn start(app: Shared, headers: HeaderMap) -> Result<impl IntoResponse, String> {
    let state = random::state();
    let request = kit::AuthorizationRequest {
        state: &state,
        redirect_uri: &app.callback,
        language: "en",
        user_agent: text(&headers, header::USER_AGENT),
    };
    let away = app.connector.authorization_uri(&request);
    let away = away.map_err(|error| error.to_string())?;
    let cookie = format!("wechat={state}; HttpOnly; SameSite=Lax; Max-Age=600");
    app.sent.lock().await.insert(state, away.session);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&away.uri)))
}

/// Turns what a browser brings back into a person. A state works once, in its browser.
pub(crate) async fn finish(app: Shared, headers: HeaderMap, uri: Uri) -> Result<String, String> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let back: kit::CallbackParameters = form_urlencoded::parse(query).into_owned().collect();
    let state = back.get("state").map_or("", String::as_str);
    let cookies = text(&headers, header::COOKIE).unwrap_or_default();
    let is_bound = cookies.contains(&format!("wechat={state}"));
    let session = app.sent.lock().await.remove(state);
    let context = kit::Context {
        http: &app.http,
        clock: &SystemClock,
        entropy: &Random,
        session: &session.filter(|_| is_bound).ok_or("Start again here.")?,
        steps: &kit::Steps::default(),
    };
    let person = app.connector.user_info(&back, context).await;
    let person = person.map_err(|error| error.to_string())?;
    let name = person.name.as_deref().unwrap_or("somebody without a name");
    Ok(format!("Signed in: {name}, {:?}", person.keys.strongest()))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
