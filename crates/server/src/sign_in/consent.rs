//! `/consent`: may an application of somebody else know this person?

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::decision::{Decision, after_sign_in, decide};
use oidc::{Application, AuthorizationRequest, ErrorCode, OAuthError};
use pages::consent::Consent;
use pages::start_again::Why;
use store::Session;

use super::interaction::Interaction;
use super::permissions::permissions;
use super::{choose, session, start_again, to_application};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Query};
use crate::web::{anti_forgery, headers, html, visitor};

pub(crate) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = query.get("interaction").unwrap_or_default();
    let asked = match find(&state, &headers, id).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let request = &asked.request;
    let path = format!("/consent?interaction={}", asked.interaction.id);
    let frame = visitor::frame_in(
        &state,
        &headers,
        &path,
        &asked.interaction,
        Some(&asked.application),
    );
    let host = url::Url::parse(&request.redirect_uri).ok();
    let host = host.and_then(|url| url.host_str().map(str::to_owned));
    let configuration = state.configuration();
    let page = Consent {
        frame,
        host: host.unwrap_or_else(|| asked.application.name.clone()),
        name: asked.session.user.name.clone(),
        picture: None,
        permissions: permissions(&request.consent(), &configuration.resources()),
        interaction: asked.interaction.id.clone(),
        not_you: asked.interaction.sign_in_path(),
        destination: request.redirect_uri.clone(),
    };
    let target = headers::policy_source(&request.redirect_uri);
    Ok(html::page(StatusCode::OK, &page, target.as_slice()))
}

pub(crate) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("interaction").unwrap_or_default();
    let asked = match find(&state, &headers, id).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Asked {
        interaction,
        request,
        application,
        session,
    } = asked;
    if !anti_forgery::is_token(&state, &interaction.binding, form.get("csrf")) {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    let request = &request;
    if form.get("decision") != Some("allow") {
        let error = OAuthError::new(ErrorCode::AccessDenied, "the person said no");
        return Ok(to_application::refuse(&state, &headers, request, error));
    }
    let (user, now) = (session.user.id, state.now());
    state
        .store
        .remember_consent(user, &application.id, &request.consent(), now)
        .await?;
    Ok(to_application::issue(&state, &headers, request, &session).await?)
}

/// Somebody who may be asked.
struct Asked {
    interaction: Interaction,
    request: AuthorizationRequest,
    application: Application,
    session: Session,
}

/// Whether this browser really is where consent is asked; otherwise where to go instead.
///
/// The decision is made anew, because anybody can open this address by hand.
async fn find(
    state: &Inner,
    headers: &HeaderMap,
    id: &str,
) -> Result<Result<Asked, Response>, Unexpected> {
    let again = || Ok(Err(start_again::page(state, headers, Why::OldLink)));
    let Some(interaction) = Interaction::find(state, headers, id).await? else {
        return again();
    };
    let Some(request) = interaction.goal.request() else {
        return again();
    };
    let Some(application) = to_application::of(state, request).await? else {
        return again();
    };
    let Some(session) = session::current(state, headers).await? else {
        return Ok(Err(html::see_other(&interaction.sign_in_path())));
    };
    let seen = session::Seen::of(&session);
    let third_party = application.third_party;
    // Nothing is remembered here: the person is asked because it was decided so before.
    let decision = if session.auth_time >= interaction.created_at {
        after_sign_in(request, &seen.view(), third_party, None)
    } else {
        decide(
            request,
            Some(&seen.view()),
            third_party,
            None,
            state.now().seconds(),
        )
    };
    match decision {
        Decision::AskConsent => Ok(Ok(Asked {
            request: request.clone(),
            interaction,
            application,
            session,
        })),
        Decision::ChooseAccount => Ok(Err(html::see_other(&choose::path(&interaction)))),
        Decision::SignIn | Decision::Issue => Ok(Err(html::see_other(&interaction.sign_in_path()))),
        Decision::Refuse(error) => Ok(Err(to_application::refuse(state, headers, request, error))),
    }
}
