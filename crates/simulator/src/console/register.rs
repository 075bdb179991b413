//! `/platform/register`: 信息登记, whom the account is for.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::form::{Field, Fields, Kind};
use super::{refused, signed_in};
use crate::platform::console::Problem;
use crate::platform::console::accounts::Registration;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;
use crate::{Simulator, screens};

#[derive(Template)]
#[template(path = "platform/register.html")]
struct RegisterPage {
    frame: Frame,
    summary: Option<Said>,
    fields: Vec<Field>,
}

pub(super) async fn form(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    match signed_in(&simulator, &headers) {
        None => html::see_other("/platform/sign-in"),
        Some(account) if account.is_registered() => html::see_other("/platform"),
        Some(_) => {
            let samples = Registration {
                subject: "enterprise",
                subject_name: "示例科技有限公司",
                administrator: "张三",
            };
            html::page(&page(&headers, &samples, &[]))
        }
    }
}

pub(super) async fn register(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let Some(account) = signed_in(&simulator, &headers) else {
        return html::see_other("/platform/sign-in");
    };
    let wish = Registration {
        subject: parameters.last("subject"),
        subject_name: parameters.last("subject_name"),
        administrator: parameters.last("administrator"),
    };
    // Whom an account is for is entered once.
    if account.is_registered() {
        return html::see_other("/platform");
    }
    match simulator.with(|platform, _| platform.register(&account.id, &wish)) {
        Ok(()) => html::see_other("/platform"),
        Err(problems) => refused(html::page(&page(&headers, &wish, &problems))),
    }
}

fn page(headers: &HeaderMap, wish: &Registration<'_>, problems: &[Problem]) -> RegisterPage {
    let mode = screens::mode(headers);
    let fields = Fields { mode, problems };
    let subjects = vec![
        ("enterprise", mode.say("企业", "Enterprise")),
        ("government", mode.say("政府", "Government")),
        ("organisation", mode.say("其他组织", "Other organisation")),
        ("individual", mode.say("个人", "Individual")),
    ];
    RegisterPage {
        frame: screens::frame_of(mode, "platform", "/platform/register"),
        summary: fields.summary(),
        fields: vec![
            fields.field(
                "subject",
                "主体类型",
                "Type of subject",
                wish.subject,
                Kind::Choice(subjects),
            ),
            fields.line(
                "subject_name",
                "主体名称",
                "Name of the subject",
                wish.subject_name,
            ),
            fields.line(
                "administrator",
                "管理员姓名",
                "Administrator's name",
                wish.administrator,
            ),
        ],
    }
}
