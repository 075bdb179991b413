//! `/api/users/{id}/identities`: a person's ways to sign in at every vendor.

mod refused;

use std::collections::BTreeMap;

use accounts::Profile;
use axum::Json;
use axum::extract::State;
use connector_kit::{AuthorizationRequest, CallbackParameters, ConnectorError, Steps};
use pages::Language;
use serde::Deserialize;
use serde_json::{Map, Value};
use store::ToldIdentity;
use url::Url;
use utoipa::ToSchema;

use super::identity::give;
use super::person;
use super::view::IdentityView;
use crate::api::body::JsonBody;
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::configuration::LiveConnector;
use crate::sign_in::exchange;
use crate::state::{AppState, Inner};

/// What a person brought back from a vendor.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewUserIdentity)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewIdentityForm {
    /// The id of the connector, which has to be on.
    connector_id: String,
    /// What the vendor added to the address that it sent the person back to; for WeChat `code`.
    /// What is no text is not looked at.
    #[schema(value_type = Object)]
    connector_data: Map<String, Value>,
}

/// Give a person a way to sign in that they have just proved
///
/// For applications that send people to the vendor themselves, with
/// `/api/connectors/{connectorId}/authorization-uri`: the vendor is asked who it is, and whoever
/// that is signs in to this account from then on. It is the only one of this vendor afterwards.
/// Whether the person who came back is the one who was sent is for the application to check,
/// with `state`: here only the code counts.
#[utoipa::path(
    post,
    path = "/api/users/{id}/identities",
    tag = "Users",
    operation_id = "CreateUserIdentity",
    params(("id" = String, Path, description = "The id of the person.")),
    request_body = NewIdentityForm,
    responses(
        (status = 200, description = "The ways to sign in as they are now.", body = BTreeMap<String, IdentityView>),
        (status = 400, description = "`guard.invalid_input`; `connector.general`: the vendor refused, or there is no code; \
            `connector.invalid_config`, `connector.invalid_response`", body = ErrorBody),
        (status = 401, description = "No token, or not one that counts; `connector.social_auth_code_invalid`, \
            `connector.social_invalid_access_token`, `connector.authorization_failed`: the vendor refused the code or the person.", body = ErrorBody),
        (status = 404, description = "`entity.not_found`: there is no such person, or no such connector.", body = ErrorBody),
        (status = 422, description = "`user.identity_already_in_use`: somebody else has it; \
            `connector.not_enabled`: the connector is off.", body = ErrorBody),
        (status = 429, description = "`connector.rate_limit_exceeded`: the vendor is busy.", body = ErrorBody),
        (status = 502, description = "`connector.general`: the vendor does not answer.", body = ErrorBody),
    ),
)]
pub(crate) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(form): JsonBody<NewIdentityForm>,
) -> Result<Json<BTreeMap<String, IdentityView>>, ApiError> {
    let person = person(&state.store, &id).await?;
    let configuration = state.configuration();
    if configuration.connector(&form.connector_id).is_none() {
        return Err(ApiError::not_found());
    }
    let connector = configuration.on(&form.connector_id);
    let connector = connector.ok_or_else(refused::turned_off)?;
    let brought = form.connector_data.into_iter();
    let brought = brought.filter_map(|(name, value)| match value {
        Value::String(text) => Some((name, text)),
        _ => None,
    });
    let info = ask(&state, connector, &brought.collect()).await?;
    let told = ToldIdentity {
        id: state.new_id(),
        keys: info.keys,
        profile: Profile {
            name: info.name,
            avatar: info.avatar,
            raw: info.raw,
        },
        connector_id: connector.id.clone(),
    };
    let (_, identities) = give(&state, &caller, &person, &told).await?;
    Ok(Json(identities))
}

/// Who it is, according to the vendor. What a connector would have kept since it sent the
/// person away is that of a person whom it sends away now.
async fn ask(
    state: &Inner,
    connector: &LiveConnector,
    brought: &CallbackParameters,
) -> Result<connector_kit::SocialUserInfo, ConnectorError> {
    let address = state
        .settings
        .address(&format!("/callback/{}", connector.id));
    let redirect_uri =
        Url::parse(&address).unwrap_or_else(|_| state.settings.public_address.clone());
    let request = AuthorizationRequest {
        state: "",
        redirect_uri: &redirect_uri,
        language: Language::choose(None, None, None).tag(),
        user_agent: None,
    };
    let session = connector.social.authorization_uri(&request)?.session;
    exchange::ask(state, connector, &session, brought, &Steps::default()).await
}
