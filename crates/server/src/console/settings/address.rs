//! `/console/settings/address`: what another public address would change.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::settings::general::{Address, Changed, What, problem};
use pages::console::{Input, Section};
use url::Url;

use crate::Settings;
use crate::console::admin::Admin;
use crate::manage::public_address;
use crate::state::{AppState, Inner};
use crate::web::html;
use crate::web::parameters::Query;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Response {
    let asked = query.get("to").unwrap_or_default();
    let mut page = Address {
        frame: admin.frame(&state, Section::Settings),
        address: state.settings.origin(),
        to: Input::new(asked),
        plan: Vec::new(),
    };
    let mut status = StatusCode::OK;
    if !asked.is_empty() {
        match public_address::parse(asked) {
            None => page.to = page.to.wrong(problem::NO_ADDRESS),
            Some(to) if to.origin() == state.settings.public_address.origin() => {
                page.to = page.to.wrong(problem::SAME_ADDRESS);
            }
            Some(to) => page.plan = plan(&state, to),
        }
        if page.to.problem.is_some() {
            status = StatusCode::UNPROCESSABLE_ENTITY;
        }
    }
    html::page(status, &page, &[])
}

fn plan(state: &Inner, to: Url) -> Vec<Changed> {
    let (now, then) = (&state.settings, Settings::new(to));
    let host = |settings: &Settings| {
        settings
            .public_address
            .host_str()
            .unwrap_or_default()
            .to_owned()
    };
    let mut plan = vec![
        Changed {
            what: What::CallbackDomain,
            before: host(now),
            after: host(&then),
        },
        Changed {
            what: What::Issuer,
            before: now.issuer(),
            after: then.issuer(),
        },
    ];
    for connector in state.configuration().connectors() {
        let path = format!("/callback/{}", connector.id);
        plan.push(Changed {
            what: What::Callback(connector.id.clone()),
            before: now.address(&path),
            after: then.address(&path),
        });
    }
    plan
}
