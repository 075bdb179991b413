//! `/api/docs`: the description, to be read by people.

mod view;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::Theme;
use pages::api_docs::ApiDocs;

use super::document::Document;
use crate::state::AppState;
use crate::web::{cookies, html};

pub(super) use view::{groups, shapes};

pub(super) const PATH: &str = "/api/docs";

pub(super) async fn get(
    State(state): State<AppState>,
    Extension(document): Extension<Document>,
    headers: HeaderMap,
) -> Response {
    let theme = cookies::read(&state.settings, &headers, "theme");
    let page = ApiDocs {
        theme: theme
            .and_then(|tag| Theme::from_tag(&tag))
            .unwrap_or_default(),
        origin: &state.settings.origin(),
        groups: &document.groups,
        shapes: &document.shapes,
    };
    html::page(StatusCode::OK, &page, &[])
}
