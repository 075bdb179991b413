//! `[[resources]]`.

use oidc::{Resource, ResourceScope, SigningAlgorithm};
use serde::{Deserialize, Serialize};
use store::{Change, ResourceRecord};

use super::{Applied, ApplyError, CHANGED_MEANWHILE, Means, wrong};
use crate::manage::applications::new_id;
use crate::manage::resources::{self, Refused};

/// A resource as it should be. Absent fields stay as they are.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredResource {
    /// What applications call it, and what its tokens say in `aud`.
    pub indicator: String,
    /// The name that people see; needed for a new resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How long its tokens are good for, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_ttl: Option<u32>,
    /// How its tokens are signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_alg: Option<SigningAlgorithm>,
    /// Whether it is meant where an application names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<bool>,
    /// All that can be allowed there; one that keeps its name stays in roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<DesiredScope>>,
}

/// Something that can be allowed at a resource.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredScope {
    /// What applications ask for.
    pub name: String,
    /// What it means, in the words that people read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl DesiredResource {
    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = format!("resource {}", self.indicator);
        let (store, author) = (means.store, means.author());
        let mut all = store.resources().await?.into_iter();
        let known = all.find(|record| record.resource.indicator == self.indicator);
        let default = self.default;
        let before = known.as_ref().map(|record| record.resource.clone());
        let wanted = self.onto(before, means);
        let told = |refused| told(refused, &what);
        let (record, mut change) = match known {
            None => {
                let made = resources::create(store, author, wanted).await;
                (made.map_err(told)?, Change::Created)
            }
            Some(seen) => {
                let saved = resources::change(store, author, seen, wanted).await;
                let (record, changed) = saved.map_err(told)?;
                let change = if changed {
                    Change::Changed
                } else {
                    Change::Unchanged
                };
                (record, change)
            }
        };
        if let Some(default) = default {
            let set = resources::set_default(store, author, &record, default).await;
            if set.map_err(told)? && change == Change::Unchanged {
                change = Change::Changed;
            }
        }
        Ok(Applied { what, change })
    }

    fn onto(self, known: Option<Resource>, means: Means<'_>) -> Resource {
        let id = || new_id(means.entropy);
        let before = known.unwrap_or_else(|| Resource::new(id(), self.indicator, ""));
        let scopes = self.scopes.map(|scopes| {
            let scope = |desired: DesiredScope| match before.scope(&desired.name) {
                Some(known) => ResourceScope {
                    description: desired.description,
                    ..known.clone()
                },
                None => ResourceScope {
                    id: id(),
                    name: desired.name,
                    description: desired.description,
                    created_at: means.clock.now().0,
                },
            };
            scopes.into_iter().map(scope).collect()
        });
        Resource {
            name: self.name.unwrap_or(before.name),
            access_token_ttl: self.access_token_ttl.unwrap_or(before.access_token_ttl),
            token_alg: self.token_alg.unwrap_or(before.token_alg),
            scopes: scopes.unwrap_or(before.scopes),
            id: before.id,
            indicator: before.indicator,
        }
    }

    /// What is there, in the words of the file.
    pub(super) fn of(record: ResourceRecord) -> Self {
        // All fields by name, so that none can be forgotten.
        let Resource {
            id: _,
            indicator,
            name,
            scopes,
            access_token_ttl,
            token_alg,
        } = record.resource;
        let scope = |scope: ResourceScope| DesiredScope {
            name: scope.name,
            description: scope.description,
        };
        Self {
            indicator,
            name: Some(name),
            access_token_ttl: Some(access_token_ttl),
            token_alg: Some(token_alg),
            default: Some(record.is_default),
            scopes: Some(scopes.into_iter().map(scope).collect()),
        }
    }
}

fn told(refused: Refused, what: &str) -> ApplyError {
    match refused {
        Refused::Wrong { .. } => wrong(what, refused.to_string()),
        Refused::Taken | Refused::Stale | Refused::Gone => wrong(what, CHANGED_MEANWHILE),
        Refused::Store(error) => error.into(),
    }
}
