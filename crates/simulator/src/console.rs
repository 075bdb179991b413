//! The console of the Open Platform, as `open.weixin.qq.com` shows it to developers (`wechat-platform.md` 9).
//!
//! What it says is in Chinese, in English or in both; boxes of the simulator's own are in English.

mod activate;
mod app;
mod basic;
mod bind;
mod centre;
mod create;
mod domain;
mod form;
mod icon;
mod mail;
mod qualification;
mod register;
mod review;
mod secret;
mod sign_in;
mod sign_up;
mod site;
mod state;
mod submitted;
mod verify;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::settings::{App, AppKind, AppStatus};
use crate::web::cookies;
use crate::web::html::{self, Frame};
use crate::web::speech::{Mode, Said};
use crate::{Account, Simulator, screens};

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/platform", get(centre::centre))
        .route(
            "/platform/sign-up",
            get(sign_up::form).post(sign_up::sign_up),
        )
        .route("/platform/sign-up/again", post(sign_up::again))
        .route(
            "/platform/activate",
            get(activate::form).post(activate::activate),
        )
        .route(
            "/platform/register",
            get(register::form).post(register::register),
        )
        .route(
            "/platform/sign-in",
            get(sign_in::form).post(sign_in::sign_in),
        )
        .route("/platform/sign-in/as", post(sign_in::sign_in_as))
        .route("/platform/sign-out", post(sign_in::sign_out))
        .route(
            "/platform/qualification",
            get(qualification::form).post(qualification::change),
        )
        .route(
            "/platform/create/{kind}",
            get(create::form).post(create::create),
        )
        .route("/platform/bind", post(bind::bind))
        .route("/platform/apps/{number}", get(app::app))
        .route(
            "/platform/apps/{number}/basic",
            get(basic::form).post(basic::change),
        )
        .route(
            "/platform/apps/{number}/site",
            get(site::form).post(site::change),
        )
        .route(
            "/platform/apps/{number}/submitted",
            get(submitted::submitted),
        )
        .route(
            "/platform/apps/{number}/secret",
            get(secret::ask).post(secret::renew),
        )
        .route(
            "/platform/apps/{number}/domain",
            get(domain::form).post(domain::change),
        )
        .route("/platform/apps/{number}/verify/{file}", get(verify::file))
        .route("/platform/apps/{number}/state", post(state::change))
        .route("/platform/apps/{number}/icon/{side}", get(icon::icon))
        .route("/review", get(review::desk))
        .route("/review/all", post(review::approve_all))
        .route("/review/policy", post(review::change_policy))
        .route("/review/{number}", post(review::decide))
        .route("/mail", get(mail::list))
        .route("/mail/{id}", get(mail::mail))
}

/// Who is signed in to the console, with everything entered; others are led to where they can be.
struct Visitor {
    account: Account,
    mode: Mode,
    /// The domain of the sign-in server beside the simulator, if there is one.
    server_domain: Option<String>,
}

impl FromRequestParts<Simulator> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        simulator: &Simulator,
    ) -> Result<Self, Response> {
        let account = signed_in(simulator, &parts.headers)
            .ok_or_else(|| html::see_other("/platform/sign-in"))?;
        if !account.is_registered() {
            return Err(html::see_other("/platform/register"));
        }
        let mode = screens::mode(&parts.headers);
        let server_domain = simulator
            .server()
            .and_then(|server| server.host_str())
            .map(str::to_owned);
        Ok(Self {
            account,
            mode,
            server_domain,
        })
    }
}

impl Visitor {
    /// An app of the account; whatever else the number names is not told apart from nothing.
    fn app(&self, simulator: &Simulator, number: &str) -> Result<App, Response> {
        simulator
            .with(|platform, _| platform.app_of(&self.account.id, number).cloned())
            .ok_or_else(|| self.nothing())
    }

    fn frame(&self, here: &str) -> Frame {
        screens::frame_of(self.mode, "platform", here)
    }

    fn nothing(&self) -> Response {
        screens::nothing_here(self.mode)
    }
}

/// The account of a console session.
fn signed_in(simulator: &Simulator, headers: &HeaderMap) -> Option<Account> {
    let token = cookies::get(headers, cookies::ACCOUNT);
    simulator.with(|platform, _| platform.visitor(token).cloned())
}

/// Sends the browser on with a new session of the console.
fn enter(simulator: &Simulator, token: &str, to: &str) -> Response {
    let mut response = html::see_other(to);
    cookies::add(&mut response, cookies::ACCOUNT, token, simulator.is_https());
    response
}

/// A page that shows what was not accepted.
fn refused(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// What a kind of app is called in addresses.
fn kind_word(kind: AppKind) -> &'static str {
    match kind {
        AppKind::Website => "website",
        AppKind::Mobile => "mobile",
        AppKind::ServiceAccount => "service-account",
        AppKind::MiniProgram => "mini-program",
    }
}

fn kind_named(word: &str) -> Option<AppKind> {
    [AppKind::Website, AppKind::Mobile, AppKind::ServiceAccount]
        .into_iter()
        .find(|kind| kind_word(*kind) == word)
}

/// What a kind of app is called on the pages.
fn kind_said(mode: Mode, kind: AppKind) -> Said {
    match kind {
        AppKind::Website => mode.say("网站应用", "Web Application"),
        AppKind::Mobile => mode.say("移动应用", "Mobile Application"),
        AppKind::ServiceAccount => mode.say("公众号", "Official Account"),
        AppKind::MiniProgram => mode.say("小程序", "Mini Program"),
    }
}

/// A state as a pill: its words and its tone.
fn state_said(mode: Mode, status: AppStatus) -> (Said, &'static str) {
    match status {
        AppStatus::Draft => (mode.say("草稿", "Draft"), "plain"),
        AppStatus::Reviewing => (mode.say("审核中", "In review"), "warn"),
        AppStatus::Approved => (mode.say("已通过", "Approved"), "ok"),
        AppStatus::Rejected => (mode.say("未通过", "Rejected"), "bad"),
        AppStatus::Banned => (mode.say("已封禁", "Banned"), "bad"),
    }
}
