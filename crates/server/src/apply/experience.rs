//! `[sign_in_experience]`.

use std::collections::BTreeSet;

use connector_kit::Platform;
use serde::Deserialize;
use store::{QrCode, UnknownIdentity};

use super::{Applied, ApplyError, Means, wrong};
use crate::configuration::are_two;

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
        if let Some(rule) = self.unknown_identity {
            if rule == UnknownIdentity::Ask && !has_second_way(&experience.social, means).await? {
                let problem = "unknown_identity = \"ask\" needs a second way to sign in: two \
                               connectors that are on and know different people; write \"create\"";
                return Err(wrong(&what, problem));
            }
            experience.unknown_identity = rule;
        }
        experience.qr_code = self.qr_code.unwrap_or(experience.qr_code);
        let change = means
            .store
            .put_experience(&experience, means.clock.now())
            .await?;
        Ok(Applied { what, change })
    }
}

/// Whether somebody could prove an account in another way. Simple on purpose: WeChat apps of
/// one Open Platform account know the same people, everything else knows others.
async fn has_second_way(social: &[String], means: Means<'_>) -> Result<bool, ApplyError> {
    let on = means.store.connectors().await?.into_iter();
    let on = on.filter(|record| social.contains(&record.id));
    Ok(are_two(on.filter_map(|record| {
        let factory = connectors::factory(&record.factory)?;
        let built = factory
            .build(&record.config, record.endpoints.as_ref())
            .ok()?;
        let in_browsers = built.metadata().platform != Platform::Native;
        in_browsers.then(|| built.population())
    })))
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
