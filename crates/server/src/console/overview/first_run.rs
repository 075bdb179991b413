//! The way to the first sign-in, and how it is closed.

use accounts::Outcome;
use axum::extract::State;
use axum::response::Response;
use oidc::ApplicationType;
use pages::console::overview::FIRST_RUN_CLOSED;
use pages::console::overview::first_run::{FirstRun, SignedIn, State as How};
use store::{ActivityFilter, ActivityPart, ServerSettings, SettingsPut, StoreError, Wanted};

use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::server_settings;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

/// The way to the first sign-in, unless an owner has closed it.
pub(super) async fn read(state: &Inner) -> Result<Option<FirstRun>, StoreError> {
    let (settings, _) = state.store.server_settings().await?;
    if settings.first_run_closed {
        return Ok(None);
    }
    let administrators = state.store.administrators().await?;
    let since = administrators.iter().map(|one| one.created_at).min();
    Ok(Some(FirstRun {
        address: state.settings.origin(),
        since: since.unwrap_or(state.now()).0,
        state: how(state).await?,
        signed_in: signed_in(state).await?,
        guide: guide(state),
    }))
}

async fn how(state: &Inner) -> Result<How, StoreError> {
    let configuration = state.configuration();
    let applications = state.store.applications().await?;
    let application = applications
        .iter()
        .find(|one| one.kind != ApplicationType::MachineToMachine);
    let application = application.map(|one| (one.name.clone(), one.home()));
    let is_simulated = configuration.ways().any(|way| way.endpoints.is_some());
    if let (true, Some((name, Some(home)))) = (is_simulated, &application) {
        return Ok(How::Ready {
            name: name.clone(),
            home: home.clone(),
        });
    }
    Ok(How::Empty {
        connector: configuration.connectors().next().is_some(),
        is_on: configuration.ways().next().is_some(),
        application,
    })
}

/// The latest sign-in of somebody.
async fn signed_in(state: &Inner) -> Result<Option<SignedIn>, StoreError> {
    for outcome in [Outcome::SignedIn, Outcome::SignedUp] {
        let filter = ActivityFilter {
            outcome: Some(Wanted::Only(outcome)),
            ..ActivityFilter::default()
        };
        let found = state
            .store
            .activity(&filter, ActivityPart::after(None, 1))
            .await?;
        if let Some(seen) = found.first() {
            return Ok(Some(SignedIn {
                href: format!("/console/activity/{}", seen.reference),
                at: seen.finished_at.unwrap_or(seen.created_at).0,
            }));
        }
    }
    Ok(None)
}

/// The guide of the connector that leads to WeChat, else the way to one.
fn guide(state: &Inner) -> String {
    let configuration = state.configuration();
    let mut connectors = configuration.connectors();
    match connectors.find(|one| one.metadata().target == "wechat") {
        Some(connector) => format!("/console/connectors/{}/guide", connector.id),
        None => String::from("/console/connectors/add"),
    }
}

pub(super) async fn close(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    // Somebody else may change another setting just now.
    for _ in 0..3 {
        let present = state.store.server_settings().await?;
        let closed = ServerSettings {
            first_run_closed: true,
            ..present.0.clone()
        };
        let put = server_settings::put(&state, admin.author(&state), &present, &closed).await?;
        if put == SettingsPut::Done {
            state.refresh().await?;
            return Ok(flash::see_other(
                &state,
                "/console",
                &Done::plain(FIRST_RUN_CLOSED),
            ));
        }
    }
    Ok(html::see_other("/console"))
}
