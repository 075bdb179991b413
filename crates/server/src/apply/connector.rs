//! `[[connectors]]`.

use std::fmt;

use connector_kit::Endpoints;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Change, InWechat, SignUp};

use super::{Applied, ApplyError, Means, wrong};
use crate::manage::connectors::{self, Edit, Refused};

/// A connector as it should be. Absent fields stay as they are.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredConnector {
    /// Its id, also the last part of its callback address.
    pub id: String,
    /// The kind; needed for a new connector, and not changed later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factory: Option<String>,
    /// Its configuration, as a whole; needed for a new connector. A secret that is left out
    /// stays, as long as it goes to the same address with the same App ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<Value>,
    /// Where the vendor is. Absent beside a `config`, it is the vendor itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<DesiredEndpoints>,
    /// Whether name and picture follow the vendor at every sign-in, not only the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sync_profile: Option<bool>,
    /// Whether the vendor's tokens are kept, sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store_tokens: Option<bool>,
    /// Whether strangers get an account through it.
    pub sign_up: Option<SignUp>,
    /// What people see of it inside WeChat's own browser, when it leads nowhere there.
    pub in_wechat: Option<InWechat>,
}

/// Leaves out the configuration, which holds secrets.
impl fmt::Debug for DesiredConnector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DesiredConnector")
            .field("id", &self.id)
            .field("factory", &self.factory)
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

/// Where the vendor of a connector is.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum DesiredEndpoints {
    /// A name; only `simulator` is one, and only in a demo.
    Named(String),
    /// Two origins.
    Given(Endpoints),
}

impl DesiredConnector {
    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = format!("connector {}", self.id);
        let known = means.store.connector(&self.id).await?;
        let now = means.clock.now();
        let endpoints = match &self.endpoints {
            None => None,
            Some(desired) => Some(desired.resolve(means, &what)?),
        };
        // Beside a configuration, no address means the vendor itself.
        let is_given = self.config.is_some() || endpoints.is_some();
        let edit = Edit {
            config: self.config,
            endpoints: is_given.then_some(endpoints),
            sync_profile: self.sync_profile,
            store_tokens: self.store_tokens,
            sign_up: self.sign_up,
            in_wechat: self.in_wechat,
            review_waiting_since: None,
        };
        let refused = |refused| match refused {
            Refused::Store(error) => ApplyError::Store(error),
            other => wrong(&what, other.to_string()),
        };
        let change = match known {
            Some(known) if self.factory.as_ref().is_some_and(|f| *f != known.factory) => {
                let problem = "the factory of a connector stays; make another connector instead";
                return Err(wrong(&what, problem));
            }
            Some(known) => {
                let wanted = connectors::edited(&known, &edit, now).map_err(refused)?;
                connectors::save(means.store, means.author(), &known, &wanted, None)
                    .await
                    .map_err(refused)?
            }
            None => {
                let factory = self.factory;
                let factory =
                    factory.ok_or_else(|| wrong(&what, "a new connector needs a factory"))?;
                if edit.config.is_none() {
                    return Err(wrong(&what, "a new connector needs a config"));
                }
                let wanted =
                    connectors::drafted(&self.id, &factory, &edit, now).map_err(refused)?;
                connectors::create(means.store, means.author(), &wanted, None)
                    .await
                    .map_err(refused)?;
                Change::Created
            }
        };
        Ok(Applied { what, change })
    }
}

impl DesiredEndpoints {
    fn resolve(&self, means: Means<'_>, what: &str) -> Result<Endpoints, ApplyError> {
        match self {
            Self::Given(endpoints) => Ok(endpoints.clone()),
            Self::Named(name) if name == "simulator" => {
                let problem = "endpoints = \"simulator\" works in a demo only; \
                               write { open = \"http://…\", api = \"http://…\" }";
                let address = means.simulator.ok_or_else(|| wrong(what, problem))?;
                Ok(Endpoints {
                    open: address.clone(),
                    api: address.clone(),
                })
            }
            Self::Named(name) => {
                let problem = format!(
                    "endpoints = \"{name}\" is not known; \
                     write \"simulator\" or {{ open = \"http://…\", api = \"http://…\" }}"
                );
                Err(wrong(what, problem))
            }
        }
    }
}
