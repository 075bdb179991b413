//! `/console/users/new`: an account for somebody who was never here.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::users::{Fields, NewUser, done};
use uuid::Uuid;

use super::{PATH, called, fields, frame};
use crate::console::admin::Admin;
use crate::console::flash::{Done, see_other};
use crate::manage::users::{self, Created};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Form;

pub(super) async fn get(State(state): State<AppState>, admin: Admin) -> Response {
    let page = NewUser {
        frame: frame(&state, &admin),
        id: state.new_id().to_string(),
        fields: Fields::default(),
    };
    html::page(StatusCode::OK, &page, &[])
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Form(form): Form,
) -> Result<Response, Unexpected> {
    // The form carries the id, so that sending it twice makes one person.
    let id: Option<Uuid> = form.get("id").and_then(|id| id.parse().ok());
    let id = id.unwrap_or_else(|| state.new_id());
    let mut page = NewUser {
        frame: frame(&state, &admin),
        id: id.to_string(),
        fields: fields::typed(&form),
    };
    let again = |page: &NewUser| html::page(StatusCode::UNPROCESSABLE_ENTITY, page, &[]);
    let Some(patch) = fields::patch(&mut page.fields) else {
        return Ok(again(&page));
    };
    match users::create(&state.store, admin.author(&state), id, patch).await? {
        Created::Refused(wrong) => {
            fields::refuse(&mut page.fields, &wrong);
            Ok(again(&page))
        }
        Created::Made | Created::AlreadyThere => {
            let user = state.store.user(id).await?;
            let name = user.as_ref().map(called).unwrap_or_default();
            let address = format!("{PATH}/{id}");
            let names = [("name", &*name)];
            Ok(see_other(
                &state,
                &address,
                &Done::named(done::CREATED, &names),
            ))
        }
    }
}
