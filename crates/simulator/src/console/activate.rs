//! `/platform/activate`: what the link of the activation mail opens. Looking activates nothing.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::enter;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::{Simulator, screens};

#[derive(Template)]
#[template(path = "platform/activate.html")]
struct ActivatePage {
    frame: Frame,
    email: Option<String>,
    token: String,
}

pub(super) async fn form(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    page(&simulator, &headers, parameters.get("token"))
}

pub(super) async fn activate(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let token = parameters.last("token");
    match simulator.with(|platform, _| platform.activate(token)) {
        Some(session) => enter(&simulator, &session, "/platform/register"),
        None => page(&simulator, &headers, token),
    }
}

fn page(simulator: &Simulator, headers: &HeaderMap, token: &str) -> Response {
    let email = simulator.with(|platform, _| {
        platform
            .to_activate(token)
            .map(|account| account.email.clone())
    });
    let status = if email.is_some() {
        StatusCode::OK
    } else {
        StatusCode::GONE
    };
    let page = ActivatePage {
        frame: screens::frame(headers, "platform", "/platform"),
        token: token.to_owned(),
        email,
    };
    (status, html::page(&page)).into_response()
}
