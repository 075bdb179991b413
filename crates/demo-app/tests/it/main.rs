//! The application against a provider that answers as each test wants.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod person;
mod stub;

mod answers;
mod backchannel_logout;
mod sign_in;
mod sign_out;
mod tokens;
