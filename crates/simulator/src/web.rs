//! What all paths share: parameters in, headers out, the log and the failures in between.

pub(crate) mod caller;
pub(crate) mod cookies;
pub(crate) mod edge;
pub(crate) mod gate;
pub(crate) mod headers;
pub(crate) mod html;
pub(crate) mod parameters;
pub(crate) mod speech;
pub(crate) mod upload;
