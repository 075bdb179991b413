//! What stands before every page of the console.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};
use pages::console::access::Message;
use pages::console::experience::PREVIEW;
use store::Role;

use super::admin::Admin;
use super::{draft, flash, session};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{LONGEST_FORM, Parameters};
use crate::web::{anti_forgery, html};

/// More than any form has; pictures go in forms too.
const LONGEST: usize = 2 * 1024 * 1024;

/// Lets a request through with its [`Admin`]: signed in, allowed by the role, and, where it
/// changes something, sent by a form of this very session.
pub(super) async fn behind(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Unexpected> {
    let (mut parts, body) = request.into_parts();
    let address = parts
        .uri
        .path_and_query()
        .map_or("/console", |it| it.as_str());
    let address = address.to_owned();
    let changes = !matches!(parts.method, Method::GET | Method::HEAD);
    let body = if changes {
        match axum::body::to_bytes(body, LONGEST).await {
            Ok(bytes) => bytes,
            Err(_) => return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
        }
    } else {
        Bytes::new()
    };
    let Some((session, secret)) = session::current(&state, &parts.headers).await? else {
        return draft::to_sign_in(&state, &parts.headers, &address, changes.then_some(&body)).await;
    };
    let admin = Admin::new(session, secret, parts.headers.clone(), address);
    if changes {
        if !is_ours(&state, &admin, &body) {
            let page = Message::forged(admin.frame(&state, None));
            return Ok(html::page(StatusCode::FORBIDDEN, &page, &[]));
        }
        if !admin.is_owner() && !for_viewers(parts.uri.path()) {
            return not_allowed(&state, &admin).await;
        }
    }
    let shows_flash = !changes && flash::is_there(&state, &parts.headers);
    let cookie = session::keep(&state, &admin.secret);
    let is_sign_out = parts.uri.path() == "/console/sign-out";
    parts.extensions.insert(admin);
    let mut response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if shows_flash && response.status() == StatusCode::OK {
        let forget = flash::forget(&state);
        response.headers_mut().append(header::SET_COOKIE, forget);
    }
    if !is_sign_out {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// What a viewer may do besides looking: to leave, to see to themselves, and to see what would
/// be, which changes nothing.
fn for_viewers(path: &str) -> bool {
    matches!(path, "/console/sign-out" | "/console/settings/me" | PREVIEW)
        || path.starts_with("/console/settings/me/")
}

/// Whether the form carries the token of this session. A form with files carries it in its
/// address, because its body is for its handler to read.
fn is_ours(state: &Inner, admin: &Admin, body: &[u8]) -> bool {
    let in_address = || {
        let (_, query) = admin.address.split_once('?')?;
        Parameters::parse(query.as_bytes()).ok()
    };
    let fields = if has_files(&admin.headers) {
        in_address()
    } else {
        Parameters::parse_within(body, LONGEST_FORM).ok()
    };
    fields.is_some_and(|fields| anti_forgery::is_token(state, &admin.secret, fields.get("csrf")))
}

fn has_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

async fn not_allowed(state: &Inner, admin: &Admin) -> Result<Response, Unexpected> {
    let all = state.store.administrators().await?;
    let owners = all.into_iter().filter(|one| one.role == Role::Owner);
    let owners = owners.map(|owner| owner.name).collect();
    let page = Message::not_allowed(admin.frame(state, None), owners);
    Ok(html::page(StatusCode::FORBIDDEN, &page, &[]))
}
