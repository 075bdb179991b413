//! `/platform/apps/{number}/secret`: 启用 and 重置. The `AppSecret` is shown once, in the answer to the press.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::Visitor;
use crate::Simulator;
use crate::settings::{App, AppStatus};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;

#[derive(Template)]
#[template(path = "platform/secret.html")]
struct SecretPage {
    frame: Frame,
    app: App,
    number: String,
    mark: String,
    secret: Option<String>,
    /// The form was drawn for an older secret.
    is_late: bool,
    /// Where the connectors of the server are.
    server: Option<String>,
}

pub(super) async fn ask(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if app.status != AppStatus::Approved {
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    Ok(page(&simulator, &visitor, app, number, None))
}

pub(super) async fn renew(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if app.status != AppStatus::Approved {
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    let mark = parameters.last("mark");
    let account = visitor.account.id.as_str();
    let secret = simulator.with(|platform, _| platform.renew_secret(account, &number, mark));
    Ok(page(&simulator, &visitor, app, number, Some(secret)))
}

/// `made` is absent before the press, and holds nothing for a form that was drawn for an older secret.
fn page(
    simulator: &Simulator,
    visitor: &Visitor,
    app: App,
    number: String,
    made: Option<Option<String>>,
) -> Response {
    let connectors = simulator
        .server()
        .and_then(|server| server.join("/console/connectors").ok());
    html::page(&SecretPage {
        frame: visitor.frame(&format!("/platform/apps/{number}/secret")),
        mark: app.secret_mark(),
        app,
        number,
        is_late: matches!(made, Some(None)),
        secret: made.flatten(),
        server: connectors.map(String::from),
    })
}
