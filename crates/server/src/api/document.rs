//! The description of the API: what all endpoints have in common, and the whole once it is complete.

use std::sync::Arc;

use axum::body::Bytes;
use pages::api_docs::{Group, Shape};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{self, Components, SecurityRequirement, Server};

use super::docs;
use crate::Settings;

/// The whole description, as it is served. Cheap to clone.
#[derive(Clone)]
pub(super) struct Document {
    pub(super) json: Bytes,
    pub(super) groups: Arc<[Group]>,
    pub(super) shapes: Arc<[Shape]>,
}

impl Document {
    pub(super) fn new(mut description: openapi::OpenApi, settings: &Settings) -> Self {
        description.servers = Some(vec![Server::new(settings.origin())]);
        // Cannot fail: every key is a text.
        let description = serde_json::to_value(&description).unwrap_or_default();
        Self {
            json: description.to_string().into(),
            groups: docs::groups(&description).into(),
            shapes: docs::shapes(&description).into(),
        }
    }
}

#[derive(OpenApi)]
#[openapi(info(
    title = "Pailou Management API",
    description = "Everything that an administrator can do, for programs.\n\n\
        Get an access token at `/oidc/token` with `grant_type=client_credentials` and \
        `resource=https://default.logto.app/api`, and send it as `Authorization: Bearer`. \
        The scope `all` allows everything, `read` allows reading.",
))]
struct Outline;

/// The description before any endpoint is in it: every path wants a token unless it says otherwise.
pub(super) fn outline() -> openapi::OpenApi {
    let mut outline = Outline::openapi();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("An access token for https://default.logto.app/api."))
        .build();
    let components = outline.components.get_or_insert_with(Components::new);
    components.add_security_scheme(SCHEME, SecurityScheme::Http(bearer));
    outline.security = Some(vec![SecurityRequirement::new(SCHEME, Vec::<String>::new())]);
    outline
}

/// The name of the security scheme.
pub(super) const SCHEME: &str = "ManagementApi";
