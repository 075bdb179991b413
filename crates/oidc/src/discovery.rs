//! What the provider says about itself (OpenID Connect Discovery section 3, RFC 8414 section 2).

use serde_json::{Value, json};

use crate::token::Assertion;
use crate::{
    AuthMethod, Prompt, RequestedClaims, ResponseMode, Scopes, SigningAlgorithm, claims, device,
    pkce,
};

/// The document of the provider at `issuer`.
///
/// It names what works and nothing else, so that a client that believes it is never disappointed.
/// `ui_locales` are the languages of the pages (BCP 47).
pub fn document(issuer: &str, ui_locales: &[&str]) -> Value {
    let methods = AuthMethod::ALL.map(AuthMethod::as_str);
    let proofs: Vec<_> = methods.iter().filter(|method| **method != "none").collect();
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "jwks_uri": format!("{issuer}/jwks"),
        "revocation_endpoint": format!("{issuer}/token/revocation"),
        "introspection_endpoint": format!("{issuer}/token/introspection"),
        "device_authorization_endpoint": format!("{issuer}/device/auth"),
        "end_session_endpoint": format!("{issuer}/session/end"),
        "response_types_supported": ["code"],
        "response_modes_supported": ResponseMode::SUPPORTED,
        "grant_types_supported":
            ["authorization_code", "refresh_token", "client_credentials", device::GRANT_TYPE],
        "code_challenge_methods_supported": [pkce::METHOD],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": Assertion::ALGORITHMS,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": Assertion::ALGORITHMS,
        "introspection_endpoint_auth_methods_supported": proofs,
        "introspection_endpoint_auth_signing_alg_values_supported": Assertion::ALGORITHMS,
        "id_token_signing_alg_values_supported": SigningAlgorithm::ALL.map(SigningAlgorithm::as_str),
        "subject_types_supported": ["public"],
        "scopes_supported": Scopes::SUPPORTED,
        "claims_supported": claims::supported().collect::<Vec<_>>(),
        "claim_types_supported": ["normal"],
        "ui_locales_supported": ui_locales,
        "prompt_values_supported": Prompt::SUPPORTED,
        "acr_values_supported": [RequestedClaims::ACR],
        "display_values_supported": ["page", "popup", "touch"],
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "authorization_response_iss_parameter_supported": true,
        "claims_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_document() {
        assert_eq!(
            document("https://id.example/oidc", &["en", "zh-Hans"]),
            json!({
                    "issuer": "https://id.example/oidc",
                    "authorization_endpoint": "https://id.example/oidc/auth",
                    "token_endpoint": "https://id.example/oidc/token",
                    "userinfo_endpoint": "https://id.example/oidc/me",
                    "jwks_uri": "https://id.example/oidc/jwks",
                    "revocation_endpoint": "https://id.example/oidc/token/revocation",
                    "introspection_endpoint": "https://id.example/oidc/token/introspection",
                    "device_authorization_endpoint": "https://id.example/oidc/device/auth",
                "end_session_endpoint": "https://id.example/oidc/session/end",
                    "response_types_supported": ["code"],
                    "response_modes_supported": ["query", "form_post"],
                    "grant_types_supported":
                ["authorization_code", "refresh_token", "client_credentials",
                 "urn:ietf:params:oauth:grant-type:device_code"],
                    "code_challenge_methods_supported": ["S256"],
                    "token_endpoint_auth_methods_supported":
                        ["client_secret_basic", "client_secret_post", "client_secret_jwt",
                         "private_key_jwt", "none"],
                    "token_endpoint_auth_signing_alg_values_supported":
                        ["RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256"],
                    "revocation_endpoint_auth_methods_supported":
                        ["client_secret_basic", "client_secret_post", "client_secret_jwt",
                         "private_key_jwt", "none"],
                    "revocation_endpoint_auth_signing_alg_values_supported":
                        ["RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256"],
                    "introspection_endpoint_auth_methods_supported":
                        ["client_secret_basic", "client_secret_post", "client_secret_jwt",
                         "private_key_jwt"],
                    "introspection_endpoint_auth_signing_alg_values_supported":
                        ["RS256", "PS256", "ES256", "ES384", "EdDSA", "HS256"],
                "id_token_signing_alg_values_supported": ["ES256", "RS256", "ES384", "EdDSA"],
                    "subject_types_supported": ["public"],
                    "scopes_supported":
                        ["openid", "offline_access", "profile", "email", "phone", "address", "username",
                         "identities", "custom_data", "roles"],
                    "claims_supported": [
                        "iss", "sub", "aud", "iat", "exp", "auth_time", "acr", "sid", "nonce", "name",
                        "picture", "username", "created_at", "updated_at", "email", "email_verified",
                        "phone_number", "phone_number_verified", "family_name", "given_name",
                        "middle_name", "nickname", "preferred_username", "profile", "website", "gender",
                        "birthdate", "zoneinfo", "locale", "address", "identities", "custom_data",
                        "roles",
                    ],
                    "claim_types_supported": ["normal"],
                    "ui_locales_supported": ["en", "zh-Hans"],
                    "prompt_values_supported": ["none", "login", "consent", "select_account"],
                    "acr_values_supported": ["0"],
            "display_values_supported": ["page", "popup", "touch"],
            "backchannel_logout_supported": true,
                    "backchannel_logout_session_supported": true,
                    "authorization_response_iss_parameter_supported": true,
                    "claims_parameter_supported": true,
                    "request_parameter_supported": false,
                    "request_uri_parameter_supported": false,
                })
        );
    }
}
