//! Links that let one person in, once: the set-up link and those of invited administrators.
//!
//! Nothing is stored. A link carries until when it works and a proof that we made it; what
//! it is used for can be done once only, so the link can be used once only.

use std::time::Duration;

use connector_kit::Timestamp;

use crate::state::Inner;
use crate::web::parameters::Parameters;

/// How long a link works.
pub(super) const VALID: Duration = Duration::from_mins(30);

/// The query of a link that proves `what`.
pub(super) fn query(state: &Inner, what: &[&[u8]], until: Timestamp) -> String {
    let until = until.seconds();
    format!("until={until}&proof={}", proof(state, what, until))
}

/// Whether a link is ours, for this, and still works.
pub(super) fn is_genuine(state: &Inner, what: &[&[u8]], given: &Parameters) -> bool {
    let until = given.get("until").and_then(|text| text.parse::<i64>().ok());
    let presented = given.get("proof").unwrap_or_default().as_bytes();
    until.is_some_and(|until| {
        state.now().seconds() < until
            && keys::equal(presented, proof(state, what, until).as_bytes())
    })
}

fn proof(state: &Inner, what: &[&[u8]], until: i64) -> String {
    let until = until.to_be_bytes();
    let parts: Vec<&[u8]> = what.iter().copied().chain([&until[..]]).collect();
    keys::base64url(&state.keyring.mac("console link", &parts))
}

/// The fields that carry a link through a form.
pub(super) fn hidden(given: &Parameters, more: &[&str]) -> Vec<(String, String)> {
    let names = ["until", "proof"].into_iter().chain(more.iter().copied());
    names
        .filter_map(|name| Some((name.to_owned(), given.get(name)?.to_owned())))
        .collect()
}
