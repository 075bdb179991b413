//! `/platform/apps/{number}/state`: the simulator's switches of an app, and the end of a draft.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Visitor, kind_word};
use crate::Simulator;
use crate::web::html;
use crate::web::parameters::Parameters;

pub(super) async fn change(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    let account = visitor.account.id.as_str();
    let act = parameters.last("act");
    if act == "delete" {
        let is_gone = simulator.with(|platform, _| platform.delete_app(account, &number));
        return Ok(if is_gone {
            html::see_other(&format!("/platform?tab={}", kind_word(app.kind)))
        } else {
            StatusCode::CONFLICT.into_response()
        });
    }
    let is_done = simulator.with(|platform, now| platform.switch_app(account, &number, act, now));
    Ok(if is_done {
        html::see_other(&format!("/platform/apps/{number}"))
    } else {
        StatusCode::CONFLICT.into_response()
    })
}
