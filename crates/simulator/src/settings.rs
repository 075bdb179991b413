//! What the simulator starts with: its address, its apps, its people.

mod account;
mod details;
mod file;
mod icon;
mod switches;

use std::fmt;
use std::net::IpAddr;

pub(crate) use account::is_email;
pub use account::{Account, ReviewMode, ReviewPolicy, Subject};
pub use details::{Change, Details, Event, Happening, Review};
pub use file::SeedFile;
pub use icon::Icon;
pub(crate) use icon::IconProblem;
use serde::{Deserialize, Serialize};
pub use switches::Switches;
use url::Url;

use crate::seed;

/// Everything that a simulator is started with, and returns to at a reset.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where browsers and phones reach it; written into QR codes, links and picture addresses.
    pub public_address: Url,
    /// The registered apps.
    pub apps: Vec<App>,
    /// The people who have a WeChat account here.
    pub people: Vec<Person>,
    /// The Open Platform accounts that apps are made in.
    pub accounts: Vec<Account>,
    /// How submitted apps are decided.
    pub review: ReviewPolicy,
    /// How it behaves where nobody knows how WeChat does.
    pub switches: Switches,
    /// Asked for on screens and by `/_sim`, where others can reach it.
    pub token: Option<String>,
    /// The sign-in server that it was started with, whose domain the console offers.
    pub server: Option<Url>,
}

impl Settings {
    /// The seeded app and the seeded people of [`seed`], at the given address.
    pub fn seeded(public_address: Url) -> Self {
        Self {
            public_address,
            apps: seed::apps(),
            people: seed::people(),
            accounts: seed::accounts(),
            review: ReviewPolicy::default(),
            switches: Switches::default(),
            token: None,
            server: None,
        }
    }
}

/// An app on the simulated Open Platform, in the shape of `[[simulator.apps]]`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Which of WeChat's platforms it belongs to, and so which of the three ways to sign in it has.
    #[serde(default)]
    pub kind: AppKind,
    /// `wx` and 16 hexadecimal digits.
    pub app_id: String,
    /// 32 hexadecimal digits; empty before its first 启用.
    #[serde(default)]
    pub app_secret: String,
    /// The name that people see.
    pub name: String,
    /// 授权回调域: a bare host name. Stored as given, so that the mistake of entering an address can be made here too.
    #[serde(default)]
    pub callback_domain: String,
    /// 网页授权域名: the bare host names that a service account sends people back to, two at most. Stored as given.
    #[serde(default)]
    pub web_authorization_domains: Vec<String>,
    /// Accepts this computer on any port, which the real WeChat does not.
    #[serde(default)]
    pub allow_local_callback: bool,
    /// The Open Platform account; apps of one account see the same union ids. Empty: a service account that is not
    /// bound to any, which sees none.
    #[serde(default = "default_open_platform")]
    pub open_platform: String,
    /// How far the review has come.
    #[serde(default)]
    pub status: AppStatus,
    /// Whether the interface 微信登录 is granted (已获得).
    #[serde(default = "yes")]
    pub permission: bool,
    /// 测试号: people must follow it first, and its domain may be an IP address with a port.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test_account: bool,
    /// API IP 白名单 of a service account or a mini program: who may exchange codes. Empty: the list is off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ip_whitelist: Vec<IpAddr>,
    /// The secret of a service account or a mini program is frozen (冻结).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret_frozen: bool,
    /// What the forms of the Open Platform's console say about it.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// What its review has come to.
    #[serde(default, skip_serializing_if = "Review::is_empty")]
    pub review: Review,
}

impl App {
    /// Checks the forms that WeChat guarantees for its own ids.
    ///
    /// # Errors
    ///
    /// A sentence that names the field and says what it accepts.
    pub fn check(&self) -> Result<(), String> {
        let hexadecimal = |text: &str, length: usize| {
            text.len() == length
                && text
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        if !self
            .app_id
            .strip_prefix("wx")
            .is_some_and(|rest| hexadecimal(rest, 16))
        {
            return Err("app_id is wx and 16 lower-case hexadecimal digits".to_owned());
        }
        if !self.app_secret.is_empty() && !hexadecimal(&self.app_secret, 32) {
            return Err(
                "app_secret is 32 lower-case hexadecimal digits, or empty before it is enabled"
                    .to_owned(),
            );
        }
        if self.name.trim().is_empty() || self.name.chars().count() > 64 {
            return Err("name has 1 to 64 characters".to_owned());
        }
        if self.web_authorization_domains.len() > 2 {
            return Err("web_authorization_domains has at most 2 entries".to_owned());
        }
        if self.test_account && self.kind != AppKind::ServiceAccount {
            return Err("test_account is for service accounts".to_owned());
        }
        let has_guards = matches!(self.kind, AppKind::ServiceAccount | AppKind::MiniProgram);
        if !has_guards && (self.secret_frozen || !self.ip_whitelist.is_empty()) {
            return Err(
                "secret_frozen and ip_whitelist are for service accounts and mini programs"
                    .to_owned(),
            );
        }
        self.details.check()?;
        match &self.review.change {
            Some(change) => change.details.check(),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for App {
    /// Leaves the secret out, so that no log can show it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("App")
            .field("kind", &self.kind)
            .field("app_id", &self.app_id)
            .field("name", &self.name)
            .field("callback_domain", &self.callback_domain)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The platforms of `wechat-platform.md` 0 whose apps exchange codes at `/sns/oauth2/access_token`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppKind {
    /// 网站应用: QR sign-in in any browser.
    #[default]
    Website,
    /// 服务号: sign-in inside WeChat's own browser.
    ServiceAccount,
    /// 移动应用: sign-in through the Open SDK.
    Mobile,
    /// 小程序: `wx.login`; codes are exchanged at `/sns/jscode2session`.
    MiniProgram,
}

/// The states of a review (`wechat-platform.md` 9.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppStatus {
    /// 草稿: saved, not submitted.
    Draft,
    /// 审核中.
    Reviewing,
    /// 已通过.
    #[default]
    Approved,
    /// 未通过.
    Rejected,
    /// 已封禁.
    Banned,
}

impl AppStatus {
    /// The word that WeChat's console shows, and its English.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Draft => "草稿 (draft, not submitted)",
            Self::Reviewing => "审核中 (in review)",
            Self::Approved => "已通过 (approved)",
            Self::Rejected => "未通过 (rejected)",
            Self::Banned => "已封禁 (banned)",
        }
    }
}

/// Someone who has a WeChat account in the simulator, in the shape of `[[simulator.people]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What scripts call the person.
    pub id: String,
    /// Any text of at most 32 characters, also empty, emoji or control characters.
    pub nickname: String,
    /// The picture.
    #[serde(default)]
    pub avatar: Avatar,
    /// Whether apps see a union id.
    #[serde(default = "yes")]
    pub union_id: bool,
    /// The account is restricted: the profile answers 50002.
    #[serde(default)]
    pub frozen: bool,
    /// The WeChat password was changed: while this is set, tokens answer 42007.
    #[serde(default)]
    pub password_changed: bool,
    /// Sees pages as a snapshot in WeChat's own browser; the QR page knows no snapshots.
    #[serde(default)]
    pub snapshot: bool,
    /// Follows the test accounts, which let nobody else in.
    #[serde(default = "yes")]
    pub follows: bool,
}

impl Person {
    /// Checks what addresses and screens rely on.
    ///
    /// # Errors
    ///
    /// A sentence that names the field and says what it accepts.
    pub fn check(&self) -> Result<(), String> {
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        if self.id.is_empty() || self.id.len() > 32 || !self.id.bytes().all(plain) {
            return Err("id has 1 to 32 characters of a-z, 0-9, _ and -".to_owned());
        }
        if self.nickname.chars().count() > 32 {
            return Err("nickname has at most 32 characters".to_owned());
        }
        Ok(())
    }
}

impl Person {
    /// The nickname fit for a line of text: without control characters, or the id if nothing is left.
    pub(crate) fn shown_name(&self) -> String {
        let shown: String = self
            .nickname
            .chars()
            .filter(|character| !character.is_control())
            .collect();
        match shown.trim() {
            "" => self.id.clone(),
            name => name.to_owned(),
        }
    }

    /// The character that stands for the person where no picture is shown.
    pub(crate) fn initial(&self) -> String {
        let name = self.shown_name();
        // Of a Chinese name the given name is used, as people do.
        let chinese = |character: &char| ('\u{4e00}'..='\u{9fff}').contains(character);
        let mut characters = name.chars().filter(|character| character.is_alphanumeric());
        let first = characters.next();
        let second = characters.next().filter(chinese);
        first.filter(chinese).and(second).or(first).map_or_else(
            || "☺".to_owned(),
            |initial| initial.to_uppercase().collect(),
        )
    }
}

/// Where a person's picture is: `true`, `false` or an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Avatar {
    /// Drawn by the simulator, or none at all.
    Drawn(bool),
    /// Exactly this text as `headimgurl`.
    Address(String),
}

impl Default for Avatar {
    fn default() -> Self {
        Self::Drawn(true)
    }
}

fn yes() -> bool {
    true
}

fn default_open_platform() -> String {
    "default".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_pass_their_own_checks() {
        for app in seed::apps() {
            app.check().unwrap();
        }
        for person in seed::people() {
            person.check().unwrap();
        }
    }

    #[test]
    fn optional_fields_have_defaults_and_unknown_ones_are_refused() {
        let app: App = serde_json::from_str(
            r#"{"app_id":"wx0123456789abcdef","app_secret":"0123456789abcdef0123456789abcdef","name":"A"}"#,
        )
        .unwrap();
        assert_eq!(app.kind, AppKind::Website);
        assert_eq!(app.status, AppStatus::Approved);
        assert_eq!(app.open_platform, "default");
        assert!(app.permission && !app.allow_local_callback);
        assert!(app.web_authorization_domains.is_empty());
        let account: App = serde_json::from_str(
            r#"{"kind":"service_account","app_id":"wx0123456789abcdef","app_secret":"0123456789abcdef0123456789abcdef","name":"A","web_authorization_domains":["a.example","b.example"],"open_platform":""}"#,
        )
        .unwrap();
        assert_eq!(account.kind, AppKind::ServiceAccount);
        assert_eq!(
            (account.check(), account.open_platform.as_str()),
            (Ok(()), "")
        );
        let person: Person = serde_json::from_str(r#"{"id":"a","nickname":""}"#).unwrap();
        assert!(person.union_id && person.avatar == Avatar::Drawn(true));
        assert!(serde_json::from_str::<Person>(r#"{"id":"a","nickname":"","nick":1}"#).is_err());
        assert!(
            serde_json::from_str::<App>(
                r#"{"app_id":"a","app_secret":"b","name":"A","secret":"x"}"#
            )
            .is_err()
        );
    }

    #[test]
    fn wrong_forms_are_named() {
        let good = seed::apps().remove(0);
        for (app, field) in [
            (
                App {
                    app_id: "wx5F3A0C1E9B7D2D68".into(),
                    ..good.clone()
                },
                "app_id",
            ),
            (
                App {
                    app_secret: "short".into(),
                    ..good.clone()
                },
                "app_secret",
            ),
            (
                App {
                    name: " ".into(),
                    ..good.clone()
                },
                "name",
            ),
            (
                App {
                    web_authorization_domains: vec!["a.example".into(); 3],
                    ..good.clone()
                },
                "web_authorization_domains",
            ),
        ] {
            assert!(app.check().unwrap_err().starts_with(field));
        }
        let person = seed::people().remove(0);
        assert!(
            Person {
                id: "../x".into(),
                ..person.clone()
            }
            .check()
            .is_err()
        );
        assert!(
            Person {
                nickname: "长".repeat(33),
                ..person
            }
            .check()
            .is_err()
        );
    }

    #[test]
    fn names_are_shown_without_what_breaks_a_line() {
        let named = |nickname: &str| Person {
            nickname: nickname.into(),
            ..seed::people().remove(0)
        };
        assert_eq!(named("a\u{1}\nb").shown_name(), "ab");
        assert_eq!(named(" \u{7}").shown_name(), "xiaoming");
        for (nickname, initial) in [
            ("小明", "明"),
            ("emma", "E"),
            ("🎈", "☺"),
            ("🎈晓晓🎈", "晓"),
        ] {
            assert_eq!(named(nickname).initial(), initial);
        }
    }

    #[test]
    fn debug_output_has_no_secret() {
        let shown = format!("{:?}", seed::apps());
        assert!(shown.contains(seed::APP_ID) && !shown.contains(seed::APP_SECRET));
    }
}
