//! The request for tokens: `/oidc/token` (RFC 6749 sections 4.1.3, 4.4 and 6,
//! RFC 8628 section 3.4).

use secrecy::SecretString;
use thiserror::Error;

use crate::{
    Application, CodeGrant, Resources, Scopes, device,
    error::{ErrorCode, OAuthError},
    management_api::MachineRequest,
    parameters::Parameters,
    pkce, resource,
};

mod assertion;
mod credentials;

pub use assertion::{Assertion, Called};
pub use credentials::{ClientCredentials, authenticate, credentials};

/// What an application brings to get tokens.
#[derive(Debug)]
pub enum GrantRequest {
    /// An authorization code (RFC 6749 section 4.1.3).
    AuthorizationCode {
        /// The code.
        code: SecretString,
        /// The address that the code was sent to.
        redirect_uri: String,
        /// What proves that the one who asks is the one who began (RFC 7636 section 4.5).
        code_verifier: Option<SecretString>,
        /// The resource that the access token is to be for (RFC 8707 section 2.2).
        resource: Option<String>,
    },
    /// A refresh token (RFC 6749 section 6).
    RefreshToken {
        /// The token.
        refresh_token: SecretString,
        /// A narrower scope than what was granted, if not all of it is wanted.
        scope: Option<Scopes>,
        /// The resource that the access token is to be for (RFC 8707 section 2.2).
        resource: Option<String>,
    },
    /// A device code (RFC 8628 section 3.4).
    DeviceCode {
        /// The code.
        device_code: SecretString,
    },
    /// The application's own credentials (RFC 6749 section 4.4).
    ClientCredentials(MachineRequest),
}

/// Reads what is asked for.
///
/// # Errors
///
/// `unsupported_grant_type` for other grants, `invalid_target` for several resources with a grant
/// of a person's, `invalid_request` for whatever is missing, repeated or malformed.
pub fn grant_request(parameters: &Parameters) -> Result<GrantRequest, OAuthError> {
    let secret = |text: &str| SecretString::from(text.to_owned());
    let resource = || resource::one(parameters).map(|one| one.map(str::to_owned));
    Ok(match parameters.required("grant_type")? {
        "authorization_code" => GrantRequest::AuthorizationCode {
            code: secret(parameters.required("code")?),
            redirect_uri: parameters.required("redirect_uri")?.to_owned(),
            code_verifier: match parameters.one("code_verifier")? {
                Some(verifier) if !pkce::is_verifier(verifier) => {
                    return Err(OAuthError::new(
                        ErrorCode::InvalidRequest,
                        "code_verifier must have 43 to 128 unreserved characters",
                    ));
                }
                verifier => verifier.map(secret),
            },
            resource: resource()?,
        },
        "refresh_token" => GrantRequest::RefreshToken {
            refresh_token: secret(parameters.required("refresh_token")?),
            scope: parameters.one("scope")?.map(Scopes::parse),
            resource: resource()?,
        },
        device::GRANT_TYPE => {
            resource::none(parameters)?;
            GrantRequest::DeviceCode {
                device_code: secret(parameters.required("device_code")?),
            }
        }
        "client_credentials" => {
            return MachineRequest::read(parameters).map(GrantRequest::ClientCredentials);
        }
        _ => {
            return Err(OAuthError::new(
                ErrorCode::UnsupportedGrantType,
                "grant_type must be authorization_code, refresh_token, client_credentials or \
                 urn:ietf:params:oauth:grant-type:device_code",
            ));
        }
    })
}

/// Checks that a code may be redeemed by `application`, which has proved who it is.
///
/// `verifier_digest` is the SHA-256 of the code verifier in base64url without padding, or `None` if
/// no verifier came. A verifier for a code that was asked for without a challenge is refused too: it
/// is the sign of a code from another request (RFC 9700 section 4.8.2).
///
/// # Errors
///
/// What differs; on the wire all of it is `invalid_grant`.
pub fn check_code(
    grant: &CodeGrant,
    application: &Application,
    redirect_uri: &str,
    verifier_digest: Option<&str>,
) -> Result<(), GrantMismatch> {
    if grant.application_id != application.id {
        return Err(GrantMismatch::Application);
    }
    if grant.redirect_uri != redirect_uri {
        return Err(GrantMismatch::RedirectUri);
    }
    match (grant.code_challenge.as_deref(), verifier_digest) {
        // A public application has nothing but its challenge, even if it has become public since.
        (None, None) if application.is_public() => Err(GrantMismatch::VerifierMissing),
        (None, None) => Ok(()),
        (Some(challenge), Some(digest)) if challenge == digest => Ok(()),
        (Some(_), Some(_)) => Err(GrantMismatch::VerifierWrong),
        (Some(_), None) => Err(GrantMismatch::VerifierMissing),
        (None, Some(_)) => Err(GrantMismatch::VerifierUnexpected),
    }
}

/// What a refresh gives to `application`: what was granted, or the part of it that is asked for.
///
/// Scopes that mean nothing here are ignored, as they were when the grant was made; `known` are the
/// resources whose scopes do. What is given is for the new access and ID token; the next refresh
/// token keeps the whole grant (RFC 6749 section 6). The nonce is left out, because it belongs to the
/// sign-in (OpenID Connect Core section 12.2).
///
/// # Errors
///
/// `invalid_grant` if the token was given to another application, `invalid_scope` if more is asked
/// for than was granted, or nothing of it.
pub fn refreshed(
    grant: &CodeGrant,
    application: &Application,
    scope: Option<&Scopes>,
    known: &Resources<'_>,
) -> Result<CodeGrant, OAuthError> {
    if grant.application_id != application.id {
        return Err(GrantMismatch::Application.into());
    }
    let granted = match scope {
        None => grant.clone(),
        Some(scope) => grant.narrowed(scope, known)?,
    };
    Ok(CodeGrant {
        nonce: None,
        ..granted
    })
}

/// How a token request differs from the sign-in that it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum GrantMismatch {
    /// It was given to another application.
    #[error("it was given to another application")]
    Application,
    /// The redirect URI isn't the one that the code was sent to.
    #[error("redirect_uri differs from the one in the authorization request")]
    RedirectUri,
    /// There was a challenge (or had to be one), but no verifier came.
    #[error("code_verifier is missing")]
    VerifierMissing,
    /// There was no challenge, but a verifier came.
    #[error("code_verifier came, but the authorization request had no code_challenge")]
    VerifierUnexpected,
    /// The verifier isn't the one of the challenge.
    #[error("code_verifier does not fit the code_challenge")]
    VerifierWrong,
}

impl From<GrantMismatch> for OAuthError {
    fn from(mismatch: GrantMismatch) -> Self {
        Self::new(ErrorCode::InvalidGrant, mismatch.to_string())
    }
}

#[cfg(test)]
mod tests;
