//! `/oidc/device`: a person types the code that a device shows (RFC 8628 section 3.3).

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use oidc::device::UserCode;
use pages::device_code::Problem;
use pages::start_again::Why;

use super::{FORM, code_page, confirm};
use crate::sign_in::goal::Own;
use crate::sign_in::interaction::Interaction;
use crate::sign_in::start_again;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Query};
use crate::web::typed::Typed;
use crate::web::{anti_forgery, html};

/// The code may be in the address, as a device shows it for cameras (section 3.3.1); it is only filled
/// in, and the person still compares it.
pub(in crate::oidc) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Response {
    let given = query.get("user_code").and_then(UserCode::parse);
    let given = given.map(|code| code.to_string());
    let typed = Typed::of(&state, &headers);
    let text = typed.get("user_code").or(given.as_deref());
    let page = code_page(&state, &headers, text.unwrap_or_default(), None);
    typed.shown(&state, page)
}

/// Takes the code along to the sign-in, in a sealed cookie. Whether it is one of a device is told
/// afterwards.
pub(in crate::oidc) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let typed = form.get("user_code").unwrap_or_default();
    if !anti_forgery::is_token(&state, FORM, form.get("csrf")) {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    let Some(code) = UserCode::parse(typed) else {
        return Ok(code_page(&state, &headers, typed, Some(Problem::Form)));
    };
    let (interaction, cookies) = Interaction::begin(&state, &headers, Own::Device(code)).await?;
    let page = html::see_other(&confirm::path(&interaction.id));
    Ok(html::with_cookies(page, cookies))
}
