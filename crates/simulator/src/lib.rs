#![doc = include_str!("../README.md")]

mod avatar;
mod clock;
mod connect;
mod console;
mod control;
mod entropy;
mod ids;
mod impersonate;
mod platform;
mod qr;
mod screens;
pub mod seed;
mod settings;
mod simulator;
mod sns;
mod web;

pub use impersonate::{Impersonation, PUBLIC_ADDRESS};
pub use settings::{
    Account, App, AppKind, AppStatus, Avatar, Change, Details, Event, Happening, Icon, Person,
    Review, ReviewMode, ReviewPolicy, SeedFile, Settings, Subject, Switches,
};
pub use simulator::Simulator;
