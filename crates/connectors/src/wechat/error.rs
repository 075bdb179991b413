//! What WeChat's error codes mean, and what an administrator can do about each.

use connector_kit::Refusal::{
    self, AccountRestricted, Busy, CodeInvalid, NotPermitted, Other, TokenInvalid,
};
use connector_kit::{ConnectorError, ProviderAnswer};

use self::Meaning::{Misconfigured, Network, Refused};
use super::app::Kind;
use super::call::Call;
use super::redact::is_request_id;

/// What a code means.
#[derive(Clone, Copy)]
enum Meaning {
    /// It concerns this sign-in.
    Refused(Refusal),
    /// It concerns our configuration: this field of the app's keys.
    Misconfigured(&'static str),
    /// It concerns the addresses that calls come from.
    Network,
}

const SECRET: &str = "WeChat refused the App secret. If someone reset it on the Open Platform, \
    only the newest one works. Paste it again.";
const APP_ID: &str = "WeChat does not know this App ID. Copy it again from the app's page; \
    it starts with wx and has 18 characters.";
const CODE: &str = "WeChat says the code was used, expired or unknown. If it happens often, look \
    for two connectors with one callback, a proxy that repeats requests, or an App ID that \
    differs from the one that showed the code.";
const TOKEN: &str = "WeChat did not accept the token that it had just given. \
    The person can sign in again.";
const PERMISSION: &str = "WeChat login is not granted to this app. Either its review is not \
    finished, or the developer verification is missing or expired, or the App ID belongs to an \
    official account.";
const NO_PROFILE: &str = "WeChat did not share the profile. Either the service account is not \
    verified and lacks snsapi_userinfo, or the visit was a preview of the page.";
const ENDED: &str = "The tokens that were kept for this person are at their end. \
    There will be new ones at the next sign-in.";
const COMPONENT: &str = "The account has not granted this to the third-party platform that asks. \
    Use keys of a website app.";
const RESTRICTED: &str = "WeChat restricts the WeChat account of this person. \
    Only WeChat can help them.";
const PROTOCOL: &str = "WeChat did not understand the request. \
    Look for a proxy that changes requests, or report it with this code and rid.";
const UNKNOWN: &str = "WeChat refused with a code that is not in its table for sign-in. \
    WeChat's support can look it up by its rid.";

fn meaning(call: Call, kind: Kind, code: i64) -> (Meaning, &'static str) {
    match code {
        -1 => (
            Refused(Busy),
            "WeChat is overloaded. The person can try again in a minute.",
        ),
        // At the token endpoint there is no token yet: it is the secret that is wrong.
        40001 if call == Call::CodeExchange => (Misconfigured("clientSecret"), SECRET),
        40030 | 42002 if call == Call::Refresh => (Refused(TokenInvalid), ENDED),
        40001 | 40003 | 40014 | 40030 | 42001 | 42002 => (Refused(TokenInvalid), TOKEN),
        42007 => (
            Refused(TokenInvalid),
            "The person changed the WeChat password meanwhile. They can sign in again.",
        ),
        40029 | 40163 | 42003 => (Refused(CodeInvalid), CODE),
        41008 => (
            Refused(CodeInvalid),
            "WeChat says the code is missing. Look for a proxy that drops parameters.",
        ),
        40013 => (Misconfigured("clientId"), APP_ID),
        41002 => (
            Misconfigured("clientId"),
            "WeChat says the App ID is missing. Enter it again.",
        ),
        40125 => (Misconfigured("clientSecret"), SECRET),
        41004 => (
            Misconfigured("clientSecret"),
            "WeChat says the App secret is missing. Enter it again.",
        ),
        40243 => (
            Misconfigured("clientSecret"),
            "The App secret is frozen. Unfreeze it on the Open Platform and wait ten minutes.",
        ),
        40164 => (
            Network,
            "WeChat accepts calls for this app from listed addresses only. Add the address that \
             it names to the IP whitelist and wait ten minutes.",
        ),
        45009 => (
            Refused(Busy),
            "The app has used up its calls for today. Reset the quota on the Open Platform, or wait.",
        ),
        45011 => (
            Refused(Busy),
            "The app makes more calls a minute than WeChat allows. The person can try again in a \
             minute.",
        ),
        48001 if kind == Kind::ServiceAccount => (Refused(NotPermitted), NO_PROFILE),
        48001 => (Refused(NotPermitted), PERMISSION),
        48004 => (
            Refused(NotPermitted),
            "WeChat has banned this app. Read the notices on the Open Platform.",
        ),
        50001 => (
            Refused(NotPermitted),
            "Either WeChat login is not granted to this app, or the person withdrew the consent.",
        ),
        61003 | 61004 | 61007 => (Refused(NotPermitted), COMPONENT),
        40226 | 50002 | 50003 | 50005 => (Refused(AccountRestricted), RESTRICTED),
        40002
        | 40035
        | 40066
        | 40097
        | 40188
        | 41001
        | 41003
        | 41005..=41007
        | 41009
        | 43001..=43004 => (Refused(Other), PROTOCOL),
        _ => (Refused(Other), UNKNOWN),
    }
}

/// The error for a code that WeChat answered with; `message` holds no secrets.
pub(super) fn refused(call: Call, kind: Kind, code: i64, message: &str) -> ConnectorError {
    let (message, request_id) = split(message);
    let answer = Some(ProviderAnswer {
        code,
        message,
        request_id,
    });
    let (meaning, remedy) = meaning(call, kind, code);
    let remedy = remedy.to_owned();
    let field = match meaning {
        Refused(refusal) => {
            return ConnectorError::ProviderRefused {
                refusal,
                remedy,
                answer,
            };
        }
        Misconfigured(field) => kind.field(field),
        Network => "network".to_owned(),
    };
    ConnectorError::Misconfigured {
        field,
        remedy,
        answer,
    }
}

/// Takes the id of the request off a message: `, rid: …` and ` rid: …` since 2020,
/// `, hints: [ req_id: … ]` before.
fn split(message: &str) -> (String, Option<String>) {
    let tidy = |stem: &str| stem.trim_end_matches([',', ' ']).to_owned();
    if let Some((stem, id)) = message.rsplit_once("rid:") {
        let id = id.trim();
        if is_request_id(id) {
            return (tidy(stem), Some(id.to_owned()));
        }
    }
    if let Some((stem, hints)) = message.rsplit_once("hints: [")
        && let Some((_, id)) = hints.split_once("req_id:")
    {
        let id = id.trim().trim_end_matches(']').trim_end();
        if !id.is_empty() && !id.contains(char::is_whitespace) {
            return (tidy(stem), Some(id.to_owned()));
        }
    }
    (message.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_ids_come_off_in_every_known_form() {
        let rid = "61a969fa-3824f418-2a65b14e";
        for (message, stem, id) in [
            (format!("invalid code, rid: {rid}"), "invalid code", Some(rid)),
            (format!("access_token expired rid: {rid}"), "access_token expired", Some(rid)),
            (
                format!("invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: {rid}"),
                "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist",
                Some(rid),
            ),
            (
                "code been used, hints: [ req_id: MdoBRh4FE-_iqKea ]".to_owned(),
                "code been used",
                Some("MdoBRh4FE-_iqKea"),
            ),
            (
                "invalid appsecret, view more at http://t.cn/LOEdzVq, hints: [ req_id: a7gLfA0513sz27 ]"
                    .to_owned(),
                "invalid appsecret, view more at http://t.cn/LOEdzVq",
                Some("a7gLfA0513sz27"),
            ),
            ("invalid code".to_owned(), "invalid code", None),
            (String::new(), "", None),
            ("rid:".to_owned(), "rid:", None),
            ("invalid rid: nothing".to_owned(), "invalid rid: nothing", None),
            ("odd, hints: [ req_id: ]".to_owned(), "odd, hints: [ req_id: ]", None),
            (
                "hint: [Puw8ra0258vr43!]".to_owned(),
                "hint: [Puw8ra0258vr43!]",
                None,
            ),
        ] {
            assert_eq!(split(&message), (stem.to_owned(), id.map(str::to_owned)));
        }
    }
}
