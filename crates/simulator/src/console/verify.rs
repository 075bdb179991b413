//! `/platform/apps/{number}/verify/MP_verify_….txt`: the file that proves whose a domain is (`wechat-platform.md` 4.4).

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use url::Url;

use super::Visitor;
use crate::Simulator;
use crate::platform::console::Problem;
use crate::screens::web::fetch::fetch;
use crate::screens::web::is_of_this_computer;
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

/// Fetches the file as the real console does before it saves, from where the domain is on this computer.
pub(super) async fn fetched(app: &App, from: &str) -> Result<(), Problem> {
    let address = Url::parse(from)
        .ok()
        .filter(is_of_this_computer)
        .and_then(|origin| origin.join(&format!("/{}", name(app))).ok());
    let Some(address) = address else {
        return Err(Problem::new(
            FETCH_FROM,
            "请填写本机的 http 地址，例如 http://localhost:8080。",
            "An http address of this computer, such as http://localhost:8080.",
        ));
    };
    let asked = fetch(&Method::GET, &address, "", None);
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    let answer = answer.unwrap_or_else(|_| Err("There was no answer in 10 seconds.".to_owned()));
    let file = answer.map_err(|why| {
        Problem::new(
            FETCH_FROM,
            "无法访问校验文件。",
            format!("The file cannot be fetched. {why}"),
        )
    })?;
    if file.status != StatusCode::OK {
        let status = file.status.as_u16();
        return Err(Problem::new(
            FETCH_FROM,
            format!("无法访问校验文件：HTTP {status}。"),
            format!("The file is not there: HTTP {status} at {address}"),
        ));
    }
    if file.body.trim_ascii() != content(app).as_bytes() {
        return Err(Problem::new(
            FETCH_FROM,
            "校验文件内容不正确。",
            "The file says something else. Put it there as it was downloaded.",
        ));
    }
    Ok(())
}

/// The field that says where the domain is.
pub(super) const FETCH_FROM: &str = "fetch_from";

/// How long a site may take.
const PATIENCE: Duration = Duration::from_secs(10);
