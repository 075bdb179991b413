//! The wish for a sign-in, nearly always an application's, as a sealed cookie of the browser.
//!
//! No row is written when an application sends a browser here: most such requests are
//! answered from a session, or given up. A request that is too long for a cookie
//! becomes a row, and the cookie keeps the rest.

use std::time::Duration;

use accounts::Attempt;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use connector_kit::Timestamp;
use http::{HeaderMap, HeaderValue};
use keys::Purpose;
use oidc::AuthorizationRequest;
use serde::{Deserialize, Serialize};
use store::StoreError;

use super::goal::{Goal, Own};
use crate::account;
use crate::state::Inner;
use crate::web::cookies;
use crate::web::parameters::Parameters;

/// Interactions that a browser may have at once; with a fifth, the oldest goes.
const AT_ONCE: usize = 4;
/// The longest value of the cookie, in bytes.
const LONGEST: usize = 1200;

/// The wish for a sign-in.
#[derive(Clone)]
pub(crate) struct Interaction {
    /// Its name in addresses; not a secret.
    pub(crate) id: String,
    /// Known to this browser alone. Attempts, forms, sessions and codes are bound to it.
    pub(crate) binding: String,
    /// What it is for.
    pub(crate) goal: Goal,
    /// When the application asked.
    pub(crate) created_at: Timestamp,
}

/// What the cookie holds.
#[derive(Serialize, Deserialize)]
struct Sealed {
    #[serde(rename = "b")]
    binding: String,
    #[serde(rename = "a")]
    created_at: Timestamp,
    /// What this server itself wants.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    own: Option<Own>,
    /// What an application wants; absent when that is a row.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    request: Option<AuthorizationRequest>,
}

impl Interaction {
    /// Begins an interaction; the browser has to get the cookies.
    pub(crate) async fn begin(
        state: &Inner,
        headers: &HeaderMap,
        goal: impl Into<Goal>,
    ) -> Result<(Self, Vec<HeaderValue>), StoreError> {
        let now = state.now();
        let interaction = Self {
            id: keys::random_alphanumeric(&*state.entropy, 12),
            binding: keys::random_token(&*state.entropy),
            goal: goal.into(),
            created_at: now,
        };
        let lives = state.settings.lifetimes.interaction;
        let mut value = interaction.seal(state, true);
        if value.len() > LONGEST {
            let request = serde_json::to_vec(&interaction.goal.request()).unwrap_or_default();
            let sealed = seal(state, &format!("request {}", interaction.id), &request);
            let expires_at = now.plus(lives);
            state
                .store
                .put_long_request(&interaction.id, &sealed, expires_at)
                .await?;
            value = interaction.seal(state, false);
        }
        let mut set = forget_oldest(state, headers);
        set.push(cookies::set(
            &state.settings,
            &short_name(&interaction.id),
            &value,
            lives,
        ));
        Ok((interaction, set))
    }

    /// The interaction of that name, if this browser has it and it has not expired.
    pub(crate) async fn find(
        state: &Inner,
        headers: &HeaderMap,
        id: &str,
    ) -> Result<Option<Self>, StoreError> {
        let Some(value) = cookies::read(&state.settings, headers, &short_name(id)) else {
            return Ok(None);
        };
        let Some(sealed) = unseal(state, id, &value) else {
            return Ok(None);
        };
        let goal = match (sealed.own, sealed.request) {
            (Some(own), _) => Some(own.into()),
            (None, Some(request)) => Some(request.into()),
            (None, None) => long_request(state, id).await?.map(Goal::from),
        };
        Ok(goal.map(|goal| Self {
            id: id.to_owned(),
            binding: sealed.binding,
            goal,
            created_at: sealed.created_at,
        }))
    }

    /// The interaction of an attempt, if this is the browser that began it.
    pub(crate) async fn of(
        state: &Inner,
        headers: &HeaderMap,
        attempt: &Attempt,
    ) -> Result<Option<Self>, StoreError> {
        let interaction = Self::find(state, headers, &attempt.interaction).await?;
        Ok(interaction.filter(|interaction| is_bound(attempt, &interaction.binding)))
    }

    /// The address of the page where a way to sign in is chosen.
    pub(crate) fn sign_in_path(&self) -> String {
        match self.goal.link() {
            Some(_) => account::PATH.to_owned(),
            None => format!("/sign-in?interaction={}", self.id),
        }
    }

    /// The same at the moment at which the cookie is set: the address says when that was,
    /// so that a browser which comes without the cookie a moment later is known to block it.
    pub(crate) fn first_path(&self, state: &Inner) -> String {
        let path = self.sign_in_path();
        format!("{path}&{SINCE}={}", state.now().seconds())
    }

    fn seal(&self, state: &Inner, with_request: bool) -> String {
        let sealed = Sealed {
            binding: self.binding.clone(),
            created_at: self.created_at,
            own: match self.goal {
                Goal::Own(own) => Some(own),
                Goal::Application(_) => None,
            },
            request: self.goal.request().filter(|_| with_request).cloned(),
        };
        let plain = serde_json::to_vec(&sealed).unwrap_or_default();
        BASE64_URL_SAFE_NO_PAD.encode(seal(state, &format!("cookie {}", self.id), &plain))
    }
}

/// Whether a browser without its interaction seems to keep no cookies: it has none of ours,
/// and one was set a moment ago. That moment is a claim of the address, and chooses no more
/// than words.
pub(crate) fn seems_to_block_cookies(
    state: &Inner,
    headers: &HeaderMap,
    query: &Parameters,
) -> bool {
    let since = query.get(SINCE).and_then(|since| since.parse::<i64>().ok());
    let age = since.map(|since| state.now().seconds().saturating_sub(since));
    has_no_cookie(state, headers) && age.is_some_and(|age| (0..=AT_MOST).contains(&age))
}

pub(crate) fn has_no_cookie(state: &Inner, headers: &HeaderMap) -> bool {
    cookies::read_all(&state.settings, headers, "").is_empty()
}

const SINCE: &str = "since";
/// How long a redirect takes at most, in seconds.
const AT_MOST: i64 = 60;

/// Whether an attempt was begun by the browser that knows this secret.
pub(crate) fn is_bound(attempt: &Attempt, binding: &str) -> bool {
    keys::equal(&keys::sha256(binding.as_bytes()), &attempt.binding_hash)
}

fn short_name(id: &str) -> String {
    format!("i_{id}")
}

fn seal(state: &Inner, context: &str, plain: &[u8]) -> Vec<u8> {
    state
        .keyring
        .seal(Purpose::Cookie, context, plain, &*state.entropy)
}

/// What a cookie holds, if it was made here, for that name, and is not too old.
fn unseal(state: &Inner, id: &str, value: &str) -> Option<Sealed> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(value).ok()?;
    let plain = state
        .keyring
        .open(Purpose::Cookie, &format!("cookie {id}"), &bytes)
        .ok()?;
    let sealed: Sealed = serde_json::from_slice(&plain).ok()?;
    let age: Duration = state.now().since(sealed.created_at);
    (age < state.settings.lifetimes.interaction).then_some(sealed)
}

async fn long_request(state: &Inner, id: &str) -> Result<Option<AuthorizationRequest>, StoreError> {
    let Some(sealed) = state.store.long_request(id, state.now()).await? else {
        return Ok(None);
    };
    let plain = state
        .keyring
        .open(Purpose::Cookie, &format!("request {id}"), &sealed);
    Ok(plain
        .ok()
        .and_then(|plain| serde_json::from_slice(&plain).ok()))
}

/// Makes room for one more interaction; those that cannot be read go first.
fn forget_oldest(state: &Inner, headers: &HeaderMap) -> Vec<HeaderValue> {
    let mut known: Vec<(Option<Timestamp>, String)> =
        cookies::read_all(&state.settings, headers, "i_")
            .into_iter()
            .map(|(short, value)| {
                let id = short.trim_start_matches("i_");
                (
                    unseal(state, id, &value).map(|sealed| sealed.created_at),
                    short,
                )
            })
            .collect();
    known.sort();
    let unreadable = known.iter().filter(|(age, _)| age.is_none()).count();
    let too_many = (known.len() + 1).saturating_sub(AT_ONCE).max(unreadable);
    let oldest = known.iter().take(too_many);
    oldest
        .map(|(_, short)| cookies::forget(&state.settings, short))
        .collect()
}
