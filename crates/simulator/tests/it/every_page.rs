//! Every page says what it is, whoever made it.

use std::fs;
use std::path::Path;

use axum::http::{StatusCode, header};

use crate::console::{Developer, between};
use crate::routes::routes;

const BANNER: &str = "<p class=\"testbar\" lang=\"en\"><b>This is not WeChat.</b>";

// Polls are held; the clock runs by itself.
#[tokio::test(start_paused = true)]
async fn every_page_of_every_route_carries_the_banner() {
    let developer = Developer::seeded().await;
    let tested = &developer.tested;
    let uuid = tested.show_code().await;
    let app = developer.draft("website", "Kite").await;
    let number = app.trim_start_matches("/platform/apps/").to_owned();
    let sign_up = [
        ("email", "new@acme.example"),
        ("password", "paperboat1"),
        ("again", "paperboat1"),
        ("agreed", "true"),
    ];
    tested.form("/platform/sign-up", &sign_up).await;
    let mail = tested.get("/mail/1").await;
    let token = between(mail.text(), "/platform/activate?token=", "\"");
    let mut pages = 0;
    let mut titles = Vec::new();
    for route in routes().into_iter().filter(|route| route.has("get")) {
        let variable = match route.path.as_str() {
            path if path.contains("{number}") => number.as_str(),
            path if path.contains("{uuid}") => uuid.as_str(),
            path if path.starts_with("/mail/") => "1",
            _ => "x",
        };
        let address = route.address(variable);
        // With what leads to a page, and with nothing that does.
        for query in [
            format!("uuid={uuid}&token={token}"),
            crate::support::qr_address("s")
                .split_once('?')
                .unwrap()
                .1
                .to_owned(),
            String::new(),
        ] {
            for cookie in [developer.cookie.as_str(), ""] {
                let answer = tested.get_with(&format!("{address}?{query}"), cookie).await;
                let is_page = answer.header(header::CONTENT_TYPE).starts_with("text/html");
                // What an application sent is shown in a frame of our own page.
                if !is_page || route.path == "/phone/web/page" {
                    continue;
                }
                let text = answer.text();
                assert!(text.contains(BANNER), "{address}?{query}: {text}");
                let before = text.split(BANNER).next().unwrap();
                let is_first = between(before, "<body>", "</a>").contains("class=\"skip\"");
                assert!(
                    is_first,
                    "{address}: it is the first thing that people read"
                );
                pages += 1;
                titles.push(between(text, "<title>", "</title>"));
            }
        }
    }
    titles.sort();
    titles.dedup();
    assert!(pages > 100 && titles.len() > 20, "{pages} {titles:?}");
    let unknown = tested.get("/nothing").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains(BANNER));
}

#[test]
fn every_template_of_a_page_stands_on_the_one_with_the_banner() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base = fs::read_to_string(here.join("templates/base.html")).unwrap();
    assert!(base.contains(BANNER));
    let mut pages = 0;
    for name in templates(&here.join("src")) {
        let text = fs::read_to_string(here.join("templates").join(&name)).unwrap();
        let stands = ["base.html", "frame.html"]
            .iter()
            .any(|other| text.starts_with(&format!("{{% extends \"{other}\" %}}")));
        assert!(stands, "{name}");
        assert!(
            !text.contains("<!doctype") && !text.contains("testbar"),
            "{name}"
        );
        pages += 1;
    }
    assert!(pages > 20, "{pages}");
}

/// The templates that answers are made of.
fn templates(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(templates(&path));
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        for rest in code.split("template(path = \"").skip(1) {
            found.push(rest.split('"').next().unwrap().to_owned());
        }
    }
    found
}
