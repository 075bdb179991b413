//! `wxLogin.js`: the script that puts the QR page into a frame of an application's page (`wechat-platform.md` 2).

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::Simulator;

/// The path that the script has at WeChat.
pub(super) const PATH: &str = "/connect/zh_CN/htmledition/js/wxLogin.js";

pub(super) async fn wx_login(State(simulator): State<Simulator>) -> Response {
    let public = simulator.with(|platform, _| platform.public.clone());
    let script =
        include_str!("../../assets/wxLogin.js").replace("https://open.weixin.qq.com", &public);
    let kind = "text/javascript; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], script).into_response()
}
