//! `/api/connectors/{connectorId}/authorization-uri`: where a connector sends people.

use axum::Json;
use axum::extract::State;
use connector_kit::AuthorizationRequest;
use http::HeaderMap;
use pages::Language;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::find;
use crate::api::body::JsonBody;
use crate::api::error::Part;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::connectors as manage;
use crate::state::AppState;

/// What the vendor is to be told.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuthorizationUriRequest)]
pub(in crate::api) struct Asked {
    /// Given back by the vendor as it is.
    state: String,
    /// Where the vendor sends people back to.
    redirect_uri: String,
}

/// Where to send somebody.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuthorizationUri)]
pub(in crate::api) struct Answer {
    /// The address.
    redirect_to: String,
}

/// Make an address of a vendor
///
/// For applications that show the vendor's page themselves. Nobody is signed in by it.
#[utoipa::path(
    post,
    path = "/api/connectors/{connectorId}/authorization-uri",
    tag = "Connectors",
    operation_id = "CreateConnectorAuthorizationUri",
    params(("connectorId" = String, Path, description = "The id of the connector.")),
    request_body = Asked,
    responses(
        (status = 200, description = "The address.", body = Answer),
        (status = 400, description = "`connector.invalid_config`: it has no keys that work; \
            `guard.invalid_input`", body = ErrorBody),
        (status = 404, description = "`entity.not_found`", body = ErrorBody),
    ),
)]
pub(in crate::api) async fn create(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<Asked>,
) -> Result<Json<Answer>, ApiError> {
    let record = find(&state, &id).await?;
    let wrong = |place, problem| ApiError::invalid_input(Part::Body, place, problem);
    if asked.state.is_empty() || asked.state.len() > 512 {
        return Err(wrong("state", "a text of 1 to 512 characters belongs here"));
    }
    let redirect_uri = Url::parse(&asked.redirect_uri);
    let redirect_uri =
        redirect_uri.map_err(|_| wrong("redirectUri", "a whole address belongs here"))?;
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let language = Language::choose(None, None, header(http::header::ACCEPT_LANGUAGE));
    let request = AuthorizationRequest {
        state: &asked.state,
        redirect_uri: &redirect_uri,
        language: language.tag(),
        user_agent: None,
    };
    let address = manage::build(&record)?.authorization_uri(&request);
    let address = address.map_err(|_| super::refused::cannot_send())?;
    Ok(Json(Answer {
        redirect_to: address.uri,
    }))
}
