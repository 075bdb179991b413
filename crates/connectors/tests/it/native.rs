//! WeChat (Native): the application on the phone, with the cases that Logto tests.

use connector_kit::{
    AuthorizationRequest, ConnectorError, Platform, Refusal, SocialConnector, Surface,
};
use connectors::wechat::NativeConfig;
use serde_json::{Value, json};
use url::Url;

use crate::support::*;

fn native(config: &Value) -> Box<dyn SocialConnector> {
    let factory = connectors::factory("wechat-native").unwrap();
    match factory.build(config, None) {
        Ok(connector) => connector,
        Err(errors) => panic!("{errors:?}"),
    }
}

fn uri(config: &Value, state: &str) -> String {
    let redirect_uri = Url::parse("http://localhost:3001/callback").unwrap();
    let request = AuthorizationRequest {
        state,
        redirect_uri: &redirect_uri,
        language: "en",
        user_agent: None,
    };
    let away = native(config).authorization_uri(&request).unwrap();
    assert_eq!(away.session, session());
    away.uri
}

async fn come_back(answers: impl IntoIterator<Item = Scripted>) -> Outcome {
    let callback = callback(&[("code", CODE), ("state", "x")]);
    sign_in_with(&*native(&config()), &callback, &session(), answers).await
}

#[test]
fn the_address_is_one_for_the_open_sdk() {
    assert_eq!(
        uri(&config(), "dummy-state"),
        format!("wechat://?app_id={APP_ID}&state=dummy-state")
    );
    let config = with(
        config(),
        json!({"universalLinks": " https://app.example/a b/?x=1&y "}),
    );
    assert_eq!(
        uri(&config, "s&t=ü"),
        format!(
            "wechat://?app_id={APP_ID}&state=s%26t%3D%C3%BC\
             &universal_link=https%3A%2F%2Fapp.example%2Fa%2520b%2F%3Fx%3D1%26y"
        )
    );
}

#[test]
fn it_is_the_native_way_to_the_same_people() {
    let connector = native(&config());
    let metadata = connector.metadata();
    assert_eq!((metadata.id, metadata.target), ("wechat-native", "wechat"));
    assert_eq!(metadata.platform, Platform::Native);
    assert_eq!(metadata.name.text("zh-Hans"), "微信（移动应用）");
    // A source for the `form-action` of a page.
    assert_eq!(connector.authorization_origin(), "wechat:");
    assert_eq!(
        connector.surface(Some("Mozilla/5.0 (iPhone)")),
        Surface::Fits
    );
    let keys: Vec<_> = metadata.form_items.iter().map(|item| item.key).collect();
    assert_eq!(
        keys,
        [
            "clientId",
            "clientSecret",
            "universalLinks",
            "openPlatform",
            "requireUnionId"
        ]
    );
}

#[test]
fn configurations_are_read_as_strictly_as_those_of_the_web() {
    let errors = |change| {
        let errors = NativeConfig::parse(&with(config(), change)).unwrap_err();
        let fields = errors.into_iter().map(|error| error.field);
        fields.collect::<Vec<_>>()
    };
    for change in [
        json!({"universalLinks": "http://app.example/"}),
        json!({"universalLinks": "app.example"}),
        json!({"universalLinks": "wechat://x"}),
        json!({"universalLinks": 7}),
    ] {
        assert_eq!(errors(change), ["universalLinks"]);
    }
    assert_eq!(errors(json!({"scope": "snsapi_userinfo"})), ["scope"]);
    assert_eq!(errors(json!({"inWechat": {}})), ["inWechat"]);
    assert_eq!(
        errors(json!({"clientId": "wx", "clientSecret": null, "requireUnionId": "yes"})),
        ["clientId", "clientSecret", "requireUnionId"]
    );
    let read = NativeConfig::parse(&with(config(), json!({"universalLinks": ""}))).unwrap();
    assert!(read.universal_links.is_none() && !read.require_union_id);
    assert!(NativeConfig::parse(&json!([])).is_err());
}

#[tokio::test]
async fn a_code_of_the_open_sdk_becomes_a_person() {
    let outcome = come_back([
        ok(&with(token(), json!({"scope": "snsapi_userinfo"}))),
        ok(&profile()),
    ])
    .await;
    let person = outcome.person();
    let realms: Vec<_> = person
        .keys
        .as_slice()
        .iter()
        .map(|key| &*key.realm)
        .collect();
    assert_eq!(realms, ["union:default", &format!("app:{APP_ID}")]);
    assert_eq!(person.name.as_deref(), Some("小明"));
    assert_eq!(person.raw["nickname"], "小明");
    assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH]);

    let union = |person: &connector_kit::SocialUserInfo| person.keys.strongest().clone();
    let web = sign_in([ok(&token()), ok(&profile())]).await;
    assert_eq!(union(person), union(web.person()));
}

#[tokio::test]
async fn refusals_at_the_exchange_and_the_profile_are_told_apart() {
    use Refusal::{Busy, CodeInvalid, Other, TokenInvalid};
    for (code, refused) in [
        (40029, CodeInvalid),
        (40163, CodeInvalid),
        (42003, CodeInvalid),
    ] {
        assert_eq!(
            come_back([refusal(code, "x")]).await.refusal(),
            Some(refused)
        );
    }
    let busy = || refusal(-1, "system error");
    assert_eq!(come_back([busy(), busy()]).await.refusal(), Some(Busy));
    for (code, refused) in [(40001, TokenInvalid), (40003, TokenInvalid), (41009, Other)] {
        let outcome = come_back([ok(&token()), refusal(code, "x")]).await;
        assert_eq!(outcome.refusal(), Some(refused), "{code}");
    }
    for status in [401, 500] {
        let outcome = come_back([ok(&token()), answer(status, ""), answer(status, "")]).await;
        assert_eq!(outcome.problem(), format!("HTTP status {status}"));
    }
    match come_back([refusal(40125, "invalid appsecret")])
        .await
        .error()
    {
        ConnectorError::Misconfigured { field, .. } => assert_eq!(field, "clientSecret"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nothing_that_came_back_wrong_is_exchanged() {
    let connector = native(&config());
    let nothing = callback(&[]);
    let outcome = sign_in_with(&*connector, &nothing, &session(), []).await;
    assert_eq!(outcome.error(), &ConnectorError::PersonRefused);
    for session in [Value::Null, json!({"clientId": SERVICE_ID})] {
        let callback = callback(&[("code", CODE)]);
        let outcome = sign_in_with(&*connector, &callback, &session, []).await;
        assert_eq!(outcome.refusal(), Some(Refusal::CodeInvalid));
    }
}
