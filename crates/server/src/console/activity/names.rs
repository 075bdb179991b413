//! The names of applications and connectors, by id.

use std::collections::BTreeMap;

use pages::Language;
use store::StoreError;

use crate::state::Inner;

/// The names of applications and connectors, by id. One that is deleted is called by its id.
pub(crate) struct Names {
    applications: BTreeMap<String, String>,
    connectors: BTreeMap<String, String>,
}

impl Names {
    pub(crate) async fn read(state: &Inner, language: Language) -> Result<Self, StoreError> {
        let applications = state.store.applications().await?;
        let named = applications.into_iter();
        let configuration = state.configuration();
        let connectors = configuration.connectors();
        Ok(Self {
            applications: named.map(|one| (one.id, one.name)).collect(),
            connectors: connectors
                .map(|one| {
                    let name = one.metadata().name.text(language.tag());
                    (one.id.clone(), name.to_owned())
                })
                .collect(),
        })
    }

    /// The name of an application; none for this server itself.
    pub(crate) fn application(&self, id: &str) -> Option<String> {
        let known = self.applications.get(id).cloned();
        known.or_else(|| Some(id.to_owned()).filter(|id| !id.is_empty()))
    }

    /// The name of a connector.
    pub(crate) fn connector(&self, id: &str) -> String {
        let known = self.connectors.get(id).cloned();
        known.unwrap_or_else(|| id.to_owned())
    }

    /// Every application: id and name.
    pub(super) fn applications(&self) -> Vec<(String, String)> {
        let all = self.applications.iter();
        all.map(|(id, name)| (id.clone(), name.clone())).collect()
    }

    /// Every connector: id and name.
    pub(super) fn connectors(&self) -> Vec<(String, String)> {
        let all = self.connectors.iter();
        all.map(|(id, name)| (id.clone(), name.clone())).collect()
    }
}
