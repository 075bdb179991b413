//! A connector in Logto's shape.

use connector_kit::Endpoints;
use http::StatusCode;
use oidc::ManagementApi;
use serde::Serialize;
use serde_json::{Map, Value};
use store::{Actor, ConnectorRecord, InWechat, SignUp};
use utoipa::ToSchema;

use super::{actor, author};
use crate::api::ApiError;
use crate::api::connector_factories::{MetadataView, SOCIAL};
use crate::api::guard::Caller;
use crate::api::query::Query;
use crate::manage::connectors as manage;
use crate::state::Inner;

/// A connector.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Connector)]
pub(in crate::api) struct ConnectorView {
    #[serde(flatten)]
    about: MetadataView,
    /// The kind, such as `wechat-web`.
    connector_id: String,
    /// Always `Social`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The configuration, without secrets unless they were asked for.
    #[schema(value_type = Object)]
    config: Value,
    /// Always empty: names, logos and targets are those of the kind.
    #[schema(value_type = Object)]
    metadata: Map<String, Value>,
    /// Whether name and picture follow the vendor at every sign-in.
    sync_profile: bool,
    /// Whether the vendor's tokens are kept.
    enable_token_storage: bool,
    /// Where the vendor is, when that is not the vendor itself. Not in Logto.
    #[schema(value_type = Option<EndpointsView>)]
    endpoints: Option<Endpoints>,
    /// Whether it is on the sign-in page. Not in Logto.
    is_on: bool,
    /// Whether strangers get an account through it: `follow` or `never`. Not in Logto.
    #[schema(value_type = String)]
    sign_up: SignUp,
    /// What people see of it inside WeChat when it leads nowhere there. Not in Logto.
    #[schema(value_type = String)]
    inside_wechat: InWechat,
    /// When it was made, in milliseconds since 1970. Not in Logto.
    created_at: i64,
}

/// Where a vendor is, when that is not the vendor itself.
#[derive(ToSchema)]
#[schema(as = ConnectorEndpoints)]
#[expect(dead_code, reason = "describes the shape of another type")]
pub(super) struct EndpointsView {
    /// The origin that browsers go to.
    open: String,
    /// The origin that the server calls.
    api: String,
}

/// Makes views, with secrets or without.
pub(super) struct Reader<'a> {
    state: &'a Inner,
    social: Vec<String>,
    /// Who has asked for the secrets.
    with_secrets: Option<Actor>,
}

impl<'a> Reader<'a> {
    pub(super) async fn without_secrets(state: &'a Inner) -> Result<Self, ApiError> {
        let social = state.store.experience().await?.social;
        Ok(Self {
            state,
            social,
            with_secrets: None,
        })
    }

    /// Reads from the query whether secrets are asked for, and from the token whether they
    /// may be told.
    pub(super) async fn new(
        state: &'a Inner,
        caller: &Caller,
        query: &Query,
    ) -> Result<Self, ApiError> {
        let wanted = query.parsed("includeSecrets", "true or false", |text| text.parse().ok())?;
        let with_secrets = wanted.unwrap_or(false).then(|| actor(caller));
        if with_secrets.is_some() && caller.access != ManagementApi::All {
            let text = "Secrets are told to tokens with the scope all only.";
            return Err(ApiError::new(StatusCode::FORBIDDEN, "auth.forbidden", text));
        }
        Ok(Self {
            with_secrets,
            ..Self::without_secrets(state).await?
        })
    }

    /// Nothing for a kind of connector that nobody knows any more.
    pub(super) async fn view(
        &self,
        record: &ConnectorRecord,
    ) -> Result<Option<ConnectorView>, ApiError> {
        let Some(factory) = connectors::factory(&record.factory) else {
            return Ok(None);
        };
        let config = match &self.with_secrets {
            Some(actor) => {
                let author = author(self.state, actor);
                manage::note_export(&self.state.store, author, record).await?;
                record.config.clone()
            }
            None => manage::without_secrets(record),
        };
        Ok(Some(ConnectorView {
            about: MetadataView::of_instance(factory.metadata(), &record.id),
            connector_id: record.factory.clone(),
            kind: SOCIAL,
            config,
            metadata: Map::new(),
            sync_profile: record.sync_profile,
            enable_token_storage: record.store_tokens,
            endpoints: record.endpoints.clone(),
            is_on: self.social.contains(&record.id),
            sign_up: record.settings.sign_up,
            inside_wechat: record.settings.in_wechat,
            created_at: record.created_at.0,
        }))
    }
}
