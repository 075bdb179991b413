//! An administrator makes an application, is shown its secret once, and changes it while somebody
//! else does.

use testkit::browser::{Browser, Options};

use crate::looks::{LOOKS, set_cookie};
use crate::office;
use crate::visit::{demo, desktop};

#[tokio::test]
async fn an_application_is_made_and_changed_with_script() {
    make_and_change(true).await;
}

#[tokio::test]
async fn an_application_is_made_and_changed_without_script() {
    make_and_change(false).await;
}

async fn make_and_change(script: bool) {
    let demo = demo().await;
    let noor = office::owner(&demo).await;
    let session = noor.cookies()["pailou_console"].clone();
    let options = Options {
        script,
        ..desktop()
    };
    let browser = Browser::start(options).await;
    let door = demo.server.join("/console/sign-in").unwrap();
    browser.goto(door.as_str()).await;
    set_cookie(&browser, &demo.server, "pailou_console", &session).await;
    let mut problems = Vec::new();

    let new = demo.server.join("/console/applications/new").unwrap();
    browser.goto(new.as_str()).await;
    browser.click("a[href$='kind=web']").await;
    browser.fill("#name", "Lantern").await;
    let callback = "https://lantern.example/login/oauth2/code/pailou";
    if script {
        // The rule and the fix are said while one types, and go with what was wrong.
        browser
            .fill("#redirect_uri", "https://lantern.example/*")
            .await;
        browser.wait_for_text("An address has no *").await;
        browser.wait_for("#redirect_uri[aria-invalid]").await;
        browser.fill("#redirect_uri", callback).await;
        browser.wait_for("#redirect_uri:not([aria-invalid])").await;
        assert!(!browser.has("#redirect_uri-problem").await);
    }
    browser.fill("#redirect_uri", callback).await;
    browser.click("#library option[value='spring']").await;
    browser.click("form[action$='/new'] button.primary").await;
    browser.wait_for("#made").await;
    let page = browser.text().await;
    assert!(page.contains("Lantern is created."), "{page}");
    assert!(
        page.contains("client-secret: \"${CLIENT_SECRET}\""),
        "{page}"
    );
    let copies = browser.has("[data-copy='snippet']:not([hidden])").await;
    assert_eq!(copies, script, "a button only where it works");
    if script {
        problems.extend(LOOKS[0].examine(&browser, "console-application-made").await);
    }
    let connection = browser.address().await;
    assert!(!connection.contains("secret"), "{connection}");
    browser.goto(&connection).await;
    browser.wait_for("#client_id").await;
    assert!(!browser.has("#made").await, "a secret is shown once");

    let here = connection.split("/connection").next().unwrap();
    let path = here.strip_prefix(demo.server.as_str().trim_end_matches('/'));
    let path = path.unwrap();
    browser.goto(&format!("{here}/ways")).await;
    browser.click("input[name='which'][value='some']").await;
    browser.wait_for("input[name='way-wechat']").await;
    if script {
        LOOKS[1].choose(&browser, &demo.server).await;
        problems.extend(
            LOOKS[0]
                .examine(&browser, "console-application-ways-some")
                .await,
        );
    }
    browser.click("button.primary").await;
    browser.wait_for(".flash").await;

    browser.goto(here).await;
    let page = noor.get(path).await;
    let theirs = [("name", "Noor's lantern"), ("third_party", "yes")];
    assert_eq!(noor.press_with(&page, path, &theirs).await.status, 303);
    browser.fill("#name", "Iris's lantern").await;
    browser.click("button.primary").await;
    browser.wait_for("input[name='name'][type='radio']").await;
    if script {
        problems.extend(
            LOOKS[1]
                .examine(&browser, "console-application-conflict")
                .await,
        );
    }
    browser.click("button.primary").await;
    browser.wait_for(".flash").await;
    let saved = browser.text().await;
    assert!(saved.contains("Iris's lantern is saved."), "{saved}");
    assert!(saved.contains("Of somebody else"), "{saved}");
    browser.close().await;
    assert!(problems.is_empty(), "{problems:#?}");
}
