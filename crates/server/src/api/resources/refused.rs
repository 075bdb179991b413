//! Why a resource is not as somebody wants it, in Logto's codes.

use http::StatusCode;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::resources::{Refused, Wrong};

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wrong {
                what: Wrong::ScopeTwice,
                ..
            } => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "scope.name_exists",
                "The resource has a scope of this name already.",
            ),
            Refused::Wrong { field, what } => {
                Self::invalid_input(Part::Body, place(field), &what.to_string())
            }
            Refused::Taken => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "resource.resource_identifier_in_use",
                "Another resource has this indicator.",
            ),
            Refused::Stale => Self::changed_meanwhile(),
            Refused::Gone => Self::not_found(),
            Refused::Store(error) => error.into(),
        }
    }
}

/// A field as this API calls it.
fn place(field: &'static str) -> &'static str {
    match field {
        "access_token_ttl" => "accessTokenTtl",
        "scopes.name" => "name",
        other => other,
    }
}
