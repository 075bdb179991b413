//! `/api/sign-in-exp`: which ways to sign in there are, how the pages look and speak.

mod fields;
mod language_tag;
mod refused;
mod view;

use axum::Json;
use axum::extract::State;

use super::body::JsonBody;
use super::guard::Caller;
use super::{ApiError, ErrorBody};
use crate::manage::Author;
use crate::manage::experience::{self, Known};
use crate::state::{AppState, Inner};

use fields::Fields;
use store::{Actor, SignInExperience};
pub(super) use view::ExperienceView;

pub(super) use language_tag::{from_tag, to_tag};
pub(super) use refused::refused;

/// So often a change that meets another one is tried again.
const TRIES: usize = 5;

/// Get the sign-in experience
///
/// What is empty here has no counterpart on this server: there are no identifiers, passwords
/// and second factors for people.
#[utoipa::path(
    get,
    path = "/api/sign-in-exp",
    tag = "Sign-in experience",
    operation_id = "GetSignInExp",
    responses(
        (status = 200, description = "The sign-in experience.", body = ExperienceView),
    ),
)]
pub(super) async fn get(State(state): State<AppState>) -> Result<Json<ExperienceView>, ApiError> {
    let experience = state.store.experience().await?;
    Ok(Json(view(&state, &experience).await?))
}

/// Change the sign-in experience
///
/// Fields that are left out stay; `color`, `branding` and `languageInfo` are replaced as a
/// whole. Targets without a connector are left out, as in Logto. A target turns on the
/// connectors of it that are on, or else all of them; `socialSignInConnectors` names them one
/// by one.
#[utoipa::path(
    patch,
    path = "/api/sign-in-exp",
    tag = "Sign-in experience",
    operation_id = "UpdateSignInExp",
    request_body = Fields,
    responses(
        (status = 200, description = "It is like this now.", body = ExperienceView),
        (status = 400, description = "`guard.invalid_input`", body = ErrorBody),
        (status = 409, description = "`entity.changed_meanwhile`: others change it all the time.", body = ErrorBody),
        (status = 422, description = "`sign_in_experiences.enabled_connector_not_found`, \
            `sign_in_experiences.unsupported_default_language`, \
            `sign_in_experiences.not_supported`, `sign_in_experiences.second_way_required`, \
            `sign_in_experiences.terms_required`", body = ErrorBody),
    ),
)]
pub(super) async fn patch(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(fields): JsonBody<Fields>,
) -> Result<Json<ExperienceView>, ApiError> {
    let records = state.store.connectors().await?;
    let known = Known::of(&records);
    let change = fields.into_change(&state, &records).await?;
    let actor = caller.actor();
    let changed = save(&state, &actor, |experience| {
        change.onto(experience, &records);
        experience::tidy(experience);
        match experience::problems(experience, &known).first() {
            Some(problem) => Err(refused(problem)),
            None => Ok(()),
        }
    });
    let experience = changed.await?;
    Ok(Json(view(&state, &experience).await?))
}

/// Changes the experience as `change` says, also when others change it at the same time.
pub(super) async fn save(
    state: &AppState,
    actor: &Actor,
    change: impl Fn(&mut SignInExperience) -> Result<(), ApiError>,
) -> Result<SignInExperience, ApiError> {
    let author = Author {
        actor,
        clock: &*state.clock,
        entropy: &*state.entropy,
    };
    for _ in 0..TRIES {
        let seen = state.store.experience().await?;
        let mut wanted = seen.clone();
        change(&mut wanted)?;
        if experience::change(&state.store, author, &seen, &wanted).await? {
            state.refresh().await?;
            return Ok(wanted);
        }
    }
    Err(ApiError::changed_meanwhile())
}

async fn view(state: &Inner, experience: &SignInExperience) -> Result<ExperienceView, ApiError> {
    let records = state.store.connectors().await?;
    Ok(ExperienceView::of(&state.settings, experience, &records))
}
