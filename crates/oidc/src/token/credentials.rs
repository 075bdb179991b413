use std::iter;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::SecretString;

use crate::{
    Application,
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
    /// Whether they came in the `Authorization` header: a refusal must then say `WWW-Authenticate`.
    pub basic: bool,
}

/// Reads them from the `Authorization` header or the body.
///
/// `client_id` may stand in the body beside the header, as Logto's SDK for Node sends it, if both say
/// the same.
///
/// # Errors
///
/// `invalid_request` for two proofs at once, `invalid_client` for none or an unreadable one.
pub fn credentials(
    authorization: Option<&str>,
    body: &Parameters,
) -> Result<ClientCredentials, OAuthError> {
    let client_id = body.one("client_id")?;
    let secret = body.one("client_secret")?;
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
/// `secret_is_right` says whether one of [`ClientCredentials::secrets`] is the stored one, compared in
/// constant time. A public application has no secret and must not send one; its requests are bound by
/// PKCE and by single use.
///
/// # Errors
///
/// `invalid_client`, with the same words for a wrong secret as for an application that there is not.
pub fn authenticate(
    credentials: &ClientCredentials,
    application: Option<Application>,
    secret_is_right: bool,
) -> Result<Application, OAuthError> {
    let refused =
        |description: &'static str| Err(OAuthError::new(ErrorCode::InvalidClient, description));
    let has_secret = !credentials.secrets.is_empty();
    match application {
        Some(application) if application.is_public() && !has_secret => Ok(application),
        Some(application) if application.is_public() => {
            refused("this kind of application has no secret and must not send one")
        }
        Some(application) if has_secret && secret_is_right => Ok(application),
        Some(_) | None => refused("there is no such application, or its secret is wrong"),
    }
}
