//! Cookies, and the random values in them.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Binds the sign-ins that are under way to the browser that began them.
pub(crate) const ATTEMPT: &str = "demo_attempt";
/// Says who is signed in.
pub(crate) const SESSION: &str = "demo_session";

/// Reads a cookie, if it has the form of a value from [`random`].
pub(crate) fn read(headers: &HeaderMap, name: &str, https: bool) -> Option<String> {
    let wanted = full_name(name, https);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
        .filter(|value| {
            value.len() == 43 && URL_SAFE_NO_PAD.decode(value).is_ok_and(|it| it.len() == 32)
        })
}

/// Writes a cookie that ends with the browser's session.
pub(crate) fn set(name: &str, value: &str, https: bool) -> HeaderValue {
    line(name, value, https, "")
}

/// Removes a cookie.
pub(crate) fn clear(name: &str, https: bool) -> HeaderValue {
    line(name, "", https, "; Max-Age=0")
}

/// `Lax`, because `Strict` would keep the cookie away from the way back from the provider.
fn line(name: &str, value: &str, https: bool, more: &str) -> HeaderValue {
    let name = full_name(name, https);
    let secure = if https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}"
    ))
    .unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn full_name(name: &str, https: bool) -> String {
    let prefix = if https { "__Host-" } else { "" };
    format!("{prefix}{name}")
}

/// Makes a value that nobody can guess: 256 bits, 43 characters that need no escape.
#[expect(
    clippy::expect_used,
    reason = "nothing here may go on without random numbers"
)]
pub(crate) fn random() -> String {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system gives random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, HeaderValue::from_str(line).unwrap())])
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let value = random();
        let line = format!("pailou_x=1; demo_session={value}; demo_session_old=2");
        assert_eq!(read(&headers(&line), SESSION, false), Some(value));
    }

    #[test]
    fn other_values_are_no_cookies_of_ours() {
        let long = "A".repeat(44);
        for value in ["", "short", long.as_str(), &"é".repeat(43), &"+".repeat(43)] {
            let mut headers = HeaderMap::new();
            let line = format!("demo_session={value}");
            headers.insert(COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap());
            assert_eq!(read(&headers, SESSION, false), None, "{value}");
        }
        assert_eq!(read(&HeaderMap::new(), SESSION, false), None);
    }

    #[test]
    fn https_has_host_cookies_only() {
        let value = random();
        let set = set(SESSION, &value, true);
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Host-demo_session="), "{set}");
        assert!(set.contains("; Secure"), "{set}");
        assert_eq!(
            read(&headers(&format!("demo_session={value}")), SESSION, true),
            None
        );
    }
}
