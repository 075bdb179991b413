//! `/sns/auth`: whether a token is alive.

use axum::extract::State;
use axum::response::Response;

use super::json::Object;
use super::{answer, refused};
use crate::Simulator;
use crate::platform::requests::Noted;
use crate::web::caller::Caller;
use crate::web::parameters::Parameters;

pub(super) async fn auth(
    State(simulator): State<Simulator>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Response {
    let (token, open_id) = (parameters.get("access_token"), parameters.get("openid"));
    simulator.with(
        |platform, now| match platform.check_token(token, open_id, now) {
            Ok((grant, _)) => {
                let noted = Noted {
                    errcode: Some(0),
                    app_id: Some(grant.app_id.clone()),
                    ..Noted::default()
                };
                let body = Object::new().number("errcode", 0).text("errmsg", "ok");
                answer(platform, body.finish(), noted)
            }
            Err(code) => refused(platform, code, caller, now),
        },
    )
}
