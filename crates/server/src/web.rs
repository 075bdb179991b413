//! What the surfaces share.

pub(crate) mod anti_forgery;
pub(crate) mod assets;
pub(crate) mod cookies;
pub(crate) mod days;
pub(crate) mod error;
pub(crate) mod headers;
pub(crate) mod health;
pub(crate) mod html;
pub(crate) mod metrics;
pub(crate) mod multipart;
pub(crate) mod not_found;
pub(crate) mod parameters;
pub(crate) mod picture;
pub(crate) mod sealed;
pub(crate) mod trace;
pub(crate) mod typed;
pub(crate) mod visitor;
