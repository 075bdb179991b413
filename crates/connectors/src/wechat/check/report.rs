//! Words what was found: the lines in their order, one failure for each cause.

use connector_kit::{Action, Finding, Localized, Verdict};
use url::Url;

use super::super::app::App;
use super::keys::Keys;
use super::page::Page;

/// The step of the guide about the app on the Open Platform: review, verification.
const APP_STEP: u8 = 1;

/// The lines so far.
#[derive(Default)]
pub(super) struct Report(Vec<Finding>);

/// What a line came to, in words.
struct Said {
    verdict: Verdict,
    text: String,
    action: Option<Action>,
}

fn pass(text: impl Into<String>) -> Said {
    Said {
        verdict: Verdict::Pass,
        text: text.into(),
        action: None,
    }
}

fn fail(text: impl Into<String>, action: Option<Action>) -> Said {
    Said {
        verdict: Verdict::Fail,
        text: text.into(),
        action,
    }
}

fn could_not_tell(text: impl Into<String>) -> Said {
    Said {
        verdict: Verdict::CouldNotTell,
        text: text.into(),
        action: None,
    }
}

impl Report {
    pub(super) fn findings(self) -> Vec<Finding> {
        self.0
    }

    /// Adds a line, unless an earlier one failed: then nothing can be said about it.
    fn line(&mut self, line: &'static str, title: Localized, said: Said) {
        let has_failed = self.0.iter().any(|f| f.verdict == Verdict::Fail);
        self.add(line, title, said, has_failed);
    }

    fn add(&mut self, line: &'static str, title: Localized, said: Said, skip: bool) {
        let said = if skip {
            Said {
                verdict: Verdict::NotRun,
                text: "An earlier line failed.".to_owned(),
                action: None,
            }
        } else {
            said
        };
        self.0.push(Finding {
            line,
            title,
            verdict: said.verdict,
            text: said.text,
            action: said.action,
        });
    }

    pub(super) fn reachable<const N: usize>(
        &mut self,
        hosts: &[String; N],
        problems: [Option<&str>; N],
    ) {
        let said = match problems.into_iter().flatten().next() {
            Some(problem) => fail(problem, None),
            None if N == 1 || hosts[0] == hosts[N - 1] => pass(format!("{} answers.", hosts[0])),
            None => pass(format!("{} answer.", hosts.join(" and "))),
        };
        self.line("reachable", REACHABLE, said);
    }

    pub(super) fn app_id(&mut self, app: App<'_>, page: Option<&Page>, keys: &Keys) {
        let id = app.id();
        let said = match (page, keys) {
            (Some(Page::UnknownApp), _) | (_, Keys::UnknownApp) => fail(
                format!(
                    "WeChat does not know {id}. Copy it again from the app's page; \
                     it starts with wx and has 18 characters."
                ),
                Some(Action::OpenField("clientId".to_owned())),
            ),
            (Some(Page::Shown | Page::NotGranted | Page::WrongDomain), _)
            | (_, Keys::Accepted | Keys::SecretRefused(_)) => pass(format!("WeChat knows {id}.")),
            (Some(Page::Other(text) | Page::Unreachable(text)), _)
            | (
                _,
                Keys::Other(text) | Keys::AddressRefused { text, .. } | Keys::Unreachable(text),
            ) => could_not_tell(text.as_str()),
        };
        self.line("app_id", APP_ID, said);
    }

    pub(super) fn permission(&mut self, page: &Page) {
        let said = match page {
            Page::NotGranted => fail(
                "WeChat refuses sign-ins for this app. There are three usual reasons: its review \
                 is not finished, the developer verification is missing or expired, or the App ID \
                 belongs to an official account instead of a website app.",
                Some(Action::OpenGuide(APP_STEP)),
            ),
            Page::Shown | Page::WrongDomain => pass("WeChat lets people sign in to this app."),
            Page::Other(text) | Page::Unreachable(text) => could_not_tell(text.as_str()),
            Page::UnknownApp => could_not_tell("WeChat does not know the app."),
        };
        self.line("permission", PERMISSION, said);
    }

    pub(super) fn callback_domain(&mut self, page: &Page, redirect_uri: &Url) {
        let host = redirect_uri.host_str().unwrap_or_default();
        let said = match page {
            Page::WrongDomain => fail(
                wrong_domain(host, redirect_uri.port()),
                Some(Action::Copy(host.to_owned())),
            ),
            Page::Shown => pass(format!("WeChat sends people back to {host}.")),
            Page::Other(text) | Page::Unreachable(text) => could_not_tell(text.as_str()),
            Page::UnknownApp | Page::NotGranted => could_not_tell("WeChat shows no page."),
        };
        self.line("callback_domain", CALLBACK_DOMAIN, said);
    }

    pub(super) fn secret(&mut self, app: App<'_>, keys: &Keys) {
        let said = accepted(app, keys);
        self.line("secret", SECRET, said);
    }

    /// The keys of the service account fail for reasons of their own, so the line is
    /// left out only when WeChat cannot be reached.
    pub(super) fn in_wechat(&mut self, app: App<'_>, keys: &Keys) {
        let said = match keys {
            Keys::UnknownApp => fail(
                format!(
                    "WeChat does not know {}. Copy it again from the service account's page.",
                    app.id()
                ),
                Some(Action::OpenField(app.kind.field("clientId"))),
            ),
            keys => accepted(app, keys),
        };
        let is_unreachable = self
            .0
            .iter()
            .any(|finding| finding.line == "reachable" && finding.verdict == Verdict::Fail);
        self.add("in_wechat", IN_WECHAT, said, is_unreachable);
    }
}

fn accepted(app: App<'_>, keys: &Keys) -> Said {
    match keys {
        Keys::Accepted => {
            pass("WeChat refused a made-up code and nothing else, so the App secret is right.")
        }
        Keys::SecretRefused(text) => fail(
            text.as_str(),
            Some(Action::OpenField(app.kind.field("clientSecret"))),
        ),
        Keys::AddressRefused { text, address } => fail(
            text.as_str(),
            address.map(|address| Action::Copy(address.to_string())),
        ),
        Keys::Other(text) | Keys::Unreachable(text) => could_not_tell(text.as_str()),
        Keys::UnknownApp => could_not_tell("WeChat does not know the app."),
    }
}

fn wrong_domain(host: &str, port: Option<u16>) -> String {
    let port = port.map_or_else(String::new, |port| {
        format!(" The callback address has port {port}, and WeChat accepts none but 80 and 443.")
    });
    format!(
        "WeChat does not accept {host} for this app. Set 授权回调域 to exactly {host}, \
         without https:// and path.{port}"
    )
}

const REACHABLE: Localized = Localized {
    en: "WeChat can be reached",
    others: &[
        ("zh-Hans", "能够连接到微信"),
        ("zh-Hant", "能夠連線到微信"),
        ("fr", "WeChat est joignable"),
    ],
};

const APP_ID: Localized = Localized {
    en: "WeChat knows this App ID",
    others: &[
        ("zh-Hans", "微信认得这个 AppID"),
        ("zh-Hant", "微信認得這個 AppID"),
        ("fr", "WeChat connaît cet App ID"),
    ],
};

const PERMISSION: Localized = Localized {
    en: "WeChat login is granted",
    others: &[
        ("zh-Hans", "已获得微信登录权限"),
        ("zh-Hant", "已取得微信登入權限"),
        ("fr", "La connexion par WeChat est accordée"),
    ],
};

const CALLBACK_DOMAIN: Localized = Localized {
    en: "The callback domain fits",
    others: &[
        ("zh-Hans", "授权回调域一致"),
        ("zh-Hant", "授權回調域一致"),
        ("fr", "Le domaine de rappel convient"),
    ],
};

const SECRET: Localized = Localized {
    en: "The App secret is accepted",
    others: &[
        ("zh-Hans", "微信接受这个 AppSecret"),
        ("zh-Hant", "微信接受這個 AppSecret"),
        ("fr", "L'App secret est accepté"),
    ],
};

const IN_WECHAT: Localized = Localized {
    en: "The keys for use inside WeChat are accepted",
    others: &[
        ("zh-Hans", "微信接受微信内登录的密钥"),
        ("zh-Hant", "微信接受微信內登入的金鑰"),
        ("fr", "Les clés pour l'usage dans WeChat sont acceptées"),
    ],
};
