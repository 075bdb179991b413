//! `/sign-in/account`: an application lets people choose which account they go on with.
//!
//! A browser holds one session, so the choice is between that one and a new sign-in.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::decision::{Decision, after_choice, decide};
use oidc::{Application, AuthorizationRequest};
use pages::account_switch::AccountSwitch;
use pages::start_again::Why;
use store::Session;

use super::interaction::Interaction;
use super::social::Visit;
use super::{avatar, session, start_again, to_application};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Query};
use crate::web::{anti_forgery, html};

pub(super) const PATH: &str = "/sign-in/account";

pub(crate) fn path(interaction: &Interaction) -> String {
    format!("{PATH}?interaction={}", interaction.id)
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = query.get("interaction").unwrap_or_default();
    let choice = match Choice::find(&state, &headers, id).await? {
        Ok(choice) => choice,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (visit, user) = (&choice.visit, &choice.session.user);
    let interaction = &visit.interaction;
    let page = AccountSwitch {
        frame: visit.frame(&path(interaction)),
        name: user.name.clone(),
        picture: avatar::local_path(user),
        wanted: None,
        action: PATH.to_owned(),
        hidden: vec![("interaction".to_owned(), interaction.id.clone())],
    };
    Ok(html::page(StatusCode::OK, &page, &visit.form_targets()))
}

pub(crate) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("interaction").unwrap_or_default();
    let choice = match Choice::find(&state, &headers, id).await? {
        Ok(choice) => choice,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let interaction = &choice.visit.interaction;
    if !anti_forgery::is_token(&state, &interaction.binding, form.get("csrf")) {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    match form.get("decision") {
        Some("continue") => choice.go_on().await,
        Some("another") => Ok(html::see_other(&interaction.sign_in_path())),
        _ => Ok(html::see_other(&path(interaction))),
    }
}

/// Somebody who has a session and may go on with it or not.
struct Choice<'a> {
    visit: Visit<'a>,
    request: AuthorizationRequest,
    application: Application,
    session: Session,
}

impl<'a> Choice<'a> {
    /// Whether there really is something to choose; otherwise where to go instead.
    async fn find(
        state: &'a Inner,
        headers: &'a HeaderMap,
        id: &str,
    ) -> Result<Result<Self, Response>, Unexpected> {
        let again = || Ok(Err(start_again::page(state, headers, Why::OldLink)));
        let Some(interaction) = Interaction::find(state, headers, id).await? else {
            return again();
        };
        let Some(visit) = Visit::of(state, headers, interaction).await? else {
            return again();
        };
        let request = visit.interaction.goal.request().cloned();
        let (Some(request), Some(application)) = (request, visit.application.clone()) else {
            return again();
        };
        let choose = Ok(Err(html::see_other(&visit.interaction.sign_in_path())));
        let Some(session) = session::current(state, headers).await? else {
            return choose;
        };
        let seen = session::Seen::of(&session);
        let third_party = application.third_party;
        let now = state.now().seconds();
        match decide(&request, Some(&seen.view()), third_party, None, now) {
            Decision::ChooseAccount => Ok(Ok(Self {
                visit,
                request,
                application,
                session,
            })),
            _ => choose,
        }
    }

    /// Goes on with the session. Where consent is still to be asked, the request goes on
    /// without the wish to choose, so that nobody chooses twice.
    async fn go_on(self) -> Result<Response, Unexpected> {
        let Visit { state, headers, .. } = self.visit;
        let consented =
            to_application::consented(state, &self.application, self.session.user.id).await?;
        let seen = session::Seen::of(&self.session);
        let third_party = self.application.third_party;
        let now = state.now().seconds();
        let consented = consented.as_ref();
        match after_choice(&self.request, &seen.view(), third_party, consented, now) {
            Decision::Issue => {
                Ok(to_application::issue(state, headers, &self.request, &self.session).await?)
            }
            Decision::Refuse(error) => {
                Ok(to_application::refuse(state, headers, &self.request, error))
            }
            Decision::AskConsent => {
                let mut request = self.request;
                request.prompt.select_account = false;
                let (interaction, cookies) = Interaction::begin(state, headers, request).await?;
                let page = format!("/consent?interaction={}", interaction.id);
                Ok(html::with_cookies(html::see_other(&page), cookies))
            }
            Decision::SignIn | Decision::ChooseAccount => {
                Ok(html::see_other(&self.visit.interaction.sign_in_path()))
            }
        }
    }
}
