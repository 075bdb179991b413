//! Which ways to sign in are offered, what is asked of people, and how the pages look and speak.

use std::collections::BTreeMap;

use connector_kit::Timestamp;
use serde::{Deserialize, Serialize};

use crate::columns::{from_json, json};
use crate::database::Tx;
use crate::store::raise_version;
use crate::{NewChange, Store, StoreError, changes};

/// Which ways to sign in are offered, what is asked of people, and how the pages look and speak.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInExperience {
    /// The ids of the connectors that are on, in the order of their buttons.
    pub social: Vec<String>,
    /// What happens to somebody whom nobody here knows.
    pub unknown_identity: UnknownIdentity,
    /// Where people see the code that they scan.
    pub qr_code: QrCode,
    /// Whether new people get an account.
    pub sign_in_mode: SignInMode,
    /// Whether an account needs a name.
    pub require_name: bool,
    /// When people agree to the terms.
    pub agree_to_terms: AgreeToTerms,
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
    pub colour: Colour,
    /// The logo: the name of an image.
    pub logo: Option<String>,
    /// The logo on dark pages: the name of an image.
    pub dark_logo: Option<String>,
    /// The icon of the browser's tab: the name of an image.
    pub favicon: Option<String>,
    /// A style sheet that comes after ours.
    pub custom_css: Option<String>,
    /// The languages of the pages.
    pub languages: Languages,
    /// Own words: by the tag of a language, then by the key of the text.
    pub phrases: BTreeMap<String, BTreeMap<String, String>>,
}

/// The colours of the pages, as `#RRGGBB`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Colour {
    /// The colour of the most important button; absent for the built-in one.
    pub primary: Option<String>,
    /// The same on dark pages; absent for that of light pages.
    pub dark_primary: Option<String>,
    /// Whether pages are dark for people who want that.
    pub dark_mode: bool,
}

impl Default for Colour {
    fn default() -> Self {
        Self {
            primary: None,
            dark_primary: None,
            dark_mode: true,
        }
    }
}

/// The languages of the pages, as tags (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Languages {
    /// Whether the languages of the browser count.
    pub auto_detect: bool,
    /// For people whose languages are none of these.
    pub fallback: String,
    /// The languages that are on, in the order of the menu; none means all.
    pub enabled: Vec<String>,
}

impl Default for Languages {
    fn default() -> Self {
        Self {
            auto_detect: true,
            fallback: "en".to_owned(),
            enabled: Vec::new(),
        }
    }
}

/// Whether new people get an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInMode {
    /// Only people who have an account come in.
    SignIn,
    /// Others get one.
    #[default]
    SignInAndRegister,
}

/// When people agree to the terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreeToTerms {
    /// By signing in, as the page says.
    #[default]
    Automatic,
    /// By ticking a box before an account is made.
    ManualRegistrationOnly,
    /// By ticking a box before each sign-in.
    Manual,
}

/// Where people see the code that they scan, for vendors that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QrCode {
    /// On the vendor's page, which the browser is sent to.
    #[default]
    Redirect,
    /// On a page of ours, which shows the vendor's page in a frame.
    Embedded,
}

/// What happens to somebody whom nobody here knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownIdentity {
    /// They get an account, without a question.
    #[default]
    Create,
    /// They are asked whether they have an account already.
    Ask,
}

impl Store {
    /// The sign-in experience; the default one until somebody writes another.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn experience(&self) -> Result<SignInExperience, StoreError> {
        let mut read = self.database().read().await?;
        match first!((String,), read, sql::GET)? {
            None => Ok(SignInExperience::default()),
            Some((settings,)) => from_json("sign_in_experience.settings", &settings),
        }
    }

    /// Changes the sign-in experience, unless it is no longer as somebody has seen it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_experience(
        &self,
        seen: &SignInExperience,
        wanted: &SignInExperience,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let (text, now) = read(tx).await?;
            if now != *seen {
                return Ok(false);
            }
            write(tx, text.as_deref(), wanted, change.at).await?;
            changes::add(tx, change).await?;
            raise_version(tx).await?;
            Ok(true)
        })
    }
}

/// Takes a connector off the sign-in page, in the transaction that deletes it.
pub(crate) async fn drop_social(
    tx: &mut Tx,
    connector: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (text, mut experience) = read(tx).await?;
    let before = experience.social.len();
    experience.social.retain(|id| id != connector);
    if experience.social.len() == before {
        return Ok(());
    }
    write(tx, text.as_deref(), &experience, now).await
}

/// The row as it stands, and what it says.
async fn read(tx: &mut Tx) -> Result<(Option<String>, SignInExperience), StoreError> {
    let text = first!((String,), tx, sql::GET)?.map(|(text,)| text);
    let experience = match &text {
        None => SignInExperience::default(),
        Some(text) => from_json("sign_in_experience.settings", text)?,
    };
    Ok((text, experience))
}

/// Writes the row where it still says `before`; otherwise somebody else was quicker, and
/// the transaction runs again.
async fn write(
    tx: &mut Tx,
    before: Option<&str>,
    experience: &SignInExperience,
    now: Timestamp,
) -> Result<(), StoreError> {
    let settings = json(experience);
    let written = match before {
        None => run!(tx, sql::CREATE, &settings, now.0)?,
        Some(before) => run!(tx, sql::CHANGE, before, &settings, now.0)?,
    };
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Contended)
    }
}

pub(crate) mod sql {
    statements! {
        CREATE = "INSERT INTO sign_in_experience (id, settings, updated_at) VALUES (1, $1, $2)
            ON CONFLICT (id) DO NOTHING";
        CHANGE = "UPDATE sign_in_experience SET settings = $2, updated_at = $3
            WHERE id = 1 AND settings = $1";
        GET = "SELECT settings FROM sign_in_experience WHERE id = 1";
    }
}
