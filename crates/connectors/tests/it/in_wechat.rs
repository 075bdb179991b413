//! WeChat's own browser, with a service account.

use connector_kit::{AuthorizationRequest, AuthorizationUri, ConnectorError, Refusal, Surface};
use serde_json::{Value, json};
use url::Url;

use crate::support::*;

const CALLBACK: &str = "https://id.example/callback/wechat";

const ON_PHONE: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like \
                        Gecko) Mobile Safari/537.36 MicroMessenger/8.0.49(0x28003133) NetType/WIFI";
const ON_DESKTOP: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
                          MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13)";
const WECOM: &str = "Mozilla/5.0 (Windows NT 10.0) wxwork/4.1.16 MicroMessenger/7.0.1";
const WECOM_ON_PHONE: &str = "Mozilla/5.0 (iPhone) wxwork/4.1.16 MicroMessenger/7.0.1";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";
const DESKTOP: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36";

fn request<'a>(
    redirect_uri: &'a Url,
    state: &'a str,
    user_agent: Option<&'a str>,
) -> AuthorizationRequest<'a> {
    AuthorizationRequest {
        state,
        redirect_uri,
        language: "zh-Hans",
        user_agent,
    }
}

fn away(config: &Value, user_agent: &str) -> AuthorizationUri {
    let redirect_uri = Url::parse(CALLBACK).unwrap();
    let request = request(&redirect_uri, "0123abcXYZ", Some(user_agent));
    let connector = connector_with(config, None);
    connector.authorization_uri(&request).unwrap()
}

fn with_account() -> Value {
    with(config(), json!({ "inWechat": account() }))
}

#[test]
fn the_address_has_the_documented_order_with_extras_before_the_fragment() {
    for (scope, asked) in [
        (json!(null), "snsapi_userinfo"),
        (json!(""), "snsapi_userinfo"),
        (json!("snsapi_login"), "snsapi_userinfo"),
        (json!("snsapi_userinfo"), "snsapi_userinfo"),
        (json!("snsapi_base"), "snsapi_base"),
    ] {
        let config = with(with_account(), json!({ "scope": scope }));
        for browser in [ON_PHONE, ON_DESKTOP] {
            let away = away(&config, browser);
            assert_eq!(
                away.uri,
                format!(
                    "https://open.weixin.qq.com/connect/oauth2/authorize?appid={SERVICE_ID}\
                     &redirect_uri=https%3A%2F%2Fid.example%2Fcallback%2Fwechat\
                     &response_type=code&scope={asked}&state=0123abcXYZ\
                     &connect_redirect=1#wechat_redirect"
                )
            );
            let session = json!({"clientId": SERVICE_ID, "lang": "zh_CN", "scope": asked});
            assert_eq!(away.session, session);
        }
    }
}

#[test]
fn every_other_browser_gets_the_qr_page_of_the_website_app() {
    let qr_page = format!("https://open.weixin.qq.com/connect/qrconnect?appid={APP_ID}&");
    for browser in [WECOM, WECOM_ON_PHONE, PHONE, DESKTOP, ""] {
        let away = away(&with_account(), browser);
        assert!(away.uri.starts_with(&qr_page), "{}", away.uri);
        assert!(away.uri.contains("&scope=snsapi_login&"), "{}", away.uri);
        assert_eq!(away.session["clientId"], APP_ID);
    }
}

#[test]
fn without_a_service_account_nobody_is_sent_with_an_empty_app_id() {
    for nothing in [
        json!(null),
        json!({}),
        json!(""),
        json!({"clientId": "", "clientSecret": " "}),
    ] {
        let config = with(config(), json!({ "scope": "snsapi_base" }));
        let config = with(config, json!({ "inWechat": nothing }));
        for browser in [ON_PHONE, ON_DESKTOP, WECOM, PHONE, DESKTOP] {
            let uri = away(&config, browser).uri;
            assert!(
                uri.contains(&format!("/connect/qrconnect?appid={APP_ID}&")),
                "{uri}"
            );
        }
    }
}

#[test]
fn the_browser_chooses_the_surface() {
    let surface = |config: &Value, browser| connector_with(config, None).surface(browser);
    for (browser, with, without) in [
        (Some(ON_PHONE), Surface::Fits, Surface::OtherBrowser),
        (Some(ON_DESKTOP), Surface::Fits, Surface::Fits),
        (Some(WECOM), Surface::Fits, Surface::Fits),
        (
            Some(WECOM_ON_PHONE),
            Surface::SecondScreen,
            Surface::SecondScreen,
        ),
        (Some(PHONE), Surface::SecondScreen, Surface::SecondScreen),
        (Some(DESKTOP), Surface::Fits, Surface::Fits),
        (None, Surface::Fits, Surface::Fits),
    ] {
        assert_eq!(surface(&with_account(), browser), with, "{browser:?}");
        assert_eq!(surface(&config(), browser), without, "{browser:?}");
    }
}

#[test]
fn a_state_that_wechat_would_refuse_goes_nowhere() {
    let redirect_uri = Url::parse(CALLBACK).unwrap();
    let connector = connector_with(&with_account(), None);
    let long = "a".repeat(129);
    for state in ["", "some_state", "a b", "é", "a&b", &long] {
        let error = connector
            .authorization_uri(&request(&redirect_uri, state, Some(ON_PHONE)))
            .unwrap_err();
        assert!(matches!(error, ConnectorError::Misconfigured { field, .. } if field == "state"));
    }
    let request = request(&redirect_uri, &long[..128], Some(ON_PHONE));
    assert!(connector.authorization_uri(&request).is_ok());
}

fn session_of(scope: &str) -> Value {
    json!({"clientId": SERVICE_ID, "lang": "zh_CN", "scope": scope})
}

async fn come_back(
    config: &Value,
    session: &Value,
    answers: impl IntoIterator<Item = Scripted>,
) -> Outcome {
    let connector = connector_with(config, None);
    let callback = callback(&[("code", CODE), ("state", "x")]);
    sign_in_with(&*connector, &callback, session, answers).await
}

#[tokio::test]
async fn consent_gives_a_profile_under_the_keys_of_the_service_account() {
    let config = with(with_account(), json!({"openPlatform": "acme"}));
    let answers = [ok(&token()), ok(&profile())];
    let outcome = come_back(&config, &session_of("snsapi_userinfo"), answers).await;
    let person = outcome.person();
    let realms: Vec<_> = person
        .keys
        .as_slice()
        .iter()
        .map(|key| &*key.realm)
        .collect();
    assert_eq!(realms, ["union:acme", &format!("app:{SERVICE_ID}")]);
    assert_eq!(person.name.as_deref(), Some("小明"));
    assert_eq!(person.tokens.as_ref().unwrap().app_id, SERVICE_ID);
    let exchange = outcome.calls[0].0.as_str();
    assert!(
        exchange.contains(&format!(
            "?appid={SERVICE_ID}&secret={SERVICE_SECRET}&code="
        )),
        "{exchange}"
    );

    // The same person through the QR page shares the union id and nothing else.
    let website = come_back(&config, &session(), [ok(&token()), ok(&profile())]).await;
    let keys = website.person().keys.as_slice();
    assert_eq!(keys[0], person.keys.as_slice()[0]);
    assert_eq!(keys[1].realm, format!("app:{APP_ID}"));
    assert!(
        website.calls[0]
            .0
            .as_str()
            .contains(&format!("?appid={APP_ID}&secret={SECRET}&"))
    );
}

/// WeChat's answer after a silent authorization.
fn silent_token() -> Value {
    with(token(), json!({"scope": "snsapi_base", "unionid": null}))
}

#[tokio::test]
async fn silence_gives_an_open_id_and_no_profile_and_asks_for_none() {
    let config = with(with_account(), json!({"scope": "snsapi_base"}));
    let session = session_of("snsapi_base");
    let outcome = come_back(&config, &session, [ok(&silent_token())]).await;
    assert_eq!(outcome.paths(), [TOKEN_PATH]);
    assert_eq!(outcome.step_names(), ["code_exchanged", "profile_left_out"]);
    let person = outcome.person();
    assert_eq!(person.keys.as_slice().len(), 1);
    assert_eq!(person.keys.strongest().realm, format!("app:{SERVICE_ID}"));
    assert_eq!((&person.name, &person.avatar), (&None, &None));
    assert_eq!(person.raw, Value::Null);

    // Should WeChat tell a union id after all, it counts.
    let outcome = come_back(&config, &session, [ok(&token())]).await;
    assert_eq!(outcome.person().keys.as_slice().len(), 2);
}

#[tokio::test]
async fn the_scope_that_counts_is_the_one_the_person_was_sent_with() {
    // The administrator changed it while the person was away.
    let config = with(with_account(), json!({"scope": "snsapi_base"}));
    let answers = [ok(&token()), ok(&profile())];
    let outcome = come_back(&config, &session_of("snsapi_userinfo"), answers).await;
    assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH]);
    // The QR page has no such scope, whatever a session says.
    let session = with(session(), json!({"scope": "snsapi_base"}));
    let outcome = come_back(&config, &session, [ok(&token()), ok(&profile())]).await;
    assert_eq!(outcome.paths(), [TOKEN_PATH, PROFILE_PATH]);
}

#[tokio::test]
async fn preview_visitors_are_refused_on_both_scopes() {
    for scope in ["snsapi_userinfo", "snsapi_base"] {
        let token = with(token(), json!({"is_snapshotuser": 1, "scope": scope}));
        let outcome = come_back(&with_account(), &session_of(scope), [ok(&token)]).await;
        assert_eq!(outcome.refusal(), Some(Refusal::Preview), "{scope}");
        assert_eq!(outcome.paths(), [TOKEN_PATH]);
    }
}

#[tokio::test]
async fn a_profile_that_is_not_shared_is_explained_for_a_service_account() {
    let answers = [ok(&token()), refusal(48001, "api unauthorized")];
    let outcome = come_back(&with_account(), &session_of("snsapi_userinfo"), answers).await;
    assert_eq!(outcome.refusal(), Some(Refusal::NotPermitted));
    let text = outcome.error().to_string();
    assert!(
        text.contains("service account") && text.contains("48001"),
        "{text}"
    );
}

#[tokio::test]
async fn wrong_keys_are_those_of_the_service_account() {
    for (code, field) in [
        (40001, "inWechat.clientSecret"),
        (40013, "inWechat.clientId"),
        (40125, "inWechat.clientSecret"),
        (40243, "inWechat.clientSecret"),
        (41002, "inWechat.clientId"),
        (41004, "inWechat.clientSecret"),
        (40164, "network"),
    ] {
        let session = session_of("snsapi_userinfo");
        let outcome = come_back(&with_account(), &session, [refusal(code, "x")]).await;
        match outcome.error() {
            ConnectorError::Misconfigured { field: found, .. } => assert_eq!(found, field),
            other => panic!("{code}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn keys_that_were_taken_out_meanwhile_exchange_nothing() {
    let session = session_of("snsapi_userinfo");
    let outcome = come_back(&config(), &session, []).await;
    assert_eq!(outcome.refusal(), Some(Refusal::CodeInvalid));
    // Who refused has refused, whatever the keys are now.
    let refused = callback(&[("code", "authdeny"), ("state", "x")]);
    let outcome = sign_in_with(&*connector(), &refused, &session, []).await;
    assert_eq!(outcome.error(), &ConnectorError::PersonRefused);
}

#[tokio::test]
async fn people_without_union_id_are_refused_where_one_is_required() {
    let config = with(with_account(), json!({"requireUnionId": true}));
    let none = json!({"unionid": null});
    for (session, says) in [
        (session(), "belongs to an Open Platform account"),
        (session_of("snsapi_userinfo"), "Bind the service account"),
    ] {
        let known = come_back(&config, &session, [ok(&token()), ok(&profile())]).await;
        assert!(known.result.is_ok());
        let answers = [
            ok(&with(token(), none.clone())),
            ok(&with(profile(), none.clone())),
        ];
        let outcome = come_back(&config, &session, answers).await;
        match outcome.error() {
            ConnectorError::Misconfigured { field, remedy, .. } => {
                assert_eq!(field, "requireUnionId");
                assert!(remedy.contains(says), "{remedy}");
            }
            other => panic!("{other:?}"),
        }
    }
    // It does not matter which answer brings it.
    let answers = [ok(&with(token(), none)), ok(&profile())];
    let outcome = come_back(&config, &session(), answers).await;
    assert!(outcome.result.is_ok());
}
