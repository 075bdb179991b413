//! `/console/connectors/add/{factory}`: the guide beside the form.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::connectors::add::New;
use pages::console::connectors::form::Form;

use super::form::Fields;
use super::{gone, guide, view};
use crate::console::admin::Admin;
use crate::manage::connectors as manage;
use crate::state::{AppState, Inner};
use crate::web::html;
use crate::web::parameters::Query;

pub(super) async fn get(
    State(state): State<AppState>,
    Path(factory): Path<String>,
    admin: Admin,
    Query(query): Query,
) -> Response {
    let Some(kind) = connectors::factory(&factory) else {
        return gone(&state, &admin);
    };
    let id = manage::new_id(kind, &*state.entropy);
    let mut fields = Fields::default();
    if query.get("place") == Some("simulator") {
        fields.0.insert("place".to_owned(), "simulator".to_owned());
    }
    // Where there is a simulator, its address need not be typed.
    if let Some(address) = state.configuration().any_simulator() {
        let address = address.trim_end_matches('/').to_owned();
        fields.0.insert("simulator_open".to_owned(), address);
    }
    let form = fields.form(&factory, None);
    match page(&state, &admin, &factory, id, form) {
        Some(page) => html::page(StatusCode::OK, &page, &[]),
        None => gone(&state, &admin),
    }
}

/// The page; nothing for a kind that nobody knows.
pub(super) fn page(
    state: &Inner,
    admin: &Admin,
    factory: &str,
    id: String,
    form: Form,
) -> Option<New> {
    let metadata = connectors::factory(factory)?.metadata();
    let frame = admin.frame(state, Section::Connectors);
    let mut steps = guide::texts(metadata, frame.language);
    steps.is_native = view::is_native(factory);
    steps.simulator = state.configuration().any_simulator();
    Some(New {
        factory: factory.to_owned(),
        name: metadata.name.text(frame.language.tag()).to_owned(),
        callback: state.settings.address(&format!("/callback/{id}")),
        callback_domain: guide::callback_domain(state),
        id,
        steps,
        form,
        frame,
    })
}
