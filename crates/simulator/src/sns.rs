//! `api.weixin.qq.com`: tokens and profiles (`wechat-platform.md` 5).
//!
//! All answers have status 200 and the content type `text/plain`, errors too.

mod access_token;
mod auth;
mod json;
mod refresh_token;
mod userinfo;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use json::Object;

use crate::platform::errcode::ErrCode;
use crate::platform::requests::Noted;
use crate::platform::tokens::Answer;
use crate::{Simulator, entropy};

/// The four endpoints. The exchange of a code also takes a form by POST, as some clients send it.
pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route(
            "/sns/oauth2/access_token",
            get(access_token::access_token)
                .post(access_token::access_token)
                .fallback(wrong_method),
        )
        .route(
            "/sns/oauth2/refresh_token",
            get(refresh_token::refresh_token).fallback(wrong_method),
        )
        .route(
            "/sns/userinfo",
            get(userinfo::userinfo).fallback(wrong_method),
        )
        .route("/sns/auth", get(auth::auth).fallback(wrong_method))
}

/// An error in WeChat's form, with a request id whose first group is the time (`wechat-platform.md` 8.3).
pub(crate) fn refused(code: ErrCode, now: u64) -> Response {
    let rid = format!("{now:08x}-{}-{}", entropy::hex(8), entropy::hex(8));
    let body = Object::new()
        .number("errcode", code.0)
        .text("errmsg", &format!("{}, rid: {rid}", code.stem()))
        .finish();
    let noted = Noted {
        errcode: Some(code.0),
        rid: Some(rid),
        ..Noted::default()
    };
    answer(body, noted)
}

/// The answer of both token endpoints.
fn tokens(tokens: &Answer) -> Response {
    let mut body = Object::new()
        .text("access_token", &tokens.access_token)
        .number("expires_in", tokens.expires_in)
        .text("refresh_token", &tokens.refresh_token)
        .text("openid", &tokens.open_id)
        .text("scope", &tokens.scope);
    if let Some(union_id) = &tokens.union_id {
        body = body.text("unionid", union_id);
    }
    if tokens.is_snapshot {
        body = body.number("is_snapshotuser", 1);
    }
    answer(body.finish(), Noted::default())
}

fn answer(body: String, noted: Noted) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "text/plain")], body).into_response();
    response.extensions_mut().insert(noted);
    response
}

async fn wrong_method(
    axum::extract::State(simulator): axum::extract::State<Simulator>,
) -> Response {
    simulator.with(|_, now| refused(ErrCode::WRONG_METHOD, now))
}
