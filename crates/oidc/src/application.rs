use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use crate::ManagementApi;

mod auth_method;

pub use auth_method::AuthMethod;

/// A relying party: a program that lets people sign in through us.
///
/// Its secret is not part of it: the rules here compare what a caller has already checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// The `client_id`.
    pub id: String,
    /// The name that people see.
    pub name: String,
    /// What kind of program it is; decides whether it can keep a secret.
    #[serde(rename = "type")]
    pub kind: ApplicationType,
    /// Where codes may be sent; compared by exact comparison.
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// Where browsers may be sent after sign-out; compared as text, byte for byte.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    /// Whether it belongs to somebody else, so that people are asked before it learns who they are.
    #[serde(default)]
    pub third_party: bool,
    /// How its ID tokens are signed.
    #[serde(default)]
    pub id_token_alg: SigningAlgorithm,
    /// Its home page, where somebody may start again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    /// The one way in which it may prove itself; absent for every way that it has means for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<AuthMethod>,
    /// The public keys with which it signs statements about itself, as a JWK Set (RFC 7517 section 5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwks: Option<Value>,
    /// Whether devices without a browser may ask for tokens in its name (RFC 8628).
    #[serde(default, skip_serializing_if = "is_false")]
    pub device_flow: bool,
    /// How far it may go in the Management API, if it is a machine that may use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub management_api: Option<ManagementApi>,
    /// What administrators want to remember about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The ids of the ways to sign in that it offers; absent for all that are on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ways: Option<Vec<String>>,
    /// Origins of its pages besides those of its redirect URIs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cors_allowed_origins: Vec<String>,
    /// Where it is told that a session has ended (OpenID Connect Back-Channel Logout 1.0
    /// section 2.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Whether it needs to know which session that was. It is always told; programs that manage
    /// applications expect to read back what they wrote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub backchannel_logout_session_required: bool,
    /// What programs of the operator want to remember about it.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom_data: Map<String, Value>,
}

impl Application {
    /// An application with a name, and everything else as it is before anybody decides.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: ApplicationType) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            third_party: false,
            id_token_alg: SigningAlgorithm::default(),
            client_uri: None,
            token_endpoint_auth_method: None,
            jwks: None,
            device_flow: false,
            management_api: None,
            description: None,
            ways: None,
            cors_allowed_origins: Vec::new(),
            backchannel_logout_uri: None,
            backchannel_logout_session_required: false,
            custom_data: Map::new(),
        }
    }

    /// Whether it offers a way to sign in, as far as it is its own choice.
    pub fn offers(&self, way: &str) -> bool {
        let ways = self.ways.as_ref();
        ways.is_none_or(|ways| ways.iter().any(|offered| offered == way))
    }

    /// Whether it runs where a secret cannot be kept, and so proves its requests by PKCE alone.
    ///
    /// RFC 6749 section 2.1, RFC 8252 section 8.4.
    pub fn is_public(&self) -> bool {
        match self.kind {
            ApplicationType::Spa | ApplicationType::Native => true,
            ApplicationType::Traditional | ApplicationType::MachineToMachine => false,
        }
    }

    /// Where a person can go to begin again, if the application has a place in the web.
    ///
    /// That is its `client_uri`, else the root of its first `http` or `https` redirect URI. A
    /// redirect URI itself would be wrong: without a code it only shows an error.
    pub fn home(&self) -> Option<String> {
        self.client_uri.clone().or_else(|| {
            self.redirect_uris
                .iter()
                .filter_map(|uri| Url::parse(uri).ok())
                .find(|uri| matches!(uri.scheme(), "http" | "https"))
                .map(|uri| format!("{}/", uri.origin().ascii_serialization()))
        })
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// The kinds of applications, with the names that Logto's API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ApplicationType {
    /// A web application whose server keeps a secret.
    Traditional,
    /// A program that runs in the browser.
    #[serde(rename = "SPA")]
    Spa,
    /// A program on a person's own device.
    Native,
    /// A program that acts for itself; nobody signs in to it.
    MachineToMachine,
}

/// How ID tokens are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum SigningAlgorithm {
    /// ECDSA on P-256 with SHA-256: short and quick, hence the default.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// RSA with SHA-256, for relying parties that know nothing else.
    #[serde(rename = "RS256")]
    Rs256,
    /// ECDSA on P-384 with SHA-384, for relying parties whose rules ask for it.
    #[serde(rename = "ES384")]
    Es384,
    /// Ed25519 (RFC 8037): quick and without choices that can go wrong, and known to fewer.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl SigningAlgorithm {
    /// Every algorithm, the default first.
    pub const ALL: [Self; 4] = [Self::Es256, Self::Rs256, Self::Es384, Self::EdDsa];

    /// The name in the JOSE header and in the discovery document (RFC 7518 section 3.1).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }
}

#[cfg(test)]
mod tests;
