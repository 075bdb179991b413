//! A form that was sent without a session waits for its sender, who signs in and sends it.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use http::{HeaderMap, Method, StatusCode, header};
use pages::console::access::{Message, Resume};
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

use super::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, LONGEST_FORM, Parameters, Query};
use crate::web::{anti_forgery, html};

/// How long a form waits.
const WAITS: Duration = Duration::from_mins(15);

/// A form that waits.
#[derive(Serialize, Deserialize)]
struct Draft {
    address: String,
    body: String,
}

/// Where somebody without a session goes: to the sign-in page, and back. A form that they
/// have sent waits meanwhile.
pub(super) async fn to_sign_in(
    state: &Inner,
    headers: &HeaderMap,
    address: &str,
    form: Option<&axum::body::Bytes>,
) -> Result<Response, Unexpected> {
    let kept = match form.and_then(|body| std::str::from_utf8(body).ok()) {
        // Whoever sends no form of a browser has nothing to come back to.
        Some(body) if is_form(headers) && !body.is_empty() && address != "/console/sign-out" => {
            let id = keys::random_token(&*state.entropy);
            let draft = Draft {
                address: address.to_owned(),
                body: body.to_owned(),
            };
            let text = serde_json::to_vec(&draft).unwrap_or_default();
            let until = state.now().plus(WAITS);
            state
                .store
                .keep_draft(&id, &text, until, &*state.entropy)
                .await?;
            Some(id)
        }
        _ => None,
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    match kept {
        Some(id) => query.append_pair("draft", &id),
        None if form.is_none() => query.append_pair("return_to", address),
        None => &mut query,
    };
    Ok(html::see_other(&format!(
        "/console/sign-in?{}",
        query.finish()
    )))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    })
}

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Response {
    let page = Resume {
        frame: admin.frame(&state, None),
        draft: query.get("draft").unwrap_or_default().to_owned(),
    };
    html::page(StatusCode::OK, &page, &[])
}

/// Sends the form that waited, as its sender who is now signed in.
pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let id = form.get("draft").unwrap_or_default();
    let text = state.store.take_draft(id, state.now()).await?;
    let draft: Option<Draft> = text.and_then(|text| serde_json::from_slice(&text).ok());
    let again = draft.and_then(|draft| request(&state, &admin, &draft));
    let Some(again) = again else {
        let page = Message::gone(admin.frame(&state, None), "/console");
        return Ok(html::page(StatusCode::NOT_FOUND, &page, &[]));
    };
    // The same guard, the same handler: what is not allowed now is not allowed here.
    let console = super::routes(&state).with_state(state.clone());
    match console.oneshot(again).await {
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// The request that the browser would have sent with its session.
fn request(state: &Inner, admin: &Admin, draft: &Draft) -> Option<Request> {
    let fields = Parameters::parse_within(draft.body.as_bytes(), LONGEST_FORM);
    let fields = fields.ok()?.into_map();
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.iter().filter(|(name, _)| *name != "csrf") {
        body.append_pair(name, value);
    }
    body.append_pair("csrf", &anti_forgery::token(state, &admin.secret));
    let mut request = Request::builder().method(Method::POST).uri(&draft.address);
    let headers = request.headers_mut()?;
    headers.clone_from(&admin.headers);
    headers.remove(header::CONTENT_LENGTH);
    request.body(Body::from(body.finish())).ok()
}
