//! Devices without a browser, which a person signs in with another one (RFC 8628).
//!
//! The device asks at `/oidc/device/auth` and shows the person a code. The person types it at
//! `/oidc/device`, signs in, and decides at `/oidc/device/confirm`. Meanwhile the device asks at the token
//! endpoint. Nobody is told whether a code is known before they have signed in: so each guess is
//! somebody's, and can be counted.

pub(super) mod auth;
pub(super) mod code;
pub(crate) mod confirm;

use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::device::UserCode;
use pages::device_code::{DeviceCode, Problem};

use crate::state::Inner;
use crate::web::{anti_forgery, html, visitor};

/// Where the code is typed, below the public address.
pub(crate) const PATH: &str = "/oidc/device";
/// Where somebody decides.
pub(super) const CONFIRM: &str = "/oidc/device/confirm";

/// Under which hash a code is stored. It is short, so the hash has a key: a copy of the database gives
/// no code.
fn user_code_hash(state: &Inner, code: &UserCode) -> [u8; 32] {
    state.keyring.mac("device user code", &[code.letters()])
}

/// The page where a code is typed, or typed again.
fn code_page(
    state: &Inner,
    headers: &HeaderMap,
    typed: &str,
    problem: Option<Problem>,
) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(Problem::Form) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Problem::Unknown) => StatusCode::NOT_FOUND,
        Some(Problem::TooOften) => StatusCode::TOO_MANY_REQUESTS,
    };
    let page = DeviceCode {
        frame: pages::Frame {
            csrf: anti_forgery::token(state, FORM),
            ..visitor::frame(state, headers, PATH)
        },
        action: PATH.to_owned(),
        code: typed.to_owned(),
        problem,
    };
    html::page(status, &page, &[])
}

/// What the token of the form is tied to. The form belongs to nobody yet: it begins something, in the
/// browser that sends it.
const FORM: &str = "device code";
