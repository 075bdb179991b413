//! How the QR page looks where a site shows it in a frame (`wechat-platform.md` 1.1 and 3.1).

use axum::http::HeaderValue;
use url::Url;

use crate::web::headers;
use crate::web::parameters::Parameters;

/// What the address of the page asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Shown by `wxLogin.js`.
    pub(super) framed: bool,
    /// White text, for dark sites.
    pub(super) white: bool,
    /// The new, smaller look, which knows no style sheet of others.
    pub(super) lite: bool,
    /// A style sheet of the site.
    pub(super) sheet: Option<String>,
    /// Where the page may load its callback from ahead of time.
    pub(super) ahead: Option<String>,
}

impl Look {
    pub(super) fn asked(parameters: &Parameters) -> Self {
        let lite = parameters.get("stylelite") == "1";
        Self {
            framed: parameters.get("login_type") == "jssdk",
            white: parameters.get("style") == "white",
            lite,
            sheet: Some(parameters.get("href"))
                .filter(|_| !lite)
                .and_then(sheet),
            ahead: None,
        }
    }

    /// The policy of the page: what it may load besides its own is this one style sheet.
    pub(super) fn policy(&self) -> HeaderValue {
        let source = self.sheet.as_deref().and_then(|sheet| {
            let address = Url::parse(sheet).ok()?;
            Some(match address.scheme() {
                "data" => "data:".to_owned(),
                _ => address.origin().ascii_serialization(),
            })
        });
        if source.is_none() && self.ahead.is_none() {
            return headers::FRAMEABLE;
        }
        let ahead = self.ahead.as_deref().unwrap_or_default();
        let policy = headers::frameable_with(&source.unwrap_or_default(), ahead);
        HeaderValue::from_str(&policy).unwrap_or(headers::FRAMEABLE)
    }
}

/// An address of a style sheet, or nothing: WeChat strips scripts, and takes web addresses and encoded texts.
fn sheet(text: &str) -> Option<String> {
    let address = Url::parse(text).ok()?;
    let is_sheet = match address.scheme() {
        "https" | "http" => address.has_host(),
        "data" => text.starts_with("data:text/css;base64,"),
        _ => false,
    };
    is_sheet.then(|| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_style_sheets_are_taken() {
        for good in [
            "https://a.example/x.css",
            "http://localhost:3001/x.css",
            "data:text/css;base64,Ym9keXt9",
        ] {
            assert_eq!(sheet(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "x.css",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html;base64,PGI+",
            "file:///etc/passwd",
        ] {
            assert_eq!(sheet(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_address_widens_the_policy(text in ".{0,60}") {
            let look = Look { sheet: sheet(&text), ..Look::default() };
            let policy = look.policy();
            let policy = policy.to_str().unwrap();
            proptest::prop_assert!(policy.contains("script-src 'self';"));
            proptest::prop_assert_eq!(policy.matches(';').count(), headers::FRAMEABLE.to_str().unwrap().matches(';').count());
        }
    }
}
