//! A QR code on a screen: shown, scanned, refused or allowed, expired.

use std::sync::Arc;

use serde::Serialize;
use tokio::sync::Notify;

use super::authorize::Refusing;
use super::faults::{self, Effect, QR_PAGE};
use super::qrconnect::{LOGIN_SCOPE, QrRequest};
use super::refusal::{Refusal, RefusalPage};
use super::registry::Complaint;
use super::tokens::Grant;
use super::{Platform, callback};
use crate::entropy;
use crate::settings::Person;

/// A code on a screen.
#[derive(Clone)]
pub(crate) struct Ticket {
    pub(crate) uuid: String,
    /// Four characters that a person can read and type instead of scanning.
    pub(crate) short: String,
    pub(crate) request: QrRequest,
    pub(crate) app_name: String,
    pub(crate) shown_at: u64,
    pub(crate) expires_at: u64,
    stage: Stage,
    changed: Arc<Notify>,
    effects: Vec<Effect>,
}

#[derive(Clone)]
enum Stage {
    Waiting,
    Scanned { person: String },
    Refused { person: String },
    Allowed { person: String, code: String },
}

/// Where a code stands, in the words of `/_sim/codes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TicketState {
    Waiting,
    Scanned,
    Refused,
    Allowed,
    Expired,
}

impl TicketState {
    /// The word for scripts, screens and styles.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Scanned => "scanned",
            Self::Refused => "refused",
            Self::Allowed => "allowed",
            Self::Expired => "expired",
        }
    }

    /// What the long poll says about it (`wechat-platform.md` 3.3).
    pub(crate) fn poll_code(self) -> i64 {
        match self {
            Self::Waiting => 408,
            Self::Scanned => 404,
            Self::Refused => 403,
            Self::Allowed => 405,
            Self::Expired => 402,
        }
    }
}

impl Ticket {
    /// Where it stands. An allowed code stays allowed, because its page still has to go back.
    pub(crate) fn state(&self, now: u64) -> TicketState {
        match self.stage {
            Stage::Allowed { .. } => TicketState::Allowed,
            _ if now >= self.expires_at => TicketState::Expired,
            Stage::Waiting => TicketState::Waiting,
            Stage::Scanned { .. } => TicketState::Scanned,
            Stage::Refused { .. } => TicketState::Refused,
        }
    }

    /// Who scanned it last.
    pub(crate) fn person(&self) -> Option<&str> {
        match &self.stage {
            Stage::Waiting => None,
            Stage::Scanned { person }
            | Stage::Refused { person }
            | Stage::Allowed { person, .. } => Some(person),
        }
    }

    /// The authorization code, once allowed.
    pub(crate) fn code(&self) -> Option<&str> {
        match &self.stage {
            Stage::Allowed { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The address that the browser goes to, once allowed.
    pub(crate) fn callback(&self) -> Option<String> {
        let code = self.code()?;
        Some(callback::build(
            &self.request.redirect_uri,
            code,
            &self.state_to_return(),
        ))
    }

    /// The state that goes back, which a browser may have altered.
    pub(crate) fn state_to_return(&self) -> String {
        if self.effects.contains(&Effect::StateAltered) {
            faults::altered(&self.request.state)
        } else {
            self.request.state.clone()
        }
    }

    /// Whether the browser loads the callback twice.
    pub(crate) fn returns_twice(&self) -> bool {
        self.effects.contains(&Effect::CallbackTwice)
    }

    /// The address that the browser goes to after a refusal, where that is switched on.
    pub(crate) fn refused_callback(&self, refusing: Refusing) -> Option<String> {
        let (uri, state) = (&self.request.redirect_uri, &self.state_to_return());
        let refusing = refusing_by(&self.effects).unwrap_or(refusing);
        match refusing {
            Refusing::Silent => None,
            Refusing::AuthDeny => Some(callback::build(uri, "authdeny", state)),
            Refusing::StateOnly => Some(callback::build_without_code(uri, state)),
        }
    }

    /// Wakes when the ticket or the clock changes.
    pub(crate) fn changed(&self) -> Arc<Notify> {
        Arc::clone(&self.changed)
    }
}

impl Platform {
    /// Shows a new code.
    pub(crate) fn show_code(&mut self, request: QrRequest, now: u64) -> Result<Ticket, Refusal> {
        self.check_qr(&request)?;
        let effects = self.meet_effects(QR_PAGE);
        refused_by(&effects)?;
        let app = self.check_qr(&request)?;
        let ticket = Ticket {
            effects,
            uuid: format!("0{}1{}", entropy::hex(1), entropy::alphanumeric(13)),
            short: entropy::readable(4),
            app_name: app.name.clone(),
            request,
            shown_at: now,
            expires_at: now.saturating_add(self.switches.qr_seconds),
            stage: Stage::Waiting,
            changed: Arc::default(),
        };
        self.tickets.insert(ticket.uuid.clone(), ticket.clone());
        self.note_line(format!("QR page opened for {}", ticket.app_name), now);
        Ok(ticket)
    }

    /// A code by its uuid.
    pub(crate) fn ticket(&self, uuid: &str) -> Option<&Ticket> {
        self.tickets.get(uuid)
    }

    /// All codes that are remembered, newest first.
    pub(crate) fn tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.tickets.newest()
    }

    /// The codes that a phone could still scan or confirm, newest first.
    pub(crate) fn on_screen(&self, now: u64) -> impl Iterator<Item = &Ticket> {
        self.tickets()
            .filter(move |ticket| now < ticket.expires_at)
            .filter(move |ticket| ticket.state(now) != TicketState::Allowed)
    }

    /// A phone scans a code; one that was refused may be scanned again.
    pub(crate) fn scan(&mut self, uuid: &str, person: &str, now: u64) -> Result<Ticket, Complaint> {
        let Some(name) = self.person(person).map(Person::shown_name) else {
            return Err(Complaint::unknown("person", person));
        };
        let state = self.live_state(uuid, now)?;
        if !matches!(state, TicketState::Waiting | TicketState::Refused) {
            return Err(out_of_order("scanned", state));
        }
        let stage = Stage::Scanned {
            person: person.to_owned(),
        };
        let ticket = self.move_on(uuid, stage)?;
        self.note_line(format!("{name} scanned {}", ticket.short), now);
        Ok(ticket)
    }

    /// The person allows; the code for the app is made now.
    pub(crate) fn allow(&mut self, uuid: &str, now: u64) -> Result<Ticket, Complaint> {
        let person = self.scanned_by(uuid, "allowed", now)?;
        let app_id = self
            .ticket(uuid)
            .map(|ticket| ticket.request.app_id.clone())
            .ok_or_else(|| Complaint::unknown("code", uuid))?;
        let effects = self
            .ticket(uuid)
            .map(|ticket| ticket.effects.clone())
            .unwrap_or_default();
        let grant = Grant {
            transaction: uuid.to_owned(),
            ..Grant::of(&app_id, &person, LOGIN_SCOPE)
        };
        let code = self.issue_code_with(&effects, grant, self.switches.code_seconds, now);
        let ticket = self.move_on(uuid, Stage::Allowed { person, code })?;
        self.note_line(format!("Allowed {}", ticket.short), now);
        Ok(ticket)
    }

    /// The person refuses; nothing reaches the app.
    pub(crate) fn refuse(&mut self, uuid: &str, now: u64) -> Result<Ticket, Complaint> {
        let person = self.scanned_by(uuid, "refused", now)?;
        let ticket = self.move_on(uuid, Stage::Refused { person })?;
        self.note_line(format!("Refused {}", ticket.short), now);
        Ok(ticket)
    }

    fn scanned_by(&self, uuid: &str, wish: &str, now: u64) -> Result<String, Complaint> {
        let state = self.live_state(uuid, now)?;
        match self.ticket(uuid).and_then(Ticket::person) {
            Some(person) if state == TicketState::Scanned => Ok(person.to_owned()),
            _ => Err(out_of_order(wish, state)),
        }
    }

    fn live_state(&self, uuid: &str, now: u64) -> Result<TicketState, Complaint> {
        let ticket = self
            .ticket(uuid)
            .ok_or_else(|| Complaint::unknown("code", uuid))?;
        match ticket.state(now) {
            TicketState::Expired => Err(Complaint::Gone(
                "this code has expired, open a new QR page".to_owned(),
            )),
            state => Ok(state),
        }
    }

    fn move_on(&mut self, uuid: &str, stage: Stage) -> Result<Ticket, Complaint> {
        self.touch();
        let ticket = self
            .tickets
            .get_mut(uuid)
            .ok_or_else(|| Complaint::unknown("code", uuid))?;
        ticket.stage = stage;
        ticket.changed.notify_waiters();
        Ok(ticket.clone())
    }

    /// Wakes all polls, because what they wait for may have come by the clock or be gone.
    pub(super) fn wake_all(&self) {
        for ticket in self.tickets.newest() {
            ticket.changed.notify_waiters();
        }
    }
}

/// How a refusal goes back, where an effect says so.
pub(super) fn refusing_by(effects: &[Effect]) -> Option<Refusing> {
    effects.iter().find_map(|effect| match effect {
        Effect::RefusalState => Some(Refusing::StateOnly),
        Effect::RefusalAuthdeny => Some(Refusing::AuthDeny),
        _ => None,
    })
}

/// The error page that an effect shows in place of the code.
fn refused_by(effects: &[Effect]) -> Result<(), Refusal> {
    let page = effects.iter().find_map(|effect| match effect {
        Effect::PageAppId => Some(RefusalPage::AppId),
        Effect::PageScope => Some(RefusalPage::Scope),
        Effect::PageRedirectUri => Some(RefusalPage::RedirectUri),
        _ => None,
    });
    match page {
        Some(page) => Err(Refusal::new(page, "A failure that is on, see Failures.")),
        None => Ok(()),
    }
}

fn out_of_order(wish: &str, state: TicketState) -> Complaint {
    Complaint::OutOfOrder(format!("a code that is {} cannot be {wish}", state.word()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, seed};

    const NOW: u64 = 1_700_000_000;
    const LIFE: u64 = 300;

    fn shown() -> (Platform, String) {
        let mut platform =
            Platform::new(&Settings::seeded("http://localhost:3002".parse().unwrap()));
        let request = QrRequest {
            app_id: seed::APP_ID.to_owned(),
            redirect_uri: "http://localhost:3001/callback/wechat".to_owned(),
            scope: "snsapi_login".to_owned(),
            state: "s".to_owned(),
        };
        let ticket = platform.show_code(request, NOW).unwrap();
        (platform, ticket.uuid)
    }

    #[test]
    fn a_uuid_looks_like_wechats() {
        let (_, uuid) = shown();
        assert_eq!(uuid.len(), 16);
        assert!(uuid.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }

    #[test]
    fn scan_then_allow_makes_one_code() {
        let (mut platform, uuid) = shown();
        let ticket = platform.scan(&uuid, "xiaoming", NOW).unwrap();
        assert_eq!(ticket.state(NOW), TicketState::Scanned);
        assert_eq!(ticket.callback(), None);
        let ticket = platform.allow(&uuid, NOW + 1).unwrap();
        let code = ticket.code().unwrap();
        assert_eq!(code.len(), 32);
        assert_eq!(
            ticket.callback().unwrap(),
            format!("http://localhost:3001/callback/wechat?code={code}&state=s")
        );
        assert!(matches!(
            platform.allow(&uuid, NOW + 2),
            Err(Complaint::OutOfOrder(_))
        ));
        assert!(matches!(
            platform.scan(&uuid, "emma", NOW + 2),
            Err(Complaint::OutOfOrder(_))
        ));
        let kept = platform.ticket(&uuid).unwrap();
        assert_eq!(kept.state(NOW + LIFE), TicketState::Allowed);
    }

    #[test]
    fn a_refused_code_can_be_scanned_again_but_not_allowed_at_once() {
        let (mut platform, uuid) = shown();
        assert!(matches!(
            platform.refuse(&uuid, NOW),
            Err(Complaint::OutOfOrder(_))
        ));
        platform.scan(&uuid, "xiaoming", NOW).unwrap();
        platform.refuse(&uuid, NOW).unwrap();
        assert!(matches!(
            platform.allow(&uuid, NOW),
            Err(Complaint::OutOfOrder(_))
        ));
        let ticket = platform.scan(&uuid, "lifang", NOW).unwrap();
        assert_eq!(ticket.person(), Some("lifang"));
    }

    #[test]
    fn an_expired_code_is_gone_for_every_act() {
        let (mut platform, uuid) = shown();
        platform.scan(&uuid, "xiaoming", NOW + LIFE - 1).unwrap();
        let late = NOW + LIFE;
        assert_eq!(
            platform.ticket(&uuid).unwrap().state(late),
            TicketState::Expired
        );
        for outcome in [
            platform.scan(&uuid, "xiaoming", late),
            platform.allow(&uuid, late),
            platform.refuse(&uuid, late),
        ] {
            assert!(matches!(outcome, Err(Complaint::Gone(_))));
        }
    }

    #[test]
    fn unknown_codes_and_people_are_told_apart_from_order() {
        let (mut platform, uuid) = shown();
        assert!(matches!(
            platform.scan(&uuid, "nobody", NOW),
            Err(Complaint::Unknown(_))
        ));
        assert!(matches!(
            platform.scan("0x1", "xiaoming", NOW),
            Err(Complaint::Unknown(_))
        ));
        assert!(matches!(
            platform.allow("", NOW),
            Err(Complaint::Unknown(_))
        ));
    }

    #[test]
    fn polls_speak_wechats_numbers() {
        let codes = [
            TicketState::Waiting,
            TicketState::Scanned,
            TicketState::Refused,
            TicketState::Allowed,
            TicketState::Expired,
        ]
        .map(TicketState::poll_code);
        assert_eq!(codes, [408, 404, 403, 405, 402]);
    }
}
