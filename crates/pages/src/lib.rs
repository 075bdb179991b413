#![doc = include_str!("../README.md")]

pub mod api_docs;
pub mod assets;
pub mod bad_request;
pub mod consent;
pub mod console;
pub mod continue_in_browser;
pub mod failure;
pub mod finishing;
mod frame;
pub mod framed;
mod html;
mod language;
mod name;
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
mod when;

pub use frame::{Application, Frame};
pub use html::{Html, Page};
pub use language::Language;
pub use name::display_name;
pub use theme::Theme;
