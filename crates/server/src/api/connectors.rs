//! `/api/connectors`: the ways to vendors that are set up here.

pub(super) mod authorization_uri;
pub(super) mod one;
mod refused;
mod view;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value};
use store::{Actor, ActorKind, ConnectorRecord, InWechat, SignUp};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::Caller;
use super::query::Query;
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::connectors::{self as manage, Edit};
use crate::state::{AppState, Inner};

use view::{ConnectorView, Reader};

/// What can be said about a connector when it is made or changed.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConnectorFields)]
pub(super) struct Fields {
    /// The configuration as a whole. A secret that is left out stays, as long as App ID and
    /// endpoints stay; otherwise it has to be given again.
    #[schema(value_type = Option<Object>)]
    config: Option<Value>,
    /// Nothing can be written here: names, logos and targets are those of the kind.
    #[schema(value_type = Option<Object>)]
    metadata: Option<Map<String, Value>>,
    /// Whether name and picture follow the vendor at every sign-in, not only the first.
    sync_profile: Option<bool>,
    /// Whether the vendor's tokens are kept, sealed.
    enable_token_storage: Option<bool>,
    /// Where the vendor is; `null` for the vendor itself. Not in Logto.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<view::EndpointsView>)]
    endpoints: Option<Option<connector_kit::Endpoints>>,
    /// Whether strangers get an account through it: `follow` or `never`. Not in Logto.
    #[schema(value_type = Option<String>)]
    sign_up: Option<SignUp>,
    /// What people see of it inside WeChat when it leads nowhere there: `explain` or `hide`.
    /// Not in Logto.
    #[schema(value_type = Option<String>)]
    inside_wechat: Option<InWechat>,
}

/// A new connector.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewConnector)]
pub(super) struct New {
    /// The kind, such as `wechat-web`.
    connector_id: String,
    /// Its id, the last part of its callback address. Absent: one is made.
    id: Option<String>,
    #[serde(flatten)]
    fields: Fields,
}

/// `null` is a value, unlike an absent field.
fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

impl Fields {
    fn into_edit(self) -> Result<Edit, ApiError> {
        if self.metadata.is_some_and(|metadata| !metadata.is_empty()) {
            return Err(refused::metadata());
        }
        Ok(Edit {
            config: self.config,
            endpoints: self.endpoints,
            sync_profile: self.sync_profile,
            store_tokens: self.enable_token_storage,
            sign_up: self.sign_up,
            in_wechat: self.inside_wechat,
            review_waiting_since: None,
        })
    }
}

/// List connectors
///
/// All that are set up, oldest first, on the sign-in page or not. Several of one kind are
/// possible. Secrets are left out; with `includeSecrets=true`, which needs the scope `all`,
/// they are in `config` as in Logto: whoever reads the answer, or a log of it, can sign
/// people in as this application at the vendor. Each such request is in the change history.
#[utoipa::path(
    get,
    path = "/api/connectors",
    tag = "Connectors",
    operation_id = "ListConnectors",
    params(
        ("target" = Option<Vec<String>>, Query, description = "Only those of this vendor; may repeat."),
        ("includeSecrets" = Option<bool>, Query, description = "Whether `config` holds secrets. Costs: see above."),
    ),
    responses(
        (status = 200, description = "The connectors.", body = [ConnectorView]),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 403, description = "`auth.forbidden`: secrets need the scope `all`.", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    query: Query,
) -> Result<Json<Vec<ConnectorView>>, ApiError> {
    let targets: Vec<&str> = query.all("target").collect();
    let reader = Reader::new(&state, &caller, &query).await?;
    let mut views = Vec::new();
    for record in state.store.connectors().await? {
        let target = connectors::factory(&record.factory).map(|it| it.metadata().target);
        if targets.is_empty() || target.is_some_and(|target| targets.contains(&target)) {
            views.extend(reader.view(&record).await?);
        }
    }
    Ok(Json(views))
}

/// Make a connector
///
/// It is off until the sign-in experience names it. Without `config` it waits for its keys.
#[utoipa::path(
    post,
    path = "/api/connectors",
    tag = "Connectors",
    operation_id = "CreateConnector",
    request_body = New,
    responses(
        (status = 200, description = "It was made.", body = ConnectorView),
        (status = 400, description = "`connector.invalid_config`, \
            `connector.cannot_overwrite_metadata_for_non_standard_connector`, `guard.invalid_input`", body = ErrorBody),
        (status = 422, description = "`connector.not_found_with_connector_id`: there is no such kind; \
            `entity.unique_integrity_violation`: the id is taken.", body = ErrorBody),
    ),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(new): JsonBody<New>,
) -> Result<Json<ConnectorView>, ApiError> {
    let factory = manage::factory(&new.connector_id)?;
    let id = new.id.filter(|id| !id.is_empty());
    let id = id.unwrap_or_else(|| manage::new_id(factory, &*state.entropy));
    let edit = new.fields.into_edit()?;
    let record = manage::drafted(&id, &new.connector_id, &edit, state.now())?;
    let actor = actor(&caller);
    manage::create(&state.store, author(&state, &actor), &record, None).await?;
    state.refresh().await?;
    answer(&state, &id).await
}

/// Answers with a connector as it is now, without its secrets.
async fn answer(state: &AppState, id: &str) -> Result<Json<ConnectorView>, ApiError> {
    let record = find(state, id).await?;
    let view = Reader::without_secrets(state).await?.view(&record).await?;
    view.map(Json).ok_or_else(ApiError::not_found)
}

async fn find(state: &Inner, id: &str) -> Result<ConnectorRecord, ApiError> {
    let record = state.store.connector(id).await?;
    record.ok_or_else(ApiError::not_found)
}

/// The program as the change history names it.
fn actor(caller: &Caller) -> Actor {
    Actor {
        kind: ActorKind::Application,
        id: caller.application_id.clone(),
        name: caller.name.clone(),
    }
}

fn author<'a>(state: &'a Inner, actor: &'a Actor) -> Author<'a> {
    Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    }
}
