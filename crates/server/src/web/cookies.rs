//! Cookies: names, attributes, reading and writing.
//!
//! All names begin with `pailou_`. Behind https they begin with `__Host-pailou_`, so
//! that neither a neighbour on a sibling domain nor plain http can plant one.

use std::time::Duration;

use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderValue, header};

use crate::Settings;

/// The whole name of a cookie.
pub(crate) fn name(settings: &Settings, short: &str) -> String {
    let prefix = if settings.is_https() { "__Host-" } else { "" };
    format!("{prefix}pailou_{short}")
}

/// The value of a cookie by its short name.
pub(crate) fn read(settings: &Settings, headers: &HeaderMap, short: &str) -> Option<String> {
    let name = name(settings, short);
    all(headers).find_map(|(found, value)| (found == name).then_some(value))
}

/// Short name and value of every cookie whose short name begins with `prefix`.
pub(crate) fn read_all(
    settings: &Settings,
    headers: &HeaderMap,
    prefix: &str,
) -> Vec<(String, String)> {
    let start = name(settings, "");
    all(headers)
        .filter_map(|(found, value)| Some((found.strip_prefix(&start)?.to_owned(), value)))
        .filter(|(short, _)| short.starts_with(prefix))
        .collect()
}

fn all(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    let texts = headers.get_all(header::COOKIE).into_iter();
    texts
        .filter_map(|text| text.to_str().ok())
        .flat_map(|text| Cookie::split_parse(text.to_owned()).filter_map(Result::ok))
        .map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
}

/// A `Set-Cookie` header. `Lax`, because the return from a vendor is a navigation
/// that begins at another site: `Strict` would lose the cookie there.
pub(crate) fn set(settings: &Settings, short: &str, value: &str, lives: Duration) -> HeaderValue {
    let seconds = i64::try_from(lives.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build((name(settings, short), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(settings.is_https())
        .max_age(cookie::time::Duration::seconds(seconds))
        .build();
    // Values are base64url or words of ours, which every header can hold.
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

/// A `Set-Cookie` header that makes the browser forget a cookie.
pub(crate) fn forget(settings: &Settings, short: &str) -> HeaderValue {
    set(settings, short, "", Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: &str) -> Settings {
        Settings::new(address.parse().unwrap())
    }

    #[test]
    fn https_and_only_https_makes_cookies_secure() {
        let https = set(
            &settings("https://id.acme.example"),
            "session",
            "v",
            Duration::from_secs(9),
        );
        assert_eq!(
            https,
            "__Host-pailou_session=v; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=9"
        );
        let http = set(
            &settings("http://localhost:3001"),
            "session",
            "v",
            Duration::from_secs(9),
        );
        assert_eq!(
            http,
            "pailou_session=v; HttpOnly; SameSite=Lax; Path=/; Max-Age=9"
        );
    }

    #[test]
    fn what_was_set_is_read_and_nothing_else() {
        let settings = settings("http://localhost:3001");
        let mut headers = HeaderMap::new();
        let text = "demo_session=x; pailou_i_one=1; pailou_i_two=2; pailou_session=s";
        headers.insert(header::COOKIE, HeaderValue::from_static(text));
        assert_eq!(read(&settings, &headers, "session").as_deref(), Some("s"));
        assert_eq!(read(&settings, &headers, "sess"), None);
        let interactions = read_all(&settings, &headers, "i_");
        assert_eq!(interactions.len(), 2);
        assert_eq!(interactions[0], ("i_one".to_owned(), "1".to_owned()));
    }
}
