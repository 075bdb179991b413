//! Tokens of vendors that are kept for people, fresh when they are needed.

use std::time::Duration;

use connector_kit::{ConnectorError, Context, ProviderTokens, Steps};
use serde_json::Value;
use store::StoreError;
use uuid::Uuid;

use crate::Server;

/// Tokens that end sooner than this are refreshed before anybody gets them.
const MARGIN: Duration = Duration::from_mins(5);

/// Why there are no usable tokens.
#[derive(Debug, thiserror::Error)]
pub enum VendorTokensError {
    /// The vendor did not give fresh ones.
    #[error(transparent)]
    Connector(#[from] ConnectorError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Server {
    /// The tokens that a connector keeps for an identity, refreshed if they end soon.
    ///
    /// Nothing when none are kept: the connector does not keep any, or the vendor has
    /// said that they are void for good, upon which they are dropped.
    ///
    /// # Errors
    /// Fails when the vendor or the database does; the kept tokens stay then.
    pub async fn vendor_tokens(
        &self,
        connector: &str,
        identity: Uuid,
    ) -> Result<Option<ProviderTokens>, VendorTokensError> {
        let state = &self.state;
        let Some(connector) = state.configuration().connector(connector) else {
            return Ok(None);
        };
        let Some(kept) = state.store.provider_tokens(identity).await? else {
            return Ok(None);
        };
        if kept.expires_at > state.now().plus(MARGIN) {
            return Ok(Some(kept));
        }
        let context = Context {
            http: &*state.http,
            clock: &*state.clock,
            entropy: &*state.entropy,
            session: &Value::Null,
            steps: &Steps::default(),
        };
        match connector.social.refresh(&kept, context).await {
            Ok(fresh) => {
                let entropy = &*state.entropy;
                state
                    .store
                    .put_provider_tokens(identity, &fresh, entropy, state.now())
                    .await?;
                Ok(Some(fresh))
            }
            Err(error) if connector.social.ends_tokens(&error) => {
                tracing::info!(connector = connector.id, %error, "kept tokens are void");
                state.store.drop_provider_tokens(identity).await?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
