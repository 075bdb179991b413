//! `[[roles]]`.

use std::collections::BTreeMap;

use oidc::{Role, RoleType};
use serde::{Deserialize, Serialize};
use store::{Change, ResourceRecord, RoleRecord};

use super::{Applied, ApplyError, CHANGED_MEANWHILE, Means, wrong};
use crate::manage::applications::new_id;
use crate::manage::roles::{self, Refused};

/// A role as it should be. Absent fields stay as they are; an empty text removes what is there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredRole {
    /// Its name.
    pub name: String,
    /// What administrators want to remember about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who can have it: people, unless something else is said of a new one. It stays.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<RoleType>,
    /// All scopes that it gives, by the indicators of their resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<BTreeMap<String, Vec<String>>>,
}

impl DesiredRole {
    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = format!("role {}", self.name);
        let (store, author) = (means.store, means.author());
        let name = self.name.trim();
        let mut all = store.roles().await?.into_iter();
        let known = all.find(|record| record.role.name == name);
        let resources = store.resources().await?;
        let before = known.as_ref().map(|record| record.role.clone());
        let wanted = self.onto(before, &resources, means, &what)?;
        let change = match known {
            None => {
                let made = roles::create(store, author, wanted).await;
                made.map(|_| Change::Created)
            }
            Some(seen) => {
                let saved = roles::change(store, author, seen, wanted).await;
                saved.map(|(_, changed)| {
                    if changed {
                        Change::Changed
                    } else {
                        Change::Unchanged
                    }
                })
            }
        };
        let change = change.map_err(|refused| told(refused, &what))?;
        Ok(Applied { what, change })
    }

    fn onto(
        self,
        known: Option<Role>,
        resources: &[ResourceRecord],
        means: Means<'_>,
        what: &str,
    ) -> Result<Role, ApplyError> {
        let kind = self.kind.unwrap_or_default();
        let before = match (known, self.kind) {
            (Some(known), kind) => Role {
                kind: kind.unwrap_or(known.kind),
                ..known
            },
            (None, _) => Role::new(new_id(means.entropy), self.name, kind),
        };
        let scopes = match self.scopes {
            None => before.scopes,
            Some(wanted) => ids(&wanted, resources).map_err(|problem| wrong(what, problem))?,
        };
        Ok(Role {
            description: self.description.unwrap_or(before.description),
            scopes,
            ..before
        })
    }

    /// What is there, in the words of the file.
    pub(super) fn of(record: RoleRecord, resources: &[ResourceRecord]) -> Self {
        // All fields by name, so that none can be forgotten.
        let Role {
            id: _,
            name,
            description,
            kind,
            scopes,
        } = record.role;
        let mut by_resource = BTreeMap::new();
        for record in resources {
            let given = record.resource.scopes.iter();
            let given = given.filter(|scope| scopes.contains(&scope.id));
            let names: Vec<_> = given.map(|scope| scope.name.clone()).collect();
            if !names.is_empty() {
                by_resource.insert(record.resource.indicator.clone(), names);
            }
        }
        Self {
            name,
            description: Some(description).filter(|text| !text.is_empty()),
            kind: Some(kind),
            scopes: Some(by_resource),
        }
    }
}

/// The ids of scopes that are named by resource.
fn ids(
    wanted: &BTreeMap<String, Vec<String>>,
    resources: &[ResourceRecord],
) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    for (indicator, names) in wanted {
        let mut all = resources.iter().map(|record| &record.resource);
        let resource = all.find(|resource| resource.indicator == *indicator);
        let resource =
            resource.ok_or_else(|| format!("scopes: there is no resource {indicator}"))?;
        for name in names {
            let scope = resource.scope(name);
            let scope = scope.ok_or_else(|| format!("scopes: {indicator} has no scope {name}"))?;
            ids.push(scope.id.clone());
        }
    }
    Ok(ids)
}

pub(super) fn told(refused: Refused, what: &str) -> ApplyError {
    match refused {
        Refused::Wrong { .. } | Refused::OtherType { .. } | Refused::NotAMachine => {
            wrong(what, refused.to_string())
        }
        Refused::Taken | Refused::Stale | Refused::Gone => wrong(what, CHANGED_MEANWHILE),
        Refused::Store(error) => error.into(),
    }
}
