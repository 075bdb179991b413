//! `/connect/confirm`: the phone, by forms alone.

use axum::http::{StatusCode, header};

use crate::support::{CALLBACK, Tested};

async fn press(tested: &Tested, uuid: &str, act: &str) -> crate::support::Answer {
    tested
        .form(
            "/connect/confirm",
            &[
                ("uuid", uuid),
                ("act", act),
                ("person", "xiaoming"),
                ("from", "phone"),
            ],
        )
        .await
}

#[tokio::test]
async fn the_phone_scans_and_allows() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let phone = format!("/phone?uuid={uuid}");
    let page = tested.get(&format!("/connect/confirm?uuid={uuid}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("value=\"scan\""));
    assert!(page.text().contains("This is not WeChat."));
    assert_eq!(
        tested.get("/_sim/codes").await.json()[0]["state"],
        "waiting",
        "looking changes nothing"
    );

    let answer = press(&tested, &uuid, "scan").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), phone);
    let page = tested.get(&phone).await;
    for text in [
        "登录 <bdi>Paperboat</bdi> 网页版",
        "获得你的昵称、头像",
        "value=\"allow\"",
        "value=\"refuse\"",
        "小明",
    ] {
        assert!(page.text().contains(text), "{text}");
    }
    press(&tested, &uuid, "allow").await;
    assert!(tested.get(&phone).await.text().contains("已登录"));
    let twice = press(&tested, &uuid, "allow").await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "harmless");
    let poll = tested
        .get(&format!("/connect/l/qrconnect?uuid={uuid}"))
        .await;
    assert!(poll.text().contains("=405;"));
}

#[tokio::test]
async fn the_phone_refuses_and_scans_again() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let phone = format!("/connect/confirm?uuid={uuid}");
    press(&tested, &uuid, "scan").await;
    press(&tested, &uuid, "refuse").await;
    let page = tested.get(&phone).await;
    assert!(page.text().contains("你已取消登录"));
    assert!(page.text().contains("再次扫描"));
    press(&tested, &uuid, "scan").await;
    assert!(tested.get(&phone).await.text().contains("value=\"allow\""));
}

#[tokio::test]
async fn expired_and_unknown_codes_say_so() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.advance(300).await;
    for uuid in [uuid.as_str(), "0x1", "%3Cscript%3E"] {
        let page = tested.get(&format!("/connect/confirm?uuid={uuid}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("二维码已过期"), "{uuid}");
        assert!(!page.text().contains("value=\"scan\""));
        assert!(!page.text().contains("<script>"));
    }
    assert_eq!(
        press(&tested, &uuid, "scan").await.status,
        StatusCode::SEE_OTHER
    );
    let unknown = press(&tested, "0x1", "scan").await;
    assert_eq!(unknown.header(header::LOCATION), "/phone");
    assert_eq!(
        press(&tested, &uuid, "dance").await.status,
        StatusCode::BAD_REQUEST
    );
    let bare = tested.get("/connect/confirm").await;
    assert!(bare.text().contains("屏幕上没有二维码"));
}

#[tokio::test]
async fn a_frozen_person_cannot_use_the_phone() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested
        .call("PATCH", "/_sim/people/xiaoming", r#"{"frozen":true}"#)
        .await;
    let page = tested.get(&format!("/connect/confirm?uuid={uuid}")).await;
    assert!(page.text().contains("已被限制登录"));
    assert!(!page.text().contains("value=\"scan\""));
    let other = tested
        .get_with(&format!("/connect/confirm?uuid={uuid}"), "wxsim_phone=emma")
        .await;
    assert!(other.text().contains("value=\"scan\""));
}

#[tokio::test]
async fn another_phone_cannot_confirm_what_it_did_not_scan() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.scan(&uuid, "lifang").await;
    let address = format!("/connect/confirm?uuid={uuid}");
    let mine = tested.get_with(&address, "wxsim_phone=xiaoming").await;
    assert!(!mine.text().contains("value=\"allow\""));
    assert!(mine.text().contains("李芳</bdi> 已扫描此二维码"));
    let hers = tested.get_with(&address, "wxsim_phone=lifang").await;
    assert!(hers.text().contains("value=\"allow\""));
}

#[tokio::test]
async fn the_whole_way_works_by_links_and_forms_alone() {
    let tested = Tested::new();
    let start = crate::support::qr_address("st4te");
    let page = tested.get(&start).await;
    let uuid = page.attribute("data-uuid");
    let go_on = page.text().split("id=\"continue\" href=\"").nth(1).unwrap();
    let go_on = go_on.split('"').next().unwrap().replace("&#38;", "&");
    press(&tested, &uuid, "scan").await;
    press(&tested, &uuid, "allow").await;
    let back = tested.get(&go_on).await;
    assert!(back.header(header::LOCATION).starts_with(CALLBACK));
}
