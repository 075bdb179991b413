#![doc = include_str!("../README.md")]

mod attempt;
mod identity;
mod linking;
mod name;
mod reference;
mod user;
mod words;

pub use attempt::{Attempt, Failure, Outcome, Phase, SignUpRule};
pub use identity::{Identity, Profile, have_union_id};
pub use linking::{KeyOwner, Resolution, resolve};
pub use name::clean_name;
pub use reference::{Reference, ReferenceError};
pub use user::{AvatarRef, User};
pub use words::{name_words, search_words};
