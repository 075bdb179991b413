//! `/account/unlink/{identity}`: does this person want to remove a way to sign in?

use accounts::Identity;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::account::Done;
use pages::account_unlink::AccountUnlink;
use store::{StoreError, Unlinked};
use uuid::Uuid;

use super::owner::Owner;
use super::page::vendor_name;
use crate::configuration::Configuration;
use crate::sign_in::goal::Destination;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(crate) fn path(identity: Uuid) -> String {
    format!("/account/unlink/{identity}")
}

pub(super) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let owner = match Owner::find(&state, &headers, Destination::Unlink(id)).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match Way::find(&owner, id).await? {
        Some(way) => Ok(page(&owner, &way, StatusCode::OK)),
        None => Ok(html::see_other(super::PATH)),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let destination = Destination::Unlink(id);
    let owner = match Owner::sends_fresh(&state, &headers, destination, &form).await? {
        Ok(owner) => owner,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(way) = Way::find(&owner, id).await? else {
        return Ok(html::see_other(super::PATH));
    };
    if way.is_last {
        return Ok(page(&owner, &way, StatusCode::CONFLICT));
    }
    let user = owner.session.user.id;
    let unlinked = state.store.unlink_identity(user, id, true).await?;
    tracing::info!(%user, ?unlinked, "a way to sign in");
    Ok(match unlinked {
        Unlinked::Done => html::see_other(&super::after(Done::Unlinked)),
        Unlinked::NotFound => html::see_other(super::PATH),
        Unlinked::LastWay => {
            let is_last = true;
            page(&owner, &Way { is_last, ..way }, StatusCode::CONFLICT)
        }
    })
}

/// A way to sign in of this person.
struct Way {
    identity: Identity,
    is_last: bool,
}

impl Way {
    async fn find(owner: &Owner<'_>, id: Uuid) -> Result<Option<Self>, StoreError> {
        let state = owner.state;
        let all = state.store.identities_of(owner.session.user.id).await?;
        let (this, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|identity| identity.id == id);
        let configuration = state.configuration();
        Ok(this.into_iter().next().map(|identity| Self {
            identity,
            is_last: !others.iter().any(|other| leads_in(&configuration, other)),
        }))
    }
}

/// Whether somebody can sign in with it at present: a connector is on that knows the same
/// people as the one that it was last used through. Where that is not known any more, one of
/// the same vendor has to do.
fn leads_in(configuration: &Configuration, identity: &Identity) -> bool {
    let through = identity.connector_id.as_deref();
    let through = through.and_then(|id| configuration.connector(id));
    let population = through.map(|connector| connector.social.population());
    configuration.ways().any(|way| match &population {
        Some(population) => way.social.population() == *population,
        None => way.metadata().target == identity.keys.target(),
    })
}

fn page(owner: &Owner<'_>, way: &Way, status: StatusCode) -> Response {
    let path = path(way.identity.id);
    let frame = owner.frame(&path);
    let target = way.identity.keys.target();
    let page = AccountUnlink {
        target: target.to_owned(),
        vendor: vendor_name(&owner.state.configuration(), target, frame.language.tag()),
        nickname: way.identity.profile.name.clone(),
        is_last: way.is_last,
        action: path,
        frame,
    };
    html::page(status, &page, &[])
}
