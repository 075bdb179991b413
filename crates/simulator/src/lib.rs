#![doc = include_str!("../README.md")]

mod avatar;
mod clock;
mod connect;
mod control;
mod entropy;
mod ids;
mod platform;
mod qr;
mod screens;
pub mod seed;
mod settings;
mod simulator;
mod sns;
mod web;

pub use settings::{App, AppKind, AppStatus, Avatar, Person, Settings};
pub use simulator::Simulator;
