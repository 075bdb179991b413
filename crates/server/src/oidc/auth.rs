//! `/oidc/auth`: an application sends a person to sign in (OpenID Connect Core section 3.1.2).

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, Uri};
use oidc::authorization::{self, PageProblem, Rejection};
use oidc::decision::decide;
use oidc::{
    Application, AuthorizationRequest, Decision, ErrorCode, OAuthError, Parameters, ParametersError,
};
use pages::bad_request::{BadRequest, Problem};

use super::hint;
use crate::sign_in::choose;
use crate::sign_in::interaction::Interaction;
use crate::sign_in::session::{self, Seen};
use crate::sign_in::social::Visit;
use crate::sign_in::start::Going;
use crate::sign_in::to_application;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::{html, visitor};

const PATH: &str = "/oidc/auth";

pub(super) async fn get(
    State(state): State<AppState>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    // Somebody looks ahead or checks the link: no code is made, nobody is sent to a vendor.
    if method != Method::GET || visitor::is_prefetch(&headers) {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    match valid(&state, uri.query().unwrap_or_default()).await? {
        Ok((request, application)) => proceed(&state, &headers, request, application).await,
        Err(Rejection::Page(problem)) => Ok(page(&state, &headers, problem)),
        Err(Rejection::Redirect(redirect)) => {
            Ok(to_application::refuse_with(&state, &headers, &redirect))
        }
    }
}

/// Becomes a GET: a browser sends no `Lax` cookie with a POST from another site, so nobody would
/// seem to be signed in (OpenID Connect Core section 3.1.2.1 wants both methods).
pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // Written anew, so that only what belongs into an address gets there.
    let pairs = form_urlencoded::parse(&body);
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    if query.len() > Parameters::LONGEST {
        return page(&state, &headers, ParametersError::TooLong.into());
    }
    html::see_other(&format!("{PATH}?{query}"))
}

/// The request and its application, if everything about it is right.
async fn valid(
    state: &Inner,
    query: &str,
) -> Result<Result<(AuthorizationRequest, Application), Rejection>, Unexpected> {
    let parameters = match Parameters::parse(query) {
        Ok(parameters) => parameters,
        Err(error) => return Ok(Err(PageProblem::from(error).into())),
    };
    let application = match authorization::client_id(&parameters) {
        Ok(id) => state.store.application(id).await?,
        Err(problem) => return Ok(Err(problem.into())),
    };
    let Some(application) = application else {
        return Ok(Err(PageProblem::ApplicationUnknown.into()));
    };
    let configuration = state.configuration();
    let resources = configuration.resources();
    let request = authorization::validate(&parameters, &application, &resources);
    let request = request.and_then(|mut request| {
        request.expected_user = expected_user(state, &parameters)
            .map_err(|error| Rejection::Redirect(request.refuse(error)))?;
        Ok(request)
    });
    Ok(request.map(|request| (request, application)))
}

/// The person whom the application believes to be there, and nobody else (section 3.1.2.2).
fn expected_user(state: &Inner, parameters: &Parameters) -> Result<Option<String>, OAuthError> {
    let Some(token) = parameters.one("id_token_hint")? else {
        return Ok(None);
    };
    match hint::read(state, token) {
        Ok(hint) => Ok(Some(hint.user)),
        Err(error) => {
            tracing::info!(%error, "id_token_hint is not taken");
            let text = "id_token_hint is not an ID token of this provider";
            Err(OAuthError::new(ErrorCode::InvalidRequest, text))
        }
    }
}

async fn proceed(
    state: &Inner,
    headers: &HeaderMap,
    request: AuthorizationRequest,
    application: Application,
) -> Result<Response, Unexpected> {
    let Some(session) = session::current(state, headers).await? else {
        return without_session(state, headers, request, application).await;
    };
    let third_party = application.third_party;
    let consented = to_application::consented(state, &application, session.user.id).await?;
    let seen = Seen::of(&session);
    let now = state.now().seconds();
    match decide(
        &request,
        Some(&seen.view()),
        third_party,
        consented.as_ref(),
        now,
    ) {
        Decision::Issue => Ok(to_application::issue(state, headers, &request, &session).await?),
        Decision::Refuse(error) => Ok(to_application::refuse(state, headers, &request, error)),
        Decision::SignIn => sign_in_page(state, headers, request).await,
        Decision::ChooseAccount => {
            let (interaction, cookies) = Interaction::begin(state, headers, request).await?;
            let page = html::see_other(&choose::path(&interaction));
            Ok(html::with_cookies(page, cookies))
        }
        Decision::AskConsent => {
            let (interaction, cookies) = Interaction::begin(state, headers, request).await?;
            let page = format!("/consent?interaction={}", interaction.id);
            Ok(html::with_cookies(html::see_other(&page), cookies))
        }
    }
}

/// Somebody without a session may go straight to the way that the application has named.
async fn without_session(
    state: &Inner,
    headers: &HeaderMap,
    request: AuthorizationRequest,
    application: Application,
) -> Result<Response, Unexpected> {
    let now = state.now().seconds();
    if let Decision::Refuse(error) = decide(&request, None, application.third_party, None, now) {
        return Ok(to_application::refuse(state, headers, &request, error));
    }
    let configuration = state.configuration();
    let direct = request.direct_sign_in.as_ref();
    let direct = direct.filter(|_| !configuration.site().asks_before_sign_in());
    let connector = direct.and_then(|direct| configuration.direct(&direct.target, &application));
    let Some(connector) = connector else {
        return sign_in_page(state, headers, request).await;
    };
    let (interaction, cookies) = Interaction::begin(state, headers, request).await?;
    let visit = Visit {
        state,
        headers,
        interaction,
        application: Some(application),
        agreed: false,
    };
    let response = visit.go(connector, Going::Directly).await?;
    Ok(html::with_cookies(response, cookies))
}

async fn sign_in_page(
    state: &Inner,
    headers: &HeaderMap,
    request: AuthorizationRequest,
) -> Result<Response, Unexpected> {
    let (interaction, cookies) = Interaction::begin(state, headers, request).await?;
    Ok(html::with_cookies(
        html::see_other(&interaction.first_path(state)),
        cookies,
    ))
}

fn page(state: &Inner, headers: &HeaderMap, problem: PageProblem) -> Response {
    tracing::info!(%problem, "an authorization request is refused with a page");
    let kind = match problem {
        PageProblem::Unreadable(ParametersError::TooLong) => Problem::TooLong,
        PageProblem::Unreadable(ParametersError::Unreadable) => Problem::Malformed,
        PageProblem::ApplicationMissing | PageProblem::ApplicationUnknown => {
            Problem::UnknownApplication
        }
        PageProblem::RedirectUriMissing | PageProblem::RedirectUriNotRegistered => {
            Problem::RedirectUri
        }
    };
    let frame = visitor::frame(state, headers, PATH);
    let page = BadRequest {
        frame,
        problem: kind,
        detail: Some(problem.to_string()),
    };
    html::page(StatusCode::BAD_REQUEST, &page, &[])
}
