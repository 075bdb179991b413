//! What becomes of a valid request, given who is signed in.

use crate::{
    AuthorizationRequest, Scopes,
    error::{ErrorCode, OAuthError},
};

/// The session of the browser that asks, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionView<'a> {
    /// The person, as `sub`.
    pub user_id: &'a str,
    /// When the person last proved who they are, in Unix seconds.
    pub auth_time: i64,
    /// The id of the session's row, as `sid`.
    pub session_id: &'a str,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Send a code to the application.
    Issue,
    /// Let the person sign in.
    SignIn,
    /// Ask the person whether to go on with the session or to sign in as somebody else.
    ChooseAccount,
    /// Ask the person whether the application may know them.
    AskConsent,
    /// Send an error to the application.
    Refuse(OAuthError),
}

/// Decides when a request arrives, at `now` (Unix seconds).
///
/// `third_party` says whether the application belongs to somebody else: only then is consent needed,
/// whatever `prompt` says, because Logto's SDKs always send `prompt=consent`. `consented` is what the
/// person has allowed it before. A browser holds one session, so a choice of accounts
/// (`select_account`) is between that one and a new sign-in.
pub fn decide(
    request: &AuthorizationRequest,
    session: Option<&SessionView<'_>>,
    third_party: bool,
    consented: Option<&Scopes>,
    now: i64,
) -> Decision {
    let prompt = request.prompt;
    match session.filter(|session| may_answer(request, session, now)) {
        Some(_) if prompt.login => Decision::SignIn,
        Some(_) if prompt.select_account => Decision::ChooseAccount,
        Some(_) if !needs_consent(request, third_party, consented) => Decision::Issue,
        Some(_) if prompt.none => refuse(ErrorCode::ConsentRequired, "nobody has consented yet"),
        Some(_) => Decision::AskConsent,
        None if prompt.none => refuse(ErrorCode::LoginRequired, "somebody has to sign in"),
        None => Decision::SignIn,
    }
}

/// Decides when the person has chosen to go on with the session, at a [`Decision::ChooseAccount`].
pub fn after_choice(
    request: &AuthorizationRequest,
    session: &SessionView<'_>,
    third_party: bool,
    consented: Option<&Scopes>,
    now: i64,
) -> Decision {
    let mut chosen = request.clone();
    chosen.prompt.select_account = false;
    decide(&chosen, Some(session), third_party, consented, now)
}

/// Decides when the person has just signed in for this very request, into `session`.
///
/// The sign-in has satisfied `prompt=login`, `prompt=select_account` and `max_age`. Somebody other
/// than the one whom the application expects is not let through (OpenID Connect Core section 3.1.2.2).
pub fn after_sign_in(
    request: &AuthorizationRequest,
    session: &SessionView<'_>,
    third_party: bool,
    consented: Option<&Scopes>,
) -> Decision {
    if !is_expected(request, session) {
        refuse(ErrorCode::LoginRequired, "somebody else has signed in")
    } else if needs_consent(request, third_party, consented) {
        Decision::AskConsent
    } else {
        Decision::Issue
    }
}

/// Whether the session is the expected person's and young enough (`max_age`, OpenID Connect Core
/// section 3.1.2.1).
fn may_answer(request: &AuthorizationRequest, session: &SessionView<'_>, now: i64) -> bool {
    // Clocks of several nodes differ a little, so a session may seem to begin in the future.
    let age = u64::try_from(now.saturating_sub(session.auth_time)).unwrap_or(0);
    let young = match request.max_age {
        None => true,
        // "Now" would be satisfied within one second of a sign-in; it means a new one.
        Some(0) => false,
        Some(max_age) => age <= max_age,
    };
    young && is_expected(request, session)
}

fn is_expected(request: &AuthorizationRequest, session: &SessionView<'_>) -> bool {
    let hinted = request.expected_user.as_deref();
    hinted.is_none_or(|user| user == session.user_id) && request.claims.allow(session.user_id)
}

fn needs_consent(
    request: &AuthorizationRequest,
    third_party: bool,
    consented: Option<&Scopes>,
) -> bool {
    let remembered = consented.is_some_and(|scopes| request.consent().is_subset_of(scopes));
    third_party && (request.prompt.consent || !remembered)
}

fn refuse(code: ErrorCode, description: &'static str) -> Decision {
    Decision::Refuse(OAuthError::new(code, description))
}

#[cfg(test)]
mod tests;
