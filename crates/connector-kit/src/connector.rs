//! The trait that every connector implements.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::{
    CheckRequest, ConfigError, ConnectorError, Context, Finding, IdentityKeys, Metadata,
    ProviderTokens,
};

/// What a connector needs to know to send a person away.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationRequest<'a> {
    /// Returned unchanged by the vendor; 32 characters of `[A-Za-z0-9]`.
    pub state: &'a str,
    /// Where the vendor sends the person back to.
    pub redirect_uri: &'a Url,
    /// The language of our pages as BCP 47 tag.
    pub language: &'a str,
    /// The browser's `User-Agent`: a claim, good for choosing a surface only.
    pub user_agent: Option<&'a str>,
}

/// Where to send a person, and what to remember until they are back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationUri {
    /// The address, complete and encoded.
    pub uri: String,
    /// Given back in [`Context::session`]; `Value::Null` when there is nothing to remember.
    pub session: Value,
}

/// What the browser brought back: the query of the callback, each name once.
pub type CallbackParameters = BTreeMap<String, String>;

/// Who a person is, according to a vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocialUserInfo {
    /// Every key by which the vendor knows this person.
    pub keys: IdentityKeys,
    /// The name as the vendor gave it, or nothing when it is empty. Not cleaned.
    pub name: Option<String>,
    /// The address of a picture.
    pub avatar: Option<String>,
    /// An e-mail address that the vendor has verified.
    pub email: Option<String>,
    /// A phone number that the vendor has verified.
    pub phone: Option<String>,
    /// The profile as the vendor gave it, for administrators and for `identities` claims.
    ///
    /// `Value::Null` means that the vendor told no profile this time. Name and avatar
    /// are absent then too, and a profile that is already known stays as it is.
    pub raw: Value,
    /// What the vendor gave for acting in the person's name, if anything. It is never
    /// written out together with the person; see [`ProviderTokens::to_secret`].
    #[serde(skip)]
    pub tokens: Option<ProviderTokens>,
}

/// Whether a browser can take the way of a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// It can.
    Fits,
    /// It cannot at all: the person has to go on in another browser.
    OtherBrowser,
    /// The vendor shows a code that has to be scanned with this very device.
    SecondScreen,
}

/// A configured connector.
#[async_trait]
pub trait SocialConnector: Send + Sync {
    /// What this kind of connector says about itself.
    fn metadata(&self) -> &'static Metadata;

    /// Whose people it knows: connectors that say the same lead one person to one identity.
    ///
    /// As long as all connectors that are on say the same, nobody can prove an account here
    /// in a second way.
    fn population(&self) -> String {
        self.metadata().target.to_owned()
    }

    /// The origin that people are sent to, for the `form-action` of our pages; for a
    /// way that leads into another application its scheme, such as `wechat:`.
    fn authorization_origin(&self) -> String;

    /// Whether this browser can take the way, so that nobody is sent into a dead end.
    ///
    /// The `User-Agent` is a claim: it chooses a page and proves nothing.
    fn surface(&self, user_agent: Option<&str>) -> Surface {
        let _ = user_agent;
        Surface::Fits
    }

    /// The address to send a person to.
    ///
    /// # Errors
    /// Fails with [`ConnectorError::Misconfigured`] when the configuration does not
    /// allow it for this browser.
    fn authorization_uri(
        &self,
        request: &AuthorizationRequest<'_>,
    ) -> Result<AuthorizationUri, ConnectorError>;

    /// The address of a frame that shows the vendor's code inside a page of ours, for
    /// connectors that have one. The vendor returns to the redirect URI inside the frame.
    fn embedded_uri(&self, request: &AuthorizationRequest<'_>) -> Option<AuthorizationUri> {
        let _ = request;
        None
    }

    /// Turns what the browser brought back into the person's identity.
    ///
    /// Only what our own calls return counts; the callback is a claim.
    ///
    /// # Errors
    /// Says whose fault it is; see [`ConnectorError`].
    async fn user_info(
        &self,
        callback: &CallbackParameters,
        context: Context<'_>,
    ) -> Result<SocialUserInfo, ConnectorError>;

    /// The keys of somebody whom another sign-in server knew at this vendor by `user_id`.
    /// `details` is what the vendor told that server, as far as it was kept: it says what
    /// kind of id that is. Nothing where it cannot be told.
    fn keys_known_elsewhere(&self, user_id: &str, details: &Value) -> Option<IdentityKeys> {
        let _ = (user_id, details);
        None
    }

    /// Makes fresh tokens of kept ones. What comes back replaces them as a whole.
    ///
    /// # Errors
    /// Says whose fault it is; [`SocialConnector::ends_tokens`] says whether the kept
    /// tokens are still worth keeping. Fails for connectors that have no tokens.
    async fn refresh(
        &self,
        tokens: &ProviderTokens,
        context: Context<'_>,
    ) -> Result<ProviderTokens, ConnectorError> {
        let _ = (tokens, context);
        Err(ConnectorError::Misconfigured {
            field: "tokens".to_owned(),
            remedy: "Connectors of this kind have no tokens to refresh.".to_owned(),
            answer: None,
        })
    }

    /// Whether an error means that kept tokens are void for good and have to be dropped.
    fn ends_tokens(&self, error: &ConnectorError) -> bool {
        let _ = error;
        false
    }

    /// The address to copy a person's picture from, if it is one of the vendor's own
    /// places for pictures. Other addresses are never called.
    fn avatar_address(&self, address: &str) -> Option<Url> {
        let _ = address;
        None
    }

    /// Finds out whether sign-ins can work, before anybody is sent away.
    ///
    /// Involves no person. The lines come in a fixed order, each cause fails in one of
    /// them, and what cannot be told is said to be unknown. Empty where a kind of
    /// connector has no check.
    async fn check(&self, request: &CheckRequest<'_>, context: Context<'_>) -> Vec<Finding> {
        let _ = (request, context);
        Vec::new()
    }
}

/// Where the vendor is. Anything but the vendor's own addresses is *simulator mode*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// The origin that browsers go to.
    pub open: Url,
    /// The origin that the server calls.
    pub api: Url,
}

/// A kind of connector: makes configured ones.
pub trait ConnectorFactory: Send + Sync {
    /// What this kind of connector says about itself.
    fn metadata(&self) -> &'static Metadata;

    /// Reads a configuration and makes a connector of it. Without `endpoints` the
    /// connector talks to the vendor itself.
    ///
    /// # Errors
    /// Lists everything that is wrong, not only the first thing.
    fn build(
        &self,
        config: &Value,
        endpoints: Option<&Endpoints>,
    ) -> Result<Box<dyn SocialConnector>, Vec<ConfigError>>;
}
