//! Every error code of WeChat's table, on every way and at both calls: whose fault, how
//! many calls.

use connector_kit::{ConnectorError, Refusal, SocialConnector};
use serde_json::{Value, json};

use crate::support::*;

/// What a code is expected to become.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Refused(Refusal),
    Misconfigured(&'static str),
}

use Expected::{Misconfigured, Refused};
use Refusal::{AccountRestricted, Busy, CodeInvalid, NotPermitted, Other, TokenInvalid};

const RID: &str = "61a969fa-3824f418-2a65b14e";

/// The table of `api.weixin.qq.com`, as the profile call sees it. Code -1 has tests
/// of its own.
const TABLE: &[(i64, &str, Expected)] = &[
    (
        40001,
        "invalid credential, access_token is invalid or not latest",
        Refused(TokenInvalid),
    ),
    (40002, "invalid grant_type", Refused(Other)),
    (40003, "invalid openid", Refused(TokenInvalid)),
    (40013, "invalid appid", Misconfigured("clientId")),
    (40014, "invalid access_token", Refused(TokenInvalid)),
    (40029, "invalid code", Refused(CodeInvalid)),
    (40030, "invalid refresh_token", Refused(TokenInvalid)),
    (40035, "invalid parameter", Refused(Other)),
    (40066, "invalid url", Refused(Other)),
    (40097, "invalid args", Refused(Other)),
    (40125, "invalid appsecret", Misconfigured("clientSecret")),
    (40163, "code been used", Refused(CodeInvalid)),
    (
        40164,
        "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist",
        Misconfigured("network"),
    ),
    (40188, "invalid scope", Refused(Other)),
    (40226, "code blocked", Refused(AccountRestricted)),
    (40243, "appsecret is frozen", Misconfigured("clientSecret")),
    (41001, "access_token missing", Refused(Other)),
    (41002, "appid missing", Misconfigured("clientId")),
    (41003, "refresh_token missing", Refused(Other)),
    (41004, "appsecret missing", Misconfigured("clientSecret")),
    (41005, "media data missing", Refused(Other)),
    (41006, "media_id missing", Refused(Other)),
    (41007, "sub_menu data missing", Refused(Other)),
    (41008, "missing code", Refused(CodeInvalid)),
    (41009, "missing openid", Refused(Other)),
    (42001, "access_token expired", Refused(TokenInvalid)),
    (42002, "refresh_token expired", Refused(TokenInvalid)),
    (42003, "code expired", Refused(CodeInvalid)),
    (
        42007,
        "access_token and refresh_token exception",
        Refused(TokenInvalid),
    ),
    (43001, "require GET method", Refused(Other)),
    (43002, "require POST method", Refused(Other)),
    (43003, "require https", Refused(Other)),
    (43004, "require subscribe", Refused(Other)),
    (45009, "reach max api daily quota limit", Refused(Busy)),
    (
        45011,
        "api minute-quota reach limit, must slower, retry next minute",
        Refused(Busy),
    ),
    (48001, "api unauthorized", Refused(NotPermitted)),
    (48004, "api forbidden", Refused(NotPermitted)),
    (
        50001,
        "api unauthorized or user unauthorized",
        Refused(NotPermitted),
    ),
    (50002, "user limited", Refused(AccountRestricted)),
    (50003, "user unexpected", Refused(AccountRestricted)),
    (50005, "user not followed", Refused(AccountRestricted)),
    (
        61003,
        "component is not authorized by this account",
        Refused(NotPermitted),
    ),
    (
        61004,
        "access clientip is not registered",
        Refused(NotPermitted),
    ),
    (
        61007,
        "api is unauthorized to component",
        Refused(NotPermitted),
    ),
    (99999, "a code of next year", Refused(Other)),
    (-2, "invalid scope or bad scope", Refused(Other)),
    (i64::MAX, "", Refused(Other)),
];

fn check(outcome: &Outcome, code: i64, message: &str, expected: Expected) {
    let (found, remedy, answer) = match outcome.error() {
        ConnectorError::ProviderRefused {
            refusal,
            remedy,
            answer,
        } => (Refused(*refusal), remedy, answer),
        ConnectorError::Misconfigured {
            field,
            remedy,
            answer,
        } => {
            let fields = ["clientId", "clientSecret", "network"];
            let field = fields.into_iter().find(|known| known == field).unwrap();
            (Misconfigured(field), remedy, answer)
        }
        other => panic!("{code}: {other:?}"),
    };
    assert_eq!(found, expected, "{code}");
    let answer = answer.as_ref().unwrap();
    assert_eq!(answer.code, code);
    assert_eq!(answer.message, message);
    assert_eq!(answer.request_id.as_deref(), Some(RID));
    assert!(
        remedy.len() > 40 && remedy.ends_with('.'),
        "{code}: {remedy}"
    );
    for word in ["please", "sorry", "oops", "!"] {
        assert!(!remedy.to_lowercase().contains(word), "{code}: {remedy}");
    }
}

/// A way to sign in, with what the person was sent away with.
struct Way {
    connector: Box<dyn SocialConnector>,
    session: Value,
    /// What comes before the fields of its keys.
    prefix: &'static str,
}

/// The QR page, WeChat's own browser, and the application on the phone.
fn ways() -> [Way; 3] {
    let with_account = with(config(), json!({ "inWechat": account() }));
    let native = connectors::factory("wechat-native").unwrap();
    let native = native.build(&config(), None).map_err(|_| "config");
    [
        Way {
            connector: connector(),
            session: session(),
            prefix: "",
        },
        Way {
            connector: connector_with(&with_account, None),
            session: json!({"clientId": SERVICE_ID, "lang": "en", "scope": "snsapi_userinfo"}),
            prefix: "inWechat.",
        },
        Way {
            connector: native.unwrap(),
            session: session(),
            prefix: "",
        },
    ]
}

impl Way {
    async fn sign_in(&self, answers: impl IntoIterator<Item = Scripted>) -> Outcome {
        let callback = callback(&[("code", CODE), ("state", "x")]);
        let outcome = sign_in_with(&*self.connector, &callback, &self.session, answers);
        self.without_prefix(outcome.await)
    }

    /// Takes the prefix off the field of an error, which every way has of its own.
    fn without_prefix(&self, mut outcome: Outcome) -> Outcome {
        if let Err(ConnectorError::Misconfigured { field, .. }) = &mut outcome.result
            && field != "network"
        {
            *field = field.strip_prefix(self.prefix).unwrap().to_owned();
        }
        outcome
    }
}

#[tokio::test]
async fn codes_at_the_exchange() {
    for way in ways() {
        for &(code, message, expected) in TABLE {
            // Before there is a token, this code speaks of the secret.
            let expected = if code == 40001 {
                Misconfigured("clientSecret")
            } else {
                expected
            };
            let answer = refusal(code, &format!("{message}, rid: {RID}"));
            let outcome = way.sign_in([answer]).await;
            check(&outcome, code, message, expected);
            assert_eq!(outcome.paths(), [TOKEN_PATH], "{code}");
            assert!(outcome.steps.is_empty(), "{code}");
        }
    }
}

#[tokio::test]
async fn codes_at_the_profile() {
    for way in ways() {
        for &(code, message, expected) in TABLE {
            let answers = [
                ok(&token()),
                refusal(code, &format!("{message} rid: {RID}")),
            ];
            let outcome = way.sign_in(answers).await;
            check(&outcome, code, message, expected);
            assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH], "{code}");
            assert_eq!(outcome.step_names(), ["code_exchanged"], "{code}");
        }
    }
}

#[tokio::test]
async fn an_overloaded_system_is_asked_once_more() {
    let busy = || refusal(-1, "system error");
    let outcome = sign_in([busy(), ok(&token()), busy(), ok(&profile())]).await;
    assert!(outcome.result.is_ok());
    assert_eq!(
        outcome.step_names(),
        [
            "code_exchange_repeated",
            "code_exchanged",
            "profile_repeated",
            "profile_read"
        ]
    );
    assert_eq!(outcome.calls[0].0, outcome.calls[1].0);

    let outcome = sign_in([busy(), busy()]).await;
    assert_eq!(outcome.refusal(), Some(Busy));
    assert_eq!(outcome.paths(), [TOKEN_PATH, TOKEN_PATH]);

    let outcome = sign_in([ok(&token()), busy(), busy()]).await;
    assert_eq!(outcome.refusal(), Some(Busy));
    assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH, PROFILE_PATH]);

    // The first exchange has used the code up although it said -1.
    let outcome = sign_in([busy(), refusal(40163, "code been used")]).await;
    assert_eq!(outcome.refusal(), Some(CodeInvalid));

    let outcome = sign_in([busy(), timed_out()]).await;
    assert!(matches!(
        outcome.error(),
        ConnectorError::Unreachable { .. }
    ));
    assert_eq!(outcome.calls.len(), 2);
}

#[tokio::test]
async fn the_pause_before_the_second_call_is_real() {
    let begin = std::time::Instant::now();
    sign_in([refusal(-1, "system error"), refusal(-1, "system error")]).await;
    assert!(begin.elapsed() >= std::time::Duration::from_millis(300));
}

#[tokio::test]
async fn an_error_status_does_not_hide_wechats_own_words() {
    for status in [400, 401, 404, 500, 502] {
        let body = r#"{"errcode":40029,"errmsg":"invalid code"}"#;
        let outcome = sign_in([answer(status, body)]).await;
        assert_eq!(outcome.refusal(), Some(CodeInvalid), "{status}");
        let answers = [ok(&token()), answer(status, r#"{"errcode":48001}"#)];
        assert_eq!(
            sign_in(answers).await.refusal(),
            Some(NotPermitted),
            "{status}"
        );
    }
}
