//! `/_sim/export` and `/_sim/seed`: the present situation as a file, and a file as the situation.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::json;
use crate::{SeedFile, Simulator};

/// A TOML file that `--apply` and `/_sim/seed` take; it holds the secrets of the apps.
pub(super) async fn export(State(simulator): State<Simulator>) -> Response {
    let file = simulator.with(|platform, _| SeedFile {
        review: Some(platform.review),
        switches: Some(platform.switches.clone()),
        accounts: platform.accounts.clone(),
        apps: platform.apps.clone(),
        people: platform.people.clone(),
    });
    match file.write() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/toml")], text).into_response(),
        Err(problem) => json::error(StatusCode::INTERNAL_SERVER_ERROR, &problem),
    }
}

/// Replaces everything by what the file says; nothing changes if it is not accepted.
pub(super) async fn seed(State(simulator): State<Simulator>, body: Bytes) -> Response {
    let text = std::str::from_utf8(&body).map_err(|_| "the file is not UTF-8".to_owned());
    match text
        .and_then(SeedFile::read)
        .and_then(|file| simulator.seed(&file))
    {
        Ok(()) => json::ok(&simulator.with(|_, now| json!({ "now": now }))),
        Err(problem) => json::error(StatusCode::BAD_REQUEST, &problem),
    }
}
