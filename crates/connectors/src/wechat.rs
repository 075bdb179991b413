//! WeChat (微信): people scan a QR code, or sign in inside WeChat, and we learn who they are.
//!
//! WeChat speaks a dialect of OAuth 2.0: it renames parameters, sends the secret in
//! the query of a GET, answers failures with status 200, and mislabels its JSON.

mod answer;
mod app;
mod authorize;
mod browser;
mod call;
mod check;
mod config;
mod error;
mod form;
mod hosts;
mod metadata;
mod native;
mod redact;
mod sign_in;
mod token;
mod userinfo;
mod web;

pub use config::{Config, Credentials, NativeConfig, Scope};
pub use native::WeChatNative;
pub use web::WeChatWeb;

/// The vendor that WeChat identities belong to.
const TARGET: &str = "wechat";

/// How every open id and union id of the simulator begins.
const SIMULATED: &str = "oSIMULATED-";
