//! The pages of the console, where administrators work.
//!
//! One module for each area of the console; each page is a struct with what it shows.

pub mod access;
pub mod activity;
pub mod applications;
pub mod changes;
pub mod conflict;
pub mod connectors;
pub mod experience;
mod frame;
mod input;
pub mod overview;
pub mod settings;
pub mod users;

pub use frame::{ConsoleFrame, Flash, Section, Who};
pub use input::{Input, Problem};
