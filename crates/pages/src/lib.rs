#![doc = include_str!("../README.md")]

pub mod already_used;
pub mod assets;
pub mod bad_request;
pub mod consent;
pub mod continue_in_browser;
pub mod cookies_blocked;
pub mod failure;
pub mod finishing;
pub mod first_time;
mod frame;
pub mod framed;
mod html;
mod identity;
mod language;
mod name;
pub mod new_account;
pub mod no_account;
pub mod scan;
pub mod second_screen;
pub mod sign_in;
pub mod sign_out;
pub mod signed_in;
pub mod signed_out;
pub mod start_again;
mod text;
mod theme;
pub mod trial;
pub mod unavailable;

pub use frame::{Application, Frame};
pub use html::{Html, Page};
pub use identity::Identity;
pub use language::Language;
pub use name::display_name;
pub use theme::Theme;
