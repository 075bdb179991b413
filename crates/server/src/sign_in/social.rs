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
use store::StoreError;

use super::interaction::Interaction;
use super::page::form_targets;
use super::start::{Going, Start, StartError, start};
use super::{page, scan, session, start_again, to_application};
use crate::configuration::LiveConnector;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::headers::policy_source;
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
    let Some(mut visit) = Visit::of(&state, &headers, interaction).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    visit.agreed = form.get("agree") == Some("1");
    if visit.has_to_agree() {
        return Ok(html::see_other(&page::not_agreed(&visit.interaction)));
    }
    if let Some(link) = visit.interaction.goal.link()
        && !session::is_the_one(&state, &headers, link, visit.interaction.created_at).await?
    {
        return Ok(html::see_other(&visit.interaction.sign_in_path()));
    }
    let going = match form.get("anyway") {
        Some(_) => Going::Anyway,
        None => Going::Chosen,
    };
    visit.go_through(&connector, going).await
}

/// A person with an interaction, on the way to a vendor.
pub(crate) struct Visit<'a> {
    pub(crate) state: &'a Inner,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) interaction: Interaction,
    /// The application that asks; none when it is this server itself.
    pub(crate) application: Option<Application>,
    /// Whether they have agreed to the terms just now.
    pub(crate) agreed: bool,
}

impl<'a> Visit<'a> {
    /// Finds the application of an interaction; nothing when it is gone.
    pub(crate) async fn of(
        state: &'a Inner,
        headers: &'a HeaderMap,
        interaction: Interaction,
    ) -> Result<Option<Self>, StoreError> {
        let application = match interaction.goal.request() {
            Some(request) => match to_application::of(state, request).await? {
                None => return Ok(None),
                known => known,
            },
            None => None,
        };
        Ok(Some(Self {
            state,
            headers,
            interaction,
            application,
            agreed: false,
        }))
    }

    /// Whether the application offers a way to sign in; this server itself offers each.
    pub(crate) fn offers(&self, way: &LiveConnector) -> bool {
        let application = self.application.as_ref();
        application.is_none_or(|application| application.offers(&way.id))
    }

    /// Whether the terms stand before the way to a vendor. Who adds a way to sign in has
    /// agreed when they signed in.
    fn has_to_agree(&self) -> bool {
        let asks = self.state.configuration().site().asks_before_sign_in();
        asks && !self.agreed && self.interaction.goal.link().is_none()
    }

    /// The frame of a page of this visit.
    pub(crate) fn frame(&self, path: &str) -> pages::Frame {
        let application = self.application.as_ref();
        visitor::frame_in(
            self.state,
            self.headers,
            path,
            &self.interaction,
            application,
        )
    }

    /// Where a form of a page may lead in the end.
    pub(crate) fn form_targets(&self) -> Vec<String> {
        let application = self.interaction.goal.redirect_uri();
        application.and_then(policy_source).into_iter().collect()
    }

    /// Sends the person to the vendor of a connector, if that is on.
    pub(crate) async fn go_through(
        &self,
        connector: &str,
        going: Going,
    ) -> Result<Response, Unexpected> {
        let configuration = self.state.configuration();
        match configuration.on(connector).filter(|way| self.offers(way)) {
            Some(connector) => self.go(connector, going).await,
            None => Ok(self.failure(Situation::TurnedOff, None)),
        }
    }

    /// Sends the person to the vendor, or shows why that leads nowhere with this browser.
    pub(crate) async fn go(
        &self,
        connector: &LiveConnector,
        going: Going,
    ) -> Result<Response, Unexpected> {
        if self.has_to_agree() {
            return Ok(html::see_other(&self.interaction.sign_in_path()));
        }
        match start(
            self.state,
            self.headers,
            &self.interaction,
            connector,
            going,
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
        let frame = self.frame(&self.interaction.sign_in_path());
        let targets = form_targets(&self.state.configuration(), &self.interaction);
        match surface {
            Surface::SecondScreen => {
                let page = SecondScreen {
                    frame,
                    connector: connector.id.clone(),
                    interaction: self.interaction.id.clone(),
                    agreed: self.agreed,
                };
                html::page(StatusCode::OK, &page, &targets)
            }
            // The other browser has none of our cookies, so it begins at the application.
            Surface::OtherBrowser | Surface::Fits => {
                let link = match &self.application {
                    Some(application) => application.home(),
                    None => {
                        let path = self.interaction.goal.beginning();
                        Some(self.state.settings.address(path))
                    }
                };
                html::page(StatusCode::OK, &ContinueInBrowser { frame, link }, &targets)
            }
        }
    }

    /// Says why nobody is signed in, where no attempt does.
    pub(super) fn failure(&self, situation: Situation, administrator: Option<String>) -> Response {
        let page = Failure {
            frame: self.frame(&self.interaction.sign_in_path()),
            situation,
            reference: None,
            retry: Some(self.interaction.sign_in_path()),
            administrator,
        };
        let status = StatusCode::from_u16(situation.status());
        html::page(status.unwrap_or(StatusCode::BAD_GATEWAY), &page, &[])
    }
}
