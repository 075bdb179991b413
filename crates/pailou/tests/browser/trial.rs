//! An administrator tries a connector, by an address from `pailou doctor`.

use std::time::Duration;

use testkit::{
    browser::Options,
    process::{Demo, Process},
};

use crate::visit::{PAILOU, Visit, counts, data_dir, demo, desktop, narrow};

#[tokio::test]
async fn a_trial_reports_what_came_back_and_makes_nobody() {
    let demo = demo().await;
    let address = address_of_trial(&demo).await;
    for (script, dark, name, options) in [
        (true, false, "trial-light", desktop()),
        (false, true, "trial-no-script-390-dark", narrow()),
    ] {
        let options = Options {
            script,
            dark,
            ..options
        };
        let visit = Visit::start(&demo, name, options).await;
        it_works(&visit, &address, script).await;
        it_does_not_work(&visit, &address, script).await;

        // Nobody is signed in: an application still asks.
        visit.to_sign_in().await;
        let text = visit.browser.text().await;
        assert!(!text.contains("Last used"), "{text}");
        visit.end().await;
    }
    let rows = counts(&demo).await;
    assert_eq!((rows.users, rows.identities, rows.sessions), (0, 0, 0));
}

async fn it_works(visit: &Visit<'_>, address: &str, script: bool) {
    let browser = &visit.browser;
    browser.goto(address).await;
    browser.wait_for_text("Try a sign-in").await;
    visit.picture("page").await;
    visit.choose_language("fr").await;
    browser.wait_for_text("Essayer une connexion").await;
    visit.picture("page-fr").await;
    visit.choose_language("en").await;
    try_it(visit, script).await;
    let text = browser.wait_for_text("The sign-in works").await;
    for part in ["小明", "union:acme", "Profile read", "Reference"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    browser.wait_for("img.face[src^='data:image/']").await;
    visit.picture("works").await;
    visit.choose_language("zh-Hans").await;
    browser.wait_for_text("登录可以使用").await;
    visit.picture("works-zh-Hans").await;
    visit.choose_language("en").await;
}

async fn it_does_not_work(visit: &Visit<'_>, address: &str, script: bool) {
    let browser = &visit.browser;
    visit
        .fault("/sns/oauth2/access_token", ("errcode", 40125))
        .await;
    browser.goto(address).await;
    try_it(visit, script).await;
    let text = browser.wait_for_text("The sign-in does not work yet").await;
    for part in ["WeChat sign-in is not set up correctly", "40125"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    visit.picture("does-not-work").await;
}

async fn try_it(visit: &Visit<'_>, script: bool) {
    visit.browser.click("main form button").await;
    visit.browser.wait_for("img.qrcode").await;
    visit.scan_and_allow(script).await;
}

async fn address_of_trial(demo: &Demo) -> String {
    let data = data_dir(demo).display().to_string();
    let key = data_dir(demo).join("master.key").display().to_string();
    let environment = [
        ("PAILOU_PUBLIC_ADDRESS", demo.server.as_str()),
        ("PAILOU_DATA_DIR", &data),
        ("PAILOU_MASTER_KEY_FILE", &key),
    ];
    let mut doctor = Process::start(PAILOU, &["doctor", "--trial", "wechat"], &environment);
    let status = doctor.ended(Duration::from_secs(30)).await;
    assert!(status.success(), "{}", doctor.stderr());
    doctor.stdout().trim().to_owned()
}
