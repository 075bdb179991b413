//! Programs that others wrote for other servers, against the program itself.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod browser;
mod lines;
mod logto_api;
mod openid;
mod python;
mod script;
mod site;
mod visit;
mod wechat;

/// The program under test.
const PAILOU: &str = env!("CARGO_BIN_EXE_pailou");
