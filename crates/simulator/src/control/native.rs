//! `/_sim/native`: a mobile app asks its Open SDK and the person allows, or a mini program calls `wx.login`.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::json::{self, Body};
use crate::Simulator;

/// Who allows what to which app.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    app_id: String,
    person: String,
    /// What the app asks for; `snsapi_userinfo` is what the Open SDK takes.
    #[serde(default)]
    scope: String,
}

pub(super) async fn allow(State(simulator): State<Simulator>, Body(wish): Body<Wish>) -> Response {
    json::outcome(simulator.with(|platform, now| {
        let code = platform.native_code(&wish.app_id, &wish.person, &wish.scope, now)?;
        Ok(json!({ "code": code }))
    }))
}
