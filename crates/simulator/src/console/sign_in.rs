//! `/platform/sign-in`: 登录, and its end.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::form::{Field, Fields, Kind};
use super::{enter, refused, signed_in};
use crate::platform::console::Problem;
use crate::web::cookies;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;
use crate::{Simulator, screens};

#[derive(Template)]
#[template(path = "platform/sign_in.html")]
struct SignInPage {
    frame: Frame,
    summary: Option<Said>,
    fields: Vec<Field>,
    /// The accounts that are ready, each with its name.
    accounts: Vec<(String, String, String)>,
}

pub(super) async fn form(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    if signed_in(&simulator, &headers).is_some() {
        return html::see_other("/platform");
    }
    html::page(&page(&simulator, &headers, "", &[]))
}

pub(super) async fn sign_in(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let (email, password) = (parameters.last("email"), parameters.last("password"));
    match simulator.with(|platform, _| platform.sign_in(email, password)) {
        Ok(session) => enter(&simulator, &session, "/platform"),
        Err(problem) => refused(html::page(&page(&simulator, &headers, email, &[problem]))),
    }
}

/// `/platform/sign-in/as`: the simulator's short way, without a password.
pub(super) async fn sign_in_as(
    State(simulator): State<Simulator>,
    parameters: Parameters,
) -> Response {
    let id = parameters.last("account");
    let session = simulator.with(|platform, _| {
        let is_ready = platform.account(id).is_some_and(|account| account.active);
        is_ready.then(|| platform.open_console(id))
    });
    match session {
        Some(session) => enter(&simulator, &session, "/platform"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `/platform/sign-out`.
pub(super) async fn sign_out(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let token = cookies::get(&headers, cookies::ACCOUNT);
    simulator.with(|platform, _| platform.close_console(token));
    enter(&simulator, "", "/platform/sign-in")
}

fn page(
    simulator: &Simulator,
    headers: &HeaderMap,
    email: &str,
    problems: &[Problem],
) -> SignInPage {
    let mode = screens::mode(headers);
    let fields = Fields { mode, problems };
    let accounts = simulator.with(|platform, _| {
        platform
            .accounts
            .iter()
            .filter(|account| account.active)
            .map(|account| {
                (
                    account.id.clone(),
                    account.email.clone(),
                    account.subject_name.clone(),
                )
            })
            .collect()
    });
    SignInPage {
        frame: screens::frame_of(mode, "platform", "/platform/sign-in"),
        summary: fields.summary(),
        fields: vec![
            fields.field(
                "email",
                "邮箱",
                "E-mail",
                email,
                Kind::Line("email", "username"),
            ),
            fields.field(
                "password",
                "密码",
                "Password",
                "",
                Kind::Line("password", "current-password"),
            ),
        ],
        accounts,
    }
}
