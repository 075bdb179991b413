//! `/sns/jscode2session`: a mini program's code for who it is.

use axum::extract::State;
use axum::response::Response;

use super::json::Object;
use super::{answer, refused};
use crate::Simulator;
use crate::platform::codes::Exchange;
use crate::platform::requests::Noted;
use crate::web::caller::Caller;
use crate::web::parameters::Parameters;

pub(super) async fn jscode2session(
    State(simulator): State<Simulator>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Response {
    let exchange = Exchange {
        app_id: parameters.get("appid"),
        secret: parameters.get("secret"),
        grant_type: parameters.get("grant_type"),
        code: parameters.get("js_code"),
        caller,
    };
    simulator.with(
        |platform, now| match platform.mini_session(&exchange, now) {
            Ok(session) => {
                let mut body = Object::new()
                    .text("session_key", &session.session_key)
                    .text("openid", &session.open_id);
                if let Some(union_id) = &session.union_id {
                    body = body.text("unionid", union_id);
                }
                answer(platform, body.finish(), Noted::default())
            }
            Err(code) => refused(platform, code, caller, now),
        },
    )
}
