//! `/platform/apps/{number}/site`: step 2, 填写网站信息 or 填写平台信息, and 提交审核.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::{Field, Fields, Kind};
use super::{Visitor, refused};
use crate::Simulator;
use crate::platform::console::Problem;
use crate::platform::console::forms::Site;
use crate::settings::{App, AppKind, AppStatus};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::Said;

#[derive(Template)]
#[template(path = "platform/site.html")]
struct SitePage {
    frame: Frame,
    kind: AppKind,
    number: String,
    summary: Option<Said>,
    fields: Vec<Field>,
    is_local: bool,
    /// The server's domain, and the button that inserts it.
    server_domain: Option<String>,
    server_field: &'static str,
    /// What the reviewer said the last time.
    rejection: Option<Said>,
    note: Option<Field>,
    step: u8,
}

pub(super) async fn form(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if !app.is_editable() || app.kind == AppKind::ServiceAccount {
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    Ok(page(&visitor, &app, &Site::of(&app), "", &[]))
}

/// Saves, and submits where that was pressed.
pub(super) async fn change(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if !app.is_editable() || app.kind == AppKind::ServiceAccount {
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    let site = read(&parameters);
    let note = parameters.last("note");
    let is_help = ["use_callback_domain", "use_website"]
        .iter()
        .any(|name| !parameters.last(name).is_empty());
    if is_help {
        return Ok(page(&visitor, &app, &site, note, &[]));
    }
    let account = visitor.account.id.as_str();
    if parameters.last("act") == "save" {
        simulator.with(|platform, _| {
            if let Some(app) = platform.own_app(account, &number) {
                site.apply(app);
            }
        });
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    let mut problems = site.problems(app.kind);
    if problems.is_empty() {
        let submitted = simulator.with(|platform, now| {
            if let Some(app) = platform.own_app(account, &number) {
                site.apply(app);
            }
            platform.submit(account, &number, note, now)
        });
        match submitted {
            Ok(()) => {
                return Ok(html::see_other(&format!(
                    "/platform/apps/{number}/submitted"
                )));
            }
            Err(found) => problems = found,
        }
    }
    Ok(refused(page(&visitor, &app, &site, note, &problems)))
}

fn read(parameters: &Parameters) -> Site {
    let text = |name: &str| parameters.last(name).trim().to_owned();
    let or_fix = |name: &str| match parameters.last(&format!("use_{name}")) {
        "" => text(name),
        fix => fix.to_owned(),
    };
    Site {
        website: or_fix("website"),
        callback_domain: or_fix("callback_domain"),
        // Inserting this machine says that it is allowed.
        is_local: parameters.last("is_local") == "true"
            || parameters.last("use_callback_domain") == "localhost",
        filing_number: text("filing_number"),
        ios_bundle_id: text("ios_bundle_id"),
        universal_link: text("universal_link"),
        android_package: text("android_package"),
        android_signature: text("android_signature"),
    }
}

/// The fields of a kind of app.
fn all_fields(fields: &Fields<'_>, app: &App, site: &Site) -> Vec<Field> {
    let mode = fields.mode;
    if app.kind == AppKind::Website {
        vec![
            fields.field(
                "website",
                "官方网址",
                "Official website",
                &site.website,
                Kind::Line("text", "url"),
            ),
            fields
                .line(
                    "filing_number",
                    "备案号",
                    "ICP filing number",
                    &site.filing_number,
                )
                .optional()
                .hint(mode.say("此处可填写任意内容。", "Any text will do here.")),
            fields
                .field(
                    "callback_domain",
                    "授权回调域",
                    "Authorization callback domain",
                    &site.callback_domain,
                    Kind::Code,
                )
                .hint(mode.say(
                    "例如 id.acme.example，不含 https:// 和路径。",
                    "Such as id.acme.example, without https:// and path.",
                )),
        ]
    } else {
        vec![
            fields
                .field(
                    "ios_bundle_id",
                    "iOS Bundle ID",
                    "iOS Bundle ID",
                    &site.ios_bundle_id,
                    Kind::Code,
                )
                .optional(),
            fields
                .field(
                    "universal_link",
                    "Universal Links",
                    "Universal Links",
                    &site.universal_link,
                    Kind::Code,
                )
                .optional(),
            fields
                .field(
                    "android_package",
                    "Android 应用包名",
                    "Android package name",
                    &site.android_package,
                    Kind::Code,
                )
                .optional(),
            fields
                .field(
                    "android_signature",
                    "Android 应用签名",
                    "Android signature",
                    &site.android_signature,
                    Kind::Code,
                )
                .optional(),
        ]
    }
}

fn page(visitor: &Visitor, app: &App, site: &Site, note: &str, problems: &[Problem]) -> Response {
    let fields = Fields {
        mode: visitor.mode,
        problems,
    };
    let all = all_fields(&fields, app, site);
    let is_again = app.status == AppStatus::Rejected;
    html::page(&SitePage {
        frame: visitor.frame(&format!("/platform/apps/{}/site", app.number())),
        kind: app.kind,
        number: app.number(),
        summary: fields.summary(),
        fields: all,
        is_local: site.is_local,
        server_domain: visitor.server_domain.clone(),
        server_field: "use_callback_domain",
        rejection: is_again
            .then(|| super::app::rejection(visitor.mode, app))
            .flatten(),
        note: is_again.then(|| {
            fields
                .field(
                    "note",
                    "给审核人员的备注",
                    "Note to the reviewer",
                    note,
                    Kind::Area,
                )
                .optional()
        }),
        step: 2,
    })
}
