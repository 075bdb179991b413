//! The connectors from outside: configured as the server does it, against scripted
//! answers, loopback servers and the simulator.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod authorization;
mod check;
mod config;
mod error_codes;
mod guide;
mod in_wechat;
mod library;
mod native;
mod oddities;
mod outgoing;
mod properties;
mod secrets;
mod sign_in;
mod simulator;
mod support;
mod tokens;
