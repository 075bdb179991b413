//! `/oidc/session/end`: an application sends a person to sign out (RP-Initiated Logout 1.0).

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode, Uri};
use oidc::logout::{self, Hint, LogoutDecision, LogoutProblem, LogoutRequest};
use oidc::{Application, OAuthError, Parameters};
use pages::Frame;
use pages::bad_request::{BadRequest, Problem};
use pages::sign_out::SignOutQuestion;
use pages::signed_out::SignedOut;
use store::Session;

use super::body::Body;
use super::hint;
use crate::sign_in::session::{self, Seen};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::{anti_forgery, headers, html, visitor};

const PATH: &str = "/oidc/session/end";
/// Where the answer to the question goes.
pub(super) const CONFIRM: &str = "/oidc/session/end/confirm";

pub(super) async fn get(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let request = Parameters::parse(uri.query().unwrap_or_default())
        .map_err(OAuthError::from)
        .and_then(|parameters| logout::parse(&parameters));
    let visit = match request {
        Ok(request) => Visit::new(&state, &headers, request).await?,
        Err(error) => return Ok(malformed(&state, &headers, &error)),
    };
    match visit.decision() {
        LogoutDecision::EndNow { redirect } => visit.end(redirect).await,
        LogoutDecision::Ask { redirect } => Ok(visit.ask(redirect)),
        LogoutDecision::Reject(problem) => Ok(visit.reject(problem)),
    }
}

/// Becomes a GET: a browser sends no `Lax` cookie with a POST from another site, so nobody would
/// seem to be signed in.
pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    match logout::parse(&body.0) {
        Ok(request) => html::see_other(&path(
            request.id_token_hint.as_deref(),
            request.client_id.as_deref(),
            &request,
        )),
        Err(error) => malformed(&state, &headers, &error),
    }
}

/// The person has been asked, and wants to sign out.
pub(super) async fn confirm(
    State(state): State<AppState>,
    headers: HeaderMap,
    Body(form): Body,
) -> Result<Response, Unexpected> {
    let parsed = logout::parse(&form).and_then(|request| Ok((request, form.one("csrf")?)));
    let (request, csrf) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Ok(malformed(&state, &headers, &error)),
    };
    let visit = Visit::new(&state, &headers, request).await?;
    match visit.decision() {
        LogoutDecision::Ask { redirect } if visit.is_token(csrf) => {
            // A page of our own is led to as well, so that loading it again posts nothing.
            let here = visit.path();
            visit.end(Some(redirect.unwrap_or(here))).await
        }
        // An old form, or one of another session: the question again.
        LogoutDecision::Ask { redirect } => Ok(visit.ask(redirect)),
        // The session has ended meanwhile.
        LogoutDecision::EndNow { redirect } => visit.end(redirect).await,
        LogoutDecision::Reject(problem) => Ok(visit.reject(problem)),
    }
}

/// A request to sign out, with everything that it is decided by.
struct Visit<'a> {
    state: &'a Inner,
    headers: &'a HeaderMap,
    request: LogoutRequest,
    hint: Option<hint::IdTokenHint>,
    application: Option<Application>,
    session: Option<Session>,
}

impl<'a> Visit<'a> {
    async fn new(
        state: &'a Inner,
        headers: &'a HeaderMap,
        request: LogoutRequest,
    ) -> Result<Self, Unexpected> {
        // One that is not ours, or whose key is gone, proves nothing: the person is asked.
        let hint = request
            .id_token_hint
            .as_deref()
            .and_then(|token| hint::read(state, token).ok());
        let named = request.application_id(hint.as_ref().map(as_hint).as_ref());
        let application = match named {
            Some(id) => state.store.application(id).await?,
            None => None,
        };
        let session = session::current(state, headers).await?;
        Ok(Self {
            state,
            headers,
            request,
            hint,
            application,
            session,
        })
    }

    fn decision(&self) -> LogoutDecision {
        let hint = self.hint.as_ref().map(as_hint);
        let seen = self.session.as_ref().map(Seen::of);
        let session = seen.as_ref().map(Seen::view);
        logout::decide(
            &self.request,
            hint.as_ref(),
            self.application.as_ref(),
            session.as_ref(),
        )
    }

    async fn end(self, redirect: Option<String>) -> Result<Response, Unexpected> {
        let Self { state, session, .. } = &self;
        if let Some(session) = session {
            let ended = state.store.end_session(session.id, state.now()).await?;
            tracing::info!(session = %session.id, ended, "signed out");
        }
        let response = if let Some(address) = redirect {
            html::see_other(&address)
        } else {
            let home = self.application.as_ref().and_then(Application::home);
            let page = SignedOut {
                frame: self.frame(),
                return_link: home,
            };
            html::page(StatusCode::OK, &page, &[])
        };
        Ok(html::with_cookies(response, [session::forget(state)]))
    }

    fn ask(&self, redirect: Option<String>) -> Response {
        let request = &self.request;
        let hidden = [
            (
                "client_id",
                self.application.as_ref().map(|application| &application.id),
            ),
            (
                "post_logout_redirect_uri",
                request.post_logout_redirect_uri.as_ref(),
            ),
            ("state", request.state.as_ref()),
            ("ui_locales", request.ui_locales.as_ref()),
        ];
        let page = SignOutQuestion {
            frame: self.frame(),
            name: self
                .session
                .as_ref()
                .and_then(|session| session.user.name.clone()),
            picture: None,
            action: CONFIRM.to_owned(),
            hidden: hidden
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?.clone())))
                .collect(),
        };
        let target = redirect.and_then(|address| headers::policy_source(&address));
        html::page(StatusCode::OK, &page, target.as_slice())
    }

    fn reject(&self, problem: LogoutProblem) -> Response {
        tracing::info!(%problem, "nobody is signed out");
        let kind = match problem {
            LogoutProblem::ApplicationUnknown
            | LogoutProblem::ApplicationDiffers
            | LogoutProblem::ApplicationMissing => Problem::UnknownApplication,
            LogoutProblem::RedirectUriNotRegistered => Problem::RedirectUri,
        };
        // Nothing that came with such a request is repeated.
        let frame = Frame {
            application: None,
            return_to: PATH.to_owned(),
            ..self.frame()
        };
        let page = BadRequest {
            frame,
            problem: kind,
            detail: Some(problem.to_string()),
        };
        html::page(StatusCode::BAD_REQUEST, &page, &[])
    }

    fn frame(&self) -> Frame {
        let (state, headers) = (self.state, self.headers);
        Frame {
            language: visitor::language(state, headers, self.request.ui_locales.as_deref()),
            application: self.application.as_ref().map(visitor::application_of),
            csrf: anti_forgery::token(state, &self.secret()),
            ..visitor::frame(state, headers, &self.path())
        }
    }

    /// The address of this request, without its ID token, which belongs on no page.
    fn path(&self) -> String {
        let application = self.application.as_ref();
        path(None, application.map(|known| &*known.id), &self.request)
    }

    /// What the form's token is tied to: the session in this browser.
    fn secret(&self) -> String {
        let presented = session::presented(self.state, self.headers);
        presented.map_or_else(String::new, |hash| {
            format!("sign out {}", keys::base64url(&hash))
        })
    }

    fn is_token(&self, csrf: Option<&str>) -> bool {
        anti_forgery::is_token(self.state, &self.secret(), csrf)
    }
}

fn as_hint(hint: &hint::IdTokenHint) -> Hint<'_> {
    Hint {
        application_id: &hint.application,
        session_id: &hint.session,
    }
}

fn path(id_token_hint: Option<&str>, client_id: Option<&str>, request: &LogoutRequest) -> String {
    let pairs = [
        ("id_token_hint", id_token_hint),
        ("client_id", client_id),
        (
            "post_logout_redirect_uri",
            request.post_logout_redirect_uri.as_deref(),
        ),
        ("state", request.state.as_deref()),
        ("ui_locales", request.ui_locales.as_deref()),
    ];
    let given = pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(given)
        .finish();
    if query.is_empty() {
        PATH.to_owned()
    } else {
        format!("{PATH}?{query}")
    }
}

fn malformed(state: &Inner, headers: &HeaderMap, error: &OAuthError) -> Response {
    tracing::info!(%error, "nobody is signed out");
    let frame = visitor::frame(state, headers, PATH);
    let detail = Some(error.description.to_string());
    let page = BadRequest {
        frame,
        problem: Problem::Malformed,
        detail,
    };
    html::page(StatusCode::BAD_REQUEST, &page, &[])
}
