//! `/oidc/device/auth`: a device begins to wait for a person (RFC 8628 section 3.1).

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::device::{DeviceRequest, INTERVAL, LIFETIME, UserCode};
use oidc::{Application, ErrorCode, OAuthError, Parameters};
use serde_json::{Value, json};
use store::NewDevice;

use super::super::body::Body;
use super::super::refused::Refused;
use super::super::{client, refused};
use super::{PATH, user_code_hash};
use crate::state::{AppState, Inner};

pub(in crate::oidc) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Result<Body, Refused>,
) -> Response {
    let endpoint = "/device/auth";
    client::serve(
        &state,
        endpoint,
        &headers,
        body,
        async |application, parameters| {
            let codes = codes(&state, application, parameters).await?;
            Ok(refused::json(StatusCode::OK, &codes))
        },
    )
    .await
}

async fn codes(
    state: &Inner,
    application: &Application,
    parameters: &Parameters,
) -> Result<Value, Refused> {
    let request = DeviceRequest::read(parameters, application)?;
    // A code that another device has is rare once, and nearly impossible twice.
    for _ in 0..TRIES {
        if let Some(codes) = begin(state, application, &request).await? {
            return Ok(codes);
        }
    }
    let text = "no code is free, try again in a moment";
    Err(OAuthError::new(ErrorCode::TemporarilyUnavailable, text).into())
}

const TRIES: u32 = 3;

async fn begin(
    state: &Inner,
    application: &Application,
    request: &DeviceRequest,
) -> Result<Option<Value>, Refused> {
    let now = state.now();
    let device_code = keys::random_token(&*state.entropy);
    let letters = keys::random_letters(&*state.entropy, UserCode::LETTERS, UserCode::LENGTH);
    let Some(user_code) = UserCode::parse(&letters) else {
        return Ok(None);
    };
    let device = NewDevice {
        hash: keys::sha256(device_code.as_bytes()),
        user_code_hash: user_code_hash(state, &user_code),
        application_id: &application.id,
        request,
        interval: INTERVAL,
        expires_at: now.plus(LIFETIME),
    };
    if !state.store.add_device(&device, now).await? {
        return Ok(None);
    }
    tracing::info!(application = application.id, "a device waits for a person");
    let address = state.settings.address(PATH);
    Ok(Some(json!({
        "device_code": device_code,
        "user_code": user_code.to_string(),
        "verification_uri": address,
        "verification_uri_complete": format!("{address}?user_code={user_code}"),
        "expires_in": LIFETIME.as_secs(),
        "interval": INTERVAL,
    })))
}
