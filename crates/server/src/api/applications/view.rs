//! Applications and their secrets in Logto's shape.

use oidc::{ApplicationType, AuthMethod, ManagementApi, SigningAlgorithm};
use serde::Serialize;
use serde_json::{Map, Value};
use store::{ApplicationRecord, ApplicationSecret};
use utoipa::ToSchema;

/// An application.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Application)]
pub(crate) struct ApplicationView {
    /// The id, which is also its `client_id`.
    pub(crate) id: String,
    pub(crate) name: String,
    /// The secret in the answer that makes the application; empty in every other one.
    pub(crate) secret: String,
    pub(crate) description: Option<String>,
    /// `Traditional`, `SPA`, `Native` or `MachineToMachine`.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub(crate) kind: ApplicationType,
    pub(crate) oidc_client_metadata: OidcView,
    pub(crate) custom_client_metadata: CustomView,
    #[schema(value_type = Object)]
    pub(crate) custom_data: Map<String, Value>,
    /// Whether it belongs to somebody else, so that people are asked first.
    pub(crate) is_third_party: bool,
    /// In milliseconds since 1970, as all times.
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    /// Its home page. Not in Logto.
    pub(crate) client_uri: Option<String>,
    /// How its ID tokens are signed: `ES256`, `RS256`, `ES384` or `EdDSA`. Not in Logto.
    #[schema(value_type = String)]
    pub(crate) id_token_signing_algorithm: SigningAlgorithm,
    /// How far it may go in this API: `all`, `read`, or `null` for not at all. Logto has roles
    /// for it.
    #[schema(value_type = Option<String>)]
    pub(crate) management_api: Option<ManagementApi>,
    /// The ids of the connectors that it offers; `null` for all that are on. Not in Logto.
    pub(crate) sign_in_ways: Option<Vec<String>>,
}

/// Where an application lives.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OidcClientMetadata)]
pub(crate) struct OidcView {
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) post_logout_redirect_uris: Vec<String>,
    /// Where it is told that a session has ended; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) backchannel_logout_uri: Option<String>,
    /// Whether it needs to be told which session that was; absent where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) backchannel_logout_session_required: Option<bool>,
    /// The one way in which it may prove itself; absent for every way that it has means for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) token_endpoint_auth_method: Option<AuthMethod>,
    /// The public keys with which it signs statements about itself, as a JWK Set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub(crate) jwks: Option<Value>,
}

/// More about where it lives.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CustomClientMetadata)]
pub(crate) struct CustomView {
    pub(crate) cors_allowed_origins: Vec<String>,
    /// Whether devices without a browser may ask for tokens in its name.
    pub(crate) is_device_flow: bool,
}

impl ApplicationView {
    pub(crate) fn of(record: &ApplicationRecord) -> Self {
        let application = record.application.clone();
        Self {
            id: application.id,
            name: application.name,
            secret: String::new(),
            description: application.description,
            kind: application.kind,
            oidc_client_metadata: OidcView {
                redirect_uris: application.redirect_uris,
                post_logout_redirect_uris: application.post_logout_redirect_uris,
                backchannel_logout_uri: application.backchannel_logout_uri,
                backchannel_logout_session_required: Some(
                    application.backchannel_logout_session_required,
                )
                .filter(|required| *required),
                token_endpoint_auth_method: application.token_endpoint_auth_method,
                jwks: application.jwks,
            },
            custom_client_metadata: CustomView {
                cors_allowed_origins: application.cors_allowed_origins,
                is_device_flow: application.device_flow,
            },
            custom_data: application.custom_data,
            is_third_party: application.third_party,
            created_at: record.created_at.0,
            updated_at: record.updated_at.0,
            client_uri: application.client_uri,
            id_token_signing_algorithm: application.id_token_alg,
            management_api: application.management_api,
            sign_in_ways: application.ways,
        }
    }
}

/// A secret of an application.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApplicationSecret)]
pub(in crate::api) struct SecretView {
    pub(crate) application_id: String,
    pub(crate) name: String,
    /// The secret in the answer that makes it; empty in every other one.
    pub(crate) value: String,
    /// When it stops working; `null` for never.
    pub(crate) expires_at: Option<i64>,
    pub(crate) created_at: i64,
    /// When it was last used, to within an hour. Not in Logto.
    pub(crate) last_used_at: Option<i64>,
}

impl SecretView {
    pub(crate) fn of(application: &str, secret: &ApplicationSecret) -> Self {
        Self {
            application_id: application.to_owned(),
            name: secret.name.clone(),
            value: String::new(),
            expires_at: secret.expires_at.map(|at| at.0),
            created_at: secret.created_at.0,
            last_used_at: secret.last_used_at.map(|at| at.0),
        }
    }
}
