//! Tries an app's keys with a made-up code: WeChat looks at the code last, so when it
//! refuses only that, the keys are right (wechat-platform.md 5.1).

use std::net::IpAddr;

use connector_kit::{ConnectorError, Context, ProviderAnswer, Sentence};

use super::super::app::App;
use super::super::call::Calls;
use super::super::hosts::{self, Hosts};
use super::super::token;
use super::{unreachable, words};

/// What WeChat said about an app's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Nothing; the text says why.
    Unreachable(Sentence),
    /// It refused the code alone.
    Accepted,
    /// It does not know the App ID.
    UnknownApp,
    /// It does not accept the App secret; the text says what to do.
    SecretRefused(Sentence),
    /// It takes no calls from the address of this server.
    AddressRefused {
        text: Sentence,
        /// The address as WeChat sees it.
        address: Option<IpAddr>,
    },
    /// Something that says neither yes nor no; the text describes it.
    Other(Sentence),
}

impl Keys {
    /// Why there is no answer.
    pub(super) fn problem(&self) -> Option<&Sentence> {
        match self {
            Self::Unreachable(text) => Some(text),
            _ => None,
        }
    }
}

pub(super) async fn try_out(
    hosts: &Hosts,
    app: App<'_>,
    made_up: &str,
    context: Context<'_>,
) -> Keys {
    let mut calls = Calls::new(&hosts.api, app.kind, context);
    let Err(error) = token::exchange(&mut calls, app, made_up).await else {
        let host = hosts::name(&hosts.api);
        return Keys::Other(Sentence::new(words::SOMEBODY_ELSE, &[("host", &host)]));
    };
    if let ConnectorError::Unreachable { host, problem, .. } = &error {
        let port = hosts.api.port_or_known_default();
        return Keys::Unreachable(unreachable(host, port, problem));
    }
    let neither = || {
        let error = error.to_string();
        Keys::Other(Sentence::new(words::NEITHER, &[("error", &error)]))
    };
    let Some(answer) = answer(&error) else {
        return neither();
    };
    let code = answer.code.to_string();
    let coded = |text| Sentence::new(text, &[("code", &code)]);
    match answer.code {
        40029 | 40163 | 42003 => Keys::Accepted,
        40013 | 41002 => Keys::UnknownApp,
        40001 | 40125 => Keys::SecretRefused(coded(words::SECRET_REFUSED)),
        41004 => Keys::SecretRefused(coded(words::SECRET_MISSING)),
        40243 => Keys::SecretRefused(coded(words::SECRET_FROZEN)),
        40164 => {
            let values = [("code", &*code), ("message", &*answer.message)];
            Keys::AddressRefused {
                text: Sentence::new(words::ADDRESS_REFUSED, &values),
                address: address(&answer.message),
            }
        }
        _ => neither(),
    }
}

/// What WeChat said when it refused in words.
fn answer(error: &ConnectorError) -> Option<&ProviderAnswer> {
    match error {
        ConnectorError::ProviderRefused { answer, .. }
        | ConnectorError::Misconfigured { answer, .. } => answer.as_ref(),
        _ => None,
    }
}

/// The address in `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist`.
fn address(message: &str) -> Option<IpAddr> {
    message.split([' ', ',']).find_map(|word| word.parse().ok())
}
