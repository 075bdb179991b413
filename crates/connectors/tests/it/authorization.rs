//! Where people are sent.

use connector_kit::{AuthorizationRequest, SocialConnector};
use serde_json::json;
use url::Url;

use crate::support::{APP_ID, SECRET, connector, connector_with, simulator_endpoints};

fn uri(connector: &dyn SocialConnector, state: &str, redirect_uri: &str, language: &str) -> String {
    let redirect_uri = Url::parse(redirect_uri).unwrap();
    let request = AuthorizationRequest {
        state,
        redirect_uri: &redirect_uri,
        language,
        user_agent: None,
    };
    connector.authorization_uri(&request).unwrap().uri
}

const CALLBACK: &str = "http://localhost:3001/callback";

#[test]
fn parameters_come_in_the_documented_order() {
    assert_eq!(
        uri(&*connector(), "some_state", CALLBACK, "zh-Hans"),
        "https://open.weixin.qq.com/connect/qrconnect?appid=wx0123456789abcdef\
         &redirect_uri=http%3A%2F%2Flocalhost%3A3001%2Fcallback&response_type=code\
         &scope=snsapi_login&state=some_state#wechat_redirect"
    );
    assert_eq!(
        uri(&*connector(), "some_state", CALLBACK, "fr"),
        "https://open.weixin.qq.com/connect/qrconnect?appid=wx0123456789abcdef\
         &redirect_uri=http%3A%2F%2Flocalhost%3A3001%2Fcallback&response_type=code\
         &scope=snsapi_login&state=some_state&lang=en#wechat_redirect"
    );
}

#[test]
fn scanning_always_asks_for_the_one_scope_of_the_qr_page() {
    for scope in ["", "snsapi_userinfo", "snsapi_base", "snsapi_login"] {
        let config = json!({"clientId": APP_ID, "clientSecret": SECRET, "scope": scope});
        let uri = uri(&*connector_with(&config, None), "s", CALLBACK, "en");
        assert!(uri.contains("&scope=snsapi_login&"), "{uri}");
    }
}

#[test]
fn redirect_uris_are_encoded_once() {
    for (given, encoded) in [
        (
            "https://id.example/callback/wechat?a=1&b=%20",
            "https%3A%2F%2Fid.example%2Fcallback%2Fwechat%3Fa%3D1%26b%3D%2520",
        ),
        (
            "https://id.example/登录/100%25",
            "https%3A%2F%2Fid.example%2F%25E7%2599%25BB%25E5%25BD%2595%2F100%2525",
        ),
        (
            "https://牌楼.example/a+b c",
            "https%3A%2F%2Fxn--56vx1q.example%2Fa%2Bb%2520c",
        ),
        (
            "http://[::1]:8080/*~'()!",
            "http%3A%2F%2F%5B%3A%3A1%5D%3A8080%2F*%7E%27%28%29%21",
        ),
    ] {
        let uri = uri(&*connector(), "s", given, "zh");
        let expected = format!("&redirect_uri={encoded}&response_type=code&");
        assert!(uri.contains(&expected), "{uri}\n{expected}");
        let read = Url::parse(&uri).unwrap();
        let redirect_uri = read.query_pairs().find(|(name, _)| name == "redirect_uri");
        assert_eq!(redirect_uri.unwrap().1, Url::parse(given).unwrap().as_str());
    }
}

#[test]
fn wechat_is_told_about_english_and_nothing_else() {
    for language in ["en", "fr", "ja", "de-CH", "en-CN", "zha", ""] {
        let uri = uri(&*connector(), "s", CALLBACK, language);
        assert!(
            uri.ends_with("&state=s&lang=en#wechat_redirect"),
            "{language}: {uri}"
        );
    }
    for language in ["zh", "zh-Hans", "zh-Hant", "zh-TW", "ZH_cn"] {
        let uri = uri(&*connector(), "s", CALLBACK, language);
        assert!(
            uri.ends_with("&state=s#wechat_redirect"),
            "{language}: {uri}"
        );
    }
}

#[test]
fn simulator_mode_changes_the_origin_only() {
    let config = json!({"clientId": APP_ID, "clientSecret": SECRET});
    let simulated = connector_with(&config, Some(&simulator_endpoints()));
    let real = connector();
    assert_eq!(real.authorization_origin(), "https://open.weixin.qq.com");
    assert_eq!(simulated.authorization_origin(), "http://127.0.0.1:3002");
    let there = uri(&*simulated, "s", CALLBACK, "en");
    let here = uri(&*real, "s", CALLBACK, "en");
    assert_eq!(
        there.strip_prefix("http://127.0.0.1:3002"),
        here.strip_prefix("https://open.weixin.qq.com")
    );
}

#[test]
fn the_session_remembers_app_and_language_and_no_secret() {
    let redirect_uri = Url::parse(CALLBACK).unwrap();
    for (language, lang) in [
        ("zh-Hans", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans-HK", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-TW", "zh_TW"),
        ("zh_HK", "zh_TW"),
        ("fr", "en"),
    ] {
        let request = AuthorizationRequest {
            state: "s",
            redirect_uri: &redirect_uri,
            language,
            user_agent: Some("Mozilla/5.0"),
        };
        let session = connector().authorization_uri(&request).unwrap().session;
        assert_eq!(session, json!({"clientId": APP_ID, "lang": lang}));
    }
}

#[test]
fn the_catalogue_finds_connectors_by_id() {
    let ids: Vec<_> = connectors::catalogue()
        .iter()
        .map(|factory| factory.metadata().id)
        .collect();
    assert_eq!(ids, ["wechat-web", "wechat-native"]);
    assert!(connectors::factory("wechat-web").is_some());
    assert!(connectors::factory("WeChat-Web").is_none());
    assert!(connectors::factory("").is_none());
    for factory in connectors::catalogue() {
        assert_eq!(factory.metadata().target, "wechat");
    }
}
