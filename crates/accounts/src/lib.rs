#![doc = include_str!("../README.md")]

mod attempt;
mod identity;
mod linking;
mod reference;
mod user;

pub use attempt::{Attempt, Failure, Outcome, Phase};
pub use identity::{Identity, Profile};
pub use linking::{KeyOwner, Resolution, resolve};
pub use reference::{Reference, ReferenceError};
pub use user::User;
