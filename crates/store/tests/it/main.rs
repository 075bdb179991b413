//! The promises of the store, kept on SQLite and on PostgreSQL alike.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is how a test fails"
)]

#[macro_use]
mod world;

mod attempts;
mod codes;
mod configuration;
mod opening;
mod people;
mod postgres;
mod races;
mod refresh;
mod secrecy;
mod sessions;
