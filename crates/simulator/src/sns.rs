//! `api.weixin.qq.com`: tokens and profiles (`wechat-platform.md` 5).
//!
//! All answers have status 200 and the content type that is switched on, errors too.

mod access_token;
mod auth;
mod jscode2session;
mod json;
mod refresh_token;
mod userinfo;

use std::net::IpAddr;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use json::Object;

use crate::platform::Platform;
use crate::platform::errcode::ErrCode;
use crate::platform::requests::Noted;
use crate::platform::tokens::Answer;
use crate::web::caller::Caller;
use crate::{Simulator, entropy};

/// The five endpoints. The exchange of a code also takes a form by POST, as some clients send it.
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
        .route(
            "/sns/jscode2session",
            get(jscode2session::jscode2session).fallback(wrong_method),
        )
        .route("/sns/auth", get(auth::auth).fallback(wrong_method))
}

/// An error in WeChat's form, with a request id whose first group is the time (`wechat-platform.md` 8.3).
pub(crate) fn refused(platform: &Platform, code: ErrCode, caller: IpAddr, now: u64) -> Response {
    let rid = format!("{now:08x}-{}-{}", entropy::hex(8), entropy::hex(8));
    let body = Object::new()
        .number("errcode", code.0)
        .text("errmsg", &format!("{}, rid: {rid}", text(code, caller)))
        .finish();
    let noted = Noted {
        errcode: Some(code.0),
        rid: Some(rid),
        ..Noted::default()
    };
    answer(platform, body, noted)
}

/// What stands before the request id; one of them names the caller.
fn text(code: ErrCode, caller: IpAddr) -> String {
    let stem = code.stem();
    if code == ErrCode::IP_NOT_LISTED {
        return format!("invalid ip {caller} ipv6 ::ffff:{caller}, not in whitelist");
    }
    stem.to_owned()
}

/// The answer of both token endpoints.
fn tokens(platform: &Platform, tokens: &Answer) -> Response {
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
    answer(platform, body.finish(), Noted::default())
}

fn answer(platform: &Platform, body: String, noted: Noted) -> Response {
    let mut response = body.into_response();
    let content_type = HeaderValue::from_str(&platform.switches.content_type)
        .unwrap_or(HeaderValue::from_static("text/plain"));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    response.extensions_mut().insert(noted);
    response
}

async fn wrong_method(
    axum::extract::State(simulator): axum::extract::State<Simulator>,
    Caller(caller): Caller,
) -> Response {
    simulator.with(|platform, now| refused(platform, ErrCode::WRONG_METHOD, caller, now))
}
