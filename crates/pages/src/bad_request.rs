//! A request of an application that is wrong before anybody can sign in.

use askama::Template;

use crate::Frame;

/// What is wrong with the application's request, for the person, and in detail for its developer.
///
/// There is no link to anywhere: an address that came with such a request is not to be trusted.
#[derive(Clone, Template)]
#[template(path = "bad_request.html")]
pub struct BadRequest {
    /// What is around the page.
    pub frame: Frame,
    /// What is wrong.
    pub problem: Problem,
    /// English text for the developer of the application.
    pub detail: Option<String>,
}

/// What can be wrong with an authorization or sign-out request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No application has this `client_id`.
    UnknownApplication,
    /// The redirect URI is absent or not registered.
    RedirectUri,
    /// The request cannot be read.
    Malformed,
    /// The request is longer than we keep.
    TooLong,
}

impl Problem {
    /// Every problem.
    pub const ALL: &[Self] = &[
        Self::UnknownApplication,
        Self::RedirectUri,
        Self::Malformed,
        Self::TooLong,
    ];

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::UnknownApplication => "unknown-application",
            Self::RedirectUri => "redirect-uri",
            Self::Malformed => "malformed",
            Self::TooLong => "too-long",
        }
    }

    fn body(self) -> &'static str {
        match self {
            Self::UnknownApplication => "unknown-application-body",
            Self::RedirectUri => "redirect-uri-body",
            Self::Malformed => "malformed-body",
            Self::TooLong => "too-long-body",
        }
    }
}
