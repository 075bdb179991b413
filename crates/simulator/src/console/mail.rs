//! `/mail`: the simulator's own mailbox.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::platform::console::mail::Mail;
use crate::web::html::{self, Frame};
use crate::web::speech::{Mode, Said};
use crate::{Simulator, clock, screens};

#[derive(Template)]
#[template(path = "platform/mails.html")]
struct MailsPage {
    frame: Frame,
    mails: Vec<MailView>,
}

#[derive(Template)]
#[template(path = "platform/mail.html")]
struct MailPage {
    frame: Frame,
    mail: MailView,
}

struct MailView {
    id: u64,
    iso: String,
    time: String,
    to: String,
    subject: Said,
    title: String,
    body: Said,
    link: Option<String>,
}

impl MailView {
    fn of(mode: Mode, mail: &Mail) -> Self {
        Self {
            id: mail.id,
            iso: clock::iso(mail.at),
            time: clock::time_of_day(mail.at),
            to: mail.to.clone(),
            subject: mode.say(&mail.subject.zh, &mail.subject.en),
            title: mode.plain(&mail.subject.zh, &mail.subject.en),
            body: if mail.body.zh == mail.body.en {
                Mode::Chinese.say(&mail.body.zh, "")
            } else {
                mode.say(&mail.body.zh, &mail.body.en)
            },
            link: mail.link.clone(),
        }
    }
}

pub(super) async fn list(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let frame = screens::frame(&headers, "mail", "/mail");
    let mails = simulator.with(|platform, _| {
        let mails = platform.mailbox.newest();
        mails.map(|mail| MailView::of(frame.mode, mail)).collect()
    });
    html::page(&MailsPage { frame, mails })
}

pub(super) async fn mail(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let mode = screens::mode(&headers);
    let mail = simulator.with(|platform, _| {
        let mail = platform.mailbox.get(id.parse().ok()?)?;
        Some(MailView::of(mode, mail))
    });
    match mail {
        Some(mail) => html::page(&MailPage {
            frame: screens::frame_of(mode, "mail", &format!("/mail/{}", mail.id)),
            mail,
        }),
        None => screens::nothing_here(mode),
    }
}
