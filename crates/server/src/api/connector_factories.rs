//! `/api/connector-factories`: which kinds of connectors there are.

mod metadata;

use axum::Json;
use connector_kit::ConnectorFactory;
use serde::Serialize;
use utoipa::ToSchema;

use super::path::Path;
use super::{ApiError, ErrorBody};

pub(crate) use metadata::{MetadataView, localized};

/// A kind of connector.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConnectorFactory)]
pub(crate) struct FactoryView {
    #[serde(flatten)]
    metadata: MetadataView,
    /// Always `Social`.
    #[serde(rename = "type")]
    kind: &'static str,
}

impl FactoryView {
    fn of(factory: &dyn ConnectorFactory) -> Self {
        Self {
            metadata: MetadataView::of(factory.metadata()),
            kind: SOCIAL,
        }
    }
}

/// The type of every connector that there is.
pub(crate) const SOCIAL: &str = "Social";

/// List the kinds of connectors
///
/// With names, guides and the fields of their configuration, in the order of the console.
#[utoipa::path(
    get,
    path = "/api/connector-factories",
    tag = "Connector factories",
    operation_id = "ListConnectorFactories",
    responses(
        (status = 200, description = "All kinds.", body = [FactoryView]),
    ),
)]
pub(super) async fn list() -> Json<Vec<FactoryView>> {
    let catalogue = connectors::catalogue().iter();
    Json(catalogue.map(|factory| FactoryView::of(*factory)).collect())
}

/// Get a kind of connector
#[utoipa::path(
    get,
    path = "/api/connector-factories/{id}",
    tag = "Connector factories",
    operation_id = "GetConnectorFactory",
    params(("id" = String, Path, description = "The kind, such as `wechat-web`.")),
    responses(
        (status = 200, description = "The kind.", body = FactoryView),
        (status = 404, description = "`entity.not_found`: there is no such kind.", body = ErrorBody),
    ),
)]
pub(super) async fn get(Path(id): Path<String>) -> Result<Json<FactoryView>, ApiError> {
    let factory = connectors::factory(&id).ok_or_else(ApiError::not_found)?;
    Ok(Json(FactoryView::of(factory)))
}
