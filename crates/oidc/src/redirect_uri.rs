//! Which addresses an application may have its answers sent to.

use thiserror::Error;
use url::{Host, Url};

use crate::ApplicationType;

/// Whether `presented` is one of the registered addresses.
///
/// They are compared as text, byte for byte, and never parsed: what two parsers read differently
/// cannot be used against us (RFC 9700 section 4.1.3). The one exception is the port of a loopback
/// address of a native application, which the operating system chooses when the application starts
/// (RFC 8252 section 7.3).
pub fn matches(registered: &[String], kind: ApplicationType, presented: &str) -> bool {
    // RFC 6749 section 3.1.2, whatever has been registered.
    if presented.contains('#') {
        return false;
    }
    registered.iter().any(|registered| {
        registered == presented
            || kind == ApplicationType::Native
                && loopback_without_port(registered)
                    .is_some_and(|known| loopback_without_port(presented) == Some(known))
    })
}

/// A loopback address as what stands before its port and what stands after.
fn loopback_without_port(uri: &str) -> Option<(&str, &str)> {
    let host = LOOPBACK.into_iter().find(|host| uri.starts_with(host))?;
    let rest = &uri[host.len()..];
    let path = match rest.strip_prefix(':') {
        Some(rest) => {
            let port = rest.split(['/', '?']).next().filter(|port| is_port(port))?;
            &rest[port.len()..]
        }
        None => rest,
    };
    // Anything else would belong to the host or be user information: `http://localhost.evil/`.
    (path.is_empty() || path.starts_with(['/', '?'])).then_some((host, path))
}

fn is_port(text: &str) -> bool {
    !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u16>().is_ok()
}

const LOOPBACK: [&str; 3] = ["http://127.0.0.1", "http://[::1]", "http://localhost"];

/// Whether `uri` may be registered, as a redirect URI or as the address after sign-out.
///
/// Plain `http` is allowed for every host, because people run applications in networks of their
/// own where there is no certificate; the administrator decides. A scheme of an application's own is
/// for native applications only (RFC 8252 section 7.1).
///
/// # Errors
///
/// The first thing about `uri` that cannot be accepted.
pub fn check(kind: ApplicationType, uri: &str) -> Result<(), RedirectUriError> {
    if !uri.bytes().all(|byte| byte.is_ascii_graphic()) || uri.contains('\\') {
        return Err(RedirectUriError::Characters);
    }
    let url = Url::parse(uri).map_err(|_| RedirectUriError::NotAbsolute)?;
    if uri.contains('#') {
        return Err(RedirectUriError::Fragment);
    }
    if uri.contains('*') {
        return Err(RedirectUriError::Wildcard);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RedirectUriError::UserInformation);
    }
    match url.scheme() {
        // The parser forgives `https:host` and `https:///host`; a comparison of texts does not.
        scheme @ ("http" | "https") => {
            let has_host = uri
                .get(scheme.len()..)
                .and_then(|rest| rest.strip_prefix("://"))
                .is_some_and(|rest| !rest.starts_with('/'));
            match url.host() {
                Some(Host::Domain("")) | None => Err(RedirectUriError::NotAbsolute),
                Some(_) if has_host => Ok(()),
                Some(_) => Err(RedirectUriError::NotAbsolute),
            }
        }
        scheme if BROWSERS_OWN.contains(&scheme) => Err(RedirectUriError::Scheme),
        _ if kind == ApplicationType::Native => Ok(()),
        _ => Err(RedirectUriError::CustomScheme),
    }
}

/// Schemes that mean something to browsers themselves and so lead to no application.
const BROWSERS_OWN: [&str; 16] = [
    "about",
    "blob",
    "chrome",
    "content",
    "data",
    "file",
    "filesystem",
    "ftp",
    "intent",
    "javascript",
    "mailto",
    "tel",
    "vbscript",
    "view-source",
    "ws",
    "wss",
];

/// Why an address cannot be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RedirectUriError {
    /// A space, a backslash, a control character or one outside ASCII.
    #[error("it may hold only visible ASCII characters and no backslash; encode others with %")]
    Characters,
    /// No scheme, or no host where one is needed.
    #[error("it must be a whole address, such as https://app.example/callback")]
    NotAbsolute,
    /// A `#` (RFC 6749 section 3.1.2).
    #[error("it must not hold a fragment (#)")]
    Fragment,
    /// A `*`.
    #[error("it must not hold a wildcard (*); addresses are compared exactly")]
    Wildcard,
    /// Something before an `@`.
    #[error("it must not hold a user name or password")]
    UserInformation,
    /// A scheme that browsers keep for themselves.
    #[error("its scheme belongs to the browser")]
    Scheme,
    /// A scheme of the application's own, and it is not a native application.
    #[error("only a Native application may have a scheme of its own; use https or http")]
    CustomScheme,
}

#[cfg(test)]
mod tests;
