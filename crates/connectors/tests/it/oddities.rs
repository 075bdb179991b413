//! Answers that are no answers: slow, broken, mislabelled, truncated.

use connector_kit::{ConnectorError, TransportError};
use serde_json::json;

use crate::support::*;

fn excerpt(outcome: &Outcome) -> Option<&str> {
    match outcome.error() {
        ConnectorError::ProviderMisbehaved { host, excerpt, .. } => {
            assert_eq!(host, "api.weixin.qq.com");
            excerpt.as_deref()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_exchange_of_unknown_outcome_is_never_repeated() {
    for lost in [
        timed_out(),
        Err(TransportError::Failed(
            "connection reset by peer".to_owned(),
        )),
    ] {
        let outcome = sign_in([lost]).await;
        assert_eq!(outcome.paths(), [TOKEN_PATH]);
        match outcome.error() {
            ConnectorError::Unreachable { host, step, .. } => {
                assert_eq!(host, "api.weixin.qq.com");
                assert_eq!(step, "code_exchange");
            }
            other => panic!("{other:?}"),
        }
    }
    for status in [500, 502, 503, 504] {
        let outcome = sign_in([answer(status, "<html>Bad gateway</html>")]).await;
        assert_eq!(outcome.paths(), [TOKEN_PATH]);
        assert_eq!(outcome.problem(), format!("HTTP status {status}"));
        assert_eq!(excerpt(&outcome), Some("<html>Bad gateway</html>"));
    }
}

#[tokio::test]
async fn a_profile_is_read_a_second_time_after_a_lost_answer() {
    for lost in [
        timed_out(),
        Err(TransportError::Failed(
            "connection reset by peer".to_owned(),
        )),
        answer(502, "<html>"),
        answer(503, ""),
    ] {
        let outcome = sign_in([ok(&token()), lost.clone(), ok(&profile())]).await;
        assert!(outcome.result.is_ok());
        assert_eq!(
            outcome.step_names(),
            ["code_exchanged", "profile_repeated", "profile_read"]
        );

        let outcome = sign_in([ok(&token()), lost.clone(), lost]).await;
        assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH, PROFILE_PATH]);
        assert!(matches!(
            outcome.error(),
            ConnectorError::Unreachable { .. } | ConnectorError::ProviderMisbehaved { .. }
        ));
    }
}

#[tokio::test]
async fn what_would_end_alike_is_not_repeated() {
    for lost in [
        Err(TransportError::TooLarge(1024 * 1024)),
        Err(TransportError::Forbidden(
            "10.0.0.1 is not a public address".to_owned(),
        )),
        answer(404, "not found"),
        answer(302, ""),
        answer(200, "<html>"),
        answer(200, ""),
        answer(200, "[]"),
        answer(200, r#"{"openid":"#),
    ] {
        let outcome = sign_in([lost.clone()]).await;
        assert_eq!(outcome.paths(), [TOKEN_PATH]);
        let outcome = sign_in([ok(&token()), lost]).await;
        assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH]);
    }
}

#[tokio::test]
async fn nonsense_is_named_and_quoted() {
    for (body, problem) in [
        ("", "the answer is empty"),
        (
            "<!doctype html><title>Sign in to Wi-Fi</title>",
            "the answer is a web page",
        ),
        ("ok", "the answer is not JSON"),
        ("[]", "the answer is not a JSON object"),
        ("null", "the answer is not a JSON object"),
        (r#"{"errcode":"x"}"#, "the error code is not a number"),
        ("{}", "there is no access token"),
        (r#"{"errcode":0,"errmsg":"ok"}"#, "there is no access token"),
        (r#"{"access_token":""}"#, "there is no access token"),
        (
            r#"{"access_token":7,"openid":"o"}"#,
            "there is no access token",
        ),
    ] {
        let outcome = sign_in([answer(200, body)]).await;
        assert_eq!(outcome.problem(), problem, "{body}");
        assert_eq!(excerpt(&outcome).is_none(), body.is_empty(), "{body}");
    }
    let outcome = sign_in([answer(200, "Sign in to Wi-Fi")]).await;
    assert_eq!(excerpt(&outcome), Some("Sign in to Wi-Fi"));
    let outcome = sign_in([answer(200, "微 ".repeat(10_000))]).await;
    assert_eq!(excerpt(&outcome).unwrap().chars().count(), 500);
}

#[tokio::test]
async fn good_fields_under_a_bad_status_do_not_count() {
    for status in [201, 204, 302, 403, 500] {
        let outcome = sign_in([answer(status, token().to_string())]).await;
        assert_eq!(outcome.problem(), format!("HTTP status {status}"));
        assert_eq!(outcome.calls.len(), 1);
    }
}

#[tokio::test]
async fn an_oversized_answer_is_the_vendors_fault() {
    let outcome = sign_in([Err(TransportError::TooLarge(1024 * 1024))]).await;
    assert_eq!(
        outcome.problem(),
        "the answer was larger than 1048576 bytes"
    );
}

#[tokio::test]
async fn a_refusing_guard_counts_as_unreachable() {
    let forbidden = TransportError::Forbidden("198.18.0.5 is not a public address".to_owned());
    let outcome = sign_in([Err(forbidden)]).await;
    match outcome.error() {
        ConnectorError::Unreachable { problem, .. } => {
            assert!(
                problem.contains("198.18.0.5 is not a public address"),
                "{problem}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn numbers_as_text_and_unknown_fields_do_not_disturb() {
    let token = with(
        token(),
        json!({"expires_in": "7200", "errcode": "0", "scope": ["snsapi_login"], "new": {}}),
    );
    let profile = with(
        profile(),
        json!({"sex": "0", "privilege": null, "errcode": 0}),
    );
    assert!(sign_in([ok(&token), ok(&profile)]).await.result.is_ok());
}

#[tokio::test]
async fn names_that_break_json_still_sign_in() {
    for (nickname, name) in [
        (&b"a\x01b"[..], "a\u{1}b"),
        (b"line\nbreak", "line\nbreak"),
        (br"half \ud83d", "half \u{fffd}"),
        (b"\xff\xfe", "\u{fffd}\u{fffd}"),
        (br"\ud83e\udd8a", "🦊"),
        (br"\/", "/"),
    ] {
        let mut body = format!("\u{feff} {{\"openid\":\"{OPENID}\",\"nickname\":\"").into_bytes();
        body.extend_from_slice(nickname);
        body.extend_from_slice(b"\"}\n");
        let outcome = sign_in([ok(&token()), answer(200, body)]).await;
        assert_eq!(outcome.person().name.as_deref(), Some(name));
    }
}
