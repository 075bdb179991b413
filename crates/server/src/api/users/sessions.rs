//! `/api/users/{id}/sessions`: the browsers in which a person is signed in.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Serialize;
use store::SessionSummary;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{author, person};
use crate::api::guard::Caller;
use crate::api::path::Path;
use crate::api::{ApiError, ErrorBody};
use crate::manage::users;
use crate::state::AppState;

/// The sessions of a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserSessions)]
pub(crate) struct SessionsView {
    /// Those that count, latest first.
    sessions: Vec<SessionView>,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserSession)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SessionView {
    payload: PayloadView,
    /// Always absent.
    #[schema(value_type = Option<Object>)]
    last_submission: Option<()>,
    /// Always absent: a session is not an application's.
    client_id: Option<String>,
    /// The id of the person.
    account_id: String,
    /// When it ends by itself, in milliseconds.
    expires_at: i64,
}

/// What a session says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UserSessionPayload)]
#[serde(rename_all = "camelCase")]
struct PayloadView {
    /// Always `Session`.
    kind: &'static str,
    /// The id of the session, for ending it. It is the `sid` of ID tokens.
    jti: String,
    /// The same.
    uid: String,
    account_id: String,
    /// When the person signed in, in seconds.
    login_ts: i64,
    /// When it ends by itself, in seconds.
    exp: i64,
    /// What the browser called itself, cut.
    user_agent: Option<String>,
}

impl SessionView {
    fn of(user: Uuid, session: SessionSummary) -> Self {
        let (id, account_id) = (session.id.to_string(), user.to_string());
        Self {
            payload: PayloadView {
                kind: "Session",
                jti: id.clone(),
                uid: id,
                account_id: account_id.clone(),
                login_ts: session.auth_time.seconds(),
                exp: session.expires_at.seconds(),
                user_agent: session.user_agent,
            },
            last_submission: None,
            client_id: None,
            account_id,
            expires_at: session.expires_at.0,
        }
    }
}

/// List the sessions of a person
#[utoipa::path(
    get,
    path = "/api/users/{id}/sessions",
    tag = "Users",
    operation_id = "ListUserSessions",
    params(("id" = String, Path, description = "The id of the person.")),
    responses(
        (status = 200, description = "All that count.", body = SessionsView),
        (status = 404, description = "`entity.not_found`: there is no such person.", body = ErrorBody),
    ),
)]
pub(crate) async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<SessionsView>, ApiError> {
    let user = person(&state.store, &id).await?.user.id;
    let sessions = state.store.sessions_of(user, state.now()).await?;
    let view = |session| SessionView::of(user, session);
    Ok(Json(SessionsView {
        sessions: sessions.into_iter().map(view).collect(),
    }))
}

/// End a session of a person
///
/// The browser is signed out at once. What applications were given for access without a session
/// stays.
#[utoipa::path(
    delete,
    path = "/api/users/{id}/sessions/{session}",
    tag = "Users",
    operation_id = "DeleteUserSession",
    params(
        ("id" = String, Path, description = "The id of the person."),
        ("session" = String, Path, description = "The id of the session."),
    ),
    responses(
        (status = 204, description = "The session has ended."),
        (status = 404, description = "`entity.not_found`: there is no such person, or they have no such session.", body = ErrorBody),
    ),
)]
pub(crate) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, session)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let user = person(&state.store, &id).await?.user;
    let session = session.parse().map_err(|_| ApiError::not_found())?;
    let actor = caller.actor();
    let ended = users::end_session(&state.store, author(&state, &actor), &user, session).await?;
    if ended {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
