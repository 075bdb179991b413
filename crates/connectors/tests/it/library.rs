//! The example that uses the crates without the server, run as people would run it.

use connector_kit::Endpoints;
use serde_json::{Value, json};
use simulator::seed::{APP_ID, APP_SECRET};
use tokio::net::TcpListener;
use url::Url;

use crate::simulator::World;

#[expect(dead_code, reason = "its own start is not needed here")]
#[path = "../../examples/sign_in/main.rs"]
mod example;

/// The application on a port of its own.
async fn start(world: &World) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = Url::parse(&format!("http://localhost:{port}")).unwrap();
    let endpoints = Endpoints {
        open: world.base.clone(),
        api: world.base.clone(),
    };
    let config = json!({"clientId": APP_ID, "clientSecret": APP_SECRET});
    let callback = address.join("/callback").unwrap();
    let router = example::app(&config, Some(&endpoints), callback).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Goes to WeChat; gives the cookie, and the address to come back to.
async fn away_and_back(world: &World, application: &Url) -> (String, String) {
    let response = world.browser.get(application.clone()).send().await.unwrap();
    assert_eq!(response.status(), 303);
    let header = |name| response.headers()[name].to_str().unwrap().to_owned();
    let cookie = header("set-cookie");
    assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    let (cookie, _) = cookie.split_once(';').unwrap();
    let uuid = world.qr_code_on(&header("location")).await;
    for (act, what) in [
        ("scan", json!({"person": "xiaoming"})),
        ("allow", Value::Null),
    ] {
        world
            .tell(&format!("/_sim/codes/{uuid}/{act}"), &what)
            .await;
    }
    // The page of an allowed code leads back.
    let page = format!(
        "{}&uuid={uuid}",
        header("location").replace("#wechat_redirect", "")
    );
    let page = world.browser.get(page).send().await.unwrap();
    let back = page.headers()["location"].to_str().unwrap().to_owned();
    (cookie.to_owned(), back)
}

async fn finish(world: &World, cookie: &str, back: &str) -> (u16, String) {
    let request = world.browser.get(back).header("cookie", cookie);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn somebodys_own_application_signs_people_in() {
    let world = World::start().await;
    let application = start(&world).await;
    let (cookie, back) = away_and_back(&world, &application).await;
    let (status, text) = finish(&world, &format!("other=1; {cookie}"), &back).await;
    assert_eq!(status, 200);
    assert!(text.starts_with("Signed in: 小明, wechat/union:"), "{text}");
    // A second time it is nobody's.
    let (_, text) = finish(&world, &cookie, &back).await;
    assert_eq!(text, "Start again here.");
}

#[tokio::test]
async fn nobody_is_signed_in_in_another_browser() {
    let world = World::start().await;
    let application = start(&world).await;
    let (_, back) = away_and_back(&world, &application).await;
    let (foreign, _) = away_and_back(&world, &application).await;
    for cookie in ["", "wechat=", foreign.as_str()] {
        let (_, text) = finish(&world, cookie, &back).await;
        assert_eq!(text, "Start again here.", "{cookie}");
    }
    let nothing = application.join("/callback").unwrap();
    let (_, text) = finish(&world, "wechat=", nothing.as_str()).await;
    assert_eq!(text, "Start again here.");
}

#[tokio::test]
async fn the_real_wechat_is_a_matter_of_configuration() {
    let config = json!({"clientId": APP_ID, "clientSecret": APP_SECRET});
    let callback = Url::parse("https://app.example/callback").unwrap();
    assert!(example::app(&config, None, callback.clone()).is_ok());
    let error = example::app(&json!({}), None, callback).unwrap_err();
    assert!(error.to_string().contains("App ID is missing"), "{error}");
}

#[test]
fn the_sign_in_is_short() {
    let code = include_str!("../../examples/sign_in/wechat.rs");
    let is_code = |line: &&str| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with("//")
    };
    let lines = code.lines().filter(is_code).count();
    assert!(lines < 60, "{lines}");
}
