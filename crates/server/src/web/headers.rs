//! Headers that every answer has, and the content security policy of pages.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, header};

/// Codes and pages about people pass everywhere here: nothing may be kept by caches or
/// told to other sites, unless a handler says otherwise.
pub(crate) async fn on_every_answer(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let defaults = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in defaults {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What differs between the content security policies of hosted pages.
#[derive(Default)]
pub(crate) struct Policy {
    /// The places that forms may end at, besides ourselves. Chromium applies
    /// `form-action` to every redirect after a POST.
    pub(crate) forms: Vec<String>,
    /// The places that may be shown in a frame of the page. The way back from them ends in
    /// the same frame, so ours is among them.
    pub(crate) frames: Vec<String>,
    /// Whether a page of ours may show this one in a frame.
    pub(crate) framed_by_us: bool,
    /// Whether a page is only looked at: nothing on it runs, nothing can be sent.
    pub(crate) only_to_look_at: bool,
}

/// What a page may do that is only looked at. A style sheet that somebody is trying out is in
/// the address of its link.
const ONLY_TO_LOOK_AT: &str = "default-src 'none'; style-src 'self' data:; img-src 'self' data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

impl Policy {
    pub(crate) fn header(&self) -> HeaderValue {
        if self.only_to_look_at {
            return HeaderValue::from_static(ONLY_TO_LOOK_AT);
        }
        let mut policy = String::from(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self'; base-uri 'none'; frame-ancestors ",
        );
        policy.push_str(if self.framed_by_us {
            "'self'"
        } else {
            "'none'"
        });
        if !self.frames.is_empty() {
            policy.push_str("; frame-src 'self' ");
            policy.push_str(&self.frames.join(" "));
        }
        policy.push_str("; form-action 'self'");
        for target in &self.forms {
            policy.push(' ');
            policy.push_str(target);
        }
        HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    }
}

/// How a policy names the place that an address leads to: its origin, or its scheme
/// where there is no origin. `None` for what is no address, or would break the policy.
pub(crate) fn policy_source(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let source = match url.scheme() {
        "http" | "https" => url.origin().ascii_serialization(),
        scheme => format!("{scheme}:"),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.:/[]".contains(c);
    source.chars().all(plain).then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_origins_or_schemes() {
        for (address, source) in [
            (
                "https://app.example/callback?x=1",
                Some("https://app.example"),
            ),
            (
                "http://localhost:3003/callback",
                Some("http://localhost:3003"),
            ),
            ("http://[::1]:8080/", Some("http://[::1]:8080")),
            ("com.example.app:/callback", Some("com.example.app:")),
            ("no address", None),
            ("https://a;b.example/", None),
        ] {
            assert_eq!(policy_source(address).as_deref(), source, "{address}");
        }
    }
}
