//! What can be said about an application, in Logto's shape.
//!
//! What means nothing here is accepted as long as it asks for nothing; what asks for
//! something that is not here is refused, so that nobody relies on it.

use connector_kit::Entropy;
use oidc::{Application, ApplicationType, AuthMethod, ManagementApi, SigningAlgorithm};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::applications::new_id;

/// What can be said about an application.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApplicationFields)]
pub(crate) struct Fields {
    /// Its id, which is also its `client_id`. Only for a new application; absent, one is made.
    /// It stays, and is not looked at afterwards. Not in Logto.
    pub(crate) id: Option<String>,
    /// The name that people see. A new application needs one.
    pub(crate) name: Option<String>,
    /// `Traditional`, `SPA`, `Native` or `MachineToMachine`. A new application needs one, and
    /// it stays.
    #[serde(rename = "type")]
    #[schema(value_type = Option<String>)]
    pub(crate) kind: Option<ApplicationType>,
    /// `null` removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) description: Option<Option<String>>,
    pub(crate) oidc_client_metadata: Option<OidcFields>,
    pub(crate) custom_client_metadata: Option<CustomFields>,
    #[schema(value_type = Option<Object>)]
    pub(crate) custom_data: Option<Map<String, Value>>,
    /// Whether it belongs to somebody else, so that people are asked first.
    pub(crate) is_third_party: Option<bool>,
    /// Nothing but `null` can be said here: this server protects no applications.
    #[schema(value_type = Option<Object>)]
    pub(crate) protected_app_metadata: Option<Value>,
    /// Its home page; `null` removes it. Not in Logto.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) client_uri: Option<Option<String>>,
    /// How its ID tokens are signed: `ES256`, `RS256`, `ES384` or `EdDSA`. Not in Logto.
    #[schema(value_type = Option<String>)]
    pub(crate) id_token_signing_algorithm: Option<SigningAlgorithm>,
    /// How far a machine may go in this API: `all`, `read`, or `null` for not at all. Logto has
    /// roles for it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) management_api: Option<Option<ManagementApi>>,
    /// The ids of the connectors that it offers; `null` for all that are on. Not in Logto.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Vec<String>>)]
    pub(crate) sign_in_ways: Option<Option<Vec<String>>>,
}

/// Where an application lives.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OidcClientMetadataFields)]
pub(crate) struct OidcFields {
    pub(crate) redirect_uris: Option<Vec<String>>,
    pub(crate) post_logout_redirect_uris: Option<Vec<String>>,
    /// Where it is told that a session has ended: `https`, or `http` on the same machine. `null`
    /// removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) backchannel_logout_uri: Option<Option<String>>,
    /// Whether it needs to be told which session that was; it always is.
    pub(crate) backchannel_logout_session_required: Option<bool>,
    /// The one way in which it may prove itself: `client_secret_basic`, `client_secret_post`,
    /// `client_secret_jwt`, `private_key_jwt` or `none`. `null` for every way that it has means for.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(crate) token_endpoint_auth_method: Option<Option<AuthMethod>>,
    /// The public keys with which it signs statements about itself, as a JWK Set; `null` removes
    /// them. There is no `jwksUri`, because this server fetches nothing for it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    pub(crate) jwks: Option<Option<Value>>,
    /// Cannot be set: give the keys themselves in `jwks`.
    pub(crate) jwks_uri: Option<String>,
}

/// More about an application.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CustomClientMetadataFields)]
pub(crate) struct CustomFields {
    /// Origins whose pages may read what this server answers, besides those of redirect URIs.
    pub(crate) cors_allowed_origins: Option<Vec<String>>,
    /// Cannot be set: lifetimes are those of the server.
    pub(crate) id_token_ttl: Option<Value>,
    /// Cannot be set: lifetimes are those of the server.
    pub(crate) refresh_token_ttl: Option<Value>,
    /// Cannot be set: lifetimes are those of the server.
    pub(crate) refresh_token_ttl_in_days: Option<Value>,
    /// Only `false`: a refresh token needs the scope `offline_access`.
    pub(crate) always_issue_refresh_token: Option<bool>,
    /// Only `true`: refresh tokens always rotate.
    pub(crate) rotate_refresh_token: Option<bool>,
    /// Only `false`: there is no token exchange.
    pub(crate) allow_token_exchange: Option<bool>,
    /// Whether devices without a browser may ask for tokens in its name (RFC 8628); for `Native`
    /// and `Traditional`.
    pub(crate) is_device_flow: Option<bool>,
    /// Cannot be set: nobody counts grants.
    pub(crate) max_allowed_grants: Option<Value>,
}

/// `null` is a value, unlike an absent field.
fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

impl Fields {
    /// A new application of these fields.
    pub(crate) fn into_application(self, entropy: &dyn Entropy) -> Result<Application, ApiError> {
        let missing = |name| {
            let problem = format!("missing field `{name}`");
            ApiError::invalid_input(Part::Body, "", &problem)
        };
        self.check()?;
        let name = self.name.clone().ok_or_else(|| missing("name"))?;
        let kind = self.kind.ok_or_else(|| missing("type"))?;
        let id = self.id.clone().filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| new_id(entropy));
        Ok(self.onto(Application::new(id, name, kind)))
    }

    /// Refuses what would mean something that is not here.
    pub(crate) fn check(&self) -> Result<(), ApiError> {
        let lifetimes = "lifetimes are those of the server; leave it out";
        let none = CustomFields::default();
        let custom = self.custom_client_metadata.as_ref().unwrap_or(&none);
        let jwks_uri = self
            .oidc_client_metadata
            .as_ref()
            .and_then(|oidc| oidc.jwks_uri.as_deref());
        let in_custom = |name: &str| format!("customClientMetadata.{name}");
        let asked = [
            (
                jwks_uri.is_some_and(|uri| !uri.is_empty()),
                "oidcClientMetadata.jwksUri".to_owned(),
                "this server fetches no keys; give them in jwks",
            ),
            (
                custom.id_token_ttl.is_some(),
                in_custom("idTokenTtl"),
                lifetimes,
            ),
            (
                custom.refresh_token_ttl.is_some(),
                in_custom("refreshTokenTtl"),
                lifetimes,
            ),
            (
                custom.refresh_token_ttl_in_days.is_some(),
                in_custom("refreshTokenTtlInDays"),
                lifetimes,
            ),
            (
                custom.always_issue_refresh_token == Some(true),
                in_custom("alwaysIssueRefreshToken"),
                "a refresh token needs the scope offline_access; leave it out",
            ),
            (
                custom.rotate_refresh_token == Some(false),
                in_custom("rotateRefreshToken"),
                "refresh tokens always rotate; leave it out",
            ),
            (
                custom.allow_token_exchange == Some(true),
                in_custom("allowTokenExchange"),
                "there is no token exchange here; leave it out",
            ),
            (
                custom.max_allowed_grants.is_some(),
                in_custom("maxAllowedGrants"),
                "grants are not counted here; leave it out",
            ),
            (
                self.protected_app_metadata.is_some(),
                "protectedAppMetadata".to_owned(),
                "this server protects no applications; leave it out",
            ),
        ];
        match asked.iter().find(|(asked, ..)| *asked) {
            Some((_, place, text)) => Err(ApiError::invalid_input(Part::Body, place, text)),
            None => Ok(()),
        }
    }

    /// An application with these fields.
    pub(crate) fn onto(&self, before: Application) -> Application {
        let oidc = self.oidc_client_metadata.as_ref();
        let custom = self.custom_client_metadata.as_ref();
        let list = |given: Option<&Option<Vec<String>>>, before: Vec<String>| {
            given.cloned().flatten().unwrap_or(before)
        };
        let logout = oidc.map(|oidc| &oidc.post_logout_redirect_uris);
        let back_channel = oidc.and_then(|oidc| oidc.backchannel_logout_uri.clone());
        let with_session = oidc.and_then(|oidc| oidc.backchannel_logout_session_required);
        let cors = custom.map(|custom| &custom.cors_allowed_origins);
        Application {
            name: self.name.clone().unwrap_or(before.name),
            kind: self.kind.unwrap_or(before.kind),
            description: self.description.clone().unwrap_or(before.description),
            redirect_uris: list(oidc.map(|oidc| &oidc.redirect_uris), before.redirect_uris),
            post_logout_redirect_uris: list(logout, before.post_logout_redirect_uris),
            backchannel_logout_uri: back_channel.unwrap_or(before.backchannel_logout_uri),
            backchannel_logout_session_required: with_session
                .unwrap_or(before.backchannel_logout_session_required),
            cors_allowed_origins: list(cors, before.cors_allowed_origins),
            token_endpoint_auth_method: oidc
                .and_then(|oidc| oidc.token_endpoint_auth_method)
                .unwrap_or(before.token_endpoint_auth_method),
            jwks: oidc
                .and_then(|oidc| oidc.jwks.clone())
                .unwrap_or(before.jwks),
            device_flow: custom
                .and_then(|custom| custom.is_device_flow)
                .unwrap_or(before.device_flow),
            custom_data: self.custom_data.clone().unwrap_or(before.custom_data),
            third_party: self.is_third_party.unwrap_or(before.third_party),
            client_uri: self.client_uri.clone().unwrap_or(before.client_uri),
            id_token_alg: self
                .id_token_signing_algorithm
                .unwrap_or(before.id_token_alg),
            management_api: self.management_api.unwrap_or(before.management_api),
            ways: self.sign_in_ways.clone().unwrap_or(before.ways),
            id: before.id,
        }
    }
}
