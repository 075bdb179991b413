//! Asks for the QR page, and recognises what it says.

use connector_kit::{AuthorizationRequest, HttpClient, Limits, Sentence, TransportError};
use url::Url;

use super::super::app::App;
use super::super::hosts::{self, Hosts};
use super::super::redact::Redactor;
use super::super::{answer, authorize};
use super::{unreachable, words};

/// What came in place of the QR page, or the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Nothing; the text says why.
    Unreachable(Sentence),
    /// The page with the QR code.
    Shown,
    /// `AppID 参数错误`.
    UnknownApp,
    /// `Scope 参数错误或没有 Scope 权限`.
    NotGranted,
    /// `redirect_uri 参数错误`.
    WrongDomain,
    /// A page that is not known here; the text describes it.
    Other(Sentence),
}

impl Page {
    /// Why there is no page.
    pub(super) fn problem(&self) -> Option<&Sentence> {
        match self {
            Self::Unreachable(text) => Some(text),
            _ => None,
        }
    }
}

pub(super) async fn ask(
    hosts: &Hosts,
    app: App<'_>,
    request: &AuthorizationRequest<'_>,
    http: &dyn HttpClient,
) -> Page {
    let address = authorize::qr_page(hosts, app, request);
    let Ok(mut url) = Url::parse(&address) else {
        return Page::Other(words::NO_ADDRESS.into());
    };
    url.set_fragment(None);
    match http.get(&url, Limits::default()).await {
        Ok(response) => read(response.status, &answer::text(&response.body)),
        Err(error @ TransportError::TooLarge(_)) => {
            let problem = error.to_string();
            Page::Other(Sentence::new(words::UNREADABLE, &[("problem", &problem)]))
        }
        Err(error) => Page::Unreachable(unreachable(
            &hosts::name(&hosts.open),
            hosts.open.port_or_known_default(),
            &error.to_string(),
        )),
    }
}

/// Recognises a page by the words that are known of it, whatever surrounds them.
fn read(status: u16, html: &str) -> Page {
    let squeezed: String = html.chars().filter(|c| !c.is_whitespace()).collect();
    let squeezed = squeezed.to_lowercase();
    let says = |words: &str| squeezed.contains(words);
    if says("appid参数错误") {
        Page::UnknownApp
    } else if says("scope参数错误") {
        Page::NotGranted
    } else if says("redirect_uri参数错误") {
        Page::WrongDomain
    } else if status == 200 && says("/connect/qrcode/") {
        Page::Shown
    } else {
        let status = status.to_string();
        Page::Other(match title(html) {
            None => Sentence::new(words::UNKNOWN_PAGE, &[("status", &status)]),
            Some(title) => {
                let values = [("status", &*status), ("title", &*title)];
                Sentence::new(words::UNKNOWN_PAGE_TITLED, &values)
            }
        })
    }
}

/// The title of a page, short and without anything that looks like a secret.
fn title(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let title: String = Redactor::default().quote(title.trim());
    let title: String = title.chars().take(60).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_wechats_own_words() {
        let page = |text: &str| format!("<title>抱歉，出错了</title><h4>{text}</h4>");
        for (status, html, expected) in [
            (200, page("AppID 参数错误"), Page::UnknownApp),
            (200, page("appid\n参数错误"), Page::UnknownApp),
            (
                200,
                page("Scope 参数错误或没有 Scope 权限"),
                Page::NotGranted,
            ),
            (200, page("redirect_uri 参数错误"), Page::WrongDomain),
            (500, page("redirect_uri 参数错误"), Page::WrongDomain),
            (
                200,
                "<img src=\"/connect/qrcode/081fNLs3OTjRKaOo\">redirect_uri".to_owned(),
                Page::Shown,
            ),
        ] {
            assert_eq!(read(status, &html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_not_known_is_described_and_not_judged() {
        for (status, html, says) in [
            (
                200,
                "<title>抱歉，出错了</title>该链接无法访问",
                "(HTTP 200, titled “抱歉，出错了”)",
            ),
            (302, "", "(HTTP 302)"),
            (403, "<img src=\"/connect/qrcode/0\">", "(HTTP 403)"),
            (200, "<title> </title>", "(HTTP 200)"),
            (
                200,
                "<title>c0ffee5eed0f9a11e7c0de5afe0b0a7d</title>",
                "“[cut]”",
            ),
        ] {
            match read(status, html) {
                Page::Other(text) => assert!(text.to_string().contains(says), "{text}"),
                other => panic!("{html}: {other:?}"),
            }
        }
    }
}
