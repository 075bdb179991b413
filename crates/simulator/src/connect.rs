//! `open.weixin.qq.com`: the QR page, its picture, its long poll, and what the phone opens.

mod confirm;
pub(crate) mod poll;
mod qrcode;
mod qrconnect;

use axum::Router;
use axum::routing::get;

use crate::Simulator;

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/connect/qrconnect", get(qrconnect::qrconnect))
        .route("/connect/{page}", get(qrconnect::in_any_case))
        .route("/connect/qrcode/{uuid}", get(qrcode::qrcode))
        .route("/connect/confirm", get(confirm::confirm).post(confirm::act))
        .route("/connect/l/qrconnect", get(poll::poll))
}

/// What the QR code says, and a phone opens.
pub(crate) fn confirm_url(public: &str, uuid: &str) -> String {
    format!("{public}/connect/confirm?uuid={uuid}")
}
