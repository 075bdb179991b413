//! The phone that a page draws: whose it is, and what is on its screen.

use axum::http::HeaderMap;

use super::{PersonView, mode};
use crate::Person;
use crate::clock;
use crate::platform::Platform;
use crate::platform::tickets::{Ticket, TicketState};
use crate::web::cookies;
use crate::web::speech::Mode;

/// A phone.
pub(crate) struct Device {
    pub(crate) mode: Mode,
    pub(crate) owner: PersonView,
    pub(crate) screen: Screen,
    /// The codes that can be scanned, newest first.
    pub(crate) codes: Vec<CodeView>,
    /// The word of the page that draws the phone, to return to after a press.
    pub(crate) from: &'static str,
    /// The path of that page with the code it is about.
    pub(crate) here: String,
    /// Where another owner is chosen.
    pub(crate) choose: &'static str,
    pub(crate) now_iso: String,
    pub(crate) now_time: String,
}

/// What is on the phone's screen (`ux.md` 7.3).
pub(crate) enum Screen {
    Codes,
    Scan(CodeView),
    Confirm(CodeView),
    Allowed(CodeView),
    Refused(CodeView),
    Expired,
    Frozen,
    /// Somebody else's phone has scanned the code.
    Elsewhere(CodeView),
    /// A link in WeChat's own browser asks.
    Consent(ConsentView),
    /// It was refused to the app of this name.
    Declined(String),
}

/// What a link in WeChat's own browser asks.
pub(crate) struct ConsentView {
    pub(crate) app_name: String,
    pub(crate) icon: Option<String>,
    /// Where the answer goes: the link itself.
    pub(crate) action: String,
}

/// A code as screens show one.
#[derive(Clone)]
pub(crate) struct CodeView {
    pub(crate) uuid: String,
    pub(crate) short: String,
    pub(crate) app_name: String,
    pub(crate) icon: Option<String>,
    pub(crate) person: String,
    pub(crate) person_name: String,
    pub(crate) shown_iso: String,
    pub(crate) shown_time: String,
    pub(crate) pill: &'static str,
    pub(crate) tone: &'static str,
}

impl CodeView {
    pub(crate) fn of(platform: &Platform, ticket: &Ticket, now: u64) -> Self {
        let (pill, tone) = match ticket.state(now) {
            TicketState::Waiting => ("Waiting for a scan", "plain"),
            TicketState::Scanned => ("Scanned, not confirmed", "ok"),
            TicketState::Refused => ("Refused on the phone", "plain"),
            TicketState::Allowed => ("Allowed", "ok"),
            TicketState::Expired => ("Expired", "plain"),
        };
        let person = ticket.person().unwrap_or_default();
        Self {
            uuid: ticket.uuid.clone(),
            short: ticket.short.clone(),
            app_name: ticket.app_name.clone(),
            icon: icon(platform, &ticket.request.app_id),
            person: person.to_owned(),
            person_name: platform
                .person(person)
                .map(Person::shown_name)
                .unwrap_or_default(),
            shown_iso: clock::iso(ticket.shown_at),
            shown_time: clock::time_of_day(ticket.shown_at),
            pill,
            tone,
        }
    }
}

impl Device {
    /// The phone of whom the browser chose, else of the first person; `uuid` is the code that it looks at, if any.
    pub(crate) fn new(
        platform: &Platform,
        headers: &HeaderMap,
        uuid: Option<&str>,
        from: &'static str,
        now: u64,
    ) -> Self {
        let owner = platform
            .person(cookies::get(headers, cookies::PHONE))
            .or(platform.people.first());
        let ticket = uuid.and_then(|uuid| platform.ticket(uuid));
        let path = match from {
            "phone" => "/phone",
            _ => "/connect/confirm",
        };
        Self {
            mode: mode(headers),
            screen: match (ticket, uuid) {
                (Some(ticket), _) => screen(platform, ticket, owner, now),
                // A code that the simulator has forgotten is as good as expired.
                (None, Some(asked)) if !asked.is_empty() => Screen::Expired,
                (None, _) => Screen::Codes,
            },
            owner: owner.map_or_else(nobody, PersonView::of),
            codes: platform
                .on_screen(now)
                .filter(|ticket| ticket.state(now) != TicketState::Scanned)
                .take(SHOWN)
                .map(|ticket| CodeView::of(platform, ticket, now))
                .collect(),
            from,
            choose: "/phone/owner",
            here: ticket.map_or_else(
                || path.to_owned(),
                |ticket| format!("{path}?uuid={}", ticket.uuid),
            ),
            now_iso: clock::iso(now),
            now_time: clock::time_of_day(now)[..5].to_owned(),
        }
    }
}

impl Device {
    /// The phone in whose WeChat browser a link was opened.
    pub(crate) fn in_wechat(
        headers: &HeaderMap,
        owner: Option<&Person>,
        screen: Screen,
        here: String,
        now: u64,
    ) -> Self {
        Self {
            mode: mode(headers),
            owner: owner.map_or_else(nobody, PersonView::of),
            screen,
            codes: Vec::new(),
            from: "authorize",
            here,
            choose: "/browser",
            now_iso: clock::iso(now),
            now_time: clock::time_of_day(now)[..5].to_owned(),
        }
    }
}

/// Where the icon of an app is, if it has one.
pub(crate) fn icon(platform: &Platform, app_id: &str) -> Option<String> {
    let app = platform.app(app_id)?;
    let has_one = !app.details.large_icon.is_empty();
    has_one.then(|| format!("/platform/apps/{}/icon/108", app.number()))
}

/// How many codes a page shows.
pub(crate) const SHOWN: usize = 4;

fn screen(platform: &Platform, ticket: &Ticket, owner: Option<&Person>, now: u64) -> Screen {
    let code = || CodeView::of(platform, ticket, now);
    let owner_id = owner.map(|person| person.id.as_str());
    let is_frozen = owner.is_some_and(|person| person.frozen);
    match ticket.state(now) {
        TicketState::Expired => Screen::Expired,
        TicketState::Allowed => Screen::Allowed(code()),
        TicketState::Scanned if ticket.person() != owner_id => Screen::Elsewhere(code()),
        _ if is_frozen => Screen::Frozen,
        TicketState::Waiting => Screen::Scan(code()),
        TicketState::Scanned => Screen::Confirm(code()),
        TicketState::Refused => Screen::Refused(code()),
    }
}

/// The owner of a phone in a world without people.
pub(crate) fn nobody() -> PersonView {
    PersonView {
        id: String::new(),
        name: "nobody".to_owned(),
        initial: "?".to_owned(),
        tint: 2,
        about: String::new(),
        union_id: false,
        frozen: false,
        snapshot: false,
        password_changed: false,
        follows: true,
    }
}
