//! `/platform/apps/{number}/domain`: 修改 of the callback domain, or of a service account's 网页授权域名.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::{Field, Fields, Kind};
use super::verify::{self, FETCH_FROM};
use super::{Visitor, refused};
use crate::Simulator;
use crate::platform::console::Problem;
use crate::settings::{App, AppKind, AppStatus};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;

#[derive(Template)]
#[template(path = "platform/domain.html")]
struct DomainPage {
    frame: Frame,
    number: String,
    name: String,
    is_account: bool,
    file: String,
    /// Where the simulator fetches the file from, if it shall.
    fetch_from: Field,
    summary: Option<Said>,
    fields: Vec<Field>,
    is_local: bool,
    /// The server's domain, and the button that inserts it.
    server_domain: Option<String>,
    server_field: &'static str,
}

pub(super) async fn form(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = changeable(&simulator, &visitor, &number)?;
    let at = |index: usize| {
        app.web_authorization_domains
            .get(index)
            .cloned()
            .unwrap_or_default()
    };
    let values = match app.kind {
        AppKind::ServiceAccount => [at(0), at(1)],
        _ => [app.callback_domain.clone(), String::new()],
    };
    let typed = Typed {
        values,
        is_local: app.allow_local_callback,
        fetch_from: "",
    };
    Ok(page(&visitor, &app, &typed, &[]))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Result<Response, Response> {
    let app = changeable(&simulator, &visitor, &number)?;
    let value = |name: &str| match parameters.last(&format!("use_{name}")) {
        "" => parameters.last(name).to_owned(),
        fix => fix.to_owned(),
    };
    let names = names(&app);
    let is_local = parameters.last("is_local") == "true"
        || names
            .iter()
            .any(|name| parameters.last(&format!("use_{name}")) == "localhost");
    let typed = Typed {
        values: [value(names[0]), value(names[1])],
        is_local,
        fetch_from: parameters.last(FETCH_FROM).trim(),
    };
    if names
        .iter()
        .any(|name| !parameters.last(&format!("use_{name}")).is_empty())
    {
        return Ok(page(&visitor, &app, &typed, &[]));
    }
    if app.kind == AppKind::ServiceAccount
        && !typed.fetch_from.is_empty()
        && let Err(problem) = verify::fetched(&app, typed.fetch_from).await
    {
        return Ok(refused(page(&visitor, &app, &typed, &[problem])));
    }
    let values = &typed.values;
    let account = visitor.account.id.as_str();
    let changed = simulator.with(|platform, now| match app.kind {
        AppKind::ServiceAccount => {
            let domains = [values[0].as_str(), values[1].as_str()];
            platform.change_domains(account, &number, domains, is_local, now)
        }
        _ => platform.change_domain(account, &number, &values[0], is_local, now),
    });
    Ok(match changed {
        Ok(()) => html::see_other(&format!("/platform/apps/{number}")),
        Err(problem) => refused(page(&visitor, &app, &typed, &[problem])),
    })
}

fn changeable(simulator: &Simulator, visitor: &Visitor, number: &str) -> Result<App, Response> {
    let app = visitor.app(simulator, number)?;
    if app.status == AppStatus::Approved && app.kind != AppKind::Mobile {
        Ok(app)
    } else {
        Err(html::see_other(&format!("/platform/apps/{number}")))
    }
}

fn names(app: &App) -> [&'static str; 2] {
    match app.kind {
        AppKind::ServiceAccount => ["domain_1", "domain_2"],
        _ => ["callback_domain", "none"],
    }
}

/// What the form says.
struct Typed<'a> {
    values: [String; 2],
    is_local: bool,
    fetch_from: &'a str,
}

fn page(visitor: &Visitor, app: &App, typed: &Typed<'_>, problems: &[Problem]) -> Response {
    let values = &typed.values;
    let mode = visitor.mode;
    let fields = Fields { mode, problems };
    let is_account = app.kind == AppKind::ServiceAccount;
    let all = if is_account {
        vec![
            fields
                .field("domain_1", "域名 1", "Domain 1", &values[0], Kind::Code)
                .optional(),
            fields
                .field("domain_2", "域名 2", "Domain 2", &values[1], Kind::Code)
                .optional(),
        ]
    } else {
        vec![fields.field(
            "callback_domain",
            "授权回调域",
            "Authorization callback domain",
            &values[0],
            Kind::Code,
        )]
    };
    html::page(&DomainPage {
        frame: visitor.frame(&format!("/platform/apps/{}/domain", app.number())),
        number: app.number(),
        name: app.name.clone(),
        is_account,
        file: verify::name(app),
        fetch_from: fields
            .field(
                FETCH_FROM,
                "从本机地址获取文件",
                "Fetch the file from",
                typed.fetch_from,
                Kind::Code,
            )
            .optional()
            .hint(mode.say(
                "例如 http://localhost:8080；留空则不获取。",
                "Such as http://localhost:8080. Left empty, the simulator takes your word.",
            )),
        summary: fields.summary(),
        fields: all,
        is_local: typed.is_local,
        server_domain: visitor.server_domain.clone(),
        server_field: if is_account {
            "use_domain_1"
        } else {
            "use_callback_domain"
        },
    })
}
