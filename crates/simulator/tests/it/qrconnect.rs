//! `/connect/qrconnect` and its picture.

use axum::http::{StatusCode, header};
use simulator::seed;

use crate::support::{CALLBACK, Tested, encode, qr_address};

fn address(changes: &[(&str, Option<&str>)]) -> String {
    let mut fields = vec![
        ("appid", seed::APP_ID),
        ("redirect_uri", CALLBACK),
        ("scope", "snsapi_login"),
        ("state", "st4te"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.extend(value.map(|value| (*name, value)));
    }
    format!("/connect/qrconnect?{}", encode(&fields))
}

#[tokio::test]
async fn the_page_has_wechats_marks_and_no_inline_code() {
    let tested = Tested::new();
    let page = tested.get(&qr_address("st4te")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(page.header(header::REFERRER_POLICY), "no-referrer");
    let uuid = page.attribute("data-uuid");
    let text = page.text();
    for mark in [
        "class=\"main impowerBox\"",
        "loginPanel normalPanel",
        "waiting panelContent",
        "wrp_code",
        "qrcode lightBorder",
        "id=\"wx_default_tip\"",
        "id=\"wx_after_scan\"",
        "id=\"wx_after_cancel\"",
        "请使用微信扫描二维码登录",
        "This is not WeChat.",
        "Open the simulated phone",
        seed::APP_NAME,
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(text.contains(&format!("src=\"/connect/qrcode/{uuid}\"")));
    assert!(text.contains(&format!("href=\"/phone?uuid={uuid}\"")));
    assert!(!text.contains("<style") && !text.contains(" style=") && !text.contains(" onclick"));
    assert!(!text.contains("<script>"));
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert!(!policy.contains("frame-ancestors"), "the widget frames it");
}

#[tokio::test]
async fn every_opening_shows_another_code() {
    let tested = Tested::new();
    let first = tested.show_code().await;
    let second = tested.show_code().await;
    assert_ne!(first, second);
    assert_eq!(first.len(), 16);
}

#[tokio::test]
async fn response_type_and_state_may_be_absent_and_letter_case_does_not_matter() {
    let tested = Tested::new();
    for address in [
        address(&[("state", None)]),
        address(&[("response_type", Some("code"))]),
        address(&[]).replace("qrconnect", "qrConnect"),
        address(&[]).replace("qrconnect", "QRCONNECT"),
    ] {
        let page = tested.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.attribute("data-state"), "waiting", "{address}");
    }
    assert_eq!(
        tested.get("/connect/qrconnec").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn wrong_parameters_get_wechats_three_pages() {
    let tested = Tested::new();
    let cases = [
        (address(&[("appid", None)]), "AppID 参数错误", "no appid"),
        (
            address(&[("appid", Some(""))]),
            "AppID 参数错误",
            "no appid",
        ),
        (
            address(&[("appid", Some("wx0000000000000000")), ("scope", None)]),
            "AppID 参数错误",
            "wx0000000000000000",
        ),
        (
            address(&[("scope", None), ("redirect_uri", None)]),
            "Scope 参数错误或没有 Scope 权限",
            "no scope",
        ),
        (
            address(&[("scope", Some("snsapi_userinfo"))]),
            "Scope 参数错误或没有 Scope 权限",
            "snsapi_userinfo",
        ),
        (
            address(&[("redirect_uri", None)]),
            "redirect_uri 参数错误",
            "not an http or https address",
        ),
        (
            address(&[("redirect_uri", Some("https://evil.example/"))]),
            "redirect_uri 参数错误",
            "evil.example",
        ),
        (
            address(&[("redirect_uri", Some("javascript://localhost/%0aalert(1)"))]),
            "redirect_uri 参数错误",
            "not an http or https address",
        ),
    ];
    for (address, text, cause) in cases {
        let page = tested.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "WeChat answers 200");
        let body = page.text();
        assert!(body.contains(&format!("<h4>{text}</h4>")), "{address}");
        assert!(body.contains("page_msg") && body.contains("icon80_smile"));
        assert!(body.contains(cause), "{address}: {cause}");
        assert!(body.contains("This is not WeChat."));
        assert!(page.headers.get(header::LOCATION).is_none());
    }
}

#[tokio::test]
async fn an_app_without_review_or_permission_gets_the_scope_page() {
    let tested = Tested::new();
    for change in [
        r#"{"status":"reviewing"}"#,
        r#"{"status":"approved","permission":false}"#,
        r#"{"permission":true,"kind":"service_account"}"#,
    ] {
        let path = format!("/_sim/apps/{}", seed::APP_ID);
        let answer = tested.call("PATCH", &path, change).await;
        assert_eq!(answer.status, StatusCode::OK);
        let page = tested.get(&address(&[])).await;
        assert!(page.text().contains("Scope 参数错误或没有 Scope 权限"));
    }
}

#[tokio::test]
async fn repeated_parameters_count_once() {
    let tested = Tested::new();
    let good_first = format!(
        "{}&appid=wx0&redirect_uri=https://evil.example/",
        address(&[])
    );
    let page = tested.get(&good_first).await;
    assert_eq!(page.attribute("data-redirect"), CALLBACK);
    let bad_first = address(&[]).replace('?', "?appid=wx0&");
    assert!(
        tested
            .get(&bad_first)
            .await
            .text()
            .contains("AppID 参数错误")
    );
}

#[tokio::test]
async fn languages_follow_the_parameter_and_the_cookie() {
    let tested = Tested::new();
    let english = tested.get(&address(&[("lang", Some("en"))])).await;
    assert!(english.text().contains("<html lang=\"en\""));
    assert!(english.text().contains("Scan with WeChat"));
    assert!(!english.text().contains("请使用微信扫描二维码登录"));
    let both = tested.get(&address(&[("lang", Some("cn"))])).await;
    assert!(both.text().contains("请使用微信扫描二维码登录"));
    assert!(both.text().contains("Scan with WeChat"));
    let chinese = tested.get_with(&address(&[]), "wxsim_language=zh").await;
    assert!(chinese.text().contains("<html lang=\"zh-Hans\""));
    assert!(!chinese.text().contains("Scan with WeChat"));
}

#[tokio::test]
async fn xml_brings_a_fresh_uuid_without_a_page() {
    let tested = Tested::new();
    let answer = tested.get(&address(&[("f", Some("xml"))])).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/xml");
    let (_, rest) = answer.text().split_once("<uuid><![CDATA[").unwrap();
    let uuid = rest.split_once("]]></uuid>").unwrap().0;
    let poll = format!("/connect/qrcode/{uuid}");
    assert_eq!(tested.get(&poll).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_script_the_same_address_tells_how_far_it_is() {
    let tested = Tested::new();
    let page = tested.get(&qr_address("st4te")).await;
    let uuid = page.attribute("data-uuid");
    let again = format!("{}&uuid={uuid}", qr_address("st4te"));
    assert!(page.text().contains(&format!("&#38;uuid={uuid}\"")));

    let waiting = tested.get(&again).await;
    assert_eq!(waiting.attribute("data-uuid"), uuid);
    assert_eq!(waiting.attribute("data-state"), "waiting");
    tested.scan(&uuid, "xiaoming").await;
    let scanned = tested.get(&again).await;
    assert_eq!(scanned.attribute("data-state"), "scanned");
    assert!(scanned.text().contains("小明"));
    tested.act(&uuid, "refuse").await;
    let refused = tested.get(&again).await;
    assert_eq!(refused.attribute("data-state"), "refused");
    tested.scan(&uuid, "xiaoming").await;
    tested.act(&uuid, "allow").await;
    let back = tested.get(&again).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let location = back.header(header::LOCATION);
    assert!(location.starts_with(&format!("{CALLBACK}?code=")));
    assert!(location.ends_with("&state=st4te"));
}

#[tokio::test]
async fn an_expired_code_offers_a_new_one() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.advance(300).await;
    let page = tested
        .get(&format!("{}&uuid={uuid}", qr_address("st4te")))
        .await;
    assert_eq!(page.attribute("data-state"), "expired");
    assert!(page.text().contains("二维码已过期"));
    assert!(page.text().contains("id=\"again\""));
}

#[tokio::test]
async fn a_uuid_of_another_request_is_not_answered() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.scan(&uuid, "xiaoming").await;
    tested.act(&uuid, "allow").await;
    for address in [
        format!("{}&uuid={uuid}", qr_address("other")),
        format!("{}&uuid=0x1", qr_address("st4te")),
        format!("{}&uuid=", qr_address("st4te")),
    ] {
        let page = tested.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_ne!(page.attribute("data-uuid"), uuid);
    }
}

#[tokio::test]
async fn what_the_application_sends_cannot_become_markup() {
    let tested = Tested::new();
    let evil = "\"><script>alert(1)</script>";
    let page = tested
        .get(&address(&[
            ("state", Some(evil)),
            ("redirect_uri", Some(&format!("{CALLBACK}?{evil}"))),
        ]))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("<script>alert"));
    let refused = tested.get(&address(&[("scope", Some(evil))])).await;
    assert!(!refused.text().contains("<script>alert"));
}

#[tokio::test]
async fn the_callback_is_joined_as_text() {
    let tested = Tested::new();
    for (redirect_uri, start) in [
        ("http://localhost/cb?x=1", "http://localhost/cb?x=1&code="),
        ("http://localhost/#/cb", "http://localhost/#/cb?code="),
    ] {
        let address = address(&[("redirect_uri", Some(redirect_uri))]);
        let uuid = tested.get(&address).await.attribute("data-uuid");
        tested.scan(&uuid, "emma").await;
        tested.act(&uuid, "allow").await;
        let back = tested.get(&format!("{address}&uuid={uuid}")).await;
        assert!(back.header(header::LOCATION).starts_with(start));
    }
}

#[tokio::test]
async fn the_picture_is_a_jpeg_that_leads_to_the_phone() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let answer = tested.get(&format!("/connect/qrcode/{uuid}")).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/jpeg");
    let mut decoder = jpeg_decoder::Decoder::new(answer.bytes.as_slice());
    let pixels = decoder.decode().unwrap();
    let width = usize::from(decoder.info().unwrap().width);
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| pixels[y * width + x]);
    let (_, text) = image.detect_grids()[0].decode().unwrap();
    assert_eq!(
        text,
        format!("http://localhost:3002/connect/confirm?uuid={uuid}")
    );
    let unknown = tested.get("/connect/qrcode/0x1").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
