//! The simulator's own screens: phone, people, requests, and what they are drawn with.

mod assets;
pub(crate) mod avatars;
mod browser;
pub(crate) mod device;
mod faults;
mod language;
mod people;
mod phone;
mod requests;
pub(crate) mod token;
pub(crate) mod web;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::web::cookies;
use crate::web::html::{self, Frame};
use crate::web::speech::Mode;
use crate::{Person, Simulator};

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/", get(async || Redirect::to("/phone")))
        .route("/phone", get(phone::phone))
        .route("/phone/revision", get(phone::revision))
        .route("/phone/owner", post(phone::choose_owner))
        .route("/phone/next", post(phone::choose_next))
        .route("/phone/web", get(web::web))
        .route("/phone/web/page", get(web::content))
        .route("/phone/web/at/{address}", get(web::at).post(web::at))
        .route("/phone/web/asset/{address}", get(web::asset))
        .route("/phone/web/forget", post(web::forget))
        .route("/phone/web/authorize", get(web::ask).post(web::answer))
        .route("/browser", post(browser::choose))
        .route("/people", get(people::people).post(people::add))
        .route("/people/{id}", post(people::change))
        .route("/faults", get(faults::faults).post(faults::add))
        .route("/faults/{id}", post(faults::remove))
        .route("/requests", get(requests::requests))
        .route("/requests/revision", get(requests::revision))
        .route("/requests/clear", post(requests::clear))
        .route("/token", get(token::show).post(token::enter))
        .route("/language", post(language::choose))
        .route("/assets/{name}", get(assets::asset))
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(async || "ok"))
}

/// Any other address.
pub(crate) async fn not_found(State(_): State<Simulator>, headers: HeaderMap) -> Response {
    nothing_here(mode(&headers))
}

/// The page of an address behind which there is nothing.
pub(crate) fn nothing_here(mode: Mode) -> Response {
    let page = NotFoundPage {
        frame: frame_of(mode, "", "/phone"),
    };
    (StatusCode::NOT_FOUND, html::page(&page)).into_response()
}

#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFoundPage {
    frame: Frame,
}

/// The frame of a page for this browser.
pub(crate) fn frame(headers: &HeaderMap, current: &'static str, here: &str) -> Frame {
    frame_of(mode(headers), current, here)
}

/// The frame of a page in one language mode.
pub(crate) fn frame_of(mode: Mode, current: &'static str, here: &str) -> Frame {
    Frame {
        mode,
        current,
        here: here.to_owned(),
    }
}

/// The language of the simulated screens that this browser chose.
pub(crate) fn mode(headers: &HeaderMap) -> Mode {
    Mode::named(cookies::get(headers, cookies::LANGUAGE))
}

/// A person as screens show one.
#[derive(Clone)]
pub(crate) struct PersonView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) initial: String,
    /// Which of the four tints stands behind the initial.
    pub(crate) tint: usize,
    pub(crate) about: String,
    pub(crate) union_id: bool,
    pub(crate) frozen: bool,
    pub(crate) snapshot: bool,
    pub(crate) password_changed: bool,
    pub(crate) follows: bool,
}

impl PersonView {
    pub(crate) fn of(person: &Person) -> Self {
        let mut about = vec![if person.union_id {
            "Has a union id"
        } else {
            "Open id only, no union id"
        }];
        if person.avatar == crate::Avatar::Drawn(false) {
            about.push("no picture");
        }
        if person.frozen {
            about.push("frozen");
        }
        if person.password_changed {
            about.push("password changed");
        }
        if person.snapshot {
            about.push("sees snapshots");
        }
        if !person.follows {
            about.push("does not follow test accounts");
        }
        Self {
            id: person.id.clone(),
            name: person.shown_name(),
            initial: person.initial(),
            tint: person.id.bytes().map(usize::from).sum::<usize>() % 4,
            about: about.join(", "),
            union_id: person.union_id,
            frozen: person.frozen,
            snapshot: person.snapshot,
            password_changed: person.password_changed,
            follows: person.follows,
        }
    }
}
