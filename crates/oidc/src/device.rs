//! Devices without a browser, which a person signs in with another one (RFC 8628).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    Application, ApplicationType, CodeGrant, RequestedClaims, Scopes, authorization,
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
    resource,
};

mod user_code;

pub use user_code::UserCode;

/// The grant type of a device that asks for its tokens (section 3.4).
pub const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long a person has to type the code (section 3.2).
pub const LIFETIME: Duration = Duration::from_mins(10);
/// How many seconds a device waits between two questions (section 3.2).
pub const INTERVAL: i64 = 5;
/// By how many seconds it waits longer when it has asked too soon (section 3.5).
pub const SLOWER: i64 = 5;

/// What a device asks for. It is stored until a person has decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRequest {
    /// What it wants, as far as it means something here.
    pub scopes: Scopes,
}

impl DeviceRequest {
    /// Reads the request of an application, which has proved who it is (section 3.1).
    ///
    /// # Errors
    ///
    /// `unauthorized_client` where the application is not for devices, `invalid_target` for a resource,
    /// `invalid_scope` where nothing is asked for.
    pub fn read(parameters: &Parameters, application: &Application) -> Result<Self, OAuthError> {
        may_ask(application)?;
        resource::none(parameters)?;
        let scopes = authorization::scopes(parameters)?;
        Ok(Self { scopes })
    }

    /// What a person gives who allows it, signed in at `auth_time` (Unix seconds).
    ///
    /// There is no redirect URI and no challenge: nothing is ever sent back, and the device code itself
    /// is known to the device alone.
    pub fn granted(
        &self,
        application_id: impl Into<String>,
        user_id: impl Into<String>,
        auth_time: i64,
        session_id: impl Into<String>,
    ) -> CodeGrant {
        CodeGrant {
            application_id: application_id.into(),
            user_id: user_id.into(),
            redirect_uri: String::new(),
            scopes: self.scopes.clone(),
            resources: Vec::new(),
            claims: RequestedClaims::default(),
            nonce: None,
            code_challenge: None,
            auth_time,
            session_id: session_id.into(),
        }
    }
}

/// Whether devices may ask in the name of `application`.
///
/// # Errors
///
/// `unauthorized_client`, unless the operator has said so of a kind that can run on a device or serve one.
pub fn may_ask(application: &Application) -> Result<(), OAuthError> {
    let kind = matches!(
        application.kind,
        ApplicationType::Native | ApplicationType::Traditional
    );
    if application.device_flow && kind {
        return Ok(());
    }
    Err(OAuthError::new(
        ErrorCode::UnauthorizedClient,
        "this application is not for devices; an administrator can change that",
    ))
}

/// What a person has decided about a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// Nothing yet.
    Waiting,
    /// It may.
    Allowed,
    /// It may not.
    Refused,
}

/// A device that asks for its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Polled {
    /// What has been decided.
    pub state: DeviceState,
    /// Whether it has asked sooner than it may.
    pub too_soon: bool,
    /// Whether its time is over.
    pub is_over: bool,
}

/// Whether a device gets its tokens now (section 3.5). `None` is a code of nobody, or of another
/// application.
///
/// # Errors
///
/// What the device is to do instead: `authorization_pending` and `slow_down` mean to ask again.
pub fn answer(polled: Option<Polled>) -> Result<(), OAuthError> {
    let (code, text) = match polled {
        None => (ErrorCode::InvalidGrant, "the device code is unknown"),
        Some(Polled {
            state: DeviceState::Refused,
            ..
        }) => (ErrorCode::AccessDenied, "the person said no"),
        Some(Polled { is_over: true, .. }) => {
            (ErrorCode::ExpiredToken, "the device code has expired")
        }
        Some(Polled {
            state: DeviceState::Allowed,
            ..
        }) => return Ok(()),
        Some(Polled { too_soon: true, .. }) => (
            ErrorCode::SlowDown,
            "wait five seconds longer between two questions",
        ),
        Some(_) => (
            ErrorCode::AuthorizationPending,
            "nobody has decided yet, ask again",
        ),
    };
    Err(OAuthError::new(code, text))
}

#[cfg(test)]
mod tests;
