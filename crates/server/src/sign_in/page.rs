//! `/sign-in`: the ways to sign in.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::sign_in::{Note, SignIn, Way};
use pages::start_again::Why;

use super::interaction::Interaction;
use super::start_again;
use crate::configuration::{Configuration, LiveConnector};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Query;
use crate::web::{cookies, headers, html, visitor};

/// The short name of the cookie that remembers the way somebody used last.
pub(crate) const LAST_USED: &str = "last_used";

pub(crate) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    request: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = query.get("interaction").unwrap_or_default();
    let Some(interaction) = Interaction::find(&state, &request, id).await? else {
        return Ok(start_again::page(&state, &request, Why::OldLink));
    };
    let Some(application) = state
        .store
        .application(&interaction.request.client_id)
        .await?
    else {
        return Ok(start_again::page(&state, &request, Why::OldLink));
    };
    let path = interaction.sign_in_path();
    let frame = visitor::frame_in(&state, &request, &path, &interaction, &application);
    let open = state.store.open_attempt_of(&interaction.id).await?;
    let configuration = state.configuration();
    let last_used = cookies::read(&state.settings, &request, LAST_USED);
    let way = |connector: &std::sync::Arc<LiveConnector>| Way {
        connector: connector.id.clone(),
        target: connector.metadata().target.to_owned(),
        name: connector
            .metadata()
            .name
            .text(frame.language.tag())
            .to_owned(),
        last_used: last_used.as_deref() == Some(&connector.id),
    };
    let page = SignIn {
        ways: configuration.offered().map(way).collect(),
        frame,
        interaction: interaction.id.clone(),
        note: open.map(|_| Note::DidNotComeBack),
    };
    Ok(html::page(
        StatusCode::OK,
        &page,
        &form_targets(&configuration, &interaction),
    ))
}

/// Where the forms of the page may lead: to the vendors on it, and, when a vendor
/// answers at once, on to the application.
pub(crate) fn form_targets(
    configuration: &Configuration,
    interaction: &Interaction,
) -> Vec<String> {
    let vendors = configuration
        .offered()
        .map(|way| way.social.authorization_origin());
    let application = headers::policy_source(&interaction.request.redirect_uri);
    vendors.chain(application).collect()
}
