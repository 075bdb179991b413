//! `[sign_in_experience]`.

use std::collections::BTreeSet;

use serde::Deserialize;
use store::{QrCode, UnknownIdentity};

use super::{Applied, ApplyError, Means, wrong};

/// The sign-in experience as it should be. Absent fields stay as they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredExperience {
    /// The ids of the connectors that are on, in the order of their buttons.
    pub social: Option<Vec<String>>,
    /// What happens to somebody who is not known.
    pub unknown_identity: Option<UnknownIdentity>,
    /// Where people see the code that they scan.
    pub qr_code: Option<QrCode>,
}

impl DesiredExperience {
    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = "sign_in_experience".to_owned();
        let mut experience = means.store.experience().await?;
        if let Some(social) = self.social {
            check_social(&social, means, &what).await?;
            experience.social = social;
        }
        match self.unknown_identity {
            Some(UnknownIdentity::Ask) => {
                let problem = "unknown_identity = \"ask\" needs a second way to sign in, \
                               and there is none yet; write \"create\"";
                return Err(wrong(&what, problem));
            }
            Some(rule) => experience.unknown_identity = rule,
            None => {}
        }
        experience.qr_code = self.qr_code.unwrap_or(experience.qr_code);
        let change = means
            .store
            .put_experience(&experience, means.clock.now())
            .await?;
        Ok(Applied { what, change })
    }
}

async fn check_social(social: &[String], means: Means<'_>, what: &str) -> Result<(), ApplyError> {
    let known: BTreeSet<String> = means
        .store
        .connectors()
        .await?
        .into_iter()
        .map(|record| record.id)
        .collect();
    let mut seen = BTreeSet::new();
    for id in social {
        if !known.contains(id) {
            return Err(wrong(what, format!("social: there is no connector {id}")));
        }
        if !seen.insert(id) {
            return Err(wrong(what, format!("social: {id} is there twice")));
        }
    }
    Ok(())
}
