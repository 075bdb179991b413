//! `/console/settings/me/sessions`: ends one's own other sessions.

use axum::extract::State;
use axum::response::Response;

use crate::console::admin::Admin;
use crate::console::settings::administrators::sessions;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::Form;

pub(in crate::console::settings) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    let me = admin.session.administrator.clone();
    sessions::end(&state, &admin, &me, form.get("session"), super::PATH).await
}
