//! `GET /console/users/{id}/ways`: the ways to sign in of a person.

use accounts::{Identity, User};
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::users::{Key, WayCard, Ways};

use super::{frame, head, list, person};
use crate::configuration::Configuration;
use crate::console::admin::Admin;
use crate::manage::users::shortened;
use crate::sign_in::avatar;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let frame = frame(&state, &admin);
    let language = frame.language.tag();
    let identities = state.store.identities_of(person.user.id).await?;
    let configuration = state.configuration();
    let cards = identities.iter();
    let page = Ways {
        head: head(&person.user),
        cards: cards
            .map(|identity| card(&configuration, &person.user, identity, language))
            .collect(),
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// A way to sign in, as pages show it.
pub(super) fn card(
    configuration: &Configuration,
    user: &User,
    identity: &Identity,
    language: &str,
) -> WayCard {
    let target = identity.keys.target();
    let through = identity.connector_id.as_deref().unwrap_or(target);
    // We have one picture of a person, and show it where it is of this way.
    let copied = user.avatar.as_ref().map(|copy| &copy.source);
    let is_theirs = copied.is_some() && copied == identity.profile.avatar.as_ref();
    WayCard {
        id: identity.id.to_string(),
        way: list::way(configuration, through, language),
        is_wechat: target == "wechat",
        name: identity.profile.name.clone(),
        picture: avatar::local_path(user).filter(|_| is_theirs),
        keys: identity
            .keys
            .as_slice()
            .iter()
            .map(|key| {
                let (kind, realm) = key.realm.split_once(':').unwrap_or(("", &key.realm));
                Key {
                    is_union: kind == "union",
                    realm: realm.to_owned(),
                    short: shortened(&key.value),
                    value: key.value.clone(),
                }
            })
            .collect(),
        linked: identity.created_at.0,
        made_the_account: identity.created_at == user.created_at,
        used: identity.last_used_at.0,
        raw: serde_json::to_string_pretty(&identity.profile.raw).unwrap_or_default(),
    }
}
