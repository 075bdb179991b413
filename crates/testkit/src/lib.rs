#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a panic is how a test fails"
)]

pub mod application;
pub mod browser;
pub mod clock;
pub mod ears;
pub mod figures;
pub mod in_process;
pub mod machine;
pub mod network;
pub mod ports;
pub mod postgres;
pub mod process;
pub mod proxy;
pub mod routes;
pub mod sockets;
pub mod story;
pub mod visitor;
pub mod wire;
pub mod world;
