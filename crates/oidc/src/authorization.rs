//! The request that begins a sign-in: `/oidc/auth` (RFC 6749 section 4.1.1, OpenID Connect Core
//! section 3.1.2).

use thiserror::Error;

use crate::{
    Access, Application, ApplicationType, Resources, Scopes,
    answer::ErrorRedirect,
    error::{ErrorCode, OAuthError},
    parameters::{Parameters, ParametersError},
    pkce, redirect_uri, resource,
};

mod direct_sign_in;
mod prompt;
mod request;
mod requested_claims;
mod response_mode;

pub use direct_sign_in::DirectSignIn;
pub use prompt::Prompt;
pub use request::AuthorizationRequest;
pub use requested_claims::RequestedClaims;
pub use response_mode::ResponseMode;

/// Which application asks, so that the caller can look it up.
///
/// # Errors
///
/// [`PageProblem::ApplicationMissing`] if nobody is named, or somebody twice.
pub fn client_id(parameters: &Parameters) -> Result<&str, PageProblem> {
    match parameters.one("client_id") {
        Ok(Some(id)) => Ok(id),
        Ok(None) | Err(_) => Err(PageProblem::ApplicationMissing),
    }
}

/// Checks everything that a request says, for the application that [`client_id`] has named; `known`
/// are the resources that are registered.
///
/// A request without the scope `openid` is one of plain OAuth 2.0 and gets no ID token; one without
/// any scope that means something is refused, because nothing could be given.
///
/// # Errors
///
/// [`Rejection::Page`] as long as it isn't proven that the redirect URI is the application's own:
/// sending a browser to an address that a stranger chose would make us an open redirector (RFC 9700
/// section 4.11). After that, [`Rejection::Redirect`].
pub fn validate(
    parameters: &Parameters,
    application: &Application,
    known: &Resources<'_>,
) -> Result<AuthorizationRequest, Rejection> {
    let Ok(Some(redirect_uri)) = parameters.one("redirect_uri") else {
        return Err(PageProblem::RedirectUriMissing.into());
    };
    if !redirect_uri::matches(&application.redirect_uris, application.kind, redirect_uri) {
        return Err(PageProblem::RedirectUriNotRegistered.into());
    }
    checked(parameters, application, known, redirect_uri).map_err(|error| {
        Rejection::Redirect(ErrorRedirect {
            redirect_uri: redirect_uri.to_owned(),
            // A state given twice is the error itself, and neither of the two can be trusted.
            state: parameters.one("state").ok().flatten().map(str::to_owned),
            response_mode: response_mode(parameters, redirect_uri).unwrap_or_default(),
            error,
        })
    })
}

fn checked(
    parameters: &Parameters,
    application: &Application,
    known: &Resources<'_>,
    redirect_uri: &str,
) -> Result<AuthorizationRequest, OAuthError> {
    let owned = |name| parameters.one(name).map(|value| value.map(str::to_owned));

    let state = owned("state")?;
    let response_mode = response_mode(parameters, redirect_uri)?;
    if parameters.one("request")?.is_some() {
        return Err(OAuthError::new(
            ErrorCode::RequestNotSupported,
            "request objects are not supported",
        ));
    }
    if parameters.one("request_uri")?.is_some() {
        return Err(OAuthError::new(
            ErrorCode::RequestUriNotSupported,
            "request objects by reference are not supported",
        ));
    }
    if application.kind == ApplicationType::MachineToMachine {
        return Err(OAuthError::new(
            ErrorCode::UnauthorizedClient,
            "nobody signs in to a MachineToMachine application",
        ));
    }
    if parameters.required("response_type")? != "code" {
        return Err(OAuthError::new(
            ErrorCode::UnsupportedResponseType,
            "response_type must be code",
        ));
    }
    let (scopes, resources) = asked(parameters, known)?;
    // Every page suits every display, so it changes nothing; unknown ones do not, either.
    parameters.one("display")?;
    // Verified by who has the keys; here it only must not be there twice.
    parameters.one("id_token_hint")?;

    Ok(AuthorizationRequest {
        client_id: application.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        response_mode,
        scopes,
        resources,
        claims: RequestedClaims::parse(parameters.one("claims")?, parameters.one("acr_values")?)?,
        state,
        nonce: owned("nonce")?,
        prompt: parameters.one("prompt")?.unwrap_or_default().parse()?,
        max_age: max_age(parameters)?,
        login_hint: owned("login_hint")?,
        expected_user: None,
        ui_locales: owned("ui_locales")?,
        direct_sign_in: parameters
            .one("direct_sign_in")?
            .and_then(DirectSignIn::parse),
        code_challenge: code_challenge(parameters, application)?,
    })
}

fn response_mode(parameters: &Parameters, redirect_uri: &str) -> Result<ResponseMode, OAuthError> {
    ResponseMode::parse(parameters.one("response_mode")?, redirect_uri)
}

/// The scopes of a request, as far as they mean something here.
pub(crate) fn scopes(parameters: &Parameters) -> Result<Scopes, OAuthError> {
    let (scopes, _) = asked(parameters, &Resources::default())?;
    Ok(scopes)
}

/// What is asked for: scopes of OpenID Connect, and beside them those of the resources.
fn asked(
    parameters: &Parameters,
    known: &Resources<'_>,
) -> Result<(Scopes, Vec<Access>), OAuthError> {
    let asked = Scopes::parse(parameters.one("scope")?.unwrap_or_default());
    let resources = resource::asked(parameters, &asked, known)?;
    let scopes = asked.supported();
    if scopes.is_empty() && resources.iter().all(|access| access.scopes.is_empty()) {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope names nothing that is known here; openid asks for a sign-in",
        ));
    }
    Ok((scopes, resources))
}

fn max_age(parameters: &Parameters) -> Result<Option<u64>, OAuthError> {
    let Some(text) = parameters.one("max_age")? else {
        return Ok(None);
    };
    // The number parser of the standard library would accept a plus sign.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(invalid("max_age must be a whole number of seconds")),
    }
}

/// The PKCE challenge; public applications have no other proof, so they must send one (RFC 9700
/// section 2.1.1).
fn code_challenge(
    parameters: &Parameters,
    application: &Application,
) -> Result<Option<String>, OAuthError> {
    let challenge = parameters.one("code_challenge")?;
    let method = parameters.one("code_challenge_method")?;
    match (challenge, method) {
        (Some(challenge), Some(pkce::METHOD)) if pkce::is_challenge(challenge) => {
            Ok(Some(challenge.to_owned()))
        }
        (Some(_), Some(pkce::METHOD)) => Err(invalid(
            "code_challenge must be a SHA-256 digest in base64url, 43 characters",
        )),
        // Without a method it would be `plain` (RFC 7636 section 4.3).
        (Some(_), Some(_) | None) => Err(invalid("code_challenge_method must be S256")),
        (None, Some(_)) => Err(invalid("code_challenge is missing")),
        (None, None) if application.is_public() => Err(invalid(
            "code_challenge is missing; this application must use PKCE",
        )),
        (None, None) => Ok(None),
    }
}

fn invalid(description: &'static str) -> OAuthError {
    OAuthError::new(ErrorCode::InvalidRequest, description)
}

/// How a request is turned down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejection {
    /// By a page of our own, without any redirect.
    Page(PageProblem),
    /// By sending the browser back to the application with an error.
    Redirect(ErrorRedirect),
}

impl From<PageProblem> for Rejection {
    fn from(problem: PageProblem) -> Self {
        Self::Page(problem)
    }
}

/// Why a request can only be answered with a page (RFC 6749 section 4.1.2.1).
///
/// The texts are for the log and for administrators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PageProblem {
    /// The parameters could not be read.
    #[error("the parameters cannot be read: {0}")]
    Unreadable(#[from] ParametersError),
    /// No `client_id`, or more than one.
    #[error("client_id is missing or given more than once")]
    ApplicationMissing,
    /// There is no such application.
    #[error("there is no application with this client_id")]
    ApplicationUnknown,
    /// No `redirect_uri`, or more than one.
    #[error("redirect_uri is missing or given more than once")]
    RedirectUriMissing,
    /// The `redirect_uri` isn't one of the application's.
    #[error("redirect_uri is not registered for this application")]
    RedirectUriNotRegistered,
}

#[cfg(test)]
mod tests;
