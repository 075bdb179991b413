//! How secrets are written: in full, because this is for a file that an operator has asked for
//! with everything in it. Nothing else serialises what is here.

use secrecy::{ExposeSecret, SecretString};
use serde::Serializer;

pub(super) fn shown<S: Serializer>(value: &SecretString, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.expose_secret())
}

#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
pub(super) fn some<S: Serializer>(value: &Option<SecretString>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.serialize_some(value.expose_secret()),
        None => to.serialize_none(),
    }
}
