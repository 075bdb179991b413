//! `/platform/apps/{number}/basic`: step 1 again, 填写基本信息, for a draft or a rejected app; and the same of an approved
//! app, whose change goes to the review.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::{Field, Fields, Kind};
use super::{Visitor, refused};
use crate::Simulator;
use crate::platform::console::Problem;
use crate::platform::console::forms::{self, Basics};
use crate::settings::{App, AppKind, Details, Icon};
use crate::web::html::{self, Frame};
use crate::web::speech::Said;
use crate::web::upload::Upload;

#[derive(Template)]
#[template(path = "platform/basic.html")]
struct BasicPage {
    frame: Frame,
    kind: AppKind,
    action: String,
    key: String,
    summary: Option<Said>,
    fields: Vec<Field>,
    step: u8,
    /// Of an approved app.
    is_change: bool,
}

pub(super) async fn form(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    if !app.can_change_basics() {
        return Ok(html::see_other(&format!("/platform/apps/{number}")));
    }
    let press = Press::of(&app);
    Ok(page(&visitor, app.kind, &press, &Basics::of(&app), &[]))
}

pub(super) async fn change(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
    upload: Upload,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    let (basics, problems) = read(&upload, app.kind);
    if !problems.is_empty() || is_help(&upload) {
        let press = Press::of(&app);
        return Ok(again(
            &visitor, app.kind, &press, &basics, &problems, &upload,
        ));
    }
    let account = &visitor.account.id;
    simulator.with(|platform, now| platform.change_basics(account, &number, basics, now));
    let next = if app.is_editable() {
        "site"
    } else {
        "submitted"
    };
    Ok(html::see_other(&format!("/platform/apps/{number}/{next}")))
}

/// Where a form goes.
pub(super) struct Press<'a> {
    pub(super) action: String,
    /// What makes the same form sent twice one; empty where the app is there already.
    pub(super) key: &'a str,
    /// Whether it changes an approved app.
    pub(super) is_change: bool,
}

impl Press<'_> {
    fn of(app: &App) -> Self {
        Self {
            action: format!("/platform/apps/{}/basic", app.number()),
            key: "",
            is_change: !app.is_editable(),
        }
    }
}

/// The page after a press that does not lead on: with what is wrong, or with what was asked for filled in.
pub(super) fn again(
    visitor: &Visitor,
    kind: AppKind,
    press: &Press<'_>,
    basics: &Basics,
    problems: &[Problem],
    upload: &Upload,
) -> Response {
    if is_help(upload) {
        return page(visitor, kind, press, basics, &[]);
    }
    refused(page(visitor, kind, press, basics, problems))
}

/// Whether a button was pressed that only fills fields in.
pub(super) fn is_help(upload: &Upload) -> bool {
    !upload.get("samples").is_empty() || !upload.get("use_website").is_empty()
}

/// What the form says, and what is wrong with it.
pub(super) fn read(upload: &Upload, kind: AppKind) -> (Basics, Vec<Problem>) {
    let text = |name: &str| upload.get(name).trim().to_owned();
    let mut wrong_files = Vec::new();
    let with_samples = !upload.get("samples").is_empty();
    let mut icon = |field: &'static str, kept: &str, side: u32| {
        if with_samples {
            return Icon::sample();
        }
        let kept = || Icon::of_text(upload.get(kept), side).unwrap_or_default();
        match upload.file(field) {
            None => kept(),
            Some((_, file)) => forms::icon(field, file, side).unwrap_or_else(|problem| {
                wrong_files.push(problem);
                Icon::default()
            }),
        }
    };
    let small_icon = icon("small_icon", "small_icon_kept", 28);
    let large_icon = icon("large_icon", "large_icon_kept", 108);
    let form = match upload.file("registration_form") {
        _ if with_samples => "sample.pdf",
        Some((name, _)) => name,
        None => upload.get("registration_form_kept"),
    };
    let website = match upload.get("use_website") {
        "" => text("website"),
        wished => wished.to_owned(),
    };
    let basics = Basics {
        name: text("name"),
        details: Details {
            english_name: text("english_name"),
            description: text("description"),
            english_description: text("english_description"),
            website,
            registration_form: form.chars().take(100).collect(),
            small_icon,
            large_icon,
            ..Details::default()
        },
    };
    let mut problems = basics.problems(kind);
    problems.retain(|problem| !wrong_files.iter().any(|wrong| wrong.field == problem.field));
    problems.extend(wrong_files);
    (basics, problems)
}

pub(super) fn page(
    visitor: &Visitor,
    kind: AppKind,
    press: &Press<'_>,
    basics: &Basics,
    problems: &[Problem],
) -> Response {
    let mode = visitor.mode;
    let fields = Fields { mode, problems };
    let details = &basics.details;
    let png = |name, zh, en, icon: &Icon| {
        let kind = Kind::File("image/png", icon.text().to_owned());
        fields
            .field(name, zh, en, "", kind)
            .hint(mode.say("仅支持 PNG，不超过 300KB。", "PNG, up to 300 KB."))
    };
    let title = match kind {
        AppKind::Website => ("网站应用名称", "Name of the web app"),
        AppKind::Mobile => ("移动应用名称", "Name of the mobile app"),
        AppKind::ServiceAccount => ("服务号名称", "Name of the service account"),
        AppKind::MiniProgram => ("小程序名称", "Name of the mini program"),
    };
    let mut all = vec![fields.line("name", title.0, title.1, &basics.name)];
    if kind != AppKind::ServiceAccount {
        let form = Kind::File("", details.registration_form.clone());
        all.push(
            fields
                .line(
                    "english_name",
                    "英文名",
                    "English name",
                    &details.english_name,
                )
                .optional(),
        );
        all.push(fields.field(
            "description",
            "应用简介",
            "Description",
            &details.description,
            Kind::Area,
        ));
        all.push(
            fields
                .field(
                    "english_description",
                    "英文简介",
                    "English description",
                    &details.english_description,
                    Kind::Area,
                )
                .optional(),
        );
        all.push(fields.field(
            "website",
            "应用官网",
            "Official website",
            &details.website,
            Kind::Line("text", "url"),
        ));
        if kind == AppKind::Website {
            all.push(
                fields
                    .field(
                        "registration_form",
                        "网站信息登记表扫描件",
                        "Registration form, signed and scanned",
                        &details.registration_form,
                        form,
                    )
                    .hint(mode.say(
                        "任何文件均可，内容不会保存。",
                        "Any file will do here. Its content is not kept.",
                    )),
            );
        }
        all.push(png(
            "small_icon",
            "应用图标 28×28",
            "Icon 28×28",
            &details.small_icon,
        ));
        all.push(png(
            "large_icon",
            "应用图标 108×108",
            "Icon 108×108",
            &details.large_icon,
        ));
    }
    html::page(&BasicPage {
        frame: visitor.frame(if press.key.is_empty() {
            &press.action
        } else {
            "/platform"
        }),
        kind,
        action: press.action.clone(),
        key: press.key.to_owned(),
        is_change: press.is_change,
        summary: fields.summary(),
        fields: all,
        step: 1,
    })
}
