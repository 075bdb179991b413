//! The addresses that people are sent to.

use connector_kit::{AuthorizationRequest, ConnectorError};
use url::form_urlencoded;

use super::app::App;
use super::config::Scope;
use super::hosts::Hosts;

/// The longest state inside WeChat's browser, in bytes; more is an error page there.
const LONGEST_STATE: usize = 128;

/// The page with the QR code, for every browser but WeChat's on a phone.
pub(super) fn qr_page(hosts: &Hosts, app: App<'_>, request: &AuthorizationRequest<'_>) -> String {
    let mut uri = address(hosts, "qrconnect", app, "snsapi_login", request);
    // The page is in Chinese unless it is told otherwise; it knows no third language.
    if lang(request.language) == "en" {
        uri.push_str("&lang=en");
    }
    uri.push_str("#wechat_redirect");
    uri
}

/// The page with the QR code as WeChat's widget opens it in a frame: its parameters in
/// its order, no fragment, and the return inside the frame.
pub(super) fn widget(hosts: &Hosts, app: App<'_>, request: &AuthorizationRequest<'_>) -> String {
    let mut uri = format!(
        "{}/connect/qrconnect?appid={}&scope=snsapi_login&redirect_uri={}&state={}\
         &login_type=jssdk&self_redirect=true&styletype=&sizetype=&bgcolor=&rst=",
        hosts.open_origin(),
        encoded(app.id()),
        encoded(request.redirect_uri.as_str()),
        encoded(request.state),
    );
    if lang(request.language) == "en" {
        uri.push_str("&lang=en");
    }
    uri
}

/// The address for WeChat's own browser, with the keys of a service account.
///
/// WeChat compares it with a pattern, so the order of its parameters is fixed.
/// `connect_redirect=1` keeps some clients from opening the callback twice.
pub(super) fn in_wechat(
    hosts: &Hosts,
    app: App<'_>,
    scope: Scope,
    request: &AuthorizationRequest<'_>,
) -> Result<String, ConnectorError> {
    let state = request.state.as_bytes();
    let is_plain = state.iter().all(u8::is_ascii_alphanumeric);
    if state.is_empty() || state.len() > LONGEST_STATE || !is_plain {
        return Err(ConnectorError::Misconfigured {
            field: "state".to_owned(),
            remedy: format!(
                "Inside WeChat a state has 1 to {LONGEST_STATE} letters and digits. \
                 This one is of another form."
            ),
            answer: None,
        });
    }
    let mut uri = address(hosts, "oauth2/authorize", app, scope.name(), request);
    uri.push_str("&connect_redirect=1#wechat_redirect");
    Ok(uri)
}

/// The address that an application on the phone gives to WeChat. It is not opened: the
/// application's own code reads it and asks WeChat's Open SDK.
pub(super) fn open_sdk(app: App<'_>, universal_link: Option<&str>, state: &str) -> String {
    let mut uri = format!(
        "wechat://?app_id={}&state={}",
        encoded(app.id()),
        encoded(state)
    );
    if let Some(link) = universal_link {
        uri.push_str("&universal_link=");
        uri.push_str(&encoded(link));
    }
    uri
}

fn address(
    hosts: &Hosts,
    path: &str,
    app: App<'_>,
    scope: &str,
    request: &AuthorizationRequest<'_>,
) -> String {
    format!(
        "{}/connect/{path}?appid={}&redirect_uri={}&response_type=code&scope={scope}&state={}",
        hosts.open_origin(),
        encoded(app.id()),
        encoded(request.redirect_uri.as_str()),
        encoded(request.state),
    )
}

/// A value for a query: percent-encoded once, with `%20` for a space.
fn encoded(value: &str) -> String {
    let parts = form_urlencoded::byte_serialize(value.as_bytes());
    parts
        .map(|part| if part == "+" { "%20" } else { part })
        .collect()
}

/// The nearest language that WeChat speaks, in its own spelling.
pub(super) fn lang(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let subtags: Vec<&str> = tag.split(['-', '_']).collect();
    let has = |subtag| subtags.contains(&subtag);
    if subtags[0] != "zh" {
        "en"
    } else if !has("hans") && ["hant", "tw", "hk", "mo"].into_iter().any(has) {
        "zh_TW"
    } else {
        "zh_CN"
    }
}
