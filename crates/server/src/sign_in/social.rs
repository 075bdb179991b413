//! `POST /sign-in/social/{connector}`: a person chooses a way to sign in.

use axum::extract::{Path, State};
use axum::response::Response;
use connector_kit::Surface;
use http::{HeaderMap, StatusCode};
use oidc::Application;
use pages::continue_in_browser::ContinueInBrowser;
use pages::failure::{Failure, Situation};
use pages::second_screen::SecondScreen;
use pages::start_again::Why;

use super::interaction::Interaction;
use super::page::form_targets;
use super::start::{Start, StartError, start};
use super::{scan, start_again};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::Form;
use crate::web::{anti_forgery, cookies, html, visitor};

pub(crate) async fn post(
    State(state): State<AppState>,
    Path(connector): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("interaction").unwrap_or_default();
    let Some(interaction) = Interaction::find(&state, &headers, id).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    if !anti_forgery::is_token(&state, &interaction.binding, form.get("csrf")) {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    let Some(application) = state
        .store
        .application(&interaction.request.client_id)
        .await?
    else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    let visit = Visit {
        state: &state,
        headers: &headers,
        interaction,
        application,
    };
    let configuration = state.configuration();
    let Some(connector) = configuration.on(&connector) else {
        return Ok(visit.failure(Situation::TurnedOff, None));
    };
    let anyway = form.get("anyway").is_some();
    visit.go(connector, anyway).await
}

/// A person with an interaction, on the way to a vendor.
pub(crate) struct Visit<'a> {
    pub(crate) state: &'a Inner,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) interaction: Interaction,
    pub(crate) application: Application,
}

impl Visit<'_> {
    /// Sends the person to the vendor, or shows why that leads nowhere with this browser.
    pub(crate) async fn go(
        &self,
        connector: &LiveConnector,
        anyway: bool,
    ) -> Result<Response, Unexpected> {
        match start(
            self.state,
            self.headers,
            &self.interaction,
            connector,
            anyway,
        )
        .await
        {
            Ok(Start::Away(address)) => Ok(self.away(&address)),
            Ok(Start::Scan(attempt)) => Ok(html::see_other(&scan::path(attempt))),
            Ok(Start::Stay(surface)) => Ok(self.stay(connector, surface)),
            Err(StartError::Store(error)) => Err(error.into()),
            Err(StartError::Connector(error)) => {
                tracing::error!(connector = connector.id, %error, "nobody can be sent away");
                let text = connector.endpoints.is_some().then(|| error.to_string());
                Ok(self.failure(Situation::NotSetUp, text))
            }
        }
    }

    /// The way to the vendor, with a cookie that nobody reads: because it changes, browsers
    /// that keep whole pages for Back fetch the sign-in page anew, which then says that
    /// the person has not finished (Chromium keeps even `no-store` pages).
    fn away(&self, address: &str) -> Response {
        let settings = &self.state.settings;
        let fresh = keys::random_alphanumeric(&*self.state.entropy, 8);
        let cookie = cookies::set(settings, "away", &fresh, settings.lifetimes.attempt);
        html::with_cookies(html::see_other(address), [cookie])
    }

    fn stay(&self, connector: &LiveConnector, surface: Surface) -> Response {
        let frame = self.frame();
        let targets = form_targets(&self.state.configuration(), &self.interaction);
        match surface {
            Surface::SecondScreen => {
                let page = SecondScreen {
                    frame,
                    connector: connector.id.clone(),
                    interaction: self.interaction.id.clone(),
                };
                html::page(StatusCode::OK, &page, &targets)
            }
            // The other browser has none of our cookies, so it begins at the application.
            Surface::OtherBrowser | Surface::Fits => {
                let link = self.application.home();
                html::page(StatusCode::OK, &ContinueInBrowser { frame, link }, &targets)
            }
        }
    }

    fn failure(&self, situation: Situation, administrator: Option<String>) -> Response {
        let page = Failure {
            frame: self.frame(),
            situation,
            reference: None,
            retry: Some(self.interaction.sign_in_path()),
            administrator,
        };
        let status = StatusCode::from_u16(situation.status());
        html::page(status.unwrap_or(StatusCode::BAD_GATEWAY), &page, &[])
    }

    fn frame(&self) -> pages::Frame {
        let path = self.interaction.sign_in_path();
        visitor::frame_in(
            self.state,
            self.headers,
            &path,
            &self.interaction,
            &self.application,
        )
    }
}
