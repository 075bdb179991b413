//! `/sns/oauth2/refresh_token`: longer life for an access token.

use axum::extract::State;
use axum::response::Response;

use super::{refused, tokens};
use crate::Simulator;
use crate::platform::tokens::Refresh;
use crate::web::caller::Caller;
use crate::web::parameters::Parameters;

pub(super) async fn refresh_token(
    State(simulator): State<Simulator>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Response {
    let refresh = Refresh {
        app_id: parameters.get("appid"),
        grant_type: parameters.get("grant_type"),
        token: parameters.get("refresh_token"),
    };
    simulator.with(|platform, now| match platform.refresh(&refresh, now) {
        Ok(answer) => tokens(platform, &answer),
        Err(code) => refused(platform, code, caller, now),
    })
}
