//! WeChat (微信): people scan a QR code with their phone, and we learn who they are.
//!
//! WeChat speaks a dialect of OAuth 2.0: it renames parameters, sends the secret in
//! the query of a GET, answers failures with status 200, and mislabels its JSON.

mod answer;
mod browser;
mod call;
mod config;
mod error;
mod form;
mod metadata;
mod redact;
mod token;
mod userinfo;
mod web;

pub use config::{Config, Credentials, Scope};
pub use web::WeChatWeb;

/// The vendor that WeChat identities belong to.
const TARGET: &str = "wechat";

/// The origin that browsers are sent to.
const OPEN: &str = "https://open.weixin.qq.com";

/// The origin that the server calls.
const API: &str = "https://api.weixin.qq.com";

/// How every open id and union id of the simulator begins.
const SIMULATED: &str = "oSIMULATED-";
