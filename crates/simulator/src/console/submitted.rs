//! `/platform/apps/{number}/submitted`: step 3, 提交成功.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{Visitor, state_said};
use crate::Simulator;
use crate::settings::{AppKind, AppStatus};
use crate::web::html::{self, Frame};
use crate::web::speech::Said;

#[derive(Template)]
#[template(path = "platform/submitted.html")]
struct SubmittedPage {
    frame: Frame,
    kind: AppKind,
    number: String,
    name: String,
    pill: Said,
    tone: &'static str,
    is_waiting: bool,
    /// An approved app whose basic information shall change.
    is_change: bool,
    /// Seconds until the simulator decides.
    left: Option<u64>,
    step: u8,
}

pub(super) async fn submitted(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if app.is_editable() && app.status == AppStatus::Draft {
        return Ok(html::see_other(&format!("/platform/apps/{number}/site")));
    }
    let now = simulator.with(|_, now| now);
    let (pill, tone) = state_said(visitor.mode, app.status);
    Ok(html::page(&SubmittedPage {
        frame: visitor.frame(&format!("/platform/apps/{number}/submitted")),
        kind: app.kind,
        number,
        pill,
        tone,
        is_waiting: app.is_in_review(),
        is_change: app.review.change.is_some(),
        left: app.review.due_at.map(|at| at.saturating_sub(now)),
        name: app.name,
        step: 3,
    }))
}
