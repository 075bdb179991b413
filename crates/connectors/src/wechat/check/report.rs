//! Words what was found: the lines in their order, one failure for each cause.

use connector_kit::{Action, Finding, Localized, Sentence, Verdict};
use url::Url;

use super::super::app::App;
use super::keys::Keys;
use super::page::Page;
use super::words;

/// The step of the guide about the app on the Open Platform: review, verification.
const APP_STEP: u8 = 1;

/// The lines so far.
#[derive(Default)]
pub(super) struct Report(Vec<Finding>);

/// What a line came to, in words.
struct Said {
    verdict: Verdict,
    text: Sentence,
    action: Option<Action>,
}

fn pass(text: impl Into<Sentence>) -> Said {
    Said {
        verdict: Verdict::Pass,
        text: text.into(),
        action: None,
    }
}

fn fail(text: impl Into<Sentence>, action: Option<Action>) -> Said {
    Said {
        verdict: Verdict::Fail,
        text: text.into(),
        action,
    }
}

fn could_not_tell(text: impl Into<Sentence>) -> Said {
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
                text: words::EARLIER.into(),
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
        problems: [Option<&Sentence>; N],
    ) {
        let said = match problems.into_iter().flatten().next() {
            Some(problem) => fail(problem.clone(), None),
            None if N == 1 || hosts[0] == hosts[N - 1] => {
                pass(Sentence::new(words::ANSWERS, &[("host", &hosts[0])]))
            }
            None => {
                let values = [("host", &*hosts[0]), ("other", &*hosts[N - 1])];
                pass(Sentence::new(words::ANSWER, &values))
            }
        };
        self.line("reachable", words::REACHABLE, said);
    }

    pub(super) fn app_id(&mut self, app: App<'_>, page: Option<&Page>, keys: &Keys) {
        let id = app.id();
        let said = match (page, keys) {
            (Some(Page::UnknownApp), _) | (_, Keys::UnknownApp) => fail(
                Sentence::new(words::UNKNOWN_APP, &[("id", id)]),
                Some(Action::OpenField("clientId".to_owned())),
            ),
            (Some(Page::Shown | Page::NotGranted | Page::WrongDomain), _)
            | (_, Keys::Accepted | Keys::SecretRefused(_)) => {
                pass(Sentence::new(words::KNOWN_APP, &[("id", id)]))
            }
            (Some(Page::Other(text) | Page::Unreachable(text)), _)
            | (
                _,
                Keys::Other(text) | Keys::AddressRefused { text, .. } | Keys::Unreachable(text),
            ) => could_not_tell(text.clone()),
        };
        self.line("app_id", words::APP_ID, said);
    }

    pub(super) fn permission(&mut self, page: &Page) {
        let said = match page {
            Page::NotGranted => fail(words::NOT_GRANTED, Some(Action::OpenGuide(APP_STEP))),
            Page::Shown | Page::WrongDomain => pass(words::GRANTED),
            Page::Other(text) | Page::Unreachable(text) => could_not_tell(text.clone()),
            Page::UnknownApp => could_not_tell(words::APP_NOT_KNOWN),
        };
        self.line("permission", words::PERMISSION, said);
    }

    pub(super) fn callback_domain(&mut self, page: &Page, redirect_uri: &Url) {
        let host = redirect_uri.host_str().unwrap_or_default();
        let said = match page {
            Page::WrongDomain => fail(
                wrong_domain(host, redirect_uri.port()),
                Some(Action::Copy(host.to_owned())),
            ),
            Page::Shown => pass(Sentence::new(words::SENDS_BACK, &[("host", host)])),
            Page::Other(text) | Page::Unreachable(text) => could_not_tell(text.clone()),
            Page::UnknownApp | Page::NotGranted => could_not_tell(words::NO_PAGE),
        };
        self.line("callback_domain", words::CALLBACK_DOMAIN, said);
    }

    pub(super) fn secret(&mut self, app: App<'_>, keys: &Keys) {
        let said = accepted(app, keys);
        self.line("secret", words::SECRET, said);
    }

    /// The keys of the service account fail for reasons of their own, so the line is
    /// left out only when WeChat cannot be reached.
    pub(super) fn in_wechat(&mut self, app: App<'_>, keys: &Keys) {
        let said = match keys {
            Keys::UnknownApp => fail(
                Sentence::new(words::UNKNOWN_SERVICE_ACCOUNT, &[("id", app.id())]),
                Some(Action::OpenField(app.kind.field("clientId"))),
            ),
            keys => accepted(app, keys),
        };
        let is_unreachable = self
            .0
            .iter()
            .any(|finding| finding.line == "reachable" && finding.verdict == Verdict::Fail);
        self.add("in_wechat", words::IN_WECHAT, said, is_unreachable);
    }
}

fn accepted(app: App<'_>, keys: &Keys) -> Said {
    match keys {
        Keys::Accepted => pass(words::SECRET_ACCEPTED),
        Keys::SecretRefused(text) => fail(
            text.clone(),
            Some(Action::OpenField(app.kind.field("clientSecret"))),
        ),
        Keys::AddressRefused { text, address } => fail(
            text.clone(),
            address.map(|address| Action::Copy(address.to_string())),
        ),
        Keys::Other(text) | Keys::Unreachable(text) => could_not_tell(text.clone()),
        Keys::UnknownApp => could_not_tell(words::APP_NOT_KNOWN),
    }
}

fn wrong_domain(host: &str, port: Option<u16>) -> Sentence {
    match port {
        None => Sentence::new(words::WRONG_DOMAIN, &[("host", host)]),
        Some(port) => {
            let port = port.to_string();
            Sentence::new(words::WRONG_DOMAIN_PORT, &[("host", host), ("port", &port)])
        }
    }
}
