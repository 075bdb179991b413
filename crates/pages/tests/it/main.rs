//! What people get to see, looked at from outside.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is a test's way to fail"
)]

mod assets;
mod bad_request;
mod consent;
mod console;
mod console_activity;
mod console_applications;
mod console_connectors;
mod console_overview;
mod console_settings;
mod console_sign_in_page;
mod console_users;
mod continue_in_browser;
mod contrast;
mod device;
mod every_page;
mod failure;
mod finishing;
mod first_time;
mod markup;
mod new_account;
mod no_account;
mod samples;
mod second_screen;
mod sign_in;
mod sign_out;
mod signed_in;
mod signed_out;
mod start_again;
mod unavailable;
