use std::iter;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::SecretString;

use super::assertion::{self, Assertion, Called};
use crate::{
    Application, AuthMethod,
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
};

/// Who an application says it is, and how it means to prove it (RFC 6749 section 2.3).
#[derive(Debug)]
pub struct ClientCredentials {
    /// The application's id: a claim until [`authenticate`] has agreed.
    pub client_id: String,
    /// The readings of the secret, one of which must be right; none with the method `none`.
    ///
    /// None of them is empty: to send nothing as secret is to send no secret.
    ///
    /// RFC 6749 section 2.3.1 has id and secret form-encoded inside the `Basic` header, but many
    /// clients (Logto's SDK for Node among them) send them as they are. A secret with `%` or `+` in
    /// it therefore has two readings.
    pub secrets: Vec<SecretString>,
    /// A signed statement, in place of a secret.
    pub assertion: Option<Assertion>,
    /// Whether they came in the `Authorization` header: a refusal must then say `WWW-Authenticate`.
    pub basic: bool,
}

impl ClientCredentials {
    /// By which method they are presented (OpenID Connect Core section 9).
    pub fn method(&self) -> AuthMethod {
        match &self.assertion {
            Some(assertion) if assertion.by_secret => AuthMethod::ClientSecretJwt,
            Some(_) => AuthMethod::PrivateKeyJwt,
            None if self.secrets.is_empty() => AuthMethod::None,
            None if self.basic => AuthMethod::ClientSecretBasic,
            None => AuthMethod::ClientSecretPost,
        }
    }
}

/// Reads them from the `Authorization` header or the body.
///
/// `client_id` may stand in the body beside the header, as Logto's SDK for Node sends it, if both say
/// the same.
///
/// # Errors
///
/// `invalid_request` for two proofs at once, `invalid_client` for none or one that cannot be right.
pub fn credentials(
    authorization: Option<&str>,
    body: &Parameters,
    called: &Called<'_>,
) -> Result<ClientCredentials, OAuthError> {
    let client_id = body.one("client_id")?;
    let secret = body.one("client_secret")?;
    if let Some(token) = assertion(body)? {
        if authorization.is_some() || secret.is_some() {
            return Err(OAuthError::new(
                ErrorCode::InvalidRequest,
                "the application must prove itself in one way, assertion or secret",
            ));
        }
        let (client_id, assertion) = assertion::read(token, client_id, called)?;
        return Ok(ClientCredentials {
            client_id,
            secrets: Vec::new(),
            assertion: Some(assertion),
            basic: false,
        });
    }
    let Some(header) = authorization else {
        let client_id = client_id.ok_or_else(|| {
            OAuthError::new(
                ErrorCode::InvalidClient,
                "the application does not say who it is",
            )
        })?;
        return Ok(ClientCredentials {
            client_id: client_id.to_owned(),
            secrets: secret
                .map(|secret| secret.to_owned().into())
                .into_iter()
                .collect(),
            assertion: None,
            basic: false,
        });
    };

    let credentials = basic(header).ok_or_else(|| {
        OAuthError::new(
            ErrorCode::InvalidClient,
            "the Authorization header cannot be read as Basic",
        )
    })?;
    if secret.is_some() {
        return Err(OAuthError::new(
            ErrorCode::InvalidRequest,
            "the application must prove itself in one way, header or body",
        ));
    }
    if client_id.is_some_and(|id| id != credentials.client_id) {
        return Err(OAuthError::new(
            ErrorCode::InvalidRequest,
            "client_id differs between header and body",
        ));
    }
    Ok(credentials)
}

/// The assertion in the body (RFC 7521 section 4.2).
fn assertion(body: &Parameters) -> Result<Option<&str>, OAuthError> {
    let refused = |description| Err(OAuthError::new(ErrorCode::InvalidClient, description));
    match (
        body.one("client_assertion_type")?,
        body.one("client_assertion")?,
    ) {
        (None, None) => Ok(None),
        (Some(Assertion::TYPE), Some(token)) => Ok(Some(token)),
        (Some(Assertion::TYPE), None) => refused("client_assertion is missing"),
        (Some(_) | None, _) => refused(
            "client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
    }
}

/// Reads `Basic base64(id:secret)` (RFC 7617).
fn basic(header: &str) -> Option<ClientCredentials> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = form_decoded(secret);
    let raw = (decoded != secret).then(|| secret.to_owned());
    let client_id = form_decoded(id);
    (!client_id.is_empty() && !client_id.contains('\0')).then(|| ClientCredentials {
        client_id,
        secrets: iter::once(decoded)
            .chain(raw)
            .filter(|secret| !secret.is_empty())
            .map(SecretString::from)
            .collect(),
        assertion: None,
        basic: true,
    })
}

fn form_decoded(text: &str) -> String {
    // Kept from being taken for separators, which they are not inside one value.
    let text = text.replace('&', "%26").replace('=', "%3D");
    form_urlencoded::parse(text.as_bytes())
        .next()
        .map_or_else(String::new, |(text, _)| text.into_owned())
}

/// Whether the application is the one it says it is.
///
/// `is_proved` says whether one of [`ClientCredentials::secrets`] is a stored one, compared in constant
/// time, or [`ClientCredentials::assertion`] is signed by one of its keys or secrets. A public application
/// has nothing to prove itself with and must not try; its requests are bound by PKCE and by single use.
///
/// # Errors
///
/// `invalid_client`, with the same words for a wrong proof as for an application that there is not.
pub fn authenticate(
    credentials: &ClientCredentials,
    application: Option<Application>,
    is_proved: bool,
) -> Result<Application, OAuthError> {
    let refused =
        |description: &'static str| Err(OAuthError::new(ErrorCode::InvalidClient, description));
    let method = credentials.method();
    let Some(application) = application else {
        return refused(WRONG);
    };
    if application.is_public() {
        return match method {
            AuthMethod::None => Ok(application),
            _ => refused("this kind of application has no secret and must not send one"),
        };
    }
    if method == AuthMethod::None || !is_proved {
        return refused(WRONG);
    }
    match application.token_endpoint_auth_method {
        Some(only) if only != method => {
            refused("this application must prove itself by its token_endpoint_auth_method")
        }
        Some(_) | None => Ok(application),
    }
}

const WRONG: &str = "there is no such application, or its secret or signature is wrong";
