//! `/language`: Chinese, Chinese with English, or English on the simulated screens.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::Simulator;
use crate::web::cookies;
use crate::web::html::{self, local_path};
use crate::web::parameters::Parameters;
use crate::web::speech::Mode;

pub(super) async fn choose(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    let mode = Mode::named(parameters.get("mode"));
    let cookie = cookies::set(cookies::LANGUAGE, mode.word(), simulator.is_https());
    let back = local_path(parameters.get("back"), "/phone");
    ([(header::SET_COOKIE, cookie)], html::see_other(back)).into_response()
}
