//! `/connect/qrcode/{uuid}`: the picture on the QR page.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::confirm_url;
use crate::{Simulator, qr};

pub(super) async fn qrcode(
    State(simulator): State<Simulator>,
    Path(uuid): Path<String>,
) -> Response {
    let address = simulator.with(|platform, _| {
        platform
            .ticket(&uuid)
            .map(|ticket| confirm_url(&platform.public, &ticket.uuid))
    });
    match address.as_deref().and_then(qr::jpeg) {
        Some(picture) => {
            // The picture of a uuid never changes, and the phone's page shows it again and again.
            let headers = [
                (header::CONTENT_TYPE, "image/jpeg"),
                (header::CACHE_CONTROL, "private, max-age=300"),
            ];
            (headers, picture).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
