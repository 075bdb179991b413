//! What can go wrong, and what to do about it.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::page;

/// Why there is no sign-in this time.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No connection to the provider, or no answer in time; holds the address asked.
    Unreachable(String),
    /// The provider answered what the standards do not allow, or refused; holds what was seen.
    Misbehaved(String),
    /// The provider sent the person back with an error other than a refusal by the person.
    Refused(String),
    /// The person did not want to.
    Cancelled,
    /// The answer is not of a sign-in that this browser has under way.
    ForeignAnswer,
    /// The answer names another issuer, or none (RFC 9207, 2.4).
    WrongIssuer,
    /// The ID token or the profile does not hold; says which check failed.
    Untrusted(String),
    NoSuchPage,
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    title: &'static str,
    why: &'static str,
    detail: Option<&'a str>,
    way_on: (&'static str, &'static str),
}

impl Failure {
    fn page(&self) -> (StatusCode, FailurePage<'_>) {
        let (status, title, why) = match self {
            Self::Unreachable(_) => (
                StatusCode::BAD_GATEWAY,
                "The sign-in server is not answering",
                "Nobody was signed in. Check that the server runs at this address, then try again.",
            ),
            Self::Misbehaved(_) => (
                StatusCode::BAD_GATEWAY,
                "The sign-in server gave an answer we cannot use",
                "Nobody was signed in. If it happens again, compare the settings on both sides.",
            ),
            Self::Refused(_) => (
                StatusCode::BAD_REQUEST,
                "The sign-in server did not let you in",
                "It sent you back with an error. Sign in again, or check how Paperboat is registered.",
            ),
            Self::Cancelled => (
                StatusCode::FORBIDDEN,
                "You cancelled the sign-in",
                "Nothing was shared with Paperboat.",
            ),
            Self::ForeignAnswer => (
                StatusCode::BAD_REQUEST,
                "This answer belongs to another sign-in",
                "It is old, was used before, or began in another browser. Start again here.",
            ),
            Self::WrongIssuer => (
                StatusCode::BAD_REQUEST,
                "This answer is not from our sign-in server",
                "Nothing in it was used. Start again here.",
            ),
            Self::Untrusted(_) => (
                StatusCode::BAD_GATEWAY,
                "The proof of who you are does not hold",
                "One of the checks failed, so nobody was signed in.",
            ),
            Self::NoSuchPage => (
                StatusCode::NOT_FOUND,
                "There is no such page",
                "Paperboat has only one.",
            ),
        };
        let detail = match self {
            Self::Unreachable(detail)
            | Self::Misbehaved(detail)
            | Self::Refused(detail)
            | Self::Untrusted(detail) => Some(detail.as_str()),
            Self::Cancelled | Self::ForeignAnswer | Self::WrongIssuer | Self::NoSuchPage => None,
        };
        let way_on = match self {
            Self::NoSuchPage => ("/", "Go to the start"),
            _ => ("/sign-in", "Sign in again"),
        };
        let page = FailurePage {
            title,
            why,
            detail,
            way_on,
        };
        (status, page)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, page) = self.page();
        if !matches!(self, Self::NoSuchPage | Self::Cancelled) {
            tracing::warn!(detail = page.detail, "{}", page.title);
        }
        page::render(status, &page, "", "")
    }
}
