//! Telling an application, from server to server, that a session has ended (OpenID Connect
//! Back-Channel Logout 1.0).

use std::time::Duration;

use serde_json::{Map, Value, json};
use thiserror::Error;
use url::{Host, Url};

use crate::ApplicationType;
use crate::redirect_uri::{self, RedirectUriError};

/// What a logout token says about itself in its header, so that it is taken for nothing else
/// (section 2.4).
pub const TYPE: &str = "logout+jwt";
/// The one event that a logout token is about (section 2.4).
pub const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How long a logout token is good for, in seconds: two minutes at most (section 4).
pub const LIFETIME: i64 = 120;

/// What a logout token is made of.
#[derive(Debug, Clone, Copy)]
pub struct LogoutToken<'a> {
    /// Who says it.
    pub issuer: &'a str,
    /// To whom.
    pub application_id: &'a str,
    /// Whose session it was: the `sub` of ID tokens.
    pub user_id: &'a str,
    /// Which session: the `sid` of ID tokens.
    pub session_id: &'a str,
    /// An id that no other token has.
    pub id: &'a str,
    /// Now, in Unix seconds.
    pub now: i64,
}

impl LogoutToken<'_> {
    /// The claims to sign (section 2.4).
    ///
    /// `sub` and `sid` are both always there, so that applications that know either are served.
    /// There is never a `nonce`: with one it could be taken for an ID token.
    pub fn claims(&self) -> Map<String, Value> {
        let claims = json!({
            "iss": self.issuer,
            "sub": self.user_id,
            "aud": self.application_id,
            "iat": self.now,
            "exp": self.now.saturating_add(LIFETIME),
            "jti": self.id,
            "sid": self.session_id,
            "events": { EVENT: {} },
        });
        match claims {
            Value::Object(claims) => claims,
            _ => Map::new(),
        }
    }
}

/// Whether an answer says that the application has ended its session (section 2.8).
///
/// 204 is what some libraries answer where there is nothing to say.
pub fn is_received(status: u16) -> bool {
    matches!(status, 200 | 204)
}

/// How many times an application is told before we give up.
pub const TRIES: u32 = 6;

/// How long to wait after a try, by its number, before the next one.
pub fn wait_after(tries: u32) -> Duration {
    match tries {
        0 | 1 => Duration::from_secs(10),
        2 => Duration::from_mins(1),
        3 => Duration::from_mins(10),
        4 => Duration::from_hours(1),
        _ => Duration::from_hours(6),
    }
}

/// Whether an application may be told at this address (section 2.2).
///
/// The token in it says who has been here, so it travels encrypted; on one machine nobody is in
/// between.
///
/// # Errors
///
/// The first thing about `uri` that cannot be accepted.
pub fn check(uri: &str) -> Result<(), LogoutUriError> {
    redirect_uri::check(ApplicationType::Traditional, uri)?;
    match Url::parse(uri) {
        Ok(url) if url.scheme() == "https" || is_loopback(&url) => Ok(()),
        _ => Err(LogoutUriError::NotEncrypted),
    }
}

/// Whether an address leads to the machine on which it is used.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether provider and application are on one machine, where people try things out: only then is
/// an address of that machine a place to call. Elsewhere it would be the provider's own inside.
pub fn on_one_machine(provider: &Url, application: &Url) -> bool {
    is_loopback(provider) && is_loopback(application)
}

/// Why an application cannot be told at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogoutUriError {
    /// It is not an address that an application may have at all.
    #[error(transparent)]
    Address(#[from] RedirectUriError),
    /// It is not https, and not on this machine.
    #[error("it must begin with https; http is for localhost, 127.0.0.1 and [::1]")]
    NotEncrypted,
}

#[cfg(test)]
mod tests {
    use super::LogoutUriError::{Address, NotEncrypted};
    use super::*;

    #[test]
    fn a_logout_token_has_what_it_needs_and_nothing_else() {
        let token = LogoutToken {
            issuer: "https://id.example/oidc",
            application_id: "shop",
            user_id: "u1",
            session_id: "s1",
            id: "t1",
            now: 1_800_000_000,
        };
        assert_eq!(
            Value::Object(token.claims()),
            json!({
                "iss": "https://id.example/oidc",
                "sub": "u1",
                "aud": "shop",
                "iat": 1_800_000_000,
                "exp": 1_800_000_120,
                "jti": "t1",
                "sid": "s1",
                "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
            })
        );
    }

    #[test]
    fn two_answers_mean_that_it_was_heard() {
        let heard = (100..600).filter(|status| is_received(*status));
        assert_eq!(heard.collect::<Vec<_>>(), [200, 204]);
    }

    #[test]
    fn tries_come_further_apart() {
        let waits: Vec<u64> = (1..TRIES).map(|n| wait_after(n).as_secs()).collect();
        assert_eq!(waits, [10, 60, 600, 3600, 21_600]);
    }

    #[test]
    fn the_own_machine_is_called_only_by_a_provider_that_is_nowhere_else() {
        let on_one = |provider: &str, application: &str| {
            on_one_machine(&provider.parse().unwrap(), &application.parse().unwrap())
        };
        let local = [
            "http://localhost:3001",
            "http://127.0.0.1:3003/",
            "https://[::1]/",
        ];
        for provider in local {
            assert!(
                local
                    .iter()
                    .all(|application| on_one(provider, application))
            );
            assert!(!on_one(provider, "https://10.0.0.4/logout"));
            assert!(!on_one(provider, "https://localhost.example/logout"));
            for public in ["https://id.example", "http://10.0.0.4:3001"] {
                assert!(!on_one(public, provider));
            }
        }
    }

    #[test]
    fn addresses_are_encrypted_or_on_this_machine() {
        for good in [
            "https://app.example/logout",
            "https://app.example:8443/logout?tenant=1",
            "https://10.0.0.4/logout",
            "http://localhost:3003/backchannel-logout",
            "http://127.0.0.1/logout",
            "http://127.8.8.8:80/logout",
            "http://[::1]:3000/logout",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (wrong, why) in [
            ("http://app.example/logout", NotEncrypted),
            ("http://localhost.example/logout", NotEncrypted),
            ("http://app.localhost/logout", NotEncrypted),
            ("http://10.0.0.4/logout", NotEncrypted),
            ("http://[::2]/logout", NotEncrypted),
            ("", Address(RedirectUriError::NotAbsolute)),
            ("/logout", Address(RedirectUriError::NotAbsolute)),
            ("https:///logout", Address(RedirectUriError::NotAbsolute)),
            (
                "https://app.example/logout#",
                Address(RedirectUriError::Fragment),
            ),
            (
                "https://app.example/logout#x",
                Address(RedirectUriError::Fragment),
            ),
            (
                "https://*.app.example/",
                Address(RedirectUriError::Wildcard),
            ),
            (
                "https://user@app.example/",
                Address(RedirectUriError::UserInformation),
            ),
            (
                "https://app.example/log out",
                Address(RedirectUriError::Characters),
            ),
            (
                "com.example:/logout",
                Address(RedirectUriError::CustomScheme),
            ),
            ("ftp://localhost/", Address(RedirectUriError::Scheme)),
        ] {
            assert_eq!(check(wrong), Err(why), "{wrong}");
        }
    }
}
