//! Every state of every page that people see, in every look.
//!
//! The pages come from the samples that previews are made of, so a state that is new is looked at
//! without anybody's doing.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use pages::preview::State;
use pages::{Application, Frame, Language, Site, Theme, assets};
use testkit::browser::{Browser, Options};
use tokio::net::TcpListener;

use crate::looks::LOOKS;
use crate::visit::desktop;

#[tokio::test]
async fn every_state_of_the_hosted_pages_in_every_look() {
    let address = gallery().await;
    let browser = Browser::start(desktop()).await;
    let mut problems = Vec::new();
    let (still, restless): (Vec<State>, _) = State::all()
        .into_iter()
        .partition(|state| !matches!(state, State::Framed | State::FormPost));
    for look in LOOKS {
        for state in &still {
            let (language, theme, name) = (look.language, look.theme, state.name());
            browser
                .goto(&format!("{address}/{language}/{theme}/{name}"))
                .await;
            let title = browser.client().title().await.unwrap();
            assert!(!title.is_empty(), "{name}");
            problems.extend(look.examine(&browser, &format!("hosted-{name}")).await);
        }
    }
    browser.close().await;
    // Where scripts run, these go on before anybody has seen them.
    let browser = Browser::start(Options {
        script: false,
        ..desktop()
    })
    .await;
    for state in &restless {
        let name = state.name();
        browser.goto(&format!("{address}/en/light/{name}")).await;
        problems.extend(browser.findings().await);
        problems.extend(browser.overflows(&[320, 390]).await);
        browser
            .picture_at(&format!("hosted-{name}-light"), 1280)
            .await;
    }
    browser.close().await;
    println!("{} states", still.len() + restless.len());
    assert!(
        problems.is_empty(),
        "{} problems: {problems:#?}",
        problems.len()
    );
}

/// A server of samples.
async fn gallery() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/{language}/{theme}/{state}", get(sample))
        .route("/assets/{name}", get(asset));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn sample(Path((language, theme, state)): Path<(String, String, String)>) -> Response {
    let Some(state) = State::named(&state) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let site = Site {
        organisation: Some("Acme".to_owned()),
        ..Site::default()
    };
    let frame = Frame {
        language: Language::pseudo(&language).unwrap_or(Language::En),
        theme: Theme::from_tag(&theme).unwrap_or_default(),
        simulator: Some("http://127.0.0.1:3002/".to_owned()),
        application: Some(Application {
            name: "Paperboat".to_owned(),
            home: Some("https://paperboat.example/".to_owned()),
        }),
        return_to: "/sign-in".to_owned(),
        csrf: "token".to_owned(),
        site: Arc::new(site),
        preview: false,
    };
    Html(state.render(&frame, "小明").into_string()).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    if let Some(sheet) = pages::brand::find(&name) {
        return ([(header::CONTENT_TYPE, "text/css")], sheet).into_response();
    }
    match assets::find(&name) {
        Some(asset) => ([(header::CONTENT_TYPE, asset.content_type)], asset.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
