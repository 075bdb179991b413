//! `/sns/userinfo`: who a token belongs to.

use axum::extract::State;
use axum::response::Response;

use super::json::Object;
use super::{answer, refused};
use crate::Simulator;
use crate::platform::Platform;
use crate::platform::requests::Noted;
use crate::platform::tokens::Profile;
use crate::web::caller::Caller;
use crate::web::parameters::Parameters;

/// `lang` changes nothing, because the places it would translate are empty (`wechat-platform.md` 5.3).
pub(super) async fn userinfo(
    State(simulator): State<Simulator>,
    Caller(caller): Caller,
    parameters: Parameters,
) -> Response {
    let (token, open_id) = (parameters.get("access_token"), parameters.get("openid"));
    simulator.with(
        |platform, now| match platform.profile(token, open_id, now) {
            Ok(profile) => whole(platform, profile),
            Err(code) => refused(platform, code, caller, now),
        },
    )
}

/// Sex and places are empty since 2021; their keys stay (`wechat-platform.md` 6).
fn whole(platform: &Platform, profile: Profile) -> Response {
    let mut body = Object::new()
        .text("openid", &profile.open_id)
        .text("nickname", &profile.nickname)
        .number("sex", 0)
        .text("language", "")
        .text("city", "")
        .text("province", "")
        .text("country", "")
        .text("headimgurl", &profile.picture)
        .empty_list("privilege");
    if let Some(union_id) = &profile.union_id {
        body = body.text("unionid", union_id);
    }
    let noted = Noted {
        app_id: Some(profile.app_id),
        ..Noted::default()
    };
    answer(platform, body.finish(), noted)
}
