//! Makes or changes applications, connectors, resources, roles and the sign-in experience from
//! plain data.
//!
//! Nothing is removed, what is absent stays as it is, and doing it twice is doing it
//! once. The data is what `pailou apply` reads from a file.

mod application;
mod connector;
mod document;
mod experience;
mod export;
mod resource;
mod role;
mod secret;

use connector_kit::{Clock, Entropy};
use serde::{Deserialize, Serialize};
use store::{Action, Actor, Change, Store, StoreError, SubjectKind};
use url::Url;

use crate::manage::Author;

pub use application::{DesiredAccess, DesiredApplication, DesiredSecret, DesiredWays};
pub use connector::{DesiredConnector, DesiredEndpoints};
pub use document::Document;
pub use experience::{DesiredColour, DesiredExperience, DesiredLanguages};
pub use resource::{DesiredResource, DesiredScope};
pub use role::DesiredRole;

/// What should be there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desired {
    /// Applications, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<DesiredApplication>,
    /// Connectors, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub connectors: Vec<DesiredConnector>,
    /// APIs that access tokens can be for, by their indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<DesiredResource>,
    /// Roles, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<DesiredRole>,
    /// The sign-in experience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_experience: Option<DesiredExperience>,
}

/// What came of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The entry, such as `connector wechat`.
    pub what: String,
    /// Whether it was made, changed or left as it was.
    pub change: Change,
}

/// Why an entry cannot be applied. Entries before it have been applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The entry is wrong.
    #[error("{what}: {problem}")]
    Wrong {
        /// The entry, such as `application my-app`.
        what: String,
        /// What is wrong, and what is accepted.
        problem: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What applying needs from outside.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The database.
    pub store: &'a Store,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Random bytes.
    pub entropy: &'a dyn Entropy,
    /// Where the simulator of this demo is; absent outside of a demo.
    pub simulator: Option<&'a Url>,
    /// Who the change history says it was.
    pub actor: &'a Actor,
}

impl<'a> Means<'a> {
    /// Who writes what is changed.
    pub(crate) fn author(self) -> Author<'a> {
        Author {
            actor: self.actor,
            clock: self.clock,
            entropy: self.entropy,
        }
    }
}

impl Desired {
    /// Applies every entry. Connectors come first, because the others name them; applications
    /// name roles, and roles resources.
    ///
    /// # Errors
    /// Stops at the first entry that is wrong.
    pub async fn apply(self, means: Means<'_>) -> Result<Vec<Applied>, ApplyError> {
        let mut connectors = Vec::new();
        for connector in self.connectors {
            connectors.push(connector.apply(means).await?);
        }
        let defaults = self.resources.iter().filter(|it| it.default == Some(true));
        if defaults.count() > 1 {
            return Err(wrong("resources", "at most one is the default"));
        }
        let mut applied = Vec::new();
        for resource in self.resources {
            applied.push(resource.apply(means).await?);
        }
        for role in self.roles {
            applied.push(role.apply(means).await?);
        }
        for application in self.applications {
            applied.push(application.apply(means).await?);
        }
        applied.extend(connectors);
        if let Some(experience) = self.sign_in_experience {
            applied.push(experience.apply(means).await?);
        }
        Ok(applied)
    }
}

/// Notes in the change history that every secret was written to a file.
///
/// # Errors
/// Fails when the database does.
pub async fn note_export(means: Means<'_>) -> Result<(), StoreError> {
    let subject = (SubjectKind::Settings, "settings", "Settings");
    let change = means.author().change(Action::Exported, subject, &[]);
    means.store.note_change(&change).await
}

/// What is wrong where somebody else was quicker.
const CHANGED_MEANWHILE: &str = "somebody else has changed it meanwhile; apply the file again";

fn wrong(what: &str, problem: impl Into<String>) -> ApplyError {
    ApplyError::Wrong {
        what: what.to_owned(),
        problem: problem.into(),
    }
}
