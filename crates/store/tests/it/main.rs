//! The promises of the store, kept on SQLite and on PostgreSQL alike.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is how a test fails"
)]

#[macro_use]
mod world;

mod activity;
mod administrators;
mod applications;
mod attempt_hours;
mod attempts;
mod avatars;
mod codes;
mod configuration;
mod connectors;
mod crowd;
mod deletion;
mod devices;
mod editing;
mod everybody;
mod images;
mod key_rotation;
mod linking;
mod logout_notices;
mod opening;
mod people;
mod postgres;
mod profiles;
mod provider_tokens;
mod races;
mod refresh;
mod reports;
mod resources;
mod roles;
mod search;
mod secrecy;
mod server_settings;
mod sessions;
mod strangers;
mod trials;
mod unlinking;
