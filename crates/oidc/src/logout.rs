//! The request that ends a session: `/oidc/session/end` (OpenID Connect RP-Initiated Logout 1.0).

use thiserror::Error;

use crate::{Application, SessionView, answer, error::OAuthError, parameters::Parameters};

/// What an application says when it sends a person here to sign out.
#[derive(Clone, PartialEq, Eq)]
pub struct LogoutRequest {
    /// An ID token that the person was given; it may have expired.
    pub id_token_hint: Option<String>,
    /// The application, for those that keep no ID token.
    pub client_id: Option<String>,
    /// Where to go afterwards.
    pub post_logout_redirect_uri: Option<String>,
    /// The application's own value, given back.
    pub state: Option<String>,
    /// The languages the person reads, best first, separated by spaces.
    pub ui_locales: Option<String>,
}

/// Reads the parameters.
///
/// # Errors
///
/// `invalid_request` if one of them is there twice.
pub fn parse(parameters: &Parameters) -> Result<LogoutRequest, OAuthError> {
    let owned = |name| parameters.one(name).map(|value| value.map(str::to_owned));
    Ok(LogoutRequest {
        id_token_hint: owned("id_token_hint")?,
        client_id: owned("client_id")?,
        post_logout_redirect_uri: owned("post_logout_redirect_uri")?,
        state: owned("state")?,
        ui_locales: owned("ui_locales")?,
    })
}

/// What an `id_token_hint` says, once its signature and issuer have been verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint<'a> {
    /// Its `aud`.
    pub application_id: &'a str,
    /// Its `sid`.
    pub session_id: &'a str,
}

impl LogoutRequest {
    /// Which application sends the person, if that can be told: to be looked up for [`decide`].
    pub fn application_id<'a>(&'a self, hint: Option<&Hint<'a>>) -> Option<&'a str> {
        hint.map(|hint| hint.application_id)
            .or(self.client_id.as_deref())
    }
}

/// What to do next; `redirect` is where to go afterwards, `state` included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogoutDecision {
    /// End the session, if there is one.
    EndNow {
        /// Where to go afterwards; without it, a page says that the person is signed out.
        redirect: Option<String>,
    },
    /// Ask whether the person wants to sign out.
    Ask {
        /// Where to go afterwards.
        redirect: Option<String>,
    },
    /// Show a page that says what is wrong, and leave the session alone.
    Reject(LogoutProblem),
}

/// Decides about a request.
///
/// `application` is the one that [`LogoutRequest::application_id`] names, `session` that of the
/// browser. With the ID token of this very session nothing is asked: only an application that the
/// person has signed in to can have it. Everybody else could have made the link, so the person is
/// asked; otherwise any page in the web could sign people out. Where there is no session, there is
/// nothing to ask.
pub fn decide(
    request: &LogoutRequest,
    hint: Option<&Hint<'_>>,
    application: Option<&Application>,
    session: Option<&SessionView<'_>>,
) -> LogoutDecision {
    let redirect = match redirect(request, hint, application) {
        Ok(redirect) => redirect,
        Err(problem) => return LogoutDecision::Reject(problem),
    };
    match (session, hint) {
        (None, _) => LogoutDecision::EndNow { redirect },
        (Some(session), Some(hint)) if hint.session_id == session.session_id => {
            LogoutDecision::EndNow { redirect }
        }
        (Some(_), _) => LogoutDecision::Ask { redirect },
    }
}

fn redirect(
    request: &LogoutRequest,
    hint: Option<&Hint<'_>>,
    application: Option<&Application>,
) -> Result<Option<String>, LogoutProblem> {
    if let (Some(hint), Some(client_id)) = (hint, &request.client_id)
        && hint.application_id != client_id
    {
        return Err(LogoutProblem::ApplicationDiffers);
    }
    let named = request.application_id(hint);
    let application = application.filter(|application| Some(&*application.id) == named);
    if named.is_some() && application.is_none() {
        return Err(LogoutProblem::ApplicationUnknown);
    }
    let Some(uri) = &request.post_logout_redirect_uri else {
        return Ok(None);
    };
    let application = application.ok_or(LogoutProblem::ApplicationMissing)?;
    if uri.contains('#') || !application.post_logout_redirect_uris.contains(uri) {
        return Err(LogoutProblem::RedirectUriNotRegistered);
    }
    Ok(Some(answer::append(
        uri,
        request.state.as_deref().map(|state| ("state", state)),
    )))
}

/// Why a request to sign out is answered with a page.
///
/// The texts are for the log and for administrators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogoutProblem {
    /// There is no such application.
    #[error("there is no application with this client_id")]
    ApplicationUnknown,
    /// `client_id` and the audience of `id_token_hint` differ.
    #[error("client_id is not the application that id_token_hint was given to")]
    ApplicationDiffers,
    /// An address without an application to whom it could belong.
    #[error("post_logout_redirect_uri needs client_id or id_token_hint beside it")]
    ApplicationMissing,
    /// The address isn't one of the application's.
    #[error("post_logout_redirect_uri is not registered for this application")]
    RedirectUriNotRegistered,
}

#[cfg(test)]
mod tests;
