//! `/sign-in/link/{attempt}`: does this person want to add a way to sign in to their account?
//!
//! There are two ways to get here, and each has a proof of its own that the account is this
//! person's. From the account page it is the session that began: it is named in the sealed
//! interaction. From a sign-in that met a stranger it is another sign-in of the same
//! interaction: its attempt is named in the address, and its session, which is derived from
//! it, must be this browser's.

use accounts::{Attempt, Failure, Outcome};
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::already_used::AlreadyUsed;
use pages::link::Link;
use pages::start_again::Why;
use pages::{Frame, Identity};
use store::{Linking, Session, StoreError};
use uuid::Uuid;

use super::answer::{self, Secrets};
use super::interaction::{Interaction, is_bound};
use super::social::Visit;
use super::start::step;
use super::waiting::Waiting;
use super::{attempt, avatar, session, start_again};
use crate::account::{self, Done};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters, Query};
use crate::web::{anti_forgery, html};

pub(super) fn path(attempt: Uuid) -> String {
    format!("/sign-in/link/{attempt}")
}

/// The address for somebody who has proved the account at another attempt.
pub(super) fn path_after(attempt: Uuid, proof: Uuid) -> String {
    format!("{}?proof={proof}", path(attempt))
}

pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query,
    headers: HeaderMap,
) -> Result<Response, Unexpected> {
    if let Some(refused) = refused(&state, &headers, &id, &query).await? {
        return Ok(refused);
    }
    let waiting = match Waiting::find(&state, &headers, &id).await? {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let proof = proof(&query);
    let Some(session) = owner(&waiting, proof).await? else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    let here = address(waiting.attempt.id, proof);
    let page = Link {
        frame: waiting.visit.frame(&here),
        identity: waiting.identity(),
        name: session.user.name.clone(),
        picture: avatar::local_path(&session.user),
        action: path(waiting.attempt.id),
        hidden: hidden(proof),
    };
    let targets = waiting.visit.form_targets();
    Ok(html::page(StatusCode::OK, &page, &targets))
}

pub(crate) async fn post(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let waiting = match Waiting::find(&state, &headers, &id).await? {
        Ok(waiting) => waiting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let interaction = &waiting.visit.interaction;
    let is_ours = anti_forgery::is_token(&state, &interaction.binding, form.get("csrf"));
    let proof = proof(&form);
    let session = owner(&waiting, proof).await?.filter(|_| is_ours);
    let Some(session) = session else {
        return Ok(start_again::page(&state, &headers, Why::OldLink));
    };
    match form.get("decision") {
        Some("add") => {
            let steps = [step("answered", state.now())];
            let arrival = waiting.arrival();
            let link = arrival.link(&state, &waiting.info, session.user.id, &steps);
            let linking = state.store.link_identity(&link).await?;
            let reference = &waiting.attempt.reference;
            tracing::info!(%reference, ?linking, "a way to sign in");
            match linking {
                Linking::Linked | Linking::AlreadyTheirs => on(&waiting, &session, true).await,
                _ => Ok(html::see_other(&address(waiting.attempt.id, proof))),
            }
        }
        Some("leave") => {
            waiting.decline().await?;
            on(&waiting, &session, false).await
        }
        _ => Ok(html::see_other(&address(waiting.attempt.id, proof))),
    }
}

/// Leads on to where the sign-in was for.
async fn on(
    waiting: &Waiting<'_>,
    session: &Session,
    linked: bool,
) -> Result<Response, Unexpected> {
    match waiting.visit.interaction.goal.link() {
        Some(_) if linked => Ok(html::see_other(&account::after(Done::Linked))),
        _ => answer::go_on(&waiting.visit, session, None).await,
    }
}

/// Whose account it is, if that was proved for this very attempt.
async fn owner(waiting: &Waiting<'_>, proof: Option<Uuid>) -> Result<Option<Session>, StoreError> {
    let Visit { state, headers, .. } = waiting.visit;
    let interaction = &waiting.visit.interaction;
    let Some(session) = session::current(state, headers).await? else {
        return Ok(None);
    };
    let is_proved = match (interaction.goal.link(), proof) {
        (Some((id, user)), _) => session.id == id && session.user.id == user,
        (None, Some(proof)) => match state.store.attempt(proof).await? {
            Some(proof) => is_proof(waiting, &proof),
            None => false,
        },
        (None, None) => false,
    };
    Ok(Some(session).filter(|_| is_proved))
}

/// Whether a later attempt of the same interaction, in this browser, has led to the session
/// that the browser has now.
fn is_proof(waiting: &Waiting<'_>, proof: &Attempt) -> bool {
    let Visit { state, headers, .. } = waiting.visit;
    let interaction = &waiting.visit.interaction;
    let signed_in = matches!(proof.outcome, Some(Outcome::SignedIn | Outcome::SignedUp));
    let secrets = Secrets::of(state, proof, interaction);
    let session = keys::sha256(secrets.session.as_bytes());
    signed_in
        && proof.interaction == interaction.id
        && proof.created_at >= waiting.attempt.created_at
        && is_bound(proof, &interaction.binding)
        && session::presented(state, headers).is_some_and(|hash| keys::equal(&hash, &session))
}

/// The page for an attempt that has ended because somebody else has what came back.
async fn refused(
    state: &Inner,
    headers: &HeaderMap,
    id: &str,
    query: &Parameters,
) -> Result<Option<Response>, Unexpected> {
    let id = Uuid::parse_str(id).unwrap_or_default();
    let attempt = state.store.attempt(id).await?;
    let elsewhere = |attempt: &Attempt| attempt.failure == Some(Failure::UsedElsewhere);
    let Some(attempt) = attempt.filter(elsewhere) else {
        return Ok(None);
    };
    let Some(interaction) = Interaction::of(state, headers, &attempt).await? else {
        return Ok(Some(start_again::page(state, headers, Why::OtherBrowser)));
    };
    let Some(visit) = Visit::of(state, headers, interaction).await? else {
        return Ok(Some(start_again::page(state, headers, Why::OldLink)));
    };
    let proof = proof(query);
    let frame = visit.frame(&address(id, proof));
    Ok(Some(used_elsewhere(&visit, frame, &attempt, proof)))
}

fn used_elsewhere(
    visit: &Visit<'_>,
    frame: Frame,
    attempt: &Attempt,
    proof: Option<Uuid>,
) -> Response {
    let interaction = &visit.interaction;
    let connector = &attempt.connector_id;
    let (action, keep) = match (interaction.goal.link(), proof) {
        (Some(_), _) => (account::switch::path(connector), account::PATH.to_owned()),
        (None, proof) => {
            let keep = proof.map_or_else(|| interaction.sign_in_path(), attempt::path);
            (format!("/sign-in/social/{connector}"), keep)
        }
    };
    let page = AlreadyUsed {
        frame,
        identity: Identity::default(),
        action,
        hidden: vec![("interaction".to_owned(), interaction.id.clone())],
        keep,
    };
    let mut targets = visit.form_targets();
    let connector = visit.state.configuration().connector(connector);
    targets.extend(connector.map(|connector| connector.social.authorization_origin()));
    html::page(StatusCode::CONFLICT, &page, &targets)
}

fn proof(parameters: &Parameters) -> Option<Uuid> {
    Uuid::parse_str(parameters.get("proof")?).ok()
}

fn address(attempt: Uuid, proof: Option<Uuid>) -> String {
    proof.map_or_else(|| path(attempt), |proof| path_after(attempt, proof))
}

fn hidden(proof: Option<Uuid>) -> Vec<(String, String)> {
    let proof = proof.map(|proof| ("proof".to_owned(), proof.to_string()));
    proof.into_iter().collect()
}
