#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a panic is how a test fails"
)]

pub mod browser;
pub mod ports;
pub mod postgres;
