//! Programs that others wrote for other servers, against the program itself.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod logto_api;
mod script;
mod wechat;

/// The program under test.
const PAILOU: &str = env!("CARGO_BIN_EXE_pailou");
