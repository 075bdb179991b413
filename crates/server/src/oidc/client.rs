//! The application that sends a request, proved.

use axum::response::{IntoResponse, Response};
use connector_kit::Timestamp;
use http::{HeaderMap, HeaderValue, header};
use oidc::{Application, Parameters, token};

use super::body::{self, Body};
use super::cors;
use super::refused::Refused;
use crate::state::Inner;

/// Answers an application that has proved itself; pages of its own may read the answer.
/// Whoever has not is told so, wherever they are.
pub(super) async fn serve(
    state: &Inner,
    headers: &HeaderMap,
    body: Result<Body, Refused>,
    answer: impl AsyncFnOnce(&Application, &Parameters) -> Result<Response, Refused>,
) -> Response {
    let proved = match body {
        Ok(Body(parameters)) => prove(state, headers, &parameters)
            .await
            .map(|application| (application, parameters)),
        Err(refused) => Err(refused),
    };
    match proved {
        Err(refused) => cors::for_anybody(refused.into_response()),
        Ok((application, parameters)) => {
            let answer = answer(&application, &parameters).await;
            let mut answer = answer.unwrap_or_else(IntoResponse::into_response);
            // What is never stored anyway must say so to caches of HTTP/1.0 too (RFC 6749 section 5.1).
            let no_cache = HeaderValue::from_static("no-cache");
            answer.headers_mut().insert(header::PRAGMA, no_cache);
            cors::for_application(answer, headers, &application)
        }
    }
}

/// Finds out which application sends a request, and makes it prove that.
async fn prove(
    state: &Inner,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Application, Refused> {
    let authorization = body::header(headers, header::AUTHORIZATION)?;
    let basic = authorization.is_some();
    let refuse = |error| Refused::Application { error, basic };

    let credentials = token::credentials(authorization, parameters).map_err(refuse)?;
    let (id, secrets) = (&credentials.client_id, &credentials.secrets);
    let now = state.now();
    let found = state.store.application_with_secret(id, secrets, now);
    let (application, proof) = match found.await? {
        Some((application, proof)) => (Some(application), proof),
        None => (None, None),
    };
    let proved = token::authenticate(&credentials, application, proof.is_some()).map_err(refuse)?;
    if let Some(proof) = proof.filter(|proof| proof.is_news(now)) {
        note_use(state, &proved.id, proof.secret, now);
    }
    Ok(proved)
}

/// Notes that a secret is in use, while the answer goes out.
fn note_use(state: &Inner, application: &str, secret: String, now: Timestamp) {
    let (store, application) = (state.store.clone(), application.to_owned());
    state.tasks.spawn(async move {
        let noted = store.note_secret_use(&application, &secret, now).await;
        if let Err(error) = noted {
            tracing::warn!(application, %error, "the use of a secret is not noted");
        }
    });
}
