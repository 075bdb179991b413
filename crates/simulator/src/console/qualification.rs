//! `/platform/qualification`: 开发者资质认证, without which no app has WeChat login.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{Visitor, refused};
use crate::platform::console::Problem;
use crate::settings::Subject;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;
use crate::{Account, Simulator};

#[derive(Template)]
#[template(path = "platform/qualification.html")]
struct QualificationPage {
    frame: Frame,
    account: Account,
    problem: Option<Said>,
    is_individual: bool,
}

pub(super) async fn form(visitor: Visitor) -> Response {
    html::page(&page(&visitor, None))
}

/// Pays, or lets the year pass.
pub(super) async fn change(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    parameters: Parameters,
) -> Response {
    let is_valid = match parameters.last("act") {
        "pay" => true,
        "expire" => false,
        _ => return refused(html::page(&page(&visitor, None))),
    };
    match simulator.with(|platform, now| platform.qualify(&visitor.account.id, is_valid, now)) {
        Ok(()) => html::see_other("/platform/qualification"),
        Err(problem) => refused(html::page(&page(&visitor, Some(&problem)))),
    }
}

fn page(visitor: &Visitor, problem: Option<&Problem>) -> QualificationPage {
    QualificationPage {
        frame: visitor.frame("/platform/qualification"),
        account: visitor.account.clone(),
        problem: problem.map(|problem| visitor.mode.say(&problem.zh, &problem.en)),
        is_individual: visitor.account.subject == Subject::Individual,
    }
}
