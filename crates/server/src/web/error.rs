//! Failures that are ours, on the hosted pages.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use pages::unavailable::Unavailable;
use pages::{Frame, Language, Theme};
use store::StoreError;

use super::html;

/// Something of ours failed: the database, most likely. People get a page that says
/// to try again; the log gets the details.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Unexpected(#[from] StoreError);

impl IntoResponse for Unexpected {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "a page could not be made");
        let frame = Frame {
            language: Language::En,
            theme: Theme::System,
            simulator: None,
            application: None,
            return_to: "/".to_owned(),
            csrf: String::new(),
        };
        html::page(StatusCode::SERVICE_UNAVAILABLE, &Unavailable { frame }, &[])
    }
}
