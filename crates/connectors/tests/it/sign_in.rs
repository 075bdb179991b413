//! A callback becomes a person: the good ways, and what is refused about identities.

use connector_kit::{ConnectorError, IdentityKey, Limits, Refusal};
use serde_json::{Value, json};

use crate::support::*;

fn key(realm: &str, value: &str) -> IdentityKey {
    IdentityKey {
        target: "wechat".to_owned(),
        realm: realm.to_owned(),
        value: value.to_owned(),
    }
}

fn app_key() -> IdentityKey {
    key("app:wx0123456789abcdef", OPENID)
}

#[tokio::test]
async fn a_code_becomes_a_person() {
    let outcome = sign_in([ok(&token()), ok(&profile())]).await;
    let person = outcome.person();
    assert_eq!(
        person.keys.as_slice(),
        [key("union:default", UNIONID), app_key()]
    );
    assert_eq!(person.name.as_deref(), Some("小明"));
    assert_eq!(
        person.avatar.as_deref(),
        Some("https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132")
    );
    assert_eq!((&person.email, &person.phone), (&None, &None));
    assert_eq!(person.raw, profile());
    assert_eq!(outcome.step_names(), ["code_exchanged", "profile_read"]);
    assert_eq!(
        outcome.steps[1].detail.as_deref(),
        Some("open id and union id")
    );

    let calls: Vec<_> = outcome.calls.iter().map(|(url, _)| url.as_str()).collect();
    assert_eq!(
        calls,
        [
            format!(
                "https://api.weixin.qq.com/sns/oauth2/access_token?appid={APP_ID}&secret={SECRET}\
                 &code={CODE}&grant_type=authorization_code"
            ),
            format!(
                "https://api.weixin.qq.com/sns/userinfo?access_token={ACCESS_TOKEN}\
                 &openid={OPENID}&lang=en"
            ),
        ]
    );
    for (_, limits) in &outcome.calls {
        assert_eq!(*limits, Limits::default());
    }
}

#[tokio::test]
async fn the_name_of_the_open_platform_account_is_in_the_key() {
    let config = json!({"appId": APP_ID, "appSecret": SECRET, "openPlatform": "acme"});
    let connector = connector_with(&config, None);
    let session = json!({"clientId": APP_ID, "lang": "zh_TW"});
    let callback = callback(&[("code", CODE)]);
    let outcome = sign_in_with(
        &*connector,
        &callback,
        &session,
        [ok(&token()), ok(&profile())],
    )
    .await;
    assert_eq!(
        outcome.person().keys.strongest(),
        &key("union:acme", UNIONID)
    );
    assert!(outcome.calls[1].0.as_str().ends_with("&lang=zh_TW"));
}

#[tokio::test]
async fn a_union_id_may_come_with_either_answer_or_not_at_all() {
    let none = json!({"unionid": null});
    let both = vec![key("union:default", UNIONID), app_key()];
    for (token, profile, keys) in [
        (token(), with(profile(), none.clone()), both.clone()),
        (with(token(), none.clone()), profile(), both.clone()),
        (
            with(token(), json!({"unionid": ""})),
            with(profile(), none.clone()),
            vec![app_key()],
        ),
        (
            with(token(), json!({"unionid": 7})),
            with(profile(), json!({"unionid": {"a": 1}})),
            vec![app_key()],
        ),
        (
            with(token(), json!({"unionid": " "})),
            with(profile(), json!({"unionid": "o".repeat(129)})),
            vec![app_key()],
        ),
    ] {
        let outcome = sign_in([ok(&token), ok(&profile)]).await;
        assert_eq!(outcome.person().keys.as_slice(), keys);
        if keys.len() == 1 {
            assert_eq!(outcome.steps[1].detail.as_deref(), Some("open id only"));
        }
    }
}

#[tokio::test]
async fn an_explicit_null_counts_as_absent() {
    let profile = br#"{"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","nickname":null,"headimgurl":null,"unionid":null,"errcode":null}"#;
    let token = with(token(), json!({"unionid": null}));
    let outcome = sign_in([ok(&token), answer(200, profile)]).await;
    let person = outcome.person();
    assert_eq!(person.keys.as_slice(), [app_key()]);
    assert_eq!((&person.name, &person.avatar), (&None, &None));
}

#[tokio::test]
async fn people_without_an_open_id_are_nobody() {
    for openid in [
        json!(null),
        json!(""),
        json!(7),
        json!(["o"]),
        json!(" "),
        json!("o\u{0}"),
    ] {
        let outcome = sign_in([ok(&with(token(), json!({"openid": openid})))]).await;
        assert_eq!(
            outcome.problem(),
            "there is no usable open id beside the token"
        );
        assert!(outcome.steps.is_empty());

        let profile = with(profile(), json!({"openid": openid}));
        let outcome = sign_in([ok(&token()), ok(&profile)]).await;
        assert_eq!(
            outcome.problem(),
            "there is no usable open id in the profile"
        );
        assert_eq!(outcome.step_names(), ["code_exchanged"]);
    }
}

#[tokio::test]
async fn the_two_answers_must_speak_of_one_person() {
    for (changed, problem) in [
        (
            json!({"openid": "oSomebodyElse"}),
            "the profile has another open id than the token",
        ),
        (
            json!({"openid": OPENID.to_lowercase()}),
            "the profile has another open id than the token",
        ),
        (
            json!({"unionid": "oSomebodyElse"}),
            "the profile has another union id than the token",
        ),
    ] {
        let outcome = sign_in([ok(&token()), ok(&with(profile(), changed))]).await;
        assert_eq!(outcome.problem(), problem);
        assert_eq!(outcome.calls.len(), 2);
    }
}

#[tokio::test]
async fn preview_visitors_are_refused_in_every_spelling() {
    for flag in [
        json!(1),
        json!("1"),
        json!(true),
        json!(1.0),
        json!("true"),
        json!(2),
    ] {
        let token = with(token(), json!({"is_snapshotuser": flag}));
        let outcome = sign_in([ok(&token)]).await;
        assert_eq!(outcome.refusal(), Some(Refusal::Preview), "{flag}");
        assert_eq!(outcome.paths(), [TOKEN_PATH]);
    }
    for flag in [json!(0), json!("0"), json!(false), json!("")] {
        let token = with(token(), json!({"is_snapshotuser": flag}));
        assert!(
            sign_in([ok(&token), ok(&profile())]).await.result.is_ok(),
            "{flag}"
        );
    }
    let profile = with(profile(), json!({"is_snapshotuser": 1}));
    let outcome = sign_in([ok(&token()), ok(&profile)]).await;
    assert_eq!(outcome.refusal(), Some(Refusal::Preview));
}

#[tokio::test]
async fn wechats_own_address_does_not_give_simulated_people() {
    let simulated = json!({"openid": "oSIMULATED-0123456789abcdefg"});
    let union = json!({"unionid": "oSIMULATED-0123456789abcdefg"});
    for change in [simulated, union] {
        let answers = || {
            [
                ok(&with(token(), change.clone())),
                ok(&with(profile(), change.clone())),
            ]
        };
        let outcome = sign_in(answers()).await;
        match outcome.error() {
            ConnectorError::Misconfigured { field, .. } => assert_eq!(field, "endpoints"),
            other => panic!("{other:?}"),
        }
        let config = json!({"clientId": APP_ID, "clientSecret": SECRET});
        let connector = connector_with(&config, Some(&simulator_endpoints()));
        let callback = callback(&[("code", CODE)]);
        let outcome = sign_in_with(&*connector, &callback, &session(), answers()).await;
        assert!(outcome.result.is_ok());
        assert_eq!(outcome.calls[0].0.host_str(), Some("127.0.0.1"));
    }
}

#[tokio::test]
async fn endpoints_that_are_wechats_own_change_nothing() {
    let endpoints = connector_kit::Endpoints {
        open: url::Url::parse("https://open.weixin.qq.com:443").unwrap(),
        api: url::Url::parse("https://API.weixin.qq.com/").unwrap(),
    };
    let config = json!({"clientId": APP_ID, "clientSecret": SECRET});
    let connector = connector_with(&config, Some(&endpoints));
    let change = json!({"openid": "oSIMULATED-0123456789abcdefg"});
    let answers = [
        ok(&with(token(), change.clone())),
        ok(&with(profile(), change)),
    ];
    let outcome = sign_in_with(
        &*connector,
        &callback(&[("code", CODE)]),
        &session(),
        answers,
    )
    .await;
    assert!(matches!(
        outcome.error(),
        ConnectorError::Misconfigured { .. }
    ));
}

#[tokio::test]
async fn people_who_refuse_cause_no_call() {
    for parameters in [
        &[][..],
        &[("state", "x")],
        &[("code", ""), ("state", "x")],
        &[("code", "authdeny"), ("state", "x")],
    ] {
        let outcome = sign_in_with(&*connector(), &callback(parameters), &session(), []).await;
        assert_eq!(outcome.error(), &ConnectorError::PersonRefused);
    }
}

#[tokio::test]
async fn codes_that_cannot_be_wechats_cause_no_call() {
    let long = "0".repeat(257);
    for code in [
        long.as_str(),
        " 0113",
        "0113 ",
        "01&13",
        "01%2013",
        "01\n13",
        "代码",
        "authdeny ",
        "<script>",
    ] {
        let callback = callback(&[("code", code), ("state", "x")]);
        let outcome = sign_in_with(&*connector(), &callback, &session(), []).await;
        assert_eq!(outcome.refusal(), Some(Refusal::CodeInvalid), "{code}");
        assert!(!outcome.error().to_string().contains(code), "{code}");
    }
    let callback = callback(&[("code", &"0".repeat(256))]);
    let answers = [ok(&token()), ok(&profile())];
    assert!(
        sign_in_with(&*connector(), &callback, &session(), answers)
            .await
            .result
            .is_ok()
    );
}

#[tokio::test]
async fn a_code_for_another_app_is_not_exchanged() {
    for session in [
        Value::Null,
        json!({}),
        json!({"clientId": "wx1111111111111111"}),
        json!({"clientId": null}),
        json!([]),
    ] {
        let callback = callback(&[("code", CODE)]);
        let outcome = sign_in_with(&*connector(), &callback, &session, []).await;
        assert_eq!(outcome.refusal(), Some(Refusal::CodeInvalid), "{session}");
    }
}

#[tokio::test]
async fn names_are_taken_as_they_are_or_not_at_all() {
    for (nickname, name) in [
        (json!("Emma"), Some("Emma")),
        (json!(" 小 小 "), Some(" 小 小 ")),
        (json!("🦊"), Some("🦊")),
        (json!("<b>\"'&"), Some("<b>\"'&")),
        (json!("a\u{0}b\u{1}"), Some("ab\u{1}")),
        (json!("\u{e13c}"), Some("\u{e13c}")),
        (json!(""), None),
        (json!("  \u{3000}\n"), None),
        (json!("\u{0}\u{7}"), None),
        (json!(null), None),
        (json!(5), None),
        (json!({}), None),
    ] {
        let profile = with(profile(), json!({"nickname": nickname}));
        let outcome = sign_in([ok(&token()), ok(&profile)]).await;
        assert_eq!(outcome.person().name.as_deref(), name, "{nickname}");
        assert!(!outcome.person().raw.to_string().contains("\\u0000"));
    }
}

#[tokio::test]
async fn pictures_are_web_addresses_or_absent() {
    let long = format!("https://x.example/{}", "a".repeat(2048));
    for (address, avatar) in [
        (
            "https://thirdwx.qlogo.cn/a/132",
            Some("https://thirdwx.qlogo.cn/a/132"),
        ),
        (
            "http://wx.qlogo.cn/mmopen/a/132",
            Some("https://wx.qlogo.cn/mmopen/a/132"),
        ),
        (
            "http://127.0.0.1:3002/avatar/x.png",
            Some("http://127.0.0.1:3002/avatar/x.png"),
        ),
        ("http://evilqlogo.cn/a", Some("http://evilqlogo.cn/a")),
        ("", None),
        (" ", None),
        ("/132", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AA==", None),
        ("ftp://wx.qlogo.cn/a", None),
        ("https://", None),
        ("https://me:pw@wx.qlogo.cn/a", None),
        (&long, None),
    ] {
        let profile = with(profile(), json!({"headimgurl": address}));
        let outcome = sign_in([ok(&token()), ok(&profile)]).await;
        assert_eq!(outcome.person().avatar.as_deref(), avatar, "{address}");
    }
}
