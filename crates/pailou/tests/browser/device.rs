//! A device without a browser, and the person who signs it in with a real one.

use testkit::{
    browser::Options, in_process::Answer, network::Network, process::Demo, sockets::Sockets,
};

use crate::visit::{Visit, demo_with, desktop, narrow};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

const DEVICES: &str = r#"
[[applications]]
id = "tv"
name = "Living room"
type = "Native"
device_flow = true

[[applications]]
id = "their-tv"
name = "Their TV"
type = "Native"
device_flow = true
third_party = true
"#;

/// The way of the device to the server, beside the browser.
fn network(demo: &Demo) -> Network {
    let addresses = [&demo.server, &demo.simulator, &demo.application];
    let [server, simulator, application] = addresses.map(|url| url.as_str().trim_end_matches('/'));
    Network::new([server, simulator, application], Sockets::default())
}

async fn polls(network: &Network, client: &str, device_code: &str) -> Answer {
    let fields = [("grant_type", GRANT), ("device_code", device_code)];
    network.client(client, None).token(&fields).await
}

#[tokio::test]
async fn a_person_types_the_code_of_a_device_and_allows_it() {
    let demo = demo_with("", DEVICES).await;
    let network = network(&demo);
    for (client, name, script, dark, options) in [
        ("tv", "device-light", true, false, desktop()),
        ("tv", "device-dark", true, true, desktop()),
        (
            "their-tv",
            "device-no-script-390-dark",
            false,
            true,
            narrow(),
        ),
        ("their-tv", "device-390-light", true, false, narrow()),
    ] {
        let scope = [("scope", "openid profile offline_access")];
        let begun = network
            .client(client, None)
            .form("/oidc/device/auth", &scope)
            .await;
        let codes = begun.json();
        let text = |name: &str| codes[name].as_str().unwrap().to_owned();
        let (device, user) = (text("device_code"), text("user_code"));

        let options = Options {
            script,
            dark,
            ..options
        };
        let visit = Visit::start(&demo, name, options).await;
        let browser = &visit.browser;
        browser.goto(&text("verification_uri")).await;
        browser
            .wait_for_text("Enter the code from your device")
            .await;
        visit.picture("code").await;
        browser.type_into("#user_code", "wrong").await;
        browser.click("main form button").await;
        browser.wait_for_text("A code has eight letters").await;
        visit.picture("wrong-code").await;
        browser.goto(&text("verification_uri")).await;
        browser.type_into("#user_code", &user.to_lowercase()).await;
        browser.click("main form button").await;
        visit.to_qr_page().await;
        visit.scan_and_allow(script).await;
        let question = browser
            .wait_for_text("on your device use your account?")
            .await;
        assert!(
            question.contains(&user) && question.contains("小明"),
            "{question}"
        );
        visit.picture("question").await;
        browser.click("main form button[value=allow]").await;
        browser.wait_for_text("Go back to your device").await;
        visit.picture("done").await;
        let tokens = polls(&network, client, &device).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        let access = tokens.json()["access_token"].as_str().unwrap().to_owned();
        let info = network.client(client, None).user_info(&access).await;
        assert_eq!(info.json()["name"], "小明");
        visit.end_after(&[422]).await;
    }
}

#[tokio::test]
async fn a_person_who_has_not_started_it_refuses() {
    let demo = demo_with("", DEVICES).await;
    let network = network(&demo);
    let scope = [("scope", "openid")];
    let begun = network
        .client("tv", None)
        .form("/oidc/device/auth", &scope)
        .await;
    let codes = begun.json();
    let text = |name: &str| codes[name].as_str().unwrap().to_owned();
    let visit = Visit::start(&demo, "device-refused", desktop()).await;
    let browser = &visit.browser;
    // The address has the code; the person still presses, and still compares.
    browser.goto(&text("verification_uri_complete")).await;
    browser
        .wait_for_text("Enter the code from your device")
        .await;
    browser.click("main form button").await;
    visit.to_qr_page().await;
    visit.scan_and_allow(true).await;
    browser
        .wait_for_text("Let Living room on your device use your account?")
        .await;
    browser.click("main form button[value=deny]").await;
    browser.wait_for_text("The device is refused").await;
    visit.picture("done").await;
    let answer = polls(&network, "tv", &text("device_code")).await;
    assert_eq!(answer.json()["error"], "access_denied");
    visit.end().await;
}
