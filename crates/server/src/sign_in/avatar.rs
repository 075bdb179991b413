//! `GET /avatars/{user}/{hash}`: copies of people's pictures, and how they are made.
//!
//! A vendor's address dies when the person changes the picture, and would tell the
//! vendor who looks at it. So the picture is copied at sign-in and served from here.

use accounts::User;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use connector_kit::Limits;
use http::{StatusCode, header};
use store::NewAvatar;
use uuid::Uuid;

use crate::configuration::LiveConnector;
use crate::settings::Settings;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::picture::content_type;

/// The largest picture that is copied, in bytes.
const LARGEST: usize = 512 * 1024;

/// A picture from a vendor, its type told from its content.
pub(super) struct Picture {
    pub(super) content_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// The address of a person's picture: our copy where there is one of the present picture.
pub(crate) fn address(settings: &Settings, user: &User) -> Option<String> {
    match local_path(user) {
        Some(path) => Some(settings.address(&path)),
        None => user.picture.clone(),
    }
}

/// The path of our own copy, which our own pages may show; nothing where there is none.
pub(crate) fn local_path(user: &User) -> Option<String> {
    let copy = user.avatar.as_ref();
    let copy = copy.filter(|copy| user.picture.as_ref() == Some(&copy.source))?;
    Some(format!("/avatars/{}/{}", user.id, copy.hash))
}

/// Copies the picture of somebody who has just signed in, unless there is a copy of it.
pub(super) async fn copy(state: &Inner, connector: &LiveConnector, user: &User) {
    let Some(source) = &user.picture else { return };
    if user
        .avatar
        .as_ref()
        .is_some_and(|copy| copy.source == *source)
    {
        return;
    }
    let Some(picture) = fetch(state, connector, source).await else {
        return;
    };
    let hash = keys::base64url(&keys::sha256(&picture.bytes)[..12]);
    let avatar = NewAvatar {
        source,
        hash: &hash,
        content_type: picture.content_type,
        bytes: &picture.bytes,
    };
    if let Err(error) = state.store.put_avatar(user.id, &avatar, state.now()).await {
        tracing::warn!(%error, "a picture could not be kept");
    }
}

/// Gets a picture from a vendor. A missing picture is no reason to worry anybody.
pub(super) async fn fetch(
    state: &Inner,
    connector: &LiveConnector,
    address: &str,
) -> Option<Picture> {
    let url = connector.social.avatar_address(address)?;
    let limits = Limits {
        body: LARGEST,
        ..Limits::default()
    };
    match state.http.get(&url, limits).await {
        Ok(response) if response.status == 200 => {
            let content_type = content_type(&response.body)?;
            Some(Picture {
                content_type,
                bytes: response.body,
            })
        }
        Ok(response) => {
            tracing::debug!(
                connector = connector.id,
                status = response.status,
                "no picture"
            );
            None
        }
        Err(error) => {
            tracing::debug!(connector = connector.id, %error, "no picture");
            None
        }
    }
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path((user, hash)): Path<(String, String)>,
) -> Result<Response, Unexpected> {
    let user = Uuid::parse_str(&user).unwrap_or_default();
    let avatar = state.store.avatar(user).await?;
    let Some(avatar) = avatar.filter(|avatar| avatar.hash == hash) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    // Applications show it on pages of their own, hence `cross-origin`.
    let about = [
        (header::CONTENT_TYPE, avatar.content_type),
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin".to_owned(),
        ),
    ];
    Ok((about, avatar.bytes).into_response())
}
