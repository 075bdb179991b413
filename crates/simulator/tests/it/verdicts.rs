//! The list of requests: what each answer means, by its cause, and which sign-in it belongs to.

use axum::http::StatusCode;
use serde_json::{Value, json};
use simulator::seed;

use crate::support::{Tested, encode, exchange_address, qr_address};

async fn last(tested: &Tested) -> Value {
    let list = tested.get("/_sim/requests").await.json();
    list.as_array().unwrap().last().unwrap().clone()
}

async fn verdict(tested: &Tested, address: &str) -> String {
    tested.get(address).await;
    last(tested).await["verdict"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test]
async fn an_error_is_explained_by_its_cause() {
    let tested = Tested::new();
    let code = tested.code("xiaoming").await;
    let good = exchange_address(&code);
    let zeros = "0".repeat(32);
    for (address, sentence) in [
        (
            good.replace(seed::APP_ID, &seed::APP_ID.to_uppercase()),
            "The AppID has spaces or capital letters.",
        ),
        (
            good.replace(seed::APP_ID, "wx0000000000000000"),
            "No app has this AppID.",
        ),
        (
            good.replace(seed::APP_SECRET, seed::MOBILE_APP_SECRET),
            "This is the AppSecret of another app, wx9c4d7a2b5e8f0163.",
        ),
        (
            good.replace(seed::APP_SECRET, &format!("+{}", seed::APP_SECRET)),
            "The AppSecret has spaces or capital letters.",
        ),
        (
            good.replace(seed::APP_SECRET, &zeros),
            "The AppSecret is not that of the app. After a reset only the newest works.",
        ),
        (exchange_address("made-up"), "Nobody was given this code."),
        (
            good.replace(seed::APP_ID, seed::MOBILE_APP_ID)
                .replace(seed::APP_SECRET, seed::MOBILE_APP_SECRET),
            "The code was made for another app, wx5f3a0c1e9b7d2d68.",
        ),
        (good.clone(), ""),
        (
            good,
            "The code was used twice: the callback was loaded a second time.",
        ),
        (
            "/sns/oauth2/access_token".to_owned(),
            "The call has no AppID: a setting is empty.",
        ),
        (
            "/connect/qrconnect?appid=x".to_owned(),
            "No app has the AppID x.",
        ),
        (
            "/connect/l/qrconnect?uuid=x".to_owned(),
            "This code is not known here.",
        ),
    ] {
        assert_eq!(verdict(&tested, &address).await, sentence, "{address}");
    }
    let late = tested.code("xiaoming").await;
    tested.advance(607).await;
    assert_eq!(
        verdict(&tested, &exchange_address(&late)).await,
        "The code had expired 7 s before."
    );
    tested
        .call(
            "POST",
            "/_sim/faults",
            r#"{"at":"/sns/auth","errcode":-1,"times":1}"#,
        )
        .await;
    assert_eq!(
        verdict(&tested, "/sns/auth").await,
        "A failure that was turned on answered here."
    );
}

#[tokio::test]
async fn missing_permission_is_told_from_a_silent_scope() {
    let tested = Tested::new();
    let tokens = tested.tokens("xiaoming").await;
    let profile = format!(
        "/sns/userinfo?{}",
        encode(&[
            ("access_token", tokens["access_token"].as_str().unwrap()),
            ("openid", tokens["openid"].as_str().unwrap()),
        ])
    );
    assert_eq!(verdict(&tested, &profile).await, "");
    let path = format!("/_sim/apps/{}", seed::APP_ID);
    tested.call("PATCH", &path, r#"{"permission":false}"#).await;
    assert_eq!(
        verdict(&tested, &profile).await,
        "The app has not the permission 微信登录."
    );
}

#[tokio::test]
async fn the_calls_of_one_sign_in_are_found_together() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.tokens("emma").await;
    tested.scan(&uuid, "lifang").await;
    tested.act(&uuid, "allow").await;
    let poll = tested
        .get(&format!("/connect/l/qrconnect?uuid={uuid}&f=json"))
        .await
        .json();
    let code = poll["wx_code"].as_str().unwrap().to_owned();
    let tokens = tested.get(&exchange_address(&code)).await.json();
    let profile = format!(
        "/sns/userinfo?access_token={}&openid=x",
        tokens["access_token"].as_str().unwrap()
    );
    tested.get(&profile).await;
    let list = tested
        .get(&format!("/_sim/requests?transaction={uuid}"))
        .await
        .json();
    let paths: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "/connect/qrconnect",
            "/connect/l/qrconnect",
            "/sns/oauth2/access_token",
            "/sns/userinfo"
        ]
    );
    let page = tested.get(&format!("/requests?transaction={uuid}")).await;
    assert!(
        page.text().contains("One sign-in")
            && page
                .text()
                .contains("The open id does not belong to the token.")
    );
    assert!(!page.text().contains(&code) && !page.text().contains(seed::APP_SECRET));
}

#[tokio::test]
async fn a_request_can_be_copied_without_its_secrets_and_the_list_cleared() {
    let tested = Tested::new();
    let before = tested.get("/requests/revision").await.text().to_owned();
    tested.get(&exchange_address("HUSH")).await;
    tested.get(&format!("{}%27%3Bid%27", qr_address("s"))).await;
    tested.get("/connect/qrconnect?x='y'").await;
    let page = tested.get("/requests").await;
    assert!(
        page.text()
            .contains("curl &#39;http://localhost:3002/sns/oauth2/access_token?appid=")
    );
    assert!(page.text().contains("code=***") && !page.text().contains("HUSH"));
    assert!(
        page.text().contains("?x=%27y%27&#39;"),
        "no quote ends the address early"
    );
    assert_ne!(tested.get("/requests/revision").await.text(), before);
    let cleared = tested.form("/requests/clear", &[]).await;
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    assert_eq!(tested.get("/_sim/requests").await.json(), json!([]));
    tested.get("/sns/auth").await;
    assert_eq!(
        tested.call("DELETE", "/_sim/requests", "").await.json(),
        json!([])
    );
}
