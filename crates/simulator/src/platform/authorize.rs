//! The rules of `/connect/oauth2/authorize`: what a link in WeChat's own browser may ask, and what comes of it
//! (`wechat-platform.md` 4).

use serde::{Deserialize, Serialize};

use super::faults::{self, AUTHORIZE, Effect};
use super::refusal::{
    BANNED, DOMAIN, MUST_FOLLOW, NO_APP_ID, NO_PERMISSION, NO_REDIRECT_URI, NO_SCOPE, NO_STATE,
    NOT_A_SERVICE_ACCOUNT, Refusal, RefusalPage,
};
use super::tickets::refusing_by;
use super::tokens::Grant;
use super::{Platform, callback};
use crate::settings::{App, AppKind, AppStatus, Person};

/// The silent scope: the open id and nothing else.
pub(crate) const BASE_SCOPE: &str = "snsapi_base";

/// The scope that asks the person, and opens the profile.
pub(crate) const USERINFO_SCOPE: &str = "snsapi_userinfo";

/// A link that was opened in WeChat's browser.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageRequest<'a> {
    /// The names of all parameters, in their order.
    pub(crate) names: Vec<&'a str>,
    pub(crate) app_id: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) response_type: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) state: &'a str,
    pub(crate) force_popup: bool,
    pub(crate) force_snapshot: bool,
}

/// How the person answers when a page asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Consent {
    /// By a button on the page.
    #[default]
    Ask,
    /// At once, without the page.
    Allow,
    /// At once, without the page.
    Refuse,
}

impl Consent {
    /// The answer by its word; unknown words are the default.
    pub(crate) fn named(word: &str) -> Self {
        match word {
            "allow" => Self::Allow,
            "refuse" => Self::Refuse,
            _ => Self::Ask,
        }
    }

    /// The word for scripts and cookies.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Allow => "allow",
            Self::Refuse => "refuse",
        }
    }
}

/// What reaches the application after a refusal (`wechat-platform.md` 4.6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Refusing {
    /// Nothing, as today.
    #[default]
    #[serde(rename = "none")]
    Silent,
    /// `code=authdeny`, as older clients did.
    #[serde(rename = "authdeny")]
    AuthDeny,
    /// The state without a code, as older documentation says.
    #[serde(rename = "state")]
    StateOnly,
}

impl Refusing {
    /// The way by its word; unknown words are the default.
    pub(crate) fn named(word: &str) -> Self {
        match word {
            "authdeny" => Self::AuthDeny,
            "state" => Self::StateOnly,
            _ => Self::Silent,
        }
    }

    /// The word for scripts and cookies.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Silent => "none",
            Self::AuthDeny => "authdeny",
            Self::StateOnly => "state",
        }
    }
}

/// Who sits in WeChat's browser.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sitter<'a> {
    pub(crate) person: &'a str,
    pub(crate) consent: Consent,
    pub(crate) refusing: Refusing,
}

/// What the browser does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Goes to this address.
    Return(String),
    /// The same, which the browser loads once before it goes there.
    ReturnTwice(String),
    /// Shows the consent page of the app of this name.
    Ask(String),
    /// Stays, because the person refused the app of this name.
    Stay(String),
}

/// How long a state may be.
const STATE_BYTES: usize = 128;

/// The order that WeChat's regular expression insists on.
const ORDER: [&str; 5] = ["appid", "redirect_uri", "response_type", "scope", "state"];

impl Platform {
    /// Opens a link for somebody.
    pub(crate) fn open_page(
        &mut self,
        request: &PageRequest<'_>,
        sitter: Sitter<'_>,
        now: u64,
    ) -> Result<Outcome, Refusal> {
        let app_name = self.check_page(request)?.name.clone();
        let person = self.person(sitter.person).ok_or_else(|| {
            let cause = "Nobody has a WeChat account in this simulator. Add a person.";
            Refusal::new(RefusalPage::NotWeChat, cause)
        })?;
        let name = person.shown_name();
        if self.app(request.app_id).is_some_and(|app| app.test_account) && !person.follows {
            let cause =
                format!("{app_name} is a test account 测试号, and {name} does not follow it.");
            return Err(Refusal::new(MUST_FOLLOW, cause));
        }
        let is_snapshot = request.scope == USERINFO_SCOPE && is_snapshot(request, person);
        let is_asking = request.scope == USERINFO_SCOPE && sitter.consent == Consent::Ask;
        // An effect waits until there is something to go wrong.
        let effects = if is_asking && !is_snapshot && !self.has_effect(Effect::Snapshot) {
            Vec::new()
        } else {
            self.meet_effects(AUTHORIZE)
        };
        let is_snapshot =
            is_snapshot || request.scope == USERINFO_SCOPE && effects.contains(&Effect::Snapshot);
        let is_silent = request.scope == BASE_SCOPE || is_snapshot;
        let line = match sitter.consent {
            _ if is_snapshot => format!("{name} saw a snapshot of {app_name}"),
            _ if is_silent => format!("{name} passed silently to {app_name}"),
            Consent::Ask => format!("{name} is asked by {app_name}"),
            Consent::Allow => format!("{name} allowed {app_name}"),
            Consent::Refuse => format!("{name} refused {app_name}"),
        };
        self.note_line(line, now);
        let altered = effects.contains(&Effect::StateAltered);
        let state = if altered {
            faults::altered(request.state)
        } else {
            request.state.to_owned()
        };
        let (uri, state) = (request.redirect_uri, state.as_str());
        let refusing = refusing_by(&effects).unwrap_or(sitter.refusing);
        if !is_silent {
            match (sitter.consent, refusing) {
                (Consent::Allow, _) => {}
                (Consent::Ask, _) => return Ok(Outcome::Ask(app_name)),
                (Consent::Refuse, Refusing::Silent) => return Ok(Outcome::Stay(app_name)),
                (Consent::Refuse, Refusing::AuthDeny) => {
                    return Ok(Outcome::Return(callback::build(uri, "authdeny", state)));
                }
                (Consent::Refuse, Refusing::StateOnly) => {
                    return Ok(Outcome::Return(callback::build_without_code(uri, state)));
                }
            }
        }
        let grant = Grant {
            is_snapshot,
            ..Grant::of(request.app_id, sitter.person, request.scope)
        };
        let code = self.issue_code_with(
            &effects,
            grant,
            self.switches.service_account_code_seconds,
            now,
        );
        let address = callback::build(uri, &code, state);
        if effects.contains(&Effect::CallbackTwice) {
            return Ok(Outcome::ReturnTwice(address));
        }
        Ok(Outcome::Return(address))
    }

    /// Says whether a link may be opened: its form, then its parameters, then the app's settings.
    fn check_page(&self, request: &PageRequest<'_>) -> Result<&App, Refusal> {
        check_form(request)?;
        let app = self.app(request.app_id).ok_or_else(|| {
            let cause = format!("No app has the AppID {}.", request.app_id);
            Refusal::new(RefusalPage::AppId, cause)
        })?;
        if app.kind != AppKind::ServiceAccount {
            return Err(Refusal::new(
                NOT_A_SERVICE_ACCOUNT,
                "This AppID belongs to an app of the Open Platform. WeChat's own browser takes a service account 服务号.",
            ));
        }
        if app.status == AppStatus::Banned {
            return Err(Refusal::new(
                BANNED,
                "The state of this service account is 已封禁 (banned).",
            ));
        }
        if app.status != AppStatus::Approved {
            let state = app.status.words();
            let cause = format!("This service account is not verified: its state is {state}.");
            return Err(Refusal::new(NO_PERMISSION, cause));
        }
        if !app.permission {
            let cause =
                "The interface 网页授权 is 未获得 for this service account: permission is off.";
            return Err(Refusal::new(NO_PERMISSION, cause));
        }
        if ![BASE_SCOPE, USERINFO_SCOPE].contains(&request.scope) {
            let cause = format!(
                "The scope is “{}”. WeChat's own browser takes {BASE_SCOPE} or {USERINFO_SCOPE}.",
                request.scope
            );
            return Err(Refusal::new(NO_PERMISSION, cause));
        }
        callback::check(app, request.redirect_uri, self.switches.any_port)
            .map_err(|cause| Refusal::new(DOMAIN, cause))?;
        Ok(app)
    }
}

/// What can be told from the link alone.
fn check_form(request: &PageRequest<'_>) -> Result<(), Refusal> {
    if !is_ordered(&request.names) {
        let cause = format!(
            "WeChat takes the parameters once each and in this order: {}, then all others.",
            ORDER.join(", ")
        );
        return Err(Refusal::new(RefusalPage::Link, cause));
    }
    if !["code", ""].contains(&request.response_type) {
        let cause = format!("response_type is “{}”, not code.", request.response_type);
        return Err(Refusal::new(RefusalPage::Link, cause));
    }
    for (value, page, name) in [
        (request.app_id, NO_APP_ID, "appid"),
        (request.redirect_uri, NO_REDIRECT_URI, "redirect_uri"),
        (request.scope, NO_SCOPE, "scope"),
        (request.state, NO_STATE, "state"),
        (request.response_type, RefusalPage::Link, "response_type"),
    ] {
        if value.is_empty() {
            let cause = format!("The address has no {name}, or an empty one.");
            return Err(Refusal::new(page, cause));
        }
    }
    let length = request.state.len();
    if length > STATE_BYTES {
        let cause = format!("state has {length} bytes; WeChat takes {STATE_BYTES} at most.");
        return Err(Refusal::new(RefusalPage::StateTooLong, cause));
    }
    Ok(())
}

/// Whether the known names stand in their order, each at most once, before all unknown ones.
fn is_ordered(names: &[&str]) -> bool {
    let places: Vec<_> = names
        .iter()
        .map(|name| {
            let known = ORDER.iter().position(|known| known == name);
            known.unwrap_or(ORDER.len())
        })
        .collect();
    places
        .windows(2)
        .all(|pair| pair[0] < pair[1] || pair == [ORDER.len(); 2])
}

/// Whether the page is shown as a snapshot, where nobody is asked. A forced dialog is the way out of a snapshot, as
/// 使用完整服务 is on a real phone.
fn is_snapshot(request: &PageRequest<'_>, person: &Person) -> bool {
    request.force_snapshot || (person.snapshot && !request.force_popup)
}

#[cfg(test)]
mod tests;
