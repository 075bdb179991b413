//! `/oidc/device/confirm`: a person who is signed in looks at a device, and decides (RFC 8628 sections
//! 3.3 and 5.4).

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use oidc::Application;
use oidc::device::{self, DeviceState, UserCode};
use pages::device_code::Problem;
use pages::device_confirm::DeviceConfirm;
use pages::device_done::DeviceDone;
use pages::start_again::Why;
use pages::{Frame, Page};
use store::{NewCode, Session, StoredDevice};

use super::{CONFIRM, code_page, user_code_hash};
use crate::sign_in::interaction::Interaction;
use crate::sign_in::{avatar, session, start_again};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Query};
use crate::web::{anti_forgery, html, visitor};

/// So many codes of no device are borne of one person within [`WINDOW`] (section 5.1).
const TRIES: u32 = 10;
const WINDOW: Duration = Duration::from_mins(15);

pub(crate) fn path(interaction: &str) -> String {
    format!("{CONFIRM}?interaction={interaction}")
}

pub(in crate::oidc) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = query.get("interaction").unwrap_or_default();
    Ok(match Asked::find(&state, &headers, id).await? {
        Ok(asked) => asked.page(),
        Err(elsewhere) => elsewhere,
    })
}

pub(in crate::oidc) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("interaction").unwrap_or_default();
    let asked = match Asked::find(&state, &headers, id).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if !asked.has_sent(form.get("csrf")) {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    }
    match form.get("decision") {
        Some("allow") => asked.allow().await?,
        Some("deny") => asked.refuse().await?,
        _ => {}
    }
    // The page says what has become of it, whoever was first.
    Ok(html::see_other(&path(&asked.interaction.id)))
}

/// A device, and somebody who may decide about it.
struct Asked<'a> {
    state: &'a Inner,
    headers: &'a HeaderMap,
    interaction: Interaction,
    code: UserCode,
    device: StoredDevice,
    application: Application,
    session: Session,
}

impl<'a> Asked<'a> {
    /// Whether this browser has typed a code, somebody is signed in with it, and the code is one of a
    /// device; otherwise where to go instead.
    async fn find(
        state: &'a Inner,
        headers: &'a HeaderMap,
        id: &str,
    ) -> Result<Result<Self, Response>, Unexpected> {
        let again = || Ok(Err(start_again::page(state, headers, Why::OldLink)));
        let Some(interaction) = Interaction::find(state, headers, id).await? else {
            return again();
        };
        let Some(code) = interaction.goal.device() else {
            return again();
        };
        let Some(session) = session::current(state, headers).await? else {
            return Ok(Err(html::see_other(&interaction.first_path(state))));
        };
        let now = state.now();
        let subject = format!("device/{}", session.user.id);
        let typed = code.to_string();
        let refuse = |problem| Ok(Err(code_page(state, headers, &typed, Some(problem))));
        if state.store.failures(&subject, now).await? >= TRIES {
            return refuse(Problem::TooOften);
        }
        let device = state
            .store
            .device(user_code_hash(state, &code), now)
            .await?;
        let application = match &device {
            Some(device) => state.store.application(&device.application_id).await?,
            None => None,
        };
        let may_ask = |application: &Application| device::may_ask(application).is_ok();
        let (Some(device), Some(application)) = (device, application.filter(may_ask)) else {
            state.store.note_failure(&subject, WINDOW, now).await?;
            tracing::info!(user = %session.user.id, "a code of no device");
            return refuse(Problem::Unknown);
        };
        Ok(Ok(Self {
            state,
            headers,
            interaction,
            code,
            device,
            application,
            session,
        }))
    }

    fn page(&self) -> Response {
        let frame = self.frame();
        let user = &self.session.user;
        let html = match self.device.state {
            DeviceState::Waiting => DeviceConfirm {
                frame,
                code: self.code.to_string(),
                name: user.name.clone(),
                picture: avatar::local_path(user),
                scopes: self.scopes(),
                action: CONFIRM.to_owned(),
                interaction: self.interaction.id.clone(),
                not_you: self.interaction.sign_in_path(),
            }
            .render(),
            state => DeviceDone {
                frame,
                allowed: state == DeviceState::Allowed,
            }
            .render(),
        };
        html::rendered(StatusCode::OK, html)
    }

    /// What an application of somebody else wants to be allowed; the operator's own need not ask.
    fn scopes(&self) -> Vec<String> {
        let scopes = self.device.request.scopes.iter();
        let scopes = scopes.filter(|_| self.application.third_party);
        scopes.map(str::to_owned).collect()
    }

    async fn allow(&self) -> Result<(), Unexpected> {
        let Self {
            state,
            device,
            session,
            ..
        } = self;
        let (now, user) = (state.now(), session.user.id);
        let grant = device.request.granted(
            &self.application.id,
            user.to_string(),
            session.auth_time.seconds(),
            session.id.to_string(),
        );
        let code = NewCode {
            hash: device.hash,
            family: state.new_id(),
            expires_at: device.expires_at,
            grant: &grant,
        };
        let allowed = state.store.allow_device(&code, now).await?;
        if allowed && self.application.third_party {
            let scopes = &device.request.scopes;
            let application = &self.application.id;
            let store = &state.store;
            store
                .remember_consent(user, application, scopes, now)
                .await?;
        }
        tracing::info!(application = self.application.id, %user, allowed, "a device is allowed");
        Ok(())
    }

    async fn refuse(&self) -> Result<(), Unexpected> {
        let refused = self
            .state
            .store
            .refuse_device(self.device.hash, self.state.now())
            .await?;
        tracing::info!(
            application = self.application.id,
            refused,
            "a device is refused"
        );
        Ok(())
    }

    fn frame(&self) -> Frame {
        let (state, interaction) = (self.state, &self.interaction);
        let path = path(&interaction.id);
        let application = Some(&self.application);
        Frame {
            csrf: anti_forgery::token(state, &self.secret()),
            ..visitor::frame_in(state, self.headers, &path, interaction, application)
        }
    }

    /// What the form is tied to: the browser that typed the code, and the session that looks at the
    /// page. Who signs in meanwhile as somebody else is asked again.
    fn secret(&self) -> String {
        format!("device {} {}", self.interaction.binding, self.session.id)
    }

    fn has_sent(&self, csrf: Option<&str>) -> bool {
        anti_forgery::is_token(self.state, &self.secret(), csrf)
    }
}
