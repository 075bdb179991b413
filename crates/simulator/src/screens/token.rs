//! `/token`: the question for the token of a simulator that others can reach.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::frame;
use crate::Simulator;
use crate::web::cookies;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage {
    frame: Frame,
    is_wrong: bool,
}

pub(crate) fn page(headers: &HeaderMap, is_wrong: bool) -> Response {
    let page = TokenPage {
        frame: frame(headers, "", "/phone"),
        is_wrong,
    };
    (StatusCode::UNAUTHORIZED, html::page(&page)).into_response()
}

pub(super) async fn show(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    if simulator.opens_with(cookies::get(&headers, cookies::TOKEN)) {
        return html::see_other("/phone");
    }
    page(&headers, false)
}

pub(super) async fn enter(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let typed = parameters.last("token").trim();
    let is_plain = typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || !simulator.opens_with(typed) {
        return page(&headers, true);
    }
    let mut response = html::see_other("/phone");
    cookies::add(&mut response, cookies::TOKEN, typed, simulator.is_https());
    response
}
