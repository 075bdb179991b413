//! `/console/users/{id}/ways/{identity}/unlink`: removes a way to sign in, unless it is the
//! only one.

use accounts::Identity;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::users::{Unlink, done};
use store::{Person, StoreError, Unlinked};

use super::{address, called, frame, gone, head, person, ways};
use crate::console::admin::Admin;
use crate::console::flash::{Done, see_other};
use crate::manage::users;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path((id, identity)): Path<(String, String)>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    Ok(match theirs(&state, &person, &identity).await? {
        Some(identity) => {
            let is_last = person.ways <= 1;
            let page = page(&state, &admin, &person, &identity, is_last);
            html::page(StatusCode::OK, &page, &[])
        }
        None => gone(&state, &admin),
    })
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path((id, identity)): Path<(String, String)>,
) -> Result<Response, Unexpected> {
    let person = match person(&state, &admin, &id).await? {
        Ok(person) => person,
        Err(gone) => return Ok(gone),
    };
    let Some(identity) = theirs(&state, &person, &identity).await? else {
        return Ok(gone(&state, &admin));
    };
    let (author, user) = (admin.author(&state), &person.user);
    let unlinked = users::unlink(&state.store, author, user, &identity, true).await?;
    let ways = format!("{}/ways", address(user));
    let name = called(user);
    let names = [("name", &*name)];
    Ok(match unlinked {
        Unlinked::Done => see_other(&state, &ways, &Done::named(done::UNLINKED, &names)),
        Unlinked::NotFound => see_other(&state, &ways, &Done::plain(done::NOTHING)),
        Unlinked::LastWay => {
            let page = page(&state, &admin, &person, &identity, true);
            html::page(StatusCode::CONFLICT, &page, &[])
        }
    })
}

/// The way to sign in, if it is this person's.
async fn theirs(
    state: &Inner,
    person: &Person,
    identity: &str,
) -> Result<Option<Identity>, StoreError> {
    let all = state.store.identities_of(person.user.id).await?;
    let mut all = all.into_iter();
    Ok(all.find(|it| it.id.to_string() == identity))
}

fn page(
    state: &Inner,
    admin: &Admin,
    person: &Person,
    identity: &Identity,
    is_last: bool,
) -> Unlink {
    let frame = frame(state, admin);
    let language = frame.language.tag();
    Unlink {
        head: head(&person.user),
        card: ways::card(&state.configuration(), &person.user, identity, language),
        is_last,
        frame,
    }
}
