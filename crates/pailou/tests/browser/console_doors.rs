//! The pages before anybody is signed in, and those that only a moment shows.

use testkit::browser::Browser;

use crate::looks::{LOOKS, set_cookie};
use crate::office;
use crate::visit::{demo, desktop};

#[tokio::test]
async fn the_doors_of_the_console_in_every_look() {
    let demo = demo().await;
    let browser = Browser::start(desktop()).await;
    let at = |path: &str| demo.server.join(path).unwrap().to_string();
    let setup = office::setup_link(&demo);
    let mut problems = Vec::new();
    browser.goto(&at("/console/sign-in")).await;
    for look in LOOKS {
        look.choose(&browser, &demo.server).await;
        for (name, address) in [
            ("setup", &setup),
            ("sign-in-nobody", &at("/console/sign-in")),
        ] {
            browser.goto(address).await;
            problems.extend(look.examine(&browser, &format!("door-{name}")).await);
        }
    }
    // What is wrong with a form is said on top of it.
    LOOKS[0].choose(&browser, &demo.server).await;
    browser.goto(&setup).await;
    let no_checks = "document.querySelector('main form').noValidate = true";
    browser.execute(no_checks, vec![]).await;
    browser
        .click("form[action='/console/setup'] button.primary")
        .await;
    browser.wait_for_text("3 fields need another look").await;
    problems.extend(LOOKS[0].examine(&browser, "door-setup-wrong").await);

    let iris = office::owner(&demo).await;
    let path = "/console/settings/administrators/new";
    let page = iris.get(path).await;
    let fields = [
        ("name", "Noah"),
        ("email", "noah@acme.example"),
        ("role", "owner"),
    ];
    let added = iris.press_with(&page, path, &fields).await;
    let page = iris.get(added.location()).await.body;
    let (_, link) = page.split_once("id=\"link\" value=\"").unwrap();
    let link = link
        .split_once('"')
        .unwrap()
        .0
        .replace("&amp;", "&")
        .replace("&#38;", "&");

    for look in LOOKS {
        look.choose(&browser, &demo.server).await;
        for (name, address) in [
            ("sign-in", &at("/console/sign-in")),
            ("welcome", &link),
            ("link-used", &setup),
        ] {
            browser.goto(address).await;
            problems.extend(look.examine(&browser, &format!("door-{name}")).await);
        }
    }
    LOOKS[0].choose(&browser, &demo.server).await;
    browser.goto(&at("/console/sign-in")).await;
    browser.fill("#email", "iris@acme.example").await;
    browser.fill("#password", "another one").await;
    browser
        .click("form[action='/console/sign-in'] button.primary")
        .await;
    browser.wait_for_text("is another one").await;
    problems.extend(LOOKS[0].examine(&browser, "door-sign-in-wrong").await);

    // Inside: a page that is not there, and a link that is shown once.
    let session = iris.cookies()["pailou_console"].clone();
    set_cookie(&browser, &demo.server, "pailou_console", &session).await;
    browser.goto(&at("/console/nothing")).await;
    problems.extend(LOOKS[0].examine(&browser, "console-not-found").await);
    browser.goto(&at("/console/settings/administrators")).await;
    browser.click(".table .who a[href$='/console/settings/administrators/'], .table tbody tr:last-child a").await;
    browser.click("form[action$='/link'] button").await;
    browser.wait_for_text("It is shown only now").await;
    problems.extend(
        LOOKS[0]
            .examine(&browser, "console-settings-administrators-link")
            .await,
    );
    let address = browser.address().await;
    assert!(!address.contains("proof"), "{address}");
    let title = browser.client().title().await.unwrap();
    assert!(!title.contains("http"), "{title}");
    browser.close().await;
    assert!(
        problems.is_empty(),
        "{} problems: {problems:#?}",
        problems.len()
    );
}
