//! `/api/.well-known/…`: what anybody may read, for pages of other people's own.

pub(super) mod phrases;
pub(super) mod sign_in_exp;
