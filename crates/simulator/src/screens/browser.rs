//! `/browser`: lets somebody else sit in WeChat's own browser, from the list beside its page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::Simulator;
use crate::web::cookies;
use crate::web::html::{self, local_path};
use crate::web::parameters::Parameters;

pub(super) async fn choose(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    let chosen = parameters.get("person");
    if simulator.with(|platform, _| platform.person(chosen).is_none()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = html::see_other(local_path(parameters.get("back"), "/phone"));
    let is_https = simulator.is_https();
    cookies::add(&mut response, cookies::BROWSER_PERSON, chosen, is_https);
    response
}
