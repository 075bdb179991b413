//! Why a vendor does not say who it is, in Logto's codes.

use connector_kit::{ConnectorError, ProviderAnswer, Refusal};
use http::StatusCode;
use serde_json::json;

use crate::api::ApiError;

/// The connector is there and off.
pub(super) fn turned_off() -> ApiError {
    let text = "The connector is off. Turn it on first, or name another one.";
    ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "connector.not_enabled",
        text,
    )
}

/// What a vendor says is told with its number; the texts of connectors hold no secrets.
impl From<ConnectorError> for ApiError {
    fn from(error: ConnectorError) -> Self {
        tracing::info!(%error, "a vendor does not say who it is");
        let (status, code) = place(&error);
        let text = match &error {
            ConnectorError::PersonRefused => {
                "connectorData holds nothing that the vendor gave, such as code.".to_owned()
            }
            other => other.to_string(),
        };
        let refused = Self::new(status, code, text);
        match error {
            ConnectorError::ProviderRefused {
                answer: Some(answer),
                ..
            }
            | ConnectorError::Misconfigured {
                answer: Some(answer),
                ..
            } => refused.with_data(data(&answer)),
            _ => refused,
        }
    }
}

fn place(error: &ConnectorError) -> (StatusCode, &'static str) {
    const GENERAL: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "connector.general");
    match error {
        ConnectorError::ProviderRefused { refusal, .. } => match refusal {
            Refusal::CodeInvalid => (
                StatusCode::UNAUTHORIZED,
                "connector.social_auth_code_invalid",
            ),
            Refusal::TokenInvalid => (
                StatusCode::UNAUTHORIZED,
                "connector.social_invalid_access_token",
            ),
            Refusal::AccountRestricted => {
                (StatusCode::UNAUTHORIZED, "connector.authorization_failed")
            }
            Refusal::Busy => (
                StatusCode::TOO_MANY_REQUESTS,
                "connector.rate_limit_exceeded",
            ),
            Refusal::NotPermitted | Refusal::Preview | Refusal::Other => GENERAL,
        },
        ConnectorError::Misconfigured { .. } => {
            (StatusCode::BAD_REQUEST, "connector.invalid_config")
        }
        ConnectorError::ProviderMisbehaved { .. } => {
            (StatusCode::BAD_REQUEST, "connector.invalid_response")
        }
        ConnectorError::Unreachable { .. } => (StatusCode::BAD_GATEWAY, "connector.general"),
        // `PersonRefused`, and what later versions of the kit may add.
        _ => GENERAL,
    }
}

fn data(answer: &ProviderAnswer) -> serde_json::Value {
    json!({ "errcode": answer.code, "errorDescription": answer.message })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_vendor_that_does_not_answer_is_no_fault_of_the_caller() {
        let error = ConnectorError::Unreachable {
            host: "api.weixin.qq.com".to_owned(),
            step: "code_exchange".to_owned(),
            problem: "no answer".to_owned(),
            waited: Duration::from_secs(5),
        };
        let refused = ApiError::from(error);
        assert_eq!(refused.status, StatusCode::BAD_GATEWAY);
        assert_eq!(refused.body.code, "connector.general");
        assert!(refused.body.message.contains("api.weixin.qq.com"));
        assert_eq!(refused.body.data, None);
    }
}
