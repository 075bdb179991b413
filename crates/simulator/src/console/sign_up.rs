//! `/platform/sign-up`: 注册, of which the mail is the second half.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::form::{Field, Fields, Kind};
use super::refused;
use crate::platform::console::Problem;
use crate::platform::console::accounts::SignUp;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;
use crate::{Simulator, screens};

#[derive(Template)]
#[template(path = "platform/sign_up.html")]
struct SignUpPage {
    frame: Frame,
    summary: Option<Said>,
    fields: Vec<Field>,
    agreed: Option<Said>,
    /// The address that a mail was sent to.
    sent: Option<String>,
}

pub(super) async fn form(headers: HeaderMap, parameters: Parameters) -> Response {
    let sent = parameters.get("sent");
    let sent = (!sent.is_empty()).then(|| sent.chars().take(254).collect());
    html::page(&page(&headers, "", &[], sent))
}

pub(super) async fn sign_up(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let wish = SignUp {
        email: parameters.last("email"),
        password: parameters.last("password"),
        again: parameters.last("again"),
        agreed: parameters.last("agreed") == "true",
    };
    match simulator.with(|platform, now| platform.sign_up(&wish, now)) {
        Ok(email) => html::see_other(&sent_to(&email)),
        Err(problems) => refused(html::page(&page(&headers, wish.email, &problems, None))),
    }
}

/// `/platform/sign-up/again`: the same mail once more.
pub(super) async fn again(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    let email = parameters.last("email");
    simulator.with(|platform, now| platform.send_activation(email, now));
    html::see_other(&sent_to(email))
}

fn sent_to(email: &str) -> String {
    let email: String = form_urlencoded::byte_serialize(email.as_bytes()).collect();
    format!("/platform/sign-up?sent={email}")
}

fn page(
    headers: &HeaderMap,
    email: &str,
    problems: &[Problem],
    sent: Option<String>,
) -> SignUpPage {
    let mode = screens::mode(headers);
    let fields = Fields { mode, problems };
    let password =
        |name, zh, en| fields.field(name, zh, en, "", Kind::Line("password", "new-password"));
    SignUpPage {
        frame: screens::frame_of(mode, "platform", "/platform/sign-up"),
        summary: fields.summary(),
        fields: vec![
            fields
                .field(
                    "email",
                    "邮箱",
                    "E-mail",
                    email,
                    Kind::Line("email", "email"),
                )
                .hint(mode.say(
                    "每个邮箱仅能申请一种帐号。",
                    "An address that no WeChat product knows yet.",
                )),
            password("password", "密码", "Password").hint(mode.say(
                "字母、数字，最短 8 位。",
                "At least 8 characters, with letters and digits.",
            )),
            password("again", "确认密码", "Password again"),
        ],
        agreed: problems
            .iter()
            .find(|problem| problem.field == "agreed")
            .map(|problem| mode.say(&problem.zh, &problem.en)),
        sent,
    }
}
