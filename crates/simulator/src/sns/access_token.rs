//! `/sns/oauth2/access_token`: a code for tokens.

use axum::extract::State;
use axum::response::Response;

use super::{refused, tokens};
use crate::Simulator;
use crate::platform::codes::Exchange;
use crate::web::caller::Caller;
use crate::web::parameters::Parameters;

pub(super) async fn access_token(
    State(simulator): State<Simulator>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Response {
    let exchange = Exchange {
        app_id: parameters.get("appid"),
        secret: parameters.get("secret"),
        grant_type: parameters.get("grant_type"),
        code: parameters.get("code"),
        caller,
    };
    simulator.with(|platform, now| match platform.exchange(&exchange, now) {
        Ok(answer) => tokens(platform, &answer),
        Err(code) => refused(platform, code, caller, now),
    })
}
