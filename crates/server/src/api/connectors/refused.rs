//! Why a connector is not as somebody wants it, in Logto's codes.

use connector_kit::ConfigError;
use http::StatusCode;
use serde_json::{Value, json};

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::connectors::Refused;

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::BadId => {
                let text = "1 to 128 letters, digits, dashes, dots or underscores belong here";
                Self::invalid_input(Part::Body, "id", text)
            }
            Refused::Taken => store::StoreError::Conflict.into(),
            Refused::UnknownFactory(_) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "connector.not_found_with_connector_id",
                "There is no kind of connector with this connectorId. \
                 /api/connector-factories lists them.",
            ),
            Refused::Config(errors) => invalid_config(&errors),
            Refused::SecretAgain(places) => {
                let again = places.into_iter().map(|field| ConfigError {
                    field,
                    message: "Another App ID or other endpoints need the secret again.".to_owned(),
                });
                invalid_config(&again.collect::<Vec<_>>())
            }
            Refused::NotSetUp => cannot_send(),
            Refused::Stale => Self::changed_meanwhile(),
            Refused::Gone => Self::not_found(),
            Refused::Store(error) => error.into(),
        }
    }
}

/// The messages of a connector hold no secrets.
fn invalid_config(errors: &[ConfigError]) -> ApiError {
    let issues: Vec<Value> = errors
        .iter()
        .map(|error| {
            let path: Vec<&str> = error.field.split('.').collect();
            json!({ "path": path, "message": error.message })
        })
        .collect();
    let text = "The configuration is not as this kind of connector needs it.";
    ApiError::new(StatusCode::BAD_REQUEST, "connector.invalid_config", text)
        .with_data(json!({ "issues": issues }))
}

pub(super) fn metadata() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "connector.cannot_overwrite_metadata_for_non_standard_connector",
        "Names, logos and targets of this kind of connector cannot be changed.",
    )
}

pub(super) fn cannot_send() -> ApiError {
    let text = "The connector has no keys that work yet.";
    ApiError::new(StatusCode::BAD_REQUEST, "connector.invalid_config", text)
}
