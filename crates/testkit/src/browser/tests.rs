//! The browser does what its options say.

use axum::{Router, http::HeaderMap, response::Html, routing::get};
use tokio::net::TcpListener;

use super::{Browser, Options};

#[tokio::test]
async fn a_desktop_with_script_is_light_and_as_wide_as_asked() {
    let address = page().await;
    let browser = Browser::start(Options::default()).await;
    browser.goto(&address).await;
    browser.wait_for_text("script runs").await;
    let text = browser.text().await;
    assert!(text.contains("light scheme"), "{text}");
    assert!(text.contains("en-US"), "{text}");

    let picture = browser.screenshot("testkit-desktop").await;
    assert_eq!(size_of_png(&std::fs::read(picture).unwrap()), (1280, 860));

    browser.click("a#onward").await;
    browser.wait_for_text("second page").await;
    assert!(browser.address().await.ends_with("/second"));
    browser.close().await;
}

#[tokio::test]
async fn a_phone_without_script_is_dark_narrow_and_speaks_chinese() {
    let address = page().await;
    let browser = Browser::start(Options {
        script: false,
        dark: true,
        width: 390,
        height: 844,
        user_agent: Some("MicroMessenger/8.0".to_owned()),
        language: "zh-CN,zh".to_owned(),
    })
    .await;
    browser.goto(&address).await;
    let text = browser.wait_for_text("dark scheme").await;
    assert!(!text.contains("script runs"), "{text}");
    assert!(text.contains("narrow page"), "{text}");
    assert!(text.contains("zh-CN"), "{text}");
    assert!(text.contains("no script"), "{text}");
    assert!(text.contains("MicroMessenger/8.0"), "{text}");

    let picture = browser.screenshot("testkit-phone").await;
    assert_eq!(size_of_png(&std::fs::read(picture).unwrap()), (390, 844));

    // A tab that the page opens is set up alike.
    browser.click("a#tab").await;
    let client = browser.client();
    let tabs = client.windows().await.unwrap();
    assert_eq!(tabs.len(), 2);
    let opened = client.window().await.unwrap();
    let other = tabs.into_iter().find(|tab| *tab != opened).unwrap();
    client.switch_to_window(other).await.unwrap();
    let text = browser.wait_for_text("no script").await;
    assert!(text.contains("dark scheme"), "{text}");
    assert!(text.contains("narrow page"), "{text}");
    browser.close().await;
}

#[tokio::test]
async fn what_people_stumble_over_is_found() {
    let browser = Browser::start(Options::default()).await;
    browser.goto(&format!("data:text/html,{SOUND}")).await;
    browser.assert_accessible().await;
    browser.assert_fits(&[320, 390]).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    browser.goto(&format!("data:text/html,{FAULTY}")).await;
    let found = browser.findings().await.join("\n");
    for finding in [
        "the page has no language",
        "the page has no title",
        "the page has 0 main headings",
        "the id here is there twice",
        "a picture has no alternative",
        "a field has no label",
        "nothing names <button",
        "there is no nowhere for <a",
        "1.61 is too little contrast for \"pale\"",
    ] {
        assert!(found.contains(finding), "{finding:?} in {found}");
    }
    let reach = browser.reach(320).await.join("\n");
    assert!(reach.contains("wide word"), "{reach}");
    let complaints = browser.complaints().await.join("\n");
    assert!(complaints.contains("nobodyDefinedThis"), "{complaints}");
    browser.close().await;
}

#[tokio::test]
async fn a_panic_ends_driver_and_browser() {
    let address = page().await;
    let test = tokio::spawn(async move {
        let browser = Browser::start(Options::default()).await;
        browser.goto(&address).await;
        let process = browser.client().capabilities().unwrap()["goog:processID"].clone();
        std::panic::resume_unwind(Box::new(process.as_u64().unwrap()));
    });
    let panic = test.await.unwrap_err().into_panic();
    let process = panic.downcast::<u64>().unwrap();
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Killed: nothing is left of it, or only its entry until somebody collects it.
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
}

async fn page() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/", get(first))
        .route("/second", get(|| async { Html("<p>second page</p>") }));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn first(headers: HeaderMap) -> Html<String> {
    let seen = |name: &str| {
        let value = headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or("nothing").to_owned()
    };
    Html(PAGE.replace(
        "SEEN",
        &(seen("accept-language") + " " + &seen("user-agent")),
    ))
}

fn size_of_png(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

const PAGE: &str = r#"<!doctype html>
<html lang="en"><meta name="viewport" content="width=device-width">
<style>
  .dark, .narrow { display: none }
  @media (prefers-color-scheme: dark) { .dark { display: block } .light { display: none } }
  @media (max-width: 390px) { .narrow { display: block } }
</style>
<p class="light">light scheme</p><p class="dark">dark scheme</p><p class="narrow">narrow page</p>
<p>SEEN</p><noscript><p>no script</p></noscript><p id="live"></p>
<a id="onward" href="/second">Onward</a> <a id="tab" href="/" target="_blank">Tab</a>
<script>document.getElementById("live").textContent = "script runs"</script>
"#;

const SOUND: &str = "<html lang=en><title>Sound</title><main><h1>Sound</h1><p>Words</p></main>";

const FAULTY: &str = r"<main><p id=here>one</p><p id=here>two</p><img src='data:,'><input>
<button></button><a href='%23nowhere'>away</a><p style='color: rgb(204,204,204)'>pale</p>
<p style='width: 500px'>wide word</p></main><script>nobodyDefinedThis()</script>";
