//! `/connect/qrconnect`: the QR page, or one of WeChat's three error pages.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use super::look::Look;
use super::refused;
use crate::platform::qrconnect::QrRequest;
use crate::platform::requests::Noted;
use crate::platform::tickets::{Ticket, TicketState};
use crate::web::parameters::Parameters;
use crate::web::speech::Mode;
use crate::web::{cookies, html};
use crate::{Person, Simulator, clock, screens};

#[derive(Template)]
#[template(path = "qr_page.html")]
struct QrPage {
    mode: Mode,
    state: &'static str,
    uuid: String,
    short: String,
    app_name: String,
    redirect_uri: String,
    wx_state: String,
    /// Where a refusal leads, if anywhere.
    refused_to: String,
    look: Look,
    /// The callback is loaded ahead, as some browsers do.
    twice: bool,
    seconds_left: u64,
    expires_iso: String,
    expires_time: String,
    scanner_name: String,
    scanner_initial: String,
    continue_href: String,
    fresh_href: String,
}

/// The path is known in any letter case, such as `/connect/qrConnect`.
pub(super) async fn in_any_case(
    simulator: State<Simulator>,
    Path(page): Path<String>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    if page.eq_ignore_ascii_case("qrconnect") {
        qrconnect(simulator, headers, parameters).await
    } else {
        screens::not_found(simulator, headers).await
    }
}

/// Shows a new code, or, with its uuid, the one that a page without script asks about again.
pub(super) async fn qrconnect(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let mode = match parameters.get("lang") {
        "en" => Mode::English,
        _ => Mode::named(cookies::get(&headers, cookies::LANGUAGE)),
    };
    let request = QrRequest {
        app_id: parameters.get("appid").to_owned(),
        redirect_uri: parameters.get("redirect_uri").to_owned(),
        scope: parameters.get("scope").to_owned(),
        state: parameters.get("state").to_owned(),
    };
    let shown = simulator.with(|platform, now| {
        let again = platform
            .ticket(parameters.get("uuid"))
            // Only the page that the code was made for learns about it.
            .filter(|ticket| ticket.request == request)
            .cloned();
        let ticket = match again {
            Some(ticket) => {
                platform.check_qr(&request)?;
                ticket
            }
            None => platform.show_code(request, now).inspect_err(|refusal| {
                platform.note_line(format!("QR page refused: {}", refusal.page.text()), now);
            })?,
        };
        let scanner = ticket.person().and_then(|id| platform.person(id)).cloned();
        let refused_to = ticket.refused_callback(platform.switches.refusing());
        Ok((ticket, scanner, refused_to, now))
    });
    let mut look = Look::asked(&parameters);
    let (uuid, mut response) = match shown {
        Err(refusal) => (None, refused(&refusal)),
        Ok((ticket, scanner, refused_to, now)) => {
            let uuid = Some(ticket.uuid.clone());
            if ticket.returns_twice() {
                look.ahead = Url::parse(&ticket.request.redirect_uri)
                    .ok()
                    .map(|address| address.origin().ascii_serialization());
            }
            (
                uuid,
                answer(mode, &parameters, ticket, scanner.as_ref(), refused_to, now),
            )
        }
    };
    let policy = look.policy();
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    if uuid.is_some() {
        response.extensions_mut().insert(Noted {
            uuid,
            ..Noted::default()
        });
    }
    response
}

fn answer(
    mode: Mode,
    parameters: &Parameters,
    ticket: Ticket,
    scanner: Option<&Person>,
    refused_to: Option<String>,
    now: u64,
) -> Response {
    if parameters.get("f") == "xml" {
        let xml = format!("<xml><uuid><![CDATA[{}]]></uuid></xml>", ticket.uuid);
        return ([(header::CONTENT_TYPE, "text/xml")], xml).into_response();
    }
    if let Some(callback) = ticket.callback() {
        return html::see_other(&callback);
    }
    if let Some(callback) = &refused_to
        && ticket.state(now) == TicketState::Refused
        && parameters.get("uuid") == ticket.uuid
    {
        return html::see_other(callback);
    }
    let same = parameters.without(&["uuid", "f"]);
    html::page(&QrPage {
        mode,
        state: ticket.state(now).word(),
        continue_href: format!("/connect/qrconnect?{same}&uuid={}", ticket.uuid),
        fresh_href: format!("/connect/qrconnect?{same}"),
        seconds_left: ticket.expires_at.saturating_sub(now),
        expires_iso: clock::iso(ticket.expires_at),
        expires_time: clock::time_of_day(ticket.expires_at),
        scanner_name: scanner.map(Person::shown_name).unwrap_or_default(),
        scanner_initial: scanner.map(Person::initial).unwrap_or_default(),
        wx_state: ticket.state_to_return(),
        twice: ticket.returns_twice(),
        uuid: ticket.uuid,
        short: ticket.short,
        app_name: ticket.app_name,
        redirect_uri: ticket.request.redirect_uri,
        refused_to: refused_to.unwrap_or_default(),
        look: Look::asked(parameters),
    })
}
