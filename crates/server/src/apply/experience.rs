//! `[sign_in_experience]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::{AgreeToTerms, Change, QrCode, SignInExperience, SignInMode, UnknownIdentity};

use super::{Applied, ApplyError, CHANGED_MEANWHILE, Means, wrong};
use crate::manage::experience::{self, Problem, Wrong, picture};

/// The sign-in experience as it should be. Absent fields stay as they are; an empty text
/// removes what is there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredExperience {
    /// The ids of the connectors that are on, in the order of their buttons.
    pub social: Option<Vec<String>>,
    /// What happens to somebody who is not known.
    pub unknown_identity: Option<UnknownIdentity>,
    /// Where people see the code that they scan.
    pub qr_code: Option<QrCode>,
    /// Whether new people get an account.
    pub sign_in_mode: Option<SignInMode>,
    /// Whether an account needs a name.
    pub require_name: Option<bool>,
    /// When people agree to the terms.
    pub agree_to_terms: Option<AgreeToTerms>,
    /// Where the terms of use are.
    pub terms_url: Option<String>,
    /// Where the privacy policy is.
    pub privacy_url: Option<String>,
    /// Who runs this server, as people know them.
    pub organisation: Option<String>,
    /// Where people may write to for help.
    pub support_email: Option<String>,
    /// Where people find help.
    pub support_website: Option<String>,
    /// The colours.
    pub colour: Option<DesiredColour>,
    /// The logo: a file, or a `data:` address.
    pub logo: Option<String>,
    /// The logo on dark pages.
    pub dark_logo: Option<String>,
    /// The icon of the browser's tab.
    pub favicon: Option<String>,
    /// A style sheet that comes after ours.
    pub custom_css: Option<String>,
    /// The languages of the pages.
    pub languages: Option<DesiredLanguages>,
    /// Own words, by language and key.
    pub phrases: Option<BTreeMap<String, BTreeMap<String, String>>>,
}

/// The colours as they should be.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredColour {
    /// The colour of the most important button.
    pub primary: Option<String>,
    /// The same on dark pages.
    pub dark_primary: Option<String>,
    /// Whether pages are dark for people who want that.
    pub dark_mode: Option<bool>,
}

/// The languages as they should be.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredLanguages {
    /// Whether the languages of the browser count.
    pub auto_detect: Option<bool>,
    /// For people whose languages are none of these.
    pub fallback: Option<String>,
    /// The languages that are on; none means all.
    pub enabled: Option<Vec<String>>,
}

impl DesiredExperience {
    /// Takes the pictures that are named by a path from whoever can read them.
    ///
    /// # Errors
    /// Fails with what `read` fails with.
    pub fn read_pictures<E>(&mut self, read: impl Fn(&str) -> Result<Vec<u8>, E>) -> Result<(), E> {
        for place in [&mut self.logo, &mut self.dark_logo, &mut self.favicon] {
            if let Some(path) = place.as_deref().filter(|path| is_path(path)) {
                *place = Some(picture::to_data_address("image/*", &read(path)?));
            }
        }
        Ok(())
    }

    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = "sign_in_experience".to_owned();
        let seen = means.store.experience().await?;
        let mut experience = seen.clone();
        self.onto(&mut experience, means, &what).await?;
        experience::tidy(&mut experience);
        let connectors = experience::Known::of(&means.store.connectors().await?);
        if let Some(problem) = experience::problems(&experience, &connectors).first() {
            return Err(wrong(&what, problem.to_string()));
        }
        if experience == seen {
            let change = Change::Unchanged;
            return Ok(Applied { what, change });
        }
        let changed = experience::change(means.store, means.author(), &seen, &experience);
        if !changed.await? {
            return Err(wrong(&what, CHANGED_MEANWHILE));
        }
        // Every server has one: it is made when somebody says something about it first.
        let change = if seen == SignInExperience::default() {
            Change::Created
        } else {
            Change::Changed
        };
        Ok(Applied { what, change })
    }

    async fn onto(
        self,
        experience: &mut SignInExperience,
        means: Means<'_>,
        what: &str,
    ) -> Result<(), ApplyError> {
        set(&mut experience.social, self.social);
        set(&mut experience.unknown_identity, self.unknown_identity);
        set(&mut experience.qr_code, self.qr_code);
        set(&mut experience.sign_in_mode, self.sign_in_mode);
        set(&mut experience.require_name, self.require_name);
        set(&mut experience.agree_to_terms, self.agree_to_terms);
        set_text(&mut experience.terms_url, self.terms_url);
        set_text(&mut experience.privacy_url, self.privacy_url);
        set_text(&mut experience.organisation, self.organisation);
        set_text(&mut experience.support_email, self.support_email);
        set_text(&mut experience.support_website, self.support_website);
        set_text(&mut experience.custom_css, self.custom_css);
        if let Some(colour) = self.colour {
            set_text(&mut experience.colour.primary, colour.primary);
            set_text(&mut experience.colour.dark_primary, colour.dark_primary);
            set(&mut experience.colour.dark_mode, colour.dark_mode);
        }
        if let Some(languages) = self.languages {
            set(&mut experience.languages.auto_detect, languages.auto_detect);
            set(&mut experience.languages.fallback, languages.fallback);
            set(&mut experience.languages.enabled, languages.enabled);
        }
        for (tag, texts) in self.phrases.unwrap_or_default() {
            experience.phrases.entry(tag).or_default().extend(texts);
        }
        for (field, place, given) in [
            ("logo", &mut experience.logo, self.logo),
            ("dark_logo", &mut experience.dark_logo, self.dark_logo),
            ("favicon", &mut experience.favicon, self.favicon),
        ] {
            if let Some(given) = given {
                *place = keep(&given, field, means, what).await?;
            }
        }
        Ok(())
    }
}

fn set<T>(place: &mut T, wanted: Option<T>) {
    if let Some(wanted) = wanted {
        *place = wanted;
    }
}

fn set_text(place: &mut Option<String>, wanted: Option<String>) {
    if wanted.is_some() {
        *place = wanted;
    }
}

fn is_path(text: &str) -> bool {
    !text.is_empty() && !text.starts_with("data:")
}

/// The name of a picture, kept; none for an empty text.
async fn keep(
    given: &str,
    field: &'static str,
    means: Means<'_>,
    what: &str,
) -> Result<Option<String>, ApplyError> {
    if given.is_empty() {
        return Ok(None);
    }
    let now = means.clock.now();
    let kept = match picture::from_data_address(given) {
        Some(bytes) => picture::keep(means.store, &bytes, now).await?,
        None => None,
    };
    let problem = Problem {
        field,
        what: Wrong::Picture,
    };
    let kept = kept.ok_or_else(|| wrong(what, problem.to_string()))?;
    Ok(Some(kept))
}
