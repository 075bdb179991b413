//! `[[connectors]]`.

use std::fmt;

use connector_kit::Endpoints;
use serde::Deserialize;
use serde_json::Value;
use store::{ConnectorRecord, ConnectorSettings, InWechat, SignUp};

use super::{Applied, ApplyError, Means, check_id, wrong};

/// A connector as it should be. Absent fields stay as they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredConnector {
    /// Its id, also the last part of its callback address.
    pub id: String,
    /// The kind; needed for a new connector, and not changed later.
    pub factory: Option<String>,
    /// Its configuration, as a whole; needed for a new connector.
    pub config: Option<Value>,
    /// Where the vendor is. Absent beside a `config`, it is the vendor itself.
    pub endpoints: Option<DesiredEndpoints>,
    /// Whether name and picture follow the vendor at every sign-in, not only the first.
    pub sync_profile: Option<bool>,
    /// Whether the vendor's tokens are kept, sealed.
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
#[derive(Clone, Debug, Deserialize)]
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
        check_id(&what, &self.id)?;
        let known = means.store.connectors().await?;
        let known = known.into_iter().find(|record| record.id == self.id);
        let now = means.clock.now();
        let endpoints = match &self.endpoints {
            None => None,
            Some(desired) => Some(desired.resolve(means, &what)?),
        };
        let record = match (known, self.config) {
            (Some(known), _) if self.factory.as_ref().is_some_and(|f| *f != known.factory) => {
                let problem = "the factory of a connector stays; make another connector instead";
                return Err(wrong(&what, problem));
            }
            (Some(known), Some(config)) => ConnectorRecord {
                config,
                endpoints,
                ..known
            },
            // Otherwise the stored secret would be sent to the new address.
            (Some(known), None) if endpoints.is_some() && endpoints != known.endpoints => {
                return Err(wrong(&what, "to change endpoints, give config again too"));
            }
            (Some(known), None) => known,
            (None, config) => ConnectorRecord {
                id: self.id,
                factory: self
                    .factory
                    .ok_or_else(|| wrong(&what, "a new connector needs a factory"))?,
                config: config.ok_or_else(|| wrong(&what, "a new connector needs a config"))?,
                endpoints,
                sync_profile: false,
                store_tokens: false,
                settings: ConnectorSettings::default(),
                created_at: now,
                updated_at: now,
            },
        };
        let record = ConnectorRecord {
            sync_profile: self.sync_profile.unwrap_or(record.sync_profile),
            store_tokens: self.store_tokens.unwrap_or(record.store_tokens),
            settings: ConnectorSettings {
                sign_up: self.sign_up.unwrap_or(record.settings.sign_up),
                in_wechat: self.in_wechat.unwrap_or(record.settings.in_wechat),
            },
            ..record
        };
        check(&record, &what)?;
        let change = means
            .store
            .put_connector(&record, means.entropy, now)
            .await?;
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

/// Refuses what would not work, with everything that is wrong about it.
fn check(record: &ConnectorRecord, what: &str) -> Result<(), ApplyError> {
    let Some(factory) = connectors::factory(&record.factory) else {
        let known: Vec<&str> = connectors::catalogue()
            .iter()
            .map(|f| f.metadata().id)
            .collect();
        let problem = format!(
            "factory {} is not known; there is {}",
            record.factory,
            known.join(", ")
        );
        return Err(wrong(what, problem));
    };
    match factory.build(&record.config, record.endpoints.as_ref()) {
        Ok(_) => Ok(()),
        Err(problems) => {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Err(wrong(what, problems.join("; ")))
        }
    }
}
