//! `GET /account`: the account at a glance.

use accounts::{Identity, User};
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::Moment;
use pages::account::{Account, AccountApplication, AccountSession, AccountWay, Done, NameProblem};
use pages::sign_in::Way;
use store::StoreError;

use super::owner::Owner;
use crate::configuration::Configuration;
use crate::sign_in::avatar;
use crate::sign_in::goal::Destination;
use crate::sign_in::permissions::permissions;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;
use crate::web::typed::Typed;

pub(super) async fn get(
    State(state): State<AppState>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let owner = match Owner::find(&state, &headers, Destination::Overview).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let typed = Typed::of(&state, &headers);
    let said = Said {
        done: query.get("done").and_then(Done::from_word),
        name: typed.get("name").map(str::to_owned),
        ..Said::default()
    };
    let page = show(&owner, StatusCode::OK, said).await?;
    Ok(typed.shown(&state, page))
}

/// What the page says about what was done just now.
#[derive(Default)]
pub(super) struct Said {
    pub(super) done: Option<Done>,
    /// A name as it was typed, which is not saved.
    pub(super) name: Option<String>,
    /// What is wrong with it.
    pub(super) problem: Option<NameProblem>,
}

pub(super) async fn show(
    owner: &Owner<'_>,
    status: StatusCode,
    said: Said,
) -> Result<Response, Unexpected> {
    let Owner { state, session, .. } = owner;
    let user = &session.user;
    let configuration = state.configuration();
    let frame = owner.frame(super::PATH);
    let language = frame.language.tag();
    let identities = state.store.identities_of(user.id).await?;
    let sessions = state.store.sessions_of(user.id, state.now()).await?;
    let page = Account {
        name: said.name.or_else(|| user.name.clone()),
        picture: picture(user),
        ways: identities
            .iter()
            .map(|identity| way(&configuration, identity, language))
            .collect(),
        addable: configuration
            .offered()
            .map(|connector| Way {
                connector: connector.id.clone(),
                target: connector.metadata().target.to_owned(),
                name: connector.metadata().name.text(language).to_owned(),
                last_used: false,
                is_simulated: connector.endpoints.is_some(),
            })
            .collect(),
        sessions: sessions
            .into_iter()
            .map(|other| AccountSession {
                id: other.id.to_string(),
                user_agent: other.user_agent,
                since: Moment(other.auth_time.0),
                is_this: other.id == session.id,
            })
            .collect(),
        applications: applications(owner).await?,
        done: said.done,
        problem: said.problem,
        frame,
    };
    let vendors: Vec<String> = configuration
        .offered()
        .map(|connector| connector.social.authorization_origin())
        .collect();
    Ok(html::page(status, &page, &vendors))
}

fn way(configuration: &Configuration, identity: &Identity, language: &str) -> AccountWay {
    let target = identity.keys.target();
    AccountWay {
        id: identity.id.to_string(),
        target: target.to_owned(),
        vendor: vendor_name(configuration, target, language),
        nickname: identity.profile.name.clone(),
        linked: Moment(identity.created_at.0),
        last_used: Moment(identity.last_used_at.0),
    }
}

/// The applications of others that may know this person. One that is gone is called by its id.
async fn applications(owner: &Owner<'_>) -> Result<Vec<AccountApplication>, StoreError> {
    let store = &owner.state.store;
    let configuration = owner.state.configuration();
    let mut all = Vec::new();
    for consent in store.consents_of(owner.session.user.id).await? {
        let application = store.application(&consent.application_id).await?;
        all.push(AccountApplication {
            name: application.map_or_else(|| consent.application_id.clone(), |known| known.name),
            id: consent.application_id,
            permissions: permissions(&consent.scopes, &configuration.resources()),
            since: Moment(consent.updated_at.0),
        });
    }
    Ok(all)
}

/// What a vendor is called: as one of its connectors says.
pub(super) fn vendor_name(configuration: &Configuration, target: &str, language: &str) -> String {
    let mut all = configuration.connectors();
    let connector = all.find(|connector| connector.metadata().target == target);
    match connector {
        Some(connector) => connector.metadata().name.text(language).to_owned(),
        None => target.to_owned(),
    }
}

/// The picture, where we have a copy: the pages show nothing from elsewhere.
pub(super) fn picture(user: &User) -> Option<String> {
    avatar::local_path(user)
}
