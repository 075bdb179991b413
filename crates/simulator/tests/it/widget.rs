//! `wxLogin.js`, and the QR page in a frame.

use axum::http::{StatusCode, header};

use crate::support::{Tested, qr_address};

#[tokio::test]
async fn the_script_is_at_wechats_path_and_points_here() {
    let tested = Tested::new();
    let script = tested.get("/connect/zh_CN/htmledition/js/wxLogin.js").await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(
        script
            .header(header::CONTENT_TYPE)
            .starts_with("text/javascript")
    );
    assert!(
        script
            .text()
            .contains("\"http://localhost:3002/connect/qrconnect\"")
    );
    assert!(!script.text().contains("weixin.qq.com"));
    assert!(!script.text().contains("response_type"));
}

#[tokio::test]
async fn the_framed_page_takes_the_sites_style_sheet_and_no_script() {
    let tested = Tested::new();
    let page = |extra: &str| format!("{}&login_type=jssdk{extra}", qr_address("s"));
    let plain = tested.get(&page("")).await;
    assert!(plain.text().contains("impowerBox framed\""));
    let policy = plain.header(header::CONTENT_SECURITY_POLICY);
    assert!(!policy.contains("frame-ancestors"));
    let styled = tested
        .get(&page("&style=white&href=https%3A%2F%2Fa.example%2Fx.css"))
        .await;
    assert!(styled.text().contains("impowerBox framed white"));
    assert!(styled.text().contains("href=\"https://a.example/x.css\""));
    let policy = styled.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("style-src 'self' https://a.example;"));
    let lite = tested
        .get(&page("&stylelite=1&href=https%3A%2F%2Fa.example%2Fx.css"))
        .await;
    assert!(
        lite.text().contains("framed lite")
            && !lite
                .text()
                .contains("<link rel=\"stylesheet\" href=\"https")
    );
    let script = tested.get(&page("&href=javascript%3Aalert(1)")).await;
    assert!(!script.text().contains("href=\"javascript"));
    let encoded = tested
        .get(&page("&href=data%3Atext%2Fcss%3Bbase64%2CYm9keXt9"))
        .await;
    assert!(
        encoded
            .header(header::CONTENT_SECURITY_POLICY)
            .contains("style-src 'self' data:;")
    );
}

#[tokio::test]
async fn an_address_as_the_script_builds_it_is_answered() {
    let tested = Tested::new();
    let address = format!(
        "{}&login_type=jssdk&self_redirect=default&styletype=&sizetype=&bgcolor=&rst=&fast_login=0",
        qr_address("undefined").replace("&response_type=code", "")
    );
    let page = tested.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attribute("data-wx-state"), "undefined");
}
