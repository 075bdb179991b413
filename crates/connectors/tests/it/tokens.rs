//! WeChat's own tokens: what comes with a person, and how it is kept fresh.

use std::time::Duration;

use connector_kit::{Clock, ConnectorError, Context, ProviderTokens, Refusal, Steps, Timestamp};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::support::*;

const REFRESH_PATH: &str = "/sns/oauth2/refresh_token";
const FRESH: &str = "60_FrEsHtOkEn-abcdefghijklmnopqrstuvwxyz_0123456789";

fn now() -> Timestamp {
    Fixed.now()
}

fn kept() -> ProviderTokens {
    ProviderTokens {
        access_token: ACCESS_TOKEN.to_owned().into(),
        refresh_token: Some(REFRESH_TOKEN.to_owned().into()),
        expires_at: now(),
        scope: "snsapi_login".to_owned(),
        app_id: APP_ID.to_owned(),
    }
}

/// What comes of a refresh, the addresses that were called, and whether the tokens
/// are to be dropped.
struct Refreshed {
    result: Result<ProviderTokens, ConnectorError>,
    addresses: Vec<String>,
    ends: bool,
}

async fn refresh(
    tokens: &ProviderTokens,
    answers: impl IntoIterator<Item = Scripted>,
) -> Refreshed {
    let script = Script::new(answers);
    let context = Context {
        http: &script,
        clock: &Fixed,
        entropy: &Fixed,
        session: &Value::Null,
        steps: &Steps::default(),
    };
    let connector = connector();
    let result = connector.refresh(tokens, context).await;
    let ends = result
        .as_ref()
        .is_err_and(|error| connector.ends_tokens(error));
    let addresses = script
        .calls()
        .into_iter()
        .map(|(url, _)| url.into())
        .collect();
    Refreshed {
        result,
        addresses,
        ends,
    }
}

#[tokio::test]
async fn tokens_come_with_the_person_and_are_not_written_with_them() {
    let outcome = sign_in([ok(&token()), ok(&profile())]).await;
    let person = outcome.person();
    let tokens = person.tokens.as_ref().unwrap();
    assert_eq!(tokens.access_token.expose_secret(), ACCESS_TOKEN);
    assert_eq!(
        tokens.refresh_token.as_ref().unwrap().expose_secret(),
        REFRESH_TOKEN
    );
    assert_eq!(tokens.expires_at, now().plus(Duration::from_hours(2)));
    assert_eq!((&*tokens.scope, &*tokens.app_id), ("snsapi_login", APP_ID));

    let shown = format!("{person:?} {}", json!(person));
    for token in [ACCESS_TOKEN, REFRESH_TOKEN] {
        assert!(!shown.contains(&token[..16]), "{shown}");
    }
    let read: connector_kit::SocialUserInfo = serde_json::from_value(json!(person)).unwrap();
    assert_eq!(read.tokens, None);
}

#[tokio::test]
async fn odd_lifetimes_make_tokens_that_are_refreshed_before_use() {
    for (expires_in, seconds) in [
        (json!("7200"), 7200),
        (json!(7200.0), 7200),
        (json!(null), 0),
        (json!(-5), 0),
        (json!("soon"), 0),
        (json!({}), 0),
    ] {
        let token = with(
            token(),
            json!({"expires_in": expires_in, "refresh_token": null, "scope": 7}),
        );
        let outcome = sign_in([ok(&token), ok(&profile())]).await;
        let tokens = outcome.person().tokens.as_ref().unwrap();
        assert_eq!(
            tokens.expires_at,
            now().plus(Duration::from_secs(seconds)),
            "{expires_in}"
        );
        assert!(tokens.refresh_token.is_none());
        assert_eq!(tokens.scope, "");
    }
}

#[tokio::test]
async fn fresh_tokens_replace_the_kept_ones_as_a_whole() {
    let body = json!({
        "access_token": FRESH,
        "expires_in": 7200,
        "refresh_token": "60_another",
        "openid": OPENID,
        "scope": "snsapi_base,snsapi_login",
    });
    let refreshed = refresh(&kept(), [ok(&body)]).await;
    // WeChat wants no secret here, so it gets none.
    assert_eq!(
        refreshed.addresses,
        [format!(
            "https://api.weixin.qq.com{REFRESH_PATH}?appid={APP_ID}&grant_type=refresh_token\
             &refresh_token={REFRESH_TOKEN}"
        )]
    );
    let tokens = refreshed.result.unwrap();
    let expected = ProviderTokens {
        access_token: FRESH.to_owned().into(),
        refresh_token: Some("60_another".to_owned().into()),
        expires_at: now().plus(Duration::from_hours(2)),
        scope: "snsapi_base,snsapi_login".to_owned(),
        ..kept()
    };
    assert_eq!(tokens, expected);

    let without = with(body, json!({"refresh_token": null}));
    let tokens = refresh(&kept(), [ok(&without)]).await.result.unwrap();
    assert_eq!(tokens.refresh_token.unwrap().expose_secret(), REFRESH_TOKEN);
}

#[tokio::test]
async fn tokens_are_dropped_when_wechat_says_that_they_are_void_and_not_before() {
    for (code, ends) in [
        (40030, true),
        (42002, true),
        (42007, true),
        (40001, false),
        (40013, false),
        (40014, false),
        (40029, false),
        (41003, false),
        (42001, false),
        (45011, false),
        (48001, false),
        (99999, false),
    ] {
        let refreshed = refresh(
            &kept(),
            [refusal(code, "x, rid: 61a969fa-3824f418-2a65b14e")],
        )
        .await;
        assert_eq!(refreshed.ends, ends, "{code}");
        let text = refreshed.result.unwrap_err().to_string();
        assert!(
            text.contains(&code.to_string()) && !text.contains(REFRESH_TOKEN),
            "{text}"
        );
    }
    // Nobody knows, so they stay.
    for answers in [
        [refusal(-1, "system error"), refusal(-1, "system error")],
        [timed_out(), timed_out()],
        [answer(502, "<html>"), answer(502, "<html>")],
    ] {
        let refreshed = refresh(&kept(), answers).await;
        assert_eq!(refreshed.addresses.len(), 2);
        assert!(!refreshed.ends && refreshed.result.is_err());
    }
    let refreshed = refresh(&kept(), [ok(&json!({"expires_in": 7200}))]).await;
    assert!(matches!(
        refreshed.result,
        Err(ConnectorError::ProviderMisbehaved { .. })
    ));
    assert!(!refreshed.ends);
}

#[tokio::test]
async fn tokens_without_a_refresh_token_end_by_themselves() {
    let tokens = ProviderTokens {
        refresh_token: None,
        ..kept()
    };
    let refreshed = refresh(&tokens, []).await;
    assert!(refreshed.ends);
    assert!(matches!(
        refreshed.result,
        Err(ConnectorError::ProviderRefused {
            refusal: Refusal::TokenInvalid,
            answer: None,
            ..
        })
    ));
}

#[tokio::test]
async fn no_failure_of_a_refresh_repeats_a_token() {
    for secret in [ACCESS_TOKEN, REFRESH_TOKEN] {
        for echo in [
            answer(200, format!("<html>{secret}</html>")),
            refusal(40030, secret),
            answer(200, json!({"access_token": "", "x": secret}).to_string()),
        ] {
            let error = refresh(&kept(), [echo]).await.result.unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(&secret[..16]), "{shown}");
        }
    }
}
