//! `open.weixin.qq.com`: the QR page, its picture, its long poll, what the phone opens, and links in WeChat's browser.

pub(crate) mod authorize;
mod confirm;
mod look;
pub(crate) mod poll;
mod qrcode;
mod qrconnect;
mod wx_login;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::Simulator;
use crate::platform::refusal::Refusal;
use crate::platform::requests::Noted;
use crate::web::html;

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/connect/qrconnect", get(qrconnect::qrconnect))
        .route("/connect/{page}", get(qrconnect::in_any_case))
        .route(wx_login::PATH, get(wx_login::wx_login))
        .route("/connect/qrcode/{uuid}", get(qrcode::qrcode))
        .route("/connect/confirm", get(confirm::confirm).post(confirm::act))
        .route("/connect/l/qrconnect", get(poll::poll))
        .route(
            "/connect/oauth2/authorize",
            get(authorize::authorize).post(authorize::act),
        )
}

/// What the QR code says, and a phone opens.
pub(crate) fn confirm_url(public: &str, uuid: &str) -> String {
    format!("{public}/connect/confirm?uuid={uuid}")
}

/// WeChat's error page, and below it, in our frame, what caused it.
#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage<'a> {
    text: String,
    cause: &'a str,
}

/// One of WeChat's error pages. The status is 200, as WeChat's is.
pub(crate) fn refused(refusal: &Refusal) -> Response {
    let mut response = html::page(&RefusedPage {
        text: refusal.page.text(),
        cause: &refusal.cause,
    });
    response.extensions_mut().insert(Noted {
        errcode: refusal.page.errcode(),
        verdict: Some(refusal.cause.clone()),
        ..Noted::default()
    });
    response
}
