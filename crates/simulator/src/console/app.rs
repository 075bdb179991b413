//! `/platform/apps/{number}`: 查看, everything about an app.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{Visitor, kind_word, state_said};
use crate::platform::console::review::in_each_language;
use crate::settings::{App, AppKind, AppStatus, Happening};
use crate::web::html::{self, Frame};
use crate::web::speech::{Mode, Said};
use crate::{Simulator, clock};

#[derive(Template)]
#[template(path = "platform/app.html")]
struct AppPage {
    frame: Frame,
    app: App,
    word: &'static str,
    number: String,
    pill: Said,
    tone: &'static str,
    history: Vec<EventView>,
    public: String,
    is_qualified: bool,
    rejection: Option<Said>,
    coming: Option<Said>,
}

struct EventView {
    iso: String,
    time: String,
    what: Said,
    text: Said,
}

pub(super) async fn app(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let app = visitor.app(&simulator, &number)?;
    let (pill, tone) = state_said(visitor.mode, app.status);
    Ok(html::page(&AppPage {
        frame: visitor.frame(&format!("/platform/apps/{number}")),
        word: kind_word(app.kind),
        number,
        pill,
        tone,
        history: history(visitor.mode, &app),
        public: simulator.with(|platform, _| platform.public.clone()),
        is_qualified: visitor.account.qualified,
        rejection: (app.status == AppStatus::Rejected)
            .then(|| rejection(visitor.mode, &app))
            .flatten(),
        coming: simulator.with(|platform, now| {
            let (domains, left) = platform.coming_domains(&app.app_id, now)?;
            let names = match app.kind {
                AppKind::ServiceAccount => domains.web.join(", "),
                _ => domains.callback.clone(),
            };
            Some(visitor.mode.say_of(
                &format!("{left} 秒后生效：{{}}"),
                &format!("In force in {left} s: {{}}"),
                &names,
            ))
        }),
        app,
    }))
}

fn history(mode: Mode, app: &App) -> Vec<EventView> {
    let events = app.review.history.iter().rev();
    events
        .map(|event| EventView {
            iso: clock::iso(event.at),
            time: clock::time_of_day(event.at),
            what: match event.what {
                Happening::Submitted => mode.say("提交审核", "Submitted"),
                Happening::Approved => mode.say("审核通过", "Approved"),
                Happening::Rejected => mode.say("审核未通过", "Rejected"),
                Happening::Banned => mode.say("封禁", "Banned"),
                Happening::Unbanned => mode.say("解除封禁", "No longer banned"),
            },
            text: spoken(mode, &event.text),
        })
        .collect()
}

/// What the reviewer said the last time.
pub(super) fn rejection(mode: Mode, app: &App) -> Option<Said> {
    let event = app.review.last(Happening::Rejected)?;
    Some(spoken(mode, &event.text))
}

fn spoken(mode: Mode, text: &str) -> Said {
    let text = in_each_language(text);
    mode.say_once(&text.zh, &text.en)
}
