//! `/connect/l/qrconnect`: the long poll of the QR page (`wechat-platform.md` 3.3).

use std::time::Duration;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio::time::Instant;

use crate::Simulator;
use crate::platform::requests::Noted;
use crate::platform::tickets::{Ticket, TicketState};
use crate::web::parameters::Parameters;

/// How long a poll is held, in real time.
const HELD: Duration = Duration::from_secs(25);

/// What a poll says about a uuid that nobody knows.
const LOST: i64 = 500;

pub(super) async fn poll(State(simulator): State<Simulator>, parameters: Parameters) -> Response {
    let (uuid, last) = (parameters.get("uuid"), parameters.get("last"));
    let (code, wx_code) = outcome(&simulator, uuid, last).await;
    answer(code, &wx_code, parameters.get("f") == "json")
}

/// Waits until there is something that the page does not know yet.
async fn outcome(simulator: &Simulator, uuid: &str, last: &str) -> (i64, String) {
    let end = Instant::now() + HELD;
    loop {
        let Some(changed) =
            simulator.with(|platform, _| platform.ticket(uuid).map(Ticket::changed))
        else {
            return (LOST, String::new());
        };
        // Listening begins before looking, so that no change falls between the two.
        let woken = changed.notified();
        tokio::pin!(woken);
        woken.as_mut().enable();
        let seen = simulator.with(|platform, now| {
            let ticket = platform.ticket(uuid)?;
            let code = ticket.code().unwrap_or_default().to_owned();
            Some((
                ticket.state(now),
                code,
                ticket.expires_at.saturating_sub(now),
            ))
        });
        let Some((state, wx_code, left)) = seen else {
            return (LOST, String::new());
        };
        let known = state.poll_code().to_string() == last;
        let is_news = match state {
            TicketState::Waiting => false,
            TicketState::Scanned | TicketState::Refused => !known,
            TicketState::Allowed | TicketState::Expired => true,
        };
        if is_news {
            return (state.poll_code(), wx_code);
        }
        let rest = end.saturating_duration_since(Instant::now());
        if rest.is_zero() || simulator.is_closing() {
            return (TicketState::Waiting.poll_code(), String::new());
        }
        // Whichever comes first: a change, the end of the hold, the expiry, the shutdown.
        tokio::select! {
            () = woken => {}
            () = simulator.wait(rest.min(Duration::from_secs(left.max(1)))) => {}
        }
    }
}

/// The answer as the page's script reads it, or as JSON for the native SDK.
pub(crate) fn answer(code: i64, wx_code: &str, as_json: bool) -> Response {
    let (content_type, body) = if as_json {
        (
            "application/json",
            format!("{{\"wx_errcode\":{code},\"wx_code\":\"{wx_code}\"}}"),
        )
    } else {
        (
            "text/javascript",
            format!("window.wx_errcode={code};window.wx_code='{wx_code}';"),
        )
    };
    let mut response = ([(header::CONTENT_TYPE, content_type)], body).into_response();
    response.extensions_mut().insert(Noted {
        errcode: Some(code),
        ..Noted::default()
    });
    response
}
