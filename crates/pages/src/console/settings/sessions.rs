//! *Sessions*: how long people stay signed in, and the end of all their sessions.

use std::borrow::Borrow;

use askama::Template;

use crate::console::{ConsoleFrame, Section};

/// *Sessions*.
#[derive(Clone, Template)]
#[template(path = "console/settings/sessions.html")]
pub struct Sessions {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// How long things last: key of the label, seconds, name of the setting.
    pub lifetimes: Vec<(Lifetime, i64)>,
    /// Who is signed in now.
    pub open: Open,
}

/// Something that ends by itself, and where that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// A person's session.
    Session,
    /// An access token.
    AccessToken,
    /// A refresh token.
    RefreshToken,
    /// A session of an administrator that nobody uses.
    Console,
}

impl Lifetime {
    fn label(self) -> &'static str {
        match self {
            Self::Session => "lasts-session",
            Self::AccessToken => "lasts-access-token",
            Self::RefreshToken => "lasts-refresh-token",
            Self::Console => "lasts-console",
        }
    }

    fn setting(self) -> Option<&'static str> {
        match self {
            Self::Session => Some("lifetimes.session"),
            Self::AccessToken => Some("lifetimes.access_token"),
            Self::RefreshToken => Some("lifetimes.refresh_token"),
            Self::Console => None,
        }
    }
}

/// How many browsers people are signed in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// So many.
    Exactly(i64),
    /// More than so many: nobody counts the rest.
    MoreThan(i64),
}

impl Sessions {
    fn span(&self, seconds: impl Borrow<i64>) -> String {
        super::span(&self.frame, *seconds.borrow())
    }
}

/// *Sign everybody out*: what that does.
#[derive(Clone, Template)]
#[template(path = "console/settings/sessions_end.html")]
pub struct EndAll {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who is signed in now.
    pub open: Open,
}
