//! `/console/settings/address-check`: whether the public address leads to this server.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::general::AddressCheck;

use crate::console::admin::Admin;
use crate::manage::public_address;
use crate::state::AppState;
use crate::web::html;

pub(super) async fn get(State(state): State<AppState>, admin: Admin) -> Response {
    let page = AddressCheck {
        frame: admin.frame(&state, Section::Settings),
        address: state.settings.origin(),
        reached: public_address::reached(&state).await,
    };
    html::page(StatusCode::OK, &page, &[])
}
