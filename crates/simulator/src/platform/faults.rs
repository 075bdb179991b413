//! Failures to inject: what a path answers instead of, or on top of, its own answer.

use serde::{Deserialize, Serialize};

use super::Platform;
use super::registry::Complaint;

/// The address of links in WeChat's own browser, whose errors are pages with a number.
pub(crate) const AUTHORIZE: &str = "/connect/oauth2/authorize";

/// A failure at one path, in the shape of `/_sim/faults`.
///
/// `errcode`, `status`, `body` and `reset` stand for the endpoint, which then sees nothing of the request.
/// `delay_ms` and `content_type` change its own answer; with a delay the endpoint works first, as when an answer is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// The path; with a slash at its end, all paths below it.
    pub(crate) at: String,
    /// WeChat's error in its usual form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) errcode: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delay_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    /// Drops the connection without an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) reset: bool,
    /// What goes wrong at a page of WeChat's instead of at a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) effect: Option<Effect>,
    /// How many requests are left; absent: all, until deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
}

impl Fault {
    /// A failure at a path that so far does nothing.
    pub(crate) fn at(path: &str) -> Self {
        Self {
            at: path.to_owned(),
            ..Self::default()
        }
    }

    fn check(&self) -> Result<(), String> {
        if let Some(effect) = self.effect {
            return self.check_effect(effect);
        }
        let below = |prefix: &str| self.at.starts_with(prefix);
        if !(below("/connect/") || below("/sns/") || below("/avatars/")) {
            return Err("at is a path of the platform, such as /sns/userinfo".to_owned());
        }
        let has_codes =
            below("/sns/") || self.matches("/connect/l/qrconnect") || self.matches(AUTHORIZE);
        if self.errcode.is_some() && !has_codes {
            return Err(format!(
                "errcode is for /sns/…, /connect/l/qrconnect and {AUTHORIZE}"
            ));
        }
        if self.errcode.is_some() && self.body.is_some() {
            return Err("errcode and body exclude each other".to_owned());
        }
        if self
            .status
            .is_some_and(|status| !(200..600).contains(&status))
        {
            return Err("status is 200 to 599".to_owned());
        }
        if self.delay_ms.is_some_and(|delay| delay > 600_000) {
            return Err("delay_ms is at most 600000".to_owned());
        }
        if self
            .content_type
            .as_ref()
            .is_some_and(|text| !text.bytes().all(|byte| matches!(byte, b' '..=b'~')))
        {
            return Err("content_type has printable ASCII only".to_owned());
        }
        if self.times == Some(0) {
            return Err("times is at least 1".to_owned());
        }
        if !self.replaces() && self.delay_ms.is_none() && self.content_type.is_none() {
            return Err(
                "name at least one of errcode, status, delay_ms, body, content_type, reset, effect"
                    .to_owned(),
            );
        }
        Ok(())
    }

    fn check_effect(&self, effect: Effect) -> Result<(), String> {
        let is_alone = !self.replaces() && self.delay_ms.is_none() && self.content_type.is_none();
        if !is_alone {
            return Err("effect stands alone".to_owned());
        }
        if self.times == Some(0) {
            return Err("times is at least 1".to_owned());
        }
        let places = effect.places();
        if places
            .iter()
            .any(|place| self.at.eq_ignore_ascii_case(place))
        {
            return Ok(());
        }
        Err(format!("this effect is at {}", places.join(" or ")))
    }

    /// Whether the endpoint is not asked at all.
    pub(crate) fn replaces(&self) -> bool {
        self.errcode.is_some() || self.status.is_some() || self.body.is_some() || self.reset
    }

    fn matches(&self, path: &str) -> bool {
        let length = self.at.len();
        if self.at.ends_with('/') {
            path.get(..length)
                .is_some_and(|start| start.eq_ignore_ascii_case(&self.at))
        } else {
            path.eq_ignore_ascii_case(&self.at)
        }
    }
}

/// The failures that are on, in the order of their arrival.
#[derive(Default)]
pub(crate) struct Faults {
    entries: Vec<Entry>,
    next_id: u64,
}

/// A failure with its number.
#[derive(Clone, Serialize)]
pub(crate) struct Entry {
    id: u64,
    #[serde(flatten)]
    fault: Fault,
    #[serde(skip)]
    preset: Option<&'static str>,
    /// Chosen for the next sign-in.
    #[serde(skip)]
    next: bool,
}

impl Entry {
    /// Its number.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// What it does.
    pub(crate) fn fault(&self) -> &Fault {
        &self.fault
    }

    /// The choice that it comes from.
    pub(crate) fn preset(&self) -> Option<&'static Preset> {
        self.preset.and_then(Preset::named)
    }
}

impl Faults {
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The choice of the phone's page that is still ahead.
    pub(crate) fn preset(&self) -> Option<&'static str> {
        self.entries
            .iter()
            .find_map(|entry| entry.next.then_some(entry.preset?))
    }

    fn add(&mut self, fault: Fault, preset: Option<&'static str>) -> Entry {
        self.next_id += 1;
        let entry = Entry {
            id: self.next_id,
            fault,
            preset,
            next: false,
        };
        self.entries.push(entry.clone());
        entry
    }

    /// The first failure for a path; takes one of its times.
    fn take(&mut self, path: &str) -> Option<Fault> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.fault.effect.is_none() && entry.fault.matches(path))?;
        Some(self.use_up(index))
    }

    /// Takes one of the times of a failure.
    fn use_up(&mut self, index: usize) -> Fault {
        let entry = &mut self.entries[index];
        let fault = entry.fault.clone();
        if let Some(times) = &mut entry.fault.times {
            *times -= 1;
            if *times == 0 {
                self.entries.remove(index);
            }
        }
        fault
    }
}

impl Platform {
    /// Turns a failure on.
    pub(crate) fn add_fault(&mut self, fault: Fault) -> Result<Entry, Complaint> {
        fault.check().map_err(Complaint::Bad)?;
        self.touch();
        Ok(self.faults.add(fault, None))
    }

    /// Turns a failure on that somebody chose by its name.
    pub(crate) fn add_chosen(
        &mut self,
        fault: Fault,
        preset: &'static str,
    ) -> Result<(), Complaint> {
        fault.check().map_err(Complaint::Bad)?;
        self.touch();
        self.faults.add(fault, Some(preset));
        Ok(())
    }

    /// Turns one failure off.
    pub(crate) fn remove_fault(&mut self, id: u64) -> Result<Entry, Complaint> {
        let index = self.faults.entries.iter().position(|entry| entry.id == id);
        let index = index.ok_or_else(|| Complaint::unknown("failure", &id.to_string()))?;
        self.touch();
        Ok(self.faults.entries.remove(index))
    }

    /// Whether such an effect is on.
    pub(super) fn has_effect(&self, effect: Effect) -> bool {
        let mut entries = self.faults.entries.iter();
        entries.any(|entry| entry.fault.effect == Some(effect))
    }

    /// All effects that meet a page; each takes one of its times.
    pub(super) fn meet_effects(&mut self, path: &str) -> Vec<Effect> {
        let mut met = Vec::new();
        let mut index = 0;
        while let Some(entry) = self.faults.entries.get(index) {
            let before = self.faults.entries.len();
            if let Some(effect) = entry.fault.effect.filter(|_| entry.fault.matches(path)) {
                met.push(effect);
                self.faults.use_up(index);
            }
            if self.faults.entries.len() == before {
                index += 1;
            }
        }
        met
    }

    /// Turns all failures off.
    pub(crate) fn clear_faults(&mut self) {
        self.faults.entries.clear();
        self.touch();
    }

    /// Makes the next sign-in fail in one way, or work; failures that scripts turned on stay.
    pub(crate) fn choose_next(&mut self, preset: &Preset) {
        self.faults.entries.retain(|entry| !entry.next);
        if let Some(fault) = preset.fault() {
            self.faults.add(fault, Some(preset.name));
            if let Some(entry) = self.faults.entries.last_mut() {
                entry.next = true;
            }
        }
        self.touch();
    }

    /// The failure that meets a request for this path, if any.
    pub(crate) fn meet_fault(&mut self, path: &str) -> Option<Fault> {
        self.faults.take(path)
    }
}

/// What goes wrong at a page of WeChat's.
///
/// At the QR page an effect is met when the page is shown, and lasts for its code; at a link in WeChat's own browser
/// when the code is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    /// The browser loads the callback twice.
    CallbackTwice,
    /// Something is added to the state, as a browser was seen to do.
    StateAltered,
    /// Neither the tokens nor the profile have a union id.
    NoUnionId,
    /// The person is somebody who does not exist.
    Snapshot,
    /// The code has expired before it arrives.
    CodeExpired,
    /// The code was used before it arrives.
    CodeUsed,
    /// A refusal sends the state without a code.
    RefusalState,
    /// A refusal sends `code=authdeny`.
    RefusalAuthdeny,
    /// The page `AppID 参数错误`.
    PageAppId,
    /// The page `Scope 参数错误或没有 Scope 权限`.
    PageScope,
    /// The page `redirect_uri 参数错误`.
    PageRedirectUri,
}

impl Effect {
    fn places(self) -> &'static [&'static str] {
        match self {
            Self::CallbackTwice
            | Self::StateAltered
            | Self::NoUnionId
            | Self::Snapshot
            | Self::CodeExpired
            | Self::CodeUsed
            | Self::RefusalState
            | Self::RefusalAuthdeny => &[QR_PAGE, AUTHORIZE],
            Self::PageAppId | Self::PageScope | Self::PageRedirectUri => &[QR_PAGE],
        }
    }
}

/// The state as a browser was seen to return it (`wechat-platform.md` 1.2).
pub(super) fn altered(state: &str) -> String {
    format!("{state}https://i.maxthon.cn")
}

/// The address of the QR page.
pub(crate) const QR_PAGE: &str = "/connect/qrconnect";

mod presets;
pub(crate) use presets::{GROUPS, PRESETS, Preset};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    const TOKEN: &str = "/sns/oauth2/access_token";
    const PROFILE: &str = "/sns/userinfo";

    fn platform() -> Platform {
        Platform::new(&Settings::seeded("http://localhost:3002".parse().unwrap()))
    }

    #[test]
    fn the_first_match_wins_and_times_run_out() {
        let mut platform = platform();
        let fault = |errcode, times| Fault {
            errcode: Some(errcode),
            times,
            ..Fault::at(TOKEN)
        };
        platform.add_fault(fault(40029, Some(2))).unwrap();
        platform.add_fault(fault(-1, None)).unwrap();
        let mut met = || platform.meet_fault(TOKEN).and_then(|fault| fault.errcode);
        assert_eq!(
            [met(), met(), met(), met()],
            [Some(40029), Some(40029), Some(-1), Some(-1)]
        );
        assert_eq!(platform.meet_fault(PROFILE), None);
        platform.clear_faults();
        assert_eq!(platform.meet_fault(TOKEN), None);
    }

    #[test]
    fn a_slash_at_the_end_means_everything_below() {
        let mut platform = platform();
        let fault = Fault {
            status: Some(502),
            ..Fault::at("/connect/qrcode/")
        };
        platform.add_fault(fault).unwrap();
        assert!(platform.meet_fault("/connect/qrcode/abc").is_some());
        assert!(platform.meet_fault("/connect/qrconnect").is_none());
        assert!(platform.meet_fault("/connect/é").is_none());
    }

    #[test]
    fn impossible_failures_are_refused() {
        let mut platform = platform();
        for fault in [
            Fault::at(TOKEN),
            Fault {
                reset: true,
                ..Fault::at("/_sim/clock")
            },
            Fault {
                errcode: Some(1),
                ..Fault::at("/connect/qrconnect")
            },
            Fault {
                errcode: Some(1),
                body: Some(String::new()),
                ..Fault::at(TOKEN)
            },
            Fault {
                status: Some(101),
                ..Fault::at(TOKEN)
            },
            Fault {
                delay_ms: Some(600_001),
                ..Fault::at(TOKEN)
            },
            Fault {
                content_type: Some("a\nb".to_owned()),
                ..Fault::at(TOKEN)
            },
            Fault {
                reset: true,
                times: Some(0),
                ..Fault::at(TOKEN)
            },
        ] {
            assert!(
                matches!(platform.add_fault(fault.clone()), Err(Complaint::Bad(_))),
                "{fault:?}"
            );
        }
        assert!(platform.faults.entries().is_empty());
    }

    #[test]
    fn every_choice_is_possible_and_replaces_the_one_before() {
        let mut platform = platform();
        let own = Fault {
            reset: true,
            ..Fault::at("/sns/auth")
        };
        platform.add_fault(own).unwrap();
        for preset in &PRESETS {
            if let Some(fault) = preset.fault() {
                assert_eq!(fault.check(), Ok(()), "{}", preset.name);
            }
            platform.choose_next(preset);
            let chosen = platform.faults.preset().unwrap_or("works");
            assert_eq!(chosen, preset.name);
            assert!(preset.name == "works" || GROUPS.contains(&preset.group));
            assert!(platform.faults.entries().len() <= 2);
        }
        platform.choose_next(&PRESETS[0]);
        assert_eq!(platform.faults.entries().len(), 1);
    }
}
