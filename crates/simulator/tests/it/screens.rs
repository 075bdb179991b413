//! The simulator's own screens, their frame and their pictures.

use axum::http::{StatusCode, header};

use crate::support::{Tested, qr_address};

#[tokio::test]
async fn it_says_that_it_is_ready() {
    let tested = Tested::new();
    for path in ["/readyz", "/healthz"] {
        assert_eq!(tested.get(path).await.status, StatusCode::OK);
    }
    let home = tested.get("/").await;
    assert!(home.status.is_redirection());
    assert_eq!(home.header(header::LOCATION), "/phone");
}

#[tokio::test]
async fn every_page_carries_the_banner_and_a_strict_policy() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    for path in [
        "/phone".to_owned(),
        format!("/phone?uuid={uuid}"),
        "/people".to_owned(),
        "/requests".to_owned(),
        "/nothing".to_owned(),
        format!("/connect/confirm?uuid={uuid}"),
        qr_address("s"),
        "/connect/qrconnect".to_owned(),
    ] {
        let page = tested.get(&path).await;
        let text = page.text();
        assert!(text.contains("<b>This is not WeChat.</b>"), "{path}");
        assert!(
            !text.contains("<style") && !text.contains(" style=\""),
            "{path}"
        );
        assert!(!text.contains("<script>"), "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path}");
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'"));
        assert_eq!(page.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    }
    assert_eq!(tested.get("/nothing").await.status, StatusCode::NOT_FOUND);
    let framed = tested.get("/phone").await;
    assert!(
        framed
            .header(header::CONTENT_SECURITY_POLICY)
            .contains("frame-ancestors 'none'")
    );
}

#[tokio::test]
async fn the_bench_shows_codes_people_failures_and_log() {
    let tested = Tested::new();
    let empty = tested.get("/phone").await;
    assert!(empty.text().contains("No code is on a screen."));
    let uuid = tested.show_code().await;
    let page = tested.get(&format!("/phone?uuid={uuid}")).await;
    let code = tested.get("/_sim/codes").await.json()[0].clone();
    let short = code["short"].as_str().unwrap();
    for text in [
        short,
        "Waiting for a scan",
        "李芳",
        "Open id only, no union id",
        "Secret is wrong",
        "QR page opened for Paperboat",
        "Back to localhost with a code",
        "/_sim/codes/",
    ] {
        assert!(page.text().contains(text), "{text}");
    }
    tested.scan(&uuid, "emma").await;
    let page = tested.get("/phone").await;
    assert!(page.text().contains("Scanned, not confirmed"));
    assert!(page.text().contains(&format!("Emma scanned {short}")));
}

#[tokio::test]
async fn the_page_knows_when_it_is_out_of_date() {
    let tested = Tested::new();
    let revision = async || tested.get("/phone/revision").await.text().to_owned();
    let uuid = tested.show_code().await;
    let shown = revision().await;
    assert_eq!(tested.get("/phone").await.attribute("data-revision"), shown);
    tested.get(&format!("/connect/qrcode/{uuid}")).await;
    tested.get(&format!("/connect/confirm?uuid={uuid}")).await;
    assert_eq!(revision().await, shown, "looking is no change");
    tested.scan(&uuid, "emma").await;
    let scanned = revision().await;
    assert_ne!(scanned, shown);
    tested.advance(300).await;
    assert_ne!(revision().await, scanned);
}

#[tokio::test]
async fn a_code_can_be_typed() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let code = tested.get("/_sim/codes").await.json()[0].clone();
    let typed = code["short"].as_str().unwrap().to_lowercase();
    let found = tested.get(&format!("/phone?typed=+{typed}+")).await;
    assert_eq!(
        found.header(header::LOCATION),
        format!("/phone?uuid={uuid}")
    );
    let unknown = tested.get("/phone?typed=%3Cb%3E").await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(
        unknown
            .text()
            .contains("No code &#60;B&#62; is on a screen")
    );
    tested.advance(300).await;
    let late = tested.get(&format!("/phone?typed={typed}")).await;
    assert_eq!(late.status, StatusCode::OK);
}

#[tokio::test]
async fn the_phone_changes_hands() {
    let tested = Tested::new();
    let answer = tested
        .form("/phone/owner", &[("person", "emma"), ("back", "/phone")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookie = answer.header(header::SET_COOKIE);
    assert!(cookie.starts_with("wxsim_phone=emma; Path=/;"));
    assert!(cookie.contains("HttpOnly") && !cookie.contains("Secure"));
    let page = tested.get_with("/phone", "wxsim_phone=emma").await;
    assert!(page.text().contains("Simulated phone of Emma"));
    let unknown = tested.get_with("/phone", "wxsim_phone=nobody").await;
    assert!(unknown.text().contains("Simulated phone of 小明"));
    let nobody = tested.form("/phone/owner", &[("person", "nobody")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let away = tested
        .form(
            "/phone/owner",
            &[("person", "emma"), ("back", "//evil.example")],
        )
        .await;
    assert_eq!(away.header(header::LOCATION), "/phone");
}

#[tokio::test]
async fn the_next_sign_in_fails_once() {
    let tested = Tested::new();
    let answer = tested.form("/phone/next", &[("preset", "secret")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        tested
            .get("/phone")
            .await
            .text()
            .contains("id=\"preset-secret\" aria-pressed=\"true\"")
    );
    let refused = tested.get("/sns/oauth2/access_token").await.json();
    assert_eq!(refused["errcode"], 40125);
    let page = tested.get("/phone").await;
    assert!(
        page.text()
            .contains("id=\"preset-works\" aria-pressed=\"true\"")
    );
    assert!(page.text().contains("Code not exchanged: 40125"));
    let unknown = tested.form("/phone/next", &[("preset", "x")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn people_can_be_added_and_switched() {
    let tested = Tested::new();
    let added = tested
        .form(
            "/people",
            &[("id", "bob"), ("nickname", "<i>Bob"), ("union_id", "true")],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let page = tested.get("/people").await;
    assert!(page.text().contains("&#60;i&#62;Bob"));
    let bob = tested.get("/_sim/people").await.json()[4].clone();
    assert_eq!(
        (&bob["union_id"], &bob["avatar"]),
        (&true.into(), &false.into())
    );
    let twice = tested
        .form("/people", &[("id", "bob"), ("nickname", "Again")])
        .await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    assert!(
        twice.text().contains("value=\"Again\""),
        "nothing typed is lost"
    );
    tested.form("/people/bob", &[("frozen", "true")]).await;
    tested.form("/people/bob", &[("union_id", "false")]).await;
    tested.form("/people/bob", &[("snapshot", "true")]).await;
    let page = tested.get("/people").await;
    assert!(page.text().contains("frozen, sees snapshots"));
    let bob = tested.get("/_sim/people").await.json()[4].clone();
    assert_eq!(
        (&bob["union_id"], &bob["frozen"]),
        (&false.into(), &true.into())
    );
    let nobody = tested.form("/people/nobody", &[("frozen", "true")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn requests_can_be_read_by_people() {
    let tested = Tested::new();
    assert!(
        tested
            .get("/requests")
            .await
            .text()
            .contains("No requests yet.")
    );
    tested.get("/sns/auth?access_token=HUSH").await;
    tested.show_code().await;
    let page = tested.get("/requests").await;
    assert!(page.text().contains("/sns/auth") && page.text().contains("200, 41009"));
    assert!(!page.text().contains("HUSH"));
    let some = tested.get("/requests?path=/sns/auth").await;
    assert!(!some.text().contains("<code>GET /connect/qrconnect</code>"));
}

#[tokio::test]
async fn the_language_of_the_phone_is_a_choice() {
    let tested = Tested::new();
    let answer = tested
        .form("/language", &[("mode", "en"), ("back", "/people")])
        .await;
    assert_eq!(answer.header(header::LOCATION), "/people");
    assert!(
        answer
            .header(header::SET_COOKIE)
            .starts_with("wxsim_language=en;")
    );
    let english = tested.get_with("/phone", "wxsim_language=en").await;
    assert!(!english.text().contains("扫一扫"));
    let chinese = tested.get_with("/phone", "wxsim_language=zh").await;
    assert!(chinese.text().contains("扫一扫"));
    assert!(!chinese.text().contains("Codes to scan"));
}

#[tokio::test]
async fn pictures_are_there_for_people_alone() {
    let tested = Tested::new();
    let picture = tested.get("/avatars/xiaoming/132").await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.header(header::CONTENT_TYPE), "image/jpeg");
    for path in ["/avatars/nobody/132", "/avatars/xiaoming/131"] {
        assert_eq!(tested.get(path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn styles_and_scripts_are_files_of_their_own() {
    let tested = Tested::new();
    for (name, kind) in [
        ("simulator.css", "text/css; charset=utf-8"),
        ("times.js", "text/javascript; charset=utf-8"),
        ("qr.js", "text/javascript; charset=utf-8"),
        ("phone.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ] {
        let asset = tested.get(&format!("/assets/{name}")).await;
        assert_eq!(asset.status, StatusCode::OK);
        assert_eq!(asset.header(header::CONTENT_TYPE), kind);
    }
    let styles = tested.get("/assets/simulator.css").await;
    assert!(styles.text().contains("prefers-color-scheme: dark"));
    assert!(styles.text().contains("[data-theme=\"dark\"]"));
    assert_eq!(
        tested.get("/assets/x.css").await.status,
        StatusCode::NOT_FOUND
    );
}
