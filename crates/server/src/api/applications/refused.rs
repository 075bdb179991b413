//! Why an application is not as somebody wants it, in Logto's codes.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::applications::{Problem, Refused, Wrong};

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wrong(problems) => wrong(&problems),
            Refused::Taken => store::StoreError::Conflict.into(),
            Refused::Stale => Self::changed_meanwhile(),
            Refused::Gone => Self::not_found(),
            Refused::Store(error) => error.into(),
        }
    }
}

fn wrong(problems: &[Problem]) -> ApiError {
    let is = |what: &Wrong| problems.iter().any(|problem| problem.what == *what);
    if is(&Wrong::Taken) {
        return store::StoreError::Conflict.into();
    }
    if is(&Wrong::CannotKeepSecrets) {
        return ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "application.cannot_keep_secrets",
            "The application runs where everybody could read its secret, so it has none.",
        );
    }
    let told = problems
        .iter()
        .map(|problem| (place(problem.field), text(&problem.what)));
    let told: Vec<_> = told.collect();
    let issues = told.iter().map(|(place, text)| {
        let path: Vec<&str> = place.split('.').collect();
        json!({ "path": path, "message": text })
    });
    let data = json!({ "type": "body", "issues": issues.collect::<Vec<Value>>() });
    let (place, text) = told.first().cloned().unwrap_or_default();
    ApiError::invalid_input(Part::Body, place, &text).with_data(data)
}

/// A field as this API calls it.
fn place(field: &'static str) -> &'static str {
    match field {
        "redirect_uris" => "oidcClientMetadata.redirectUris",
        "post_logout_redirect_uris" => "oidcClientMetadata.postLogoutRedirectUris",
        "backchannel_logout_uri" => "oidcClientMetadata.backchannelLogoutUri",
        "cors_allowed_origins" => "customClientMetadata.corsAllowedOrigins",
        "client_uri" => "clientUri",
        "token_endpoint_auth_method" => "oidcClientMetadata.tokenEndpointAuthMethod",
        "jwks" => "oidcClientMetadata.jwks",
        "device_flow" => "customClientMetadata.isDeviceFlow",
        "management_api" => "managementApi",
        "ways" => "signInWays",
        "custom_data" => "customData",
        "secrets.name" => "name",
        "expires_at" => "expiresAt",
        other => other,
    }
}

/// What is wrong, without what was sent.
fn text(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Address(_, error) => error.to_string(),
        Wrong::LogoutAddress(_, error) => error.to_string(),
        Wrong::Page(_) => "it must be the address of a page, such as https://app.example/".into(),
        Wrong::Origin(_) => "it must be an origin, such as https://app.example".into(),
        Wrong::NoConnector(_) => "one of these is no connector".into(),
        Wrong::NoName => "it needs a text that can be seen".into(),
        other => other.to_string(),
    }
}
