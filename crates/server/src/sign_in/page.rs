//! `/sign-in`: the ways to sign in.

use axum::extract::State;
use axum::response::Response;
use connector_kit::Surface;
use http::{HeaderMap, StatusCode};
use pages::sign_in::{Note, SignIn, Way};
use pages::start_again::Why;
use store::InWechat;

use super::interaction::{Interaction, seems_to_block_cookies};
use super::social::Visit;
use super::start_again;
use super::{answer, cookies_blocked};
use crate::configuration::{Configuration, LiveConnector};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Query;
use crate::web::typed::Typed;
use crate::web::{cookies, headers, html, visitor};

/// The short name of the cookie that remembers the way somebody used last.
pub(crate) const LAST_USED: &str = "last_used";

/// The parameter that says what was missing in the form.
const MISSING: &str = "missing";

/// Where somebody goes who has pressed a button without agreeing to the terms.
pub(super) fn not_agreed(interaction: &Interaction) -> String {
    format!("{}&{MISSING}=agree", interaction.sign_in_path())
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    request: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = query.get("interaction").unwrap_or_default();
    let Some(interaction) = Interaction::find(&state, &request, id).await? else {
        return Ok(if seems_to_block_cookies(&state, &request, &query) {
            cookies_blocked::page(&state, &request)
        } else {
            start_again::page(&state, &request, Why::OldLink)
        });
    };
    if interaction.goal.link().is_some() {
        return Ok(html::see_other(&interaction.sign_in_path()));
    }
    let Some(visit) = Visit::of(&state, &request, interaction).await? else {
        return Ok(start_again::page(&state, &request, Why::OldLink));
    };
    let interaction = &visit.interaction;
    let frame = visit.frame(&interaction.sign_in_path());
    let asks = frame.site.asks_before_sign_in();
    let note = if asks && query.get(MISSING) == Some("agree") {
        Some(Note::NotAgreed)
    } else if answer::waiting(&state, interaction).await?.is_some() {
        Some(Note::ToLink)
    } else {
        let open = state.store.open_attempt_of(&interaction.id).await?;
        open.map(|_| Note::DidNotComeBack)
    };
    let configuration = state.configuration();
    let typed = Typed::of(&state, &request);
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
        is_simulated: connector.endpoints.is_some(),
    };
    let page = SignIn {
        ways: configuration
            .offered()
            .filter(|way| visit.offers(way) && !is_hidden(way, &request))
            .map(way)
            .collect(),
        frame,
        interaction: interaction.id.clone(),
        note,
        agreed: typed.agreed(),
    };
    let targets = form_targets(&configuration, interaction);
    Ok(typed.shown(&state, html::page(StatusCode::OK, &page, &targets)))
}

/// Whether a way is not shown in this browser, in which it leads nowhere.
fn is_hidden(connector: &LiveConnector, headers: &HeaderMap) -> bool {
    connector.settings.in_wechat == InWechat::Hide
        && connector.social.surface(visitor::user_agent(headers)) == Surface::OtherBrowser
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
    let application = interaction.goal.redirect_uri();
    let application = application.and_then(headers::policy_source);
    vendors.chain(application).collect()
}
