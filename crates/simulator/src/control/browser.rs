//! `/_sim/browser`: who sits in WeChat's own browser, kept in the cookies of whoever asks.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::json::{self, Body};
use crate::Simulator;
use crate::platform::authorize::{Consent, Refusing};
use crate::platform::registry::Complaint;
use crate::web::cookies;

/// A person, and how the person answers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Browser {
    person: String,
    #[serde(default)]
    consent: Consent,
    #[serde(default)]
    refusal: Refusing,
}

pub(super) async fn sit_down(
    State(simulator): State<Simulator>,
    Body(browser): Body<Browser>,
) -> Response {
    let person = browser.person.as_str();
    if simulator.with(|platform, _| platform.person(person).is_none()) {
        return json::outcome(Err::<(), _>(Complaint::unknown("person", person)));
    }
    let mut response = json::ok(&browser);
    let is_https = simulator.is_https();
    for (name, value) in [
        (cookies::BROWSER_PERSON, person),
        (cookies::BROWSER_CONSENT, browser.consent.word()),
        (cookies::BROWSER_REFUSAL, browser.refusal.word()),
    ] {
        cookies::add(&mut response, name, value, is_https);
    }
    response
}
