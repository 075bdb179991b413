//! The simulator as clients meet it: through its router, and once over a real connection.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod authorize;
mod changes;
mod confirm;
mod console;
mod control;
mod effects;
mod every_page;
mod faults;
mod fidelity;
mod hostile;
mod impersonate;
mod mini_programs;
mod native;
mod openapi;
mod poll;
mod presets;
mod qrconnect;
mod routes;
mod screens;
mod sns;
mod statements;
mod support;
mod switches;
mod verdicts;
mod web;
mod widget;
