//! What a sign-in is for.

use oidc::AuthorizationRequest;
use oidc::device::UserCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account;
use crate::oidc::device;

/// What a sign-in is for.
#[derive(Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "it is nearly always the large one"
)]
pub(crate) enum Goal {
    /// An application wants to know who is there.
    Application(AuthorizationRequest),
    /// This server itself does.
    Own(Own),
}

/// What this server itself wants a sign-in for. It travels sealed in a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Own {
    /// A page of the account is shown afterwards.
    #[serde(rename = "a")]
    Account(Destination),
    /// Nobody is signed in: whoever has this session adds a way to sign in.
    #[serde(rename = "l")]
    Link {
        /// The session that began it, and that has to be there at the end.
        #[serde(rename = "s")]
        session: Uuid,
        /// Whose it is.
        #[serde(rename = "u")]
        user: Uuid,
    },
    /// A device waits for somebody (RFC 8628); this is the code that was typed, of a device or not.
    #[serde(rename = "d")]
    Device(UserCode),
}

/// The pages of the account that somebody can be led to. There is no other way to say
/// where a sign-in leads, so nobody can be led away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Destination {
    /// The account.
    #[serde(rename = "o")]
    Overview,
    /// The question before a way to sign in is removed.
    #[serde(rename = "u")]
    Unlink(Uuid),
    /// The question before the account is deleted.
    #[serde(rename = "d")]
    Delete,
}

impl Destination {
    pub(crate) fn path(self) -> String {
        match self {
            Self::Overview => account::PATH.to_owned(),
            Self::Unlink(identity) => account::unlink::path(identity),
            Self::Delete => account::delete::PATH.to_owned(),
        }
    }
}

impl Goal {
    /// What the application asked for, if it is one that asks.
    pub(crate) fn request(&self) -> Option<&AuthorizationRequest> {
        match self {
            Self::Application(request) => Some(request),
            Self::Own(_) => None,
        }
    }

    /// The session and the account that a way to sign in is added to.
    pub(crate) fn link(&self) -> Option<(Uuid, Uuid)> {
        match self {
            Self::Own(Own::Link { session, user }) => Some((*session, *user)),
            _ => None,
        }
    }

    /// The code of a device that was typed.
    pub(crate) fn device(&self) -> Option<UserCode> {
        match self {
            Self::Own(Own::Device(code)) => Some(*code),
            _ => None,
        }
    }

    /// Where somebody begins who goes on in another browser, when no application asks.
    pub(crate) fn beginning(&self) -> &'static str {
        match self {
            Self::Own(Own::Device(_)) => device::PATH,
            _ => account::PATH,
        }
    }

    /// The id of the application; empty when it is none but this server.
    pub(crate) fn application_id(&self) -> &str {
        self.request().map_or("", |request| &request.client_id)
    }

    pub(crate) fn ui_locales(&self) -> Option<&str> {
        self.request()?.ui_locales.as_deref()
    }

    /// Where the browser is sent to in the end, when that is another site.
    pub(crate) fn redirect_uri(&self) -> Option<&str> {
        Some(&self.request()?.redirect_uri)
    }
}

impl From<AuthorizationRequest> for Goal {
    fn from(request: AuthorizationRequest) -> Self {
        Self::Application(request)
    }
}

impl From<Own> for Goal {
    fn from(own: Own) -> Self {
        Self::Own(own)
    }
}
