//! `/avatars/{person}/{size}`: the pictures that profiles point at, in place of `thirdwx.qlogo.cn`.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::{Simulator, avatar};

pub(crate) fn routes() -> Router<Simulator> {
    Router::new().route("/avatars/{person}/{size}", get(picture))
}

async fn picture(
    State(simulator): State<Simulator>,
    Path((person, size)): Path<(String, String)>,
) -> Response {
    let is_known = person == avatar::NOBODY
        || simulator.with(|platform, _| platform.person(&person).is_some());
    let jpeg = avatar::side(&size)
        .filter(|_| is_known)
        .and_then(|side| avatar::jpeg(&person, side));
    match jpeg {
        Some(jpeg) => ([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
