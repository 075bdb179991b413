//! `/api/users`: people, as programs see and change them.

pub(super) mod all_identities;
pub(super) mod custom_data;
mod form;
pub(super) mod identities;
pub(super) mod identity;
pub(super) mod is_suspended;
pub(super) mod profile;
pub(super) mod roles;
mod search;
pub(super) mod sessions;
pub(super) mod user;
mod view;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use store::{Part, PeopleOf, Person, Store};
use uuid::Uuid;

use super::body::JsonBody;
use super::error::Part as Place;
use super::guard::Caller;
use super::pagination::{Pagination, Total};
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::users::{self, Created, Edited, Field, UserPatch, Wrong};
use crate::state::{AppState, Inner};

pub(crate) use form::UserForm;
pub(crate) use view::UserView;

/// Up to here people are counted exactly.
const COUNTED: u32 = 10_000;

/// List people
///
/// The newest first. With `search` only those who are found by it: what stands between the
/// signs `%` is looked for at the beginnings of words of names and user names, here and at
/// vendors; each word has to be found. E-mail addresses, phone numbers, ids, a vendor's ids and
/// the references of sign-ins are found when they are given as a whole. `search.id`,
/// `search.username`, `search.primaryEmail` and `search.primaryPhone` look for whole values,
/// and `search.name` for words; `mode.…` may say `exact` where whole values are looked for.
/// Other ways to search would read everybody, and are refused.
///
/// Beyond 10 000 people `Total-Number` is a lower bound, and `Total-Number-Is-Capped` says so.
/// The link `next` is there as long as there is more.
#[utoipa::path(
    get,
    path = "/api/users",
    tag = "Users",
    operation_id = "ListUsers",
    params(
        ("page" = Option<u32>, Query, description = "The number of the page, from 1."),
        ("page_size" = Option<u32>, Query, description = "How many people a page has: 20, or up to 100."),
        ("search" = Option<String>, Query, description = "What to look for, such as `%iris%`."),
        ("search.id" = Option<String>, Query, description = "A whole id."),
        ("search.username" = Option<String>, Query, description = "A whole user name."),
        ("search.primaryEmail" = Option<String>, Query, description = "A whole e-mail address."),
        ("search.primaryPhone" = Option<String>, Query, description = "A whole phone number."),
        ("search.name" = Option<String>, Query, description = "Beginnings of words of a name."),
        ("mode" = Option<String>, Query, description = "`like`, or `exact` with fields that have whole values."),
    ),
    responses(
        (status = 200, description = "One page.", body = [UserView]),
        (status = 400, description = "`guard.invalid_pagination`, or `guard.invalid_input`: a search that no index serves.", body = ErrorBody),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    pagination: Pagination,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let part = Part {
        after: None,
        skip: pagination.offset().unsigned_abs(),
        limit: pagination.page_size,
    };
    let most = part.skip.saturating_add(u64::from(part.limit));
    let most = u32::try_from(most).unwrap_or(u32::MAX - 1).max(COUNTED);
    let (people, count) = match search::wanted(&query.unwrap_or_default())? {
        None => {
            let list = state.store.people(PeopleOf::Newest, part).await?;
            let count = state.store.count_people(PeopleOf::Newest, most).await?;
            (list.people, count)
        }
        Some(search) => search.run(&state.store, part, most).await?,
    };
    let total = if count.capped {
        // One more than is shown, so that the next page is linked.
        Total::AtLeast(count.count.max(u64::from(most)) + 1)
    } else {
        Total::Exact(count.count)
    };
    let mut views = Vec::with_capacity(people.len());
    for person in &people {
        views.push(UserView::of(&state, person).await?);
    }
    Ok(pagination.answer(&views, total))
}

/// Create a person
///
/// Without a way to sign in; the person gets one later, or `PUT …/identities/{target}` gives
/// one. There are no passwords here: a body with `password` or `passwordDigest` is refused.
#[utoipa::path(
    post,
    path = "/api/users",
    tag = "Users",
    operation_id = "CreateUser",
    request_body = UserForm,
    responses(
        (status = 200, description = "The person.", body = UserView),
        (status = 400, description = "`guard.invalid_input`.", body = ErrorBody),
        (status = 422, description = "`user.username_already_in_use`, `user.email_already_in_use`, `user.phone_already_in_use`.", body = ErrorBody),
    ),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(form): JsonBody<UserForm>,
) -> Result<Json<UserView>, ApiError> {
    let (id, patch) = (state.new_id(), form.patch()?);
    let actor = caller.actor();
    match users::create(&state.store, author(&state, &actor), id, patch).await? {
        Created::Made | Created::AlreadyThere => {}
        Created::Refused(wrong) => return Err(refused(&wrong)),
    }
    view(&state, id).await
}

/// The person of a path; an id that cannot be one is nobody's.
pub(super) async fn person(store: &Store, id: &str) -> Result<Person, ApiError> {
    let id: Uuid = id.parse().map_err(|_| ApiError::not_found())?;
    store.person(id).await?.ok_or_else(ApiError::not_found)
}

async fn view(state: &Inner, id: Uuid) -> Result<Json<UserView>, ApiError> {
    let person = state.store.person(id).await?;
    let person = person.ok_or_else(ApiError::not_found)?;
    Ok(Json(UserView::of(state, &person).await?))
}

fn author<'a>(state: &'a Inner, actor: &'a store::Actor) -> Author<'a> {
    Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    }
}

/// How often an edit is tried again when somebody else edits at the same time.
const TRIES: usize = 4;

/// Edits a person; `patch` is made anew of how the person is now, when somebody else was
/// quicker.
async fn edit(
    state: &Inner,
    caller: &Caller,
    id: &str,
    patch: impl Fn(&Person) -> UserPatch,
) -> Result<Person, ApiError> {
    let actor = caller.actor();
    for _ in 0..TRIES {
        let seen = person(&state.store, id).await?;
        let edited = users::edit(&state.store, author(state, &actor), &seen, patch(&seen)).await?;
        match edited {
            Edited::Saved => return person(&state.store, id).await,
            Edited::Unchanged => return Ok(seen),
            Edited::Gone => return Err(ApiError::not_found()),
            Edited::Refused(wrong) => return Err(refused(&wrong)),
            Edited::Stale => {}
        }
    }
    Err(ApiError::changed_meanwhile())
}

/// The first thing that is wrong, in Logto's words.
fn refused(wrong: &[(Field, Wrong)]) -> ApiError {
    let taken = |code, message: &'static str| {
        ApiError::new(http::StatusCode::UNPROCESSABLE_ENTITY, code, message)
    };
    let Some((field, wrong)) = wrong.first() else {
        return ApiError::invalid_input(Place::Body, "", "this is not accepted");
    };
    let (place, form) = match field {
        Field::Name => ("name", "a name has up to 128 characters"),
        Field::Picture => (
            "avatar",
            "expected an https address with up to 2048 characters",
        ),
        Field::Username => (
            "username",
            "a user name has letters, digits and _ only, and no digit first",
        ),
        Field::Email => ("primaryEmail", "expected an e-mail address"),
        Field::Phone => (
            "primaryPhone",
            "expected digits, with the country code and without +",
        ),
        Field::CustomData => ("customData", "expected an object of up to 64 kB"),
        Field::Profile => ("profile", "expected an object of up to 64 kB"),
    };
    match (field, wrong) {
        (Field::Username, Wrong::Taken) => taken(
            "user.username_already_in_use",
            "Somebody else has this user name.",
        ),
        (Field::Email, Wrong::Taken) => taken(
            "user.email_already_in_use",
            "Somebody else has this e-mail address.",
        ),
        (Field::Phone, Wrong::Taken) => taken(
            "user.phone_already_in_use",
            "Somebody else has this phone number.",
        ),
        _ => ApiError::invalid_input(Place::Body, place, form),
    }
}
