//! The application that sends a request, proved.

use axum::response::{IntoResponse, Response};
use connector_kit::Timestamp;
use http::{HeaderMap, HeaderValue, header};
use keys::ClientKeys;
use oidc::token::{self, Assertion, Called, ClientCredentials};
use oidc::{Application, ErrorCode, OAuthError, Parameters};
use secrecy::ExposeSecret;
use store::{Proof, StoreError};

use super::body::{self, Body};
use super::cors;
use super::refused::Refused;
use crate::state::Inner;

/// Answers an application that has proved itself; pages of its own may read the answer.
/// Whoever has not is told so, wherever they are. The endpoint is named below the issuer.
pub(super) async fn serve(
    state: &Inner,
    endpoint: &str,
    headers: &HeaderMap,
    body: Result<Body, Refused>,
    answer: impl AsyncFnOnce(&Application, &Parameters) -> Result<Response, Refused>,
) -> Response {
    let proved = match body {
        Ok(Body(parameters)) => prove(state, endpoint, headers, &parameters)
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
    endpoint: &str,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Application, Refused> {
    let authorization = body::header(headers, header::AUTHORIZATION)?;
    let basic = authorization.is_some();
    let refuse = |error| Refused::Application { error, basic };

    let now = state.now();
    let called = Called {
        issuer: &state.settings.issuer(),
        endpoint,
        now: now.seconds(),
    };
    let credentials = token::credentials(authorization, parameters, &called).map_err(refuse)?;
    let (application, proved_by) = match &credentials.assertion {
        None => by_secret(state, &credentials, now).await?,
        Some(assertion) => by_assertion(state, &credentials.client_id, assertion, now).await?,
    };
    let is_proved = proved_by.is_some();
    let proved = token::authenticate(&credentials, application, is_proved).map_err(refuse)?;
    if let Some(assertion) = &credentials.assertion
        && !use_up(state, &proved.id, assertion).await?
    {
        let text = "client_assertion has been used before, its jti is not new";
        return Err(refuse(OAuthError::new(ErrorCode::InvalidClient, text)));
    }
    if let Some(ProvedBy::Secret(proof)) = proved_by
        && proof.is_news(now)
    {
        note_use(state, &proved.id, proof.secret, now);
    }
    Ok(proved)
}

/// What has proved an application.
enum ProvedBy {
    Secret(Proof),
    Key,
}

type Found = (Option<Application>, Option<ProvedBy>);

async fn by_secret(
    state: &Inner,
    credentials: &ClientCredentials,
    now: Timestamp,
) -> Result<Found, StoreError> {
    let (id, secrets) = (&credentials.client_id, &credentials.secrets);
    let found = state.store.application_with_secret(id, secrets, now);
    Ok(match found.await? {
        Some((application, proof)) => (Some(application), proof.map(ProvedBy::Secret)),
        None => (None, None),
    })
}

/// Looks whether a key or a secret of the application has signed a statement. Its own kind of key
/// decides how that is checked, so none is ever taken for a secret.
async fn by_assertion(
    state: &Inner,
    id: &str,
    assertion: &Assertion,
    now: Timestamp,
) -> Result<Found, StoreError> {
    let Some(application) = state.store.application(id).await? else {
        return Ok((None, None));
    };
    let token = assertion.token.expose_secret();
    let proved_by = if assertion.by_secret {
        let secrets = state.store.open_application_secrets(id, now).await?;
        let signed = secrets
            .into_iter()
            .find(|(_, secret)| keys::secret_has_signed(secret.expose_secret().as_bytes(), token));
        signed.map(|(proof, _)| ProvedBy::Secret(proof))
    } else {
        let known = application.jwks.as_ref();
        let known = known.and_then(|jwks| ClientKeys::read(jwks).ok());
        let signed = known.is_some_and(|known| known.have_signed(token));
        signed.then_some(ProvedBy::Key)
    };
    Ok((Some(application), proved_by))
}

/// Counts a statement, which counts once. It is remembered a little longer than it lasts, because the
/// clocks of nodes differ.
async fn use_up(
    state: &Inner,
    application: &str,
    assertion: &Assertion,
) -> Result<bool, StoreError> {
    let parts = [application.as_bytes(), assertion.id.as_bytes()];
    let hash = state.keyring.mac("client assertion", &parts);
    let end = Timestamp(assertion.expires_at.saturating_mul(1000));
    let until = end.plus(Assertion::LEEWAY);
    state.store.use_client_assertion(hash, until).await
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
