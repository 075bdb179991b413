//! Where applications are told that sessions have ended: notes what comes, and answers as a test
//! wants.

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// What somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The path that was called.
    pub path: String,
    /// What was sent says of its form.
    pub content_type: String,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// The logout token.
    pub token: String,
}

/// How the next call is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// With a status.
    Status(u16),
    /// By sending the caller to `/elsewhere`.
    Redirect,
    /// Not at all.
    Silence,
}

/// The ears of all applications of a test.
#[derive(Clone, Default)]
pub struct Ears(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    told: Vec<Told>,
    replies: Vec<Reply>,
}

impl Ears {
    /// Hears at every path; answers 200 unless told otherwise.
    pub fn router(&self) -> Router {
        Router::new().fallback(hear).with_state(self.clone())
    }

    /// Answers the next calls in these ways, the first one first.
    pub fn will_answer(&self, replies: &[Reply]) {
        self.heard().replies.extend(replies.iter().rev());
    }

    /// What was told since somebody last asked, oldest first.
    pub fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.heard().told)
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().expect("no test panics in here")
    }
}

async fn hear(
    State(ears): State<Ears>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let token = pairs.iter().find(|(name, _)| name == "logout_token");
    let kind = headers.get(header::CONTENT_TYPE);
    let told = Told {
        path: uri.path().to_owned(),
        content_type: kind
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        token: token.map(|(_, token)| token.clone()).unwrap_or_default(),
        fields: pairs.iter().map(|(name, _)| name.clone()).collect(),
    };
    let reply = {
        let mut heard = ears.heard();
        heard.told.push(told);
        heard.replies.pop()
    };
    match reply {
        None => StatusCode::OK.into_response(),
        Some(Reply::Status(status)) => StatusCode::from_u16(status)
            .expect("a status of a test is one")
            .into_response(),
        Some(Reply::Redirect) => (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, "/elsewhere")],
        )
            .into_response(),
        Some(Reply::Silence) => std::future::pending().await,
    }
}
