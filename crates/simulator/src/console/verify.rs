//! `/platform/apps/{number}/verify/MP_verify_….txt`: the file that proves whose a domain is (`wechat-platform.md` 4.4).

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Visitor;
use crate::Simulator;
use crate::settings::{App, AppKind};

/// The file's name; it is the same whenever it is asked for.
pub(super) fn name(app: &App) -> String {
    format!("MP_verify_{}.txt", content(app))
}

fn content(app: &App) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh";
    let digest = Sha256::digest(format!("verify:{}", app.app_id));
    digest
        .iter()
        .take(16)
        .map(|byte| char::from(LETTERS[usize::from(byte & 31)]))
        .collect()
}

pub(super) async fn file(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path((number, file)): Path<(String, String)>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if app.kind != AppKind::ServiceAccount || file != name(&app) {
        return Err(visitor.nothing());
    }
    let disposition = format!("attachment; filename=\"{file}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
    ];
    Ok((headers, content(&app)).into_response())
}
