//! Failures that are ours, on the hosted pages.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode};
use pages::unavailable::Unavailable;
use store::StoreError;

use super::{html, visitor};
use crate::state::AppState;

/// Something of ours failed: the database, most likely. People get a page that says
/// to try again; the log gets the details.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Unexpected(#[from] StoreError);

/// Marks an answer that [`as_page`] or the console has to fill.
#[derive(Clone)]
pub(crate) struct NeedsPage;

impl IntoResponse for Unexpected {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "a page could not be made");
        let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
        response.extensions_mut().insert(NeedsPage);
        response
    }
}

/// Makes a page of an [`Unexpected`], in the language of whoever asked.
pub(crate) async fn as_page(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (headers, uri, method) = (
        request.headers().clone(),
        request.uri().clone(),
        request.method().clone(),
    );
    let response = next.run(request).await;
    if response.extensions().get::<NeedsPage>().is_none() {
        return response;
    }
    // The page opens itself again after a while; a form must not be sent by itself.
    let address = match method {
        Method::GET => uri.path_and_query().map_or("/", |path| path.as_str()),
        _ => "/",
    };
    let frame = visitor::frame(&state, &headers, address);
    html::page(StatusCode::SERVICE_UNAVAILABLE, &Unavailable { frame }, &[])
}
