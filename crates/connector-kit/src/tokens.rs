//! What a vendor gives for acting in a person's name.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// Tokens of a vendor that belong to one person and one app.
///
/// They cannot be written out by accident: `Debug` hides them, and the one way to
/// bytes is [`ProviderTokens::to_secret`].
#[derive(Clone)]
pub struct ProviderTokens {
    /// Opens the vendor's interfaces.
    pub access_token: SecretString,
    /// Makes a new access token.
    pub refresh_token: Option<SecretString>,
    /// When the access token ends.
    pub expires_at: Timestamp,
    /// What was granted, as the vendor writes it.
    pub scope: String,
    /// The id of the app that they were given to, for connectors that have several.
    pub app_id: String,
}

/// What was to be read is no tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are no tokens of a provider")]
pub struct UnreadableTokens;

/// The form in which tokens are sealed.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    access_token: &'a str,
    refresh_token: Option<&'a str>,
    expires_at: Timestamp,
    scope: &'a str,
    app_id: &'a str,
}

impl ProviderTokens {
    /// Writes the tokens as text, to be sealed and never to be stored as it is.
    pub fn to_secret(&self) -> SecretString {
        let written = Written {
            access_token: self.access_token.expose_secret(),
            refresh_token: self.refresh_token.as_ref().map(SecretString::expose_secret),
            expires_at: self.expires_at,
            scope: &self.scope,
            app_id: &self.app_id,
        };
        serde_json::json!(written).to_string().into()
    }

    /// Reads what [`ProviderTokens::to_secret`] wrote.
    ///
    /// # Errors
    /// Fails for every other text, and does not repeat it.
    pub fn from_secret(text: &str) -> Result<Self, UnreadableTokens> {
        let fields: serde_json::Value = serde_json::from_str(text).map_err(|_| UnreadableTokens)?;
        let written = Written::deserialize(&fields).map_err(|_| UnreadableTokens)?;
        Ok(Self {
            access_token: written.access_token.to_owned().into(),
            refresh_token: written.refresh_token.map(|token| token.to_owned().into()),
            expires_at: written.expires_at,
            scope: written.scope.to_owned(),
            app_id: written.app_id.to_owned(),
        })
    }
}

impl fmt::Debug for ProviderTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderTokens")
            .field("app_id", &self.app_id)
            .field("scope", &self.scope)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl PartialEq for ProviderTokens {
    fn eq(&self, other: &Self) -> bool {
        self.to_secret().expose_secret() == other.to_secret().expose_secret()
    }
}

impl Eq for ProviderTokens {}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> ProviderTokens {
        ProviderTokens {
            access_token: "59_AcCeSs \"\u{1}".to_owned().into(),
            refresh_token: Some("59_ReFrEsH".to_owned().into()),
            expires_at: Timestamp(1_700_000_000_000),
            scope: "snsapi_login".to_owned(),
            app_id: "wx0123456789abcdef".to_owned(),
        }
    }

    #[test]
    fn tokens_come_back_as_they_were_written() {
        let without = ProviderTokens {
            refresh_token: None,
            ..tokens()
        };
        for tokens in [tokens(), without.clone()] {
            let text = tokens.to_secret();
            let read = ProviderTokens::from_secret(text.expose_secret());
            assert_eq!(read, Ok(tokens));
        }
        assert_ne!(tokens(), without);
    }

    #[test]
    fn nothing_else_is_read_as_tokens() {
        let whole = tokens().to_secret();
        let whole = whole.expose_secret();
        for text in [
            "",
            "null",
            "[]",
            "{}",
            "59_AcCeSs",
            &whole[..whole.len() - 1],
        ] {
            let read = ProviderTokens::from_secret(text);
            assert_eq!(read, Err(UnreadableTokens), "{text}");
        }
    }

    #[test]
    fn debug_output_holds_no_token() {
        let shown = format!("{:?} {:?}", tokens(), tokens().to_secret());
        assert!(shown.contains("snsapi_login"));
        assert!(!shown.contains("59_"), "{shown}");
    }
}
