//! `/console/setup`: the one-time link makes the first owner.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use pages::console::Input;
use pages::console::access::{Message, Purpose, Setup, problem};
use secrecy::SecretString;
use store::{Action, Actor, ActorKind, Added, NewAdministrator, Role, SubjectKind};

use super::admin::outside;
use super::{link, session};
use crate::manage::Author;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{Form, Parameters, Query};
use crate::web::{anti_forgery, html};

const WHAT: &[&[u8]] = &[b"setup"];
const PATH: &str = "/console/setup";

/// The address of the set-up page, for the terminal.
pub(super) fn link(state: &Inner) -> String {
    let query = link::query(state, WHAT, state.now().plus(link::VALID));
    state.settings.address(&format!("{PATH}?{query}"))
}

pub(super) async fn get(
    State(state): State<AppState>,
    headers: HeaderMap,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    if !is_open(&state, &query).await? {
        return Ok(closed(&state, &headers));
    }
    let page = form(&state, &headers, &query);
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    headers: HeaderMap,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let proof = form.get("proof").unwrap_or_default();
    let is_ours = anti_forgery::is_token(&state, proof, form.get("csrf"));
    if !is_ours || !is_open(&state, &form).await? {
        return Ok(closed(&state, &headers));
    }
    let mut page = self::form(&state, &headers, &form);
    page.name = name(form.get("name"));
    page.email = email(form.get("email"));
    page.password = password(form.get("password"));
    let fields = [&page.name, &page.email, &page.password];
    if fields.iter().any(|field| field.problem.is_some()) {
        return Ok(html::page(StatusCode::UNPROCESSABLE_ENTITY, &page, &[]));
    }
    let secret = SecretString::from(form.get("password").unwrap_or_default());
    let entropy = std::sync::Arc::clone(&state.entropy);
    let Ok(Some(hash)) = state.passwords.hash(secret, entropy).await else {
        page.busy = true;
        return Ok(html::page(StatusCode::SERVICE_UNAVAILABLE, &page, &[]));
    };
    let id = state.new_id();
    let actor = Actor {
        kind: ActorKind::Administrator,
        id: id.to_string(),
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
    let change = author.change(Action::Created, subject, &[]);
    let new = NewAdministrator {
        id,
        name: &page.name.value,
        email: &page.email.value,
        role: Role::Owner,
        password_hash: Some(&hash),
        language: Some(page.frame.language.tag()),
    };
    match state.store.add_first_administrator(new, &change).await? {
        Added::Added => {
            tracing::info!("the first owner was made");
            let cookie = session::begin(&state, &headers, id).await?;
            Ok(html::with_cookies(html::see_other("/console"), [cookie]))
        }
        Added::NotFirst | Added::EmailTaken => Ok(closed(&state, &headers)),
    }
}

async fn is_open(state: &Inner, given: &Parameters) -> Result<bool, Unexpected> {
    Ok(link::is_genuine(state, WHAT, given) && !state.store.has_administrator().await?)
}

fn closed(state: &Inner, headers: &HeaderMap) -> Response {
    let page = Message::link_used(outside(state, headers, "/console/sign-in"));
    html::page(StatusCode::GONE, &page, &[])
}

fn form(state: &Inner, headers: &HeaderMap, given: &Parameters) -> Setup {
    let proof = given.get("proof").unwrap_or_default();
    let here = format!(
        "{PATH}?until={}&proof={proof}",
        given.get("until").unwrap_or_default()
    );
    let mut frame = outside(state, headers, &here);
    frame.csrf = anti_forgery::token(state, proof);
    Setup {
        frame,
        purpose: Purpose::FirstOwner,
        action: PATH.to_owned(),
        hidden: link::hidden(given, &[]),
        name: Input::default(),
        email: Input::default(),
        password: Input::default(),
        busy: false,
    }
}

/// A name that the others know.
pub(super) fn name(given: Option<&str>) -> Input {
    let input = Input::new(given.unwrap_or_default().trim());
    match input.value.chars().count() {
        0 => input.wrong(problem::NAME_MISSING),
        1..=100 => input,
        _ => input.wrong(problem::NAME_LONG),
    }
}

/// An e-mail address, in lower case so that it is the same however it is typed.
pub(super) fn email(given: Option<&str>) -> Input {
    let input = Input::new(given.unwrap_or_default().trim().to_lowercase());
    let is_address = match input.value.split_once('@') {
        Some((local, domain)) => {
            !local.is_empty()
                && !domain.contains('@')
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        }
        None => false,
    };
    let is_plain = input.value.chars().all(|c| c.is_ascii_graphic());
    if is_address && is_plain && input.value.len() <= 200 {
        input
    } else {
        input.wrong(problem::EMAIL_WRONG)
    }
}

/// A new password; what was typed is not sent back.
pub(super) fn password(given: Option<&str>) -> Input {
    match given.unwrap_or_default().chars().count() {
        0..10 => Input::default().wrong(problem::PASSWORD_SHORT),
        10..=200 => Input::default(),
        _ => Input::default().wrong(problem::PASSWORD_LONG),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in ["iris@acme.example", " Iris@Acme.Example ", "a+b@c.d"] {
            assert_eq!(email(Some(good)).problem, None, "{good}");
        }
        assert_eq!(
            email(Some(" Iris@Acme.Example ")).value,
            "iris@acme.example"
        );
        let long = format!("{}@acme.example", "a".repeat(200));
        for bad in [
            "",
            "iris",
            "@acme.example",
            "iris@",
            "iris@acme",
            "a@b@c.d",
            "a b@c.d",
            "iris@.d",
            "іris@acme.example",
            &long,
        ] {
            assert!(email(Some(bad)).problem.is_some(), "{bad}");
        }
    }

    #[test]
    fn passwords_are_long_enough_and_never_shown_again() {
        for (given, key) in [
            (None, Some(problem::PASSWORD_SHORT)),
            (Some("123456789"), Some(problem::PASSWORD_SHORT)),
            (Some("1234567890"), None),
            (Some("二四六八十二四六八十"), None),
        ] {
            let input = password(given);
            assert_eq!(input.value, "");
            assert_eq!(input.problem.map(|problem| problem.key), key);
        }
        assert!(password(Some(&"a".repeat(201))).problem.is_some());
    }
}
