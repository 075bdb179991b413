//! What a configuration may look like, and what is said about one that may not.

use connector_kit::Endpoints;
use connectors::wechat::{Config, Scope};
use serde_json::{Value, json};
use url::Url;

use crate::support::{APP_ID, SECRET};

const SERVICE_ID: &str = "wxfedcba9876543210";

fn errors(config: &Value) -> Vec<(String, String)> {
    let errors = Config::parse(config).map(|_| ()).unwrap_err();
    errors
        .into_iter()
        .map(|error| (error.field, error.message))
        .collect()
}

/// The only error of a configuration in which `change` was made.
fn error(change: Value) -> (String, String) {
    let config = crate::support::with(json!({"clientId": APP_ID, "clientSecret": SECRET}), change);
    let mut errors = errors(&config);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn parsed(config: &Value) -> Config {
    match Config::parse(config) {
        Ok(config) => config,
        Err(errors) => panic!("{config}: {errors:?}"),
    }
}

fn secret(text: &secrecy::SecretString) -> &str {
    secrecy::ExposeSecret::expose_secret(text)
}

#[test]
fn both_spellings_are_read_and_trimmed() {
    for config in [
        json!({"clientId": APP_ID, "clientSecret": SECRET}),
        json!({"appId": APP_ID, "appSecret": SECRET}),
        json!({"clientId": APP_ID, "appId": APP_ID, "appSecret": SECRET}),
        json!({"clientId": "", "appId": APP_ID, "clientSecret": null, "appSecret": SECRET}),
        json!({
            "clientId": format!(" {APP_ID}\n"),
            "appId": format!("\u{feff}{APP_ID}\u{200b}"),
            "clientSecret": format!("\u{3000}\t{SECRET}\u{a0}"),
        }),
    ] {
        let config = parsed(&config);
        assert_eq!(config.website.client_id, APP_ID);
        assert_eq!(secret(&config.website.client_secret), SECRET);
        assert_eq!(config.scope, Scope::Userinfo);
        assert_eq!(config.open_platform, "default");
        assert!(config.in_wechat.is_none());
    }
}

#[test]
fn spellings_that_differ_are_refused() {
    let other = "wx1111111111111111";
    for (change, field) in [
        (json!({"appId": other}), "clientId"),
        (json!({"appSecret": "other"}), "clientSecret"),
    ] {
        let (found, message) = error(change);
        assert_eq!(found, field);
        assert!(
            message.ends_with("their values differ. Keep one."),
            "{message}"
        );
        assert!(!message.contains(SECRET) && !message.contains("other"));
    }
}

#[test]
fn app_ids_are_checked_character_by_character() {
    for (id, message) in [
        (
            "",
            "App ID is missing. The app's page on the Open Platform shows it.",
        ),
        (
            "  ",
            "App ID is missing. The app's page on the Open Platform shows it.",
        ),
        (
            "wx0123456789abcde",
            "App ID starts with wx and has 18 characters. This one has 17.",
        ),
        (
            "wx0123456789abcdef0",
            "App ID starts with wx and has 18 characters. This one has 19.",
        ),
        (
            SECRET,
            "App ID starts with wx and has 18 characters. This one has 32, like an App secret.",
        ),
        (
            "ww0123456789abcdef",
            "App ID starts with wx and has 18 characters. This one starts differently.",
        ),
        (
            "微信0123456789abcdef",
            "App ID starts with wx and has 18 characters. This one starts differently.",
        ),
        (
            "wx0123456789ABCDEF",
            "App ID is in lower case. This one has capital letters.",
        ),
        (
            "WX0123456789abcdef",
            "App ID is in lower case. This one has capital letters.",
        ),
        (
            "wx0123456789abcdeg",
            "App ID has only 0-9 and a-f after wx. This one has \"g\".",
        ),
        (
            "wx0123456 89abcdef",
            "App ID has only 0-9 and a-f after wx. This one has \" \".",
        ),
    ] {
        let found = error(json!({"clientId": id}));
        assert_eq!(found, ("clientId".to_owned(), message.to_owned()), "{id}");
    }
}

#[test]
fn secrets_of_other_shapes_are_accepted_up_to_a_length() {
    for secret in ["x", "with space", &"s".repeat(256)] {
        parsed(&json!({"clientId": APP_ID, "clientSecret": secret}));
    }
    let (field, message) = error(json!({"clientSecret": "s".repeat(257)}));
    assert_eq!(field, "clientSecret");
    assert_eq!(message, "App secret has 32 characters. This one has 257.");
    let (field, message) = error(json!({"clientSecret": " \n"}));
    assert_eq!(field, "clientSecret");
    assert!(message.starts_with("App secret is missing."), "{message}");
}

#[test]
fn fields_of_another_type_are_named() {
    for (change, field, message) in [
        (
            json!({"clientId": 7}),
            "clientId",
            "App ID is text. This one is a number.",
        ),
        (
            json!({"clientSecret": [SECRET]}),
            "clientSecret",
            "App secret is text. This one is a list.",
        ),
        (
            json!({"scope": true}),
            "scope",
            "Scope is text. This one is true or false.",
        ),
        (
            json!({"openPlatform": {}}),
            "openPlatform",
            "Open Platform account is text. This one is an object.",
        ),
        (
            json!({"inWechat": "wx"}),
            "inWechat",
            "An object with clientId and clientSecret belongs here. This is text.",
        ),
    ] {
        assert_eq!(error(change), (field.to_owned(), message.to_owned()));
    }
    for config in [json!(null), json!([]), json!("wx"), json!(1)] {
        let errors = errors(&config);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].0, "config");
    }
}

#[test]
fn unknown_keys_are_named() {
    for (change, field) in [
        (json!({"clientID": APP_ID}), "clientID"),
        (json!({"redirectUri": "x"}), "redirectUri"),
        (
            json!({"inWechat": {"clientId": SERVICE_ID, "clientSecret": "s", "scope": "x"}}),
            "inWechat.scope",
        ),
    ] {
        let (found, message) = error(change);
        assert_eq!(found, field);
        assert!(
            message.starts_with("There is no such key. The keys are clientId"),
            "{message}"
        );
    }
    let (field, _) = error(json!({"k".repeat(1000): 1}));
    assert_eq!(field.len(), 64);
}

#[test]
fn scopes_are_those_of_wechats_own_browser() {
    for (scope, expected) in [
        (json!(null), Scope::Userinfo),
        (json!(""), Scope::Userinfo),
        (json!(" "), Scope::Userinfo),
        (json!("snsapi_login"), Scope::Userinfo),
        (json!("snsapi_userinfo "), Scope::Userinfo),
        (json!("snsapi_base"), Scope::Base),
    ] {
        let config = json!({"clientId": APP_ID, "clientSecret": SECRET, "scope": scope});
        assert_eq!(parsed(&config).scope, expected, "{scope}");
    }
    for scope in [
        "custom_scope",
        "snsapi_base snsapi_userinfo",
        "SNSAPI_BASE",
        "openid",
    ] {
        let (field, message) = error(json!({"scope": scope}));
        assert_eq!(field, "scope");
        assert!(
            message.contains("scanning a code always uses snsapi_login"),
            "{message}"
        );
    }
}

#[test]
fn a_service_account_has_keys_of_its_own() {
    let with = |in_wechat: Value| json!({"clientId": APP_ID, "clientSecret": SECRET, "inWechat": in_wechat});
    let config = parsed(&with(json!({"appId": SERVICE_ID, "clientSecret": " s "})));
    let account = config.in_wechat.unwrap();
    assert_eq!(account.client_id, SERVICE_ID);
    assert_eq!(secret(&account.client_secret), "s");

    for nothing in [
        json!(null),
        json!({}),
        json!(""),
        json!({"clientId": "", "clientSecret": " "}),
        json!({"clientId": null}),
    ] {
        assert!(parsed(&with(nothing)).in_wechat.is_none());
    }
    for (in_wechat, field, beginning) in [
        (
            json!({"clientId": SERVICE_ID}),
            "inWechat.clientSecret",
            "App secret is missing.",
        ),
        (
            json!({"clientSecret": "s"}),
            "inWechat.clientId",
            "App ID is missing.",
        ),
        (
            json!({"clientId": "gh_0123456789ab", "clientSecret": "s"}),
            "inWechat.clientId",
            "App ID starts with wx",
        ),
        (
            json!({"clientId": APP_ID, "clientSecret": "s"}),
            "inWechat.clientId",
            "These are the keys of the website app.",
        ),
    ] {
        let (found, message) = error(json!({"inWechat": in_wechat}));
        assert_eq!(found, field);
        assert!(message.starts_with(beginning), "{message}");
    }
}

#[test]
fn open_platform_accounts_have_short_names() {
    let with =
        |name: &str| json!({"clientId": APP_ID, "clientSecret": SECRET, "openPlatform": name});
    for (name, expected) in [
        ("", "default"),
        (" acme ", "acme"),
        ("某某公司", "某某公司"),
    ] {
        assert_eq!(parsed(&with(name)).open_platform, expected);
    }
    assert_eq!(
        parsed(&with(&"微".repeat(64)))
            .open_platform
            .chars()
            .count(),
        64
    );
    for name in ["微".repeat(65), "a\nb".to_owned()] {
        assert_eq!(error(json!({"openPlatform": name})).0, "openPlatform");
    }
}

#[test]
fn union_ids_are_required_only_where_they_can_come() {
    let with = |value: Value| crate::support::with(crate::support::config(), value);
    for (value, required) in [
        (json!({}), false),
        (json!({"requireUnionId": false}), false),
        (json!({"requireUnionId": ""}), false),
        (json!({"requireUnionId": "false"}), false),
        (json!({"requireUnionId": true}), true),
        (json!({"requireUnionId": " true "}), true),
        // Without a service account nobody is asked with this scope.
        (
            json!({"requireUnionId": true, "scope": "snsapi_base"}),
            true,
        ),
    ] {
        assert_eq!(
            parsed(&with(value.clone())).require_union_id,
            required,
            "{value}"
        );
    }
    for value in [json!("yes"), json!(1), json!([])] {
        let (field, message) = error(json!({"requireUnionId": value}));
        assert_eq!(field, "requireUnionId");
        assert!(message.contains("is true or false."), "{message}");
    }
    let (field, message) = error(json!({
        "requireUnionId": true,
        "scope": "snsapi_base",
        "inWechat": crate::support::account(),
    }));
    assert_eq!(field, "requireUnionId");
    assert!(message.contains("never gives a union id"), "{message}");
}

#[test]
fn everything_that_is_wrong_is_listed_at_once() {
    let fields: Vec<_> = errors(&json!({
        "clientId": "wx",
        "scope": "x",
        "color": "green",
        "openPlatform": 1,
        "inWechat": {"clientId": 2},
        "requireUnionId": 3,
    }))
    .into_iter()
    .map(|(field, _)| field)
    .collect();
    assert_eq!(
        fields,
        [
            "color",
            "clientId",
            "clientSecret",
            "scope",
            "openPlatform",
            "inWechat.clientId",
            "inWechat.clientSecret",
            "requireUnionId",
        ]
    );
}

#[test]
fn nothing_that_is_said_about_a_configuration_holds_its_secrets() {
    for config in [
        json!({"clientId": SECRET, "clientSecret": SECRET}),
        json!({"clientId": APP_ID, "clientSecret": SECRET, "appSecret": "otherwise"}),
        json!({"clientId": APP_ID, "clientSecret": {"value": SECRET}}),
        json!({"clientId": APP_ID, "clientSecret": SECRET, "scope": SECRET}),
        json!({"clientId": APP_ID, "clientSecret": SECRET, "inWechat": {"clientSecret": SECRET}}),
        json!(SECRET),
    ] {
        let errors = Config::parse(&config).unwrap_err();
        let shown = format!("{errors:?}");
        assert!(!shown.contains(SECRET), "{shown}");
    }
    let config = parsed(&json!({
        "clientId": APP_ID,
        "clientSecret": SECRET,
        "inWechat": {"clientId": SERVICE_ID, "clientSecret": "5ervice5ecret"},
    }));
    let shown = format!("{config:?}");
    assert!(shown.contains(APP_ID) && !shown.contains(SECRET) && !shown.contains("5ervice"));
}

#[test]
fn endpoints_are_origins() {
    let factory = connectors::factory("wechat-web").unwrap();
    let config = json!({"clientId": APP_ID, "clientSecret": SECRET});
    let good = Url::parse("http://127.0.0.1:3002").unwrap();
    for bad in [
        "ftp://127.0.0.1/",
        "data:text/plain,x",
        "http://127.0.0.1/wechat",
        "http://127.0.0.1/?x",
        "http://127.0.0.1/#x",
        "http://me@127.0.0.1/",
        "http://:pw@127.0.0.1/",
    ] {
        let endpoints = Endpoints {
            open: good.clone(),
            api: Url::parse(bad).unwrap(),
        };
        let errors = factory.build(&config, Some(&endpoints)).err().unwrap();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].field, "endpoints.api", "{bad}");
    }
    let both = Endpoints {
        open: Url::parse("ftp://a/").unwrap(),
        api: Url::parse("ftp://b/").unwrap(),
    };
    let errors = factory.build(&json!({}), Some(&both)).err().unwrap();
    assert_eq!(errors.len(), 4, "{errors:?}");
}
