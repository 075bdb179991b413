//! `/console/welcome`: an administrator whom an owner has added chooses a password.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::console::Input;
use pages::console::access::{Message, Purpose, Setup};
use secrecy::SecretString;
use store::{Action, Actor, ActorKind, Administrator, SubjectKind};
use uuid::Uuid;

use super::admin::outside;
use super::{link, session, setup};
use crate::manage::Author;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters, Query};
use crate::web::{anti_forgery, html};

const PATH: &str = "/console/welcome";

/// How long the link of an invited administrator works.
const VALID: std::time::Duration = std::time::Duration::from_hours(24 * 3);

/// A link with which an administrator chooses a password, until they have done so: the
/// proof covers the password that they have now, if any.
pub(super) async fn link(state: &Inner, id: Uuid) -> Result<Option<String>, Unexpected> {
    let Some(hash) = state.store.password_of_administrator(id).await? else {
        return Ok(None);
    };
    let hash = hash.unwrap_or_default();
    let what = [b"welcome".as_slice(), id.as_bytes(), hash.as_bytes()];
    let query = link::query(state, &what, state.now().plus(VALID));
    Ok(Some(
        state.settings.address(&format!("{PATH}?id={id}&{query}")),
    ))
}

pub(super) async fn get(
    State(state): State<AppState>,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let Some(who) = invited(&state, &query).await? else {
        return Ok(closed(&state, &headers));
    };
    let page = form(&state, &headers, &query, &who);
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let proof = form.get("proof").unwrap_or_default();
    let is_ours = anti_forgery::is_token(&state, proof, form.get("csrf"));
    let who = invited(&state, &form).await?.filter(|_| is_ours);
    let Some(who) = who else {
        return Ok(closed(&state, &headers));
    };
    let mut page = self::form(&state, &headers, &form, &who);
    page.name = setup::name(form.get("name"));
    page.password = setup::password(form.get("password"));
    if page.name.problem.is_some() || page.password.problem.is_some() {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let secret = SecretString::from(form.get("password").unwrap_or_default());
    let entropy = std::sync::Arc::clone(&state.entropy);
    let Ok(Some(hash)) = state.passwords.hash(secret, entropy).await else {
        page.busy = true;
        return Ok(html::page(StatusCode::SERVICE_UNAVAILABLE, &page, &[]));
    };
    let actor = Actor {
        kind: ActorKind::Administrator,
        id: who.id.to_string(),
        name: page.name.value.clone(),
    };
    let author = Author {
        actor: &actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    };
    let subject = (
        SubjectKind::Administrator,
        actor.id.as_str(),
        actor.name.as_str(),
    );
    let fields = [store::FieldChange::replaced("password")];
    let change = author.change(Action::Changed, subject, &fields);
    state
        .store
        .set_administrator_password(who.id, &hash, None, &change)
        .await?;
    let details = (
        page.name.value.as_str(),
        who.role,
        Some(page.frame.language.tag()),
    );
    let change = author.change(Action::Changed, subject, &[]);
    state
        .store
        .edit_administrator(who.id, details, &change)
        .await?;
    let cookie = session::begin(&state, &headers, who.id).await?;
    Ok(html::with_cookies(html::see_other("/console"), [cookie]))
}

/// Whose link it is, if it still works.
async fn invited(state: &Inner, given: &Parameters) -> Result<Option<Administrator>, Unexpected> {
    let id = given.get("id").and_then(|id| Uuid::parse_str(id).ok());
    let Some(id) = id else { return Ok(None) };
    let Some(hash) = state.store.password_of_administrator(id).await? else {
        return Ok(None);
    };
    let hash = hash.unwrap_or_default();
    let what = [b"welcome".as_slice(), id.as_bytes(), hash.as_bytes()];
    if !link::is_genuine(state, &what, given) {
        return Ok(None);
    }
    Ok(state.store.administrator(id).await?)
}

fn closed(state: &Inner, headers: &HeaderMap) -> Response {
    let page = Message::link_used(outside(state, headers, "/console/sign-in"));
    html::page(StatusCode::GONE, &page, &[])
}

fn form(state: &Inner, headers: &HeaderMap, given: &Parameters, who: &Administrator) -> Setup {
    let part = |name| given.get(name).unwrap_or_default();
    let (id, until, proof) = (part("id"), part("until"), part("proof"));
    let here = format!("{PATH}?id={id}&until={until}&proof={proof}");
    let mut frame = outside(state, headers, &here);
    frame.csrf = anti_forgery::token(state, proof);
    Setup {
        frame,
        purpose: Purpose::Invited {
            email: who.email.clone(),
        },
        action: PATH.to_owned(),
        hidden: link::hidden(given, &["id"]),
        name: Input::new(who.name.clone()),
        email: Input::default(),
        password: Input::default(),
        busy: false,
    }
}
