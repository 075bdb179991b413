//! `/platform/bind`: 绑定 of a service account, by which it sees union ids.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Visitor;
use crate::Simulator;
use crate::web::html;
use crate::web::parameters::Parameters;

pub(super) async fn bind(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    parameters: Parameters,
) -> Response {
    let is_bound = parameters.last("act") == "bind";
    let app_id = parameters.last("app_id");
    match simulator.with(|platform, _| platform.bind(&visitor.account.id, app_id, is_bound)) {
        Ok(()) => html::see_other("/platform?tab=service-account"),
        Err(problem) => (StatusCode::CONFLICT, problem.en).into_response(),
    }
}
