//! The choices that a browser keeps: whose phone it holds, who sits in WeChat's own browser, and the language of the
//! simulated screens.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::platform::authorize::{Consent, Refusing};

/// Whose phone this browser holds.
pub(crate) const PHONE: &str = "wxsim_phone";

/// Who sits in WeChat's own browser.
pub(crate) const BROWSER_PERSON: &str = "wxsim_person";

/// How that person answers.
pub(crate) const BROWSER_CONSENT: &str = "wxsim_consent";

/// What reaches the application after that person's refusal.
pub(crate) const BROWSER_REFUSAL: &str = "wxsim_refusal";

/// The token of a simulator that others can reach.
pub(crate) const TOKEN: &str = "wxsim_token";

/// The phone's browser: its jar and its page.
pub(crate) const WEB: &str = "wxsim_web";

/// The language of the simulated screens.
pub(crate) const LANGUAGE: &str = "wxsim_language";

/// The session of the Open Platform's console.
pub(crate) const ACCOUNT: &str = "wxsim_account";

/// The value of a cookie, or nothing.
pub(crate) fn get<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map_or("", |(_, value)| value)
}

/// How the person in WeChat's own browser answers.
pub(crate) fn consent(headers: &HeaderMap) -> Consent {
    Consent::named(get(headers, BROWSER_CONSENT))
}

/// What reaches the application after a refusal in WeChat's own browser.
pub(crate) fn refusing(headers: &HeaderMap) -> Refusing {
    Refusing::named(get(headers, BROWSER_REFUSAL))
}

/// Adds a cookie to an answer.
pub(crate) fn add(response: &mut Response, name: &str, value: &str, is_https: bool) {
    if let Ok(line) = HeaderValue::from_str(&set(name, value, is_https)) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

/// A `Set-Cookie` line that lasts for a year. The value must be plain: an id or a word of ours.
pub(crate) fn set(name: &str, value: &str, is_https: bool) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; wxsim_phone=emma;b=2".parse().unwrap());
        headers.append(header::COOKIE, "wxsim_language=zh".parse().unwrap());
        assert_eq!(get(&headers, PHONE), "emma");
        assert_eq!(get(&headers, LANGUAGE), "zh");
        assert_eq!(get(&headers, "phone"), "");
        assert_eq!(get(&HeaderMap::new(), PHONE), "");
    }

    #[test]
    fn secure_is_for_https_only() {
        assert!(set(PHONE, "emma", true).ends_with("; Secure"));
        assert!(!set(PHONE, "emma", false).contains("Secure"));
    }
}
