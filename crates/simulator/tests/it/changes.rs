//! Changes of what is approved already: basic information goes to the review again, domains prove themselves.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::Redirect;
use axum::routing::get;
use serde_json::json;
use simulator::seed;

use crate::console::{Developer, basics, between};
use crate::support::{Answer, qr_address};

/// The seeded app, and a reviewer at the desk.
async fn at_the_desk() -> (Developer, String) {
    let developer = Developer::seeded().await;
    let policy = [
        ("mode", "desk"),
        ("after_seconds", "30"),
        ("rejection_percent", "0"),
    ];
    developer.tested.form("/review/policy", &policy).await;
    let centre = developer.get("/platform").await;
    let number = between(centre.text(), "href=\"/platform/apps/", "\"");
    (developer, format!("/platform/apps/{number}"))
}

async fn change(developer: &Developer, app: &str, name: &str) -> Answer {
    developer
        .press(&format!("{app}/basic"), &basics(name))
        .await
}

async fn name_on_the_qr_page(developer: &Developer) -> String {
    let page = developer.tested.get(&qr_address("s")).await;
    between(page.text(), "“<bdi>", "</bdi>”")
}

async fn decide(developer: &Developer, app: &str, act: &str) -> Answer {
    let number = app.trim_start_matches("/platform/apps/");
    let fields = [("act", act), ("reason", "name"), ("answer", "Once more.")];
    developer.press(&format!("/review/{number}"), &fields).await
}

#[tokio::test]
async fn an_approved_app_is_as_it_was_until_its_change_is_approved() {
    let (developer, app) = at_the_desk().await;
    let page = developer.get(&app).await;
    assert!(page.text().contains(&format!("href=\"{app}/basic\"")));
    let form = developer.get(&format!("{app}/basic")).await;
    assert!(form.text().contains("Change the basic info") && form.text().contains("Submit Review"));
    let sent = change(&developer, &app, "Kite").await;
    assert_eq!(sent.header(header::LOCATION), format!("{app}/submitted"));
    let submitted = developer.get(&format!("{app}/submitted")).await;
    assert!(
        submitted
            .text()
            .contains("Until then the app stays as it is.")
    );
    assert!(submitted.text().contains("href=\"/review\""));

    // People go on signing in, to the app under its former name.
    assert_eq!(name_on_the_qr_page(&developer).await, "Paperboat");
    assert!(developer.tested.tokens("xiaoming").await["openid"].is_string());
    let page = developer.get(&app).await;
    assert!(
        page.text()
            .contains("A change of the basic info is in review.")
    );
    // One change at a time.
    let again = developer.get(&format!("{app}/basic")).await;
    assert_eq!(again.header(header::LOCATION), app);
    change(&developer, &app, "Dragon").await;

    let desk = developer.get("/review").await;
    assert!(desk.text().contains("<bdi>Kite</bdi>") && !desk.text().contains("Dragon"));
    assert!(desk.text().contains("Change of the basic info"));
    let icon = between(desk.text(), "<img class=\"icon\" src=\"", "\"");
    let icon = developer.tested.get(&icon).await;
    assert_eq!(icon.header(header::CONTENT_TYPE), "image/png");
    decide(&developer, &app, "approve").await;
    assert_eq!(name_on_the_qr_page(&developer).await, "Kite");
    let mails = developer.tested.get("/_sim/mails").await.json();
    assert_eq!(
        mails[0]["subject"]["en"],
        "The change of “Paperboat” is approved"
    );
    // Keys and permission are what they were.
    assert!(developer.tested.tokens("xiaoming").await["openid"].is_string());
    assert_eq!(
        decide(&developer, &app, "approve").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_rejected_change_leaves_the_app_approved() {
    let (developer, app) = at_the_desk().await;
    change(&developer, &app, "Kite").await;
    let export = developer.tested.get("/_sim/export").await;
    let seeded = developer
        .tested
        .call("POST", "/_sim/seed", export.text())
        .await;
    assert_eq!(
        seeded.status,
        StatusCode::OK,
        "a change waits in a file too"
    );
    let id = seed::APP_ID;
    let body = json!({ "approve": false, "reason": "name", "answer": "Once more." }).to_string();
    let decided = developer
        .tested
        .call("POST", &format!("/_sim/review/{id}"), &body)
        .await;
    assert_eq!(decided.json()["status"], "approved");
    assert_eq!(name_on_the_qr_page(&developer).await, "Paperboat");
    let mails = developer.tested.get("/_sim/mails").await.json();
    let said = |language: &str| mails[0]["body"][language].as_str().unwrap().to_owned();
    assert!(said("zh").starts_with("应用名称已被登记") && said("zh").ends_with("Once more."));
    assert!(
        said("en").starts_with("The name is already registered")
            && said("en").ends_with("Once more.")
    );
    let nothing = developer
        .tested
        .call("POST", &format!("/_sim/review/{id}"), &body)
        .await;
    assert_eq!(nothing.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_simulator_decides_about_changes_too() {
    let developer = Developer::seeded().await;
    let centre = developer.get("/platform").await;
    let number = between(centre.text(), "href=\"/platform/apps/", "\"");
    let app = format!("/platform/apps/{number}");
    for (name, then) in [("微信 kite", "Paperboat"), ("Kite", "Kite")] {
        change(&developer, &app, name).await;
        developer.tested.advance(29).await;
        assert_eq!(name_on_the_qr_page(&developer).await, "Paperboat");
        developer.tested.advance(1).await;
        assert_eq!(name_on_the_qr_page(&developer).await, then);
    }
    // A ban that came meanwhile stays.
    change(&developer, &app, "Dragon").await;
    developer
        .press(&format!("{app}/state"), &[("act", "ban")])
        .await;
    developer.tested.advance(30).await;
    let apps = developer.tested.get("/_sim/apps").await.json();
    assert_eq!(
        (&apps[0]["name"], &apps[0]["status"]),
        (&json!("Dragon"), &json!("banned"))
    );
}

#[tokio::test]
async fn a_change_that_is_not_accepted_waits_for_nobody() {
    let (developer, app) = at_the_desk().await;
    let wrong = developer
        .press(&format!("{app}/basic"), &[("name", "")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Change the basic info"));
    assert!(
        developer
            .get("/review")
            .await
            .text()
            .contains("Nothing to review")
    );
    // A service account has nothing to change here.
    let made = developer
        .press("/platform/create/service-account", &[("name", "Boat news")])
        .await;
    let account = made.header(header::LOCATION).to_owned();
    let form = developer.get(&format!("{account}/basic")).await;
    assert_eq!(form.header(header::LOCATION), account);
    change(&developer, &account, "Other news").await;
    assert!(developer.get(&account).await.text().contains("Boat news"));
}

#[tokio::test]
async fn domains_take_their_time_where_the_switch_says_so() {
    let (developer, app) = at_the_desk().await;
    let tested = &developer.tested;
    let to = |host: &str| qr_address("s").replace("localhost%3A3001", host);
    let passes = async |host: &str| tested.get(&to(host)).await.text().contains("data-uuid");
    let save = async |domain: &str| {
        let fields = [("callback_domain", domain)];
        developer.press(&format!("{app}/domain"), &fields).await;
    };
    save("a.example").await;
    assert!(
        passes("a.example").await,
        "at once, as long as nothing else is said"
    );
    tested
        .call("PATCH", "/_sim/switches", r#"{"domain_delay_seconds":600}"#)
        .await;
    save("b.example").await;
    let page = developer.get(&app).await;
    assert!(
        page.text()
            .contains("In force in 600 s: <bdi>b.example</bdi>")
    );
    tested.advance(599).await;
    assert!(passes("a.example").await && !passes("b.example").await);
    // Another change begins anew, in the place of the one that waits.
    save("c.example").await;
    tested.advance(599).await;
    assert!(passes("a.example").await);
    tested.advance(1).await;
    assert!(passes("c.example").await && !passes("a.example").await && !passes("b.example").await);
    let page = developer.get(&app).await;
    assert!(!page.text().contains("In force in"));
}

#[tokio::test]
async fn a_reason_is_told_in_the_language_of_the_page() {
    let developer = Developer::seeded().await;
    let policy = [
        ("mode", "desk"),
        ("after_seconds", "30"),
        ("rejection_percent", "0"),
    ];
    developer.tested.form("/review/policy", &policy).await;
    let app = developer.draft("website", "Kite").await;
    developer.submit(&app, "kite.example").await;
    decide(&developer, &app, "reject").await;
    for (mode, zh, en) in [
        ("zh", true, false),
        ("both", true, true),
        ("en", false, true),
    ] {
        let cookie = format!("{}; wxsim_language={mode}", developer.cookie);
        for path in [app.clone(), format!("{app}/site")] {
            let page = developer.tested.get_with(&path, &cookie).await;
            let text = page.text();
            assert_eq!(text.contains("应用名称已被登记"), zh, "{mode} {path}");
            assert_eq!(
                text.contains("The name is already registered"),
                en,
                "{mode} {path}"
            );
            assert!(text.contains("Once more."), "{mode} {path}");
        }
    }
}

/// A site of this computer that has some files.
async fn site(files: Vec<(String, String)>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut router = Router::new();
    for (path, content) in files {
        router = router.route(&path, get(async move || content));
    }
    let router = router.fallback(async || Redirect::to("/elsewhere"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test]
async fn the_file_of_a_domain_is_fetched_before_it_is_saved() {
    let developer = Developer::seeded().await;
    let made = developer
        .press("/platform/create/service-account", &[("name", "Boat news")])
        .await;
    let app = made.header(header::LOCATION).to_owned();
    let form = developer.get(&format!("{app}/domain")).await;
    let name = between(form.text(), "/verify/", "\"");
    let file = developer.get(&format!("{app}/verify/{name}")).await;
    let file = file.text().to_owned();
    let path = format!("/{name}");
    let right = site(vec![(path.clone(), format!("{file}\n"))]).await;
    let other = site(vec![(path.clone(), "other".to_owned())]).await;
    let empty = site(vec![(path, String::new())]).await;
    let nowhere = site(Vec::new()).await;
    let save = async |from: &str| {
        let fields = [("domain_1", "www.acme.example"), ("fetch_from", from)];
        developer.press(&format!("{app}/domain"), &fields).await
    };
    for (from, problem) in [
        (other.as_str(), "The file says something else."),
        (&empty, "The file says something else."),
        (&nowhere, "The file is not there: HTTP 303"),
        ("http://127.0.0.1:1", "The file cannot be fetched."),
        ("https://localhost", "An http address of this computer"),
        ("http://acme.example", "An http address of this computer"),
        (
            "http://169.254.169.254/",
            "An http address of this computer",
        ),
        ("localhost:8080", "An http address of this computer"),
        ("file:///etc/passwd", "An http address of this computer"),
        ("nonsense", "An http address of this computer"),
    ] {
        let refused = save(from).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
        assert!(
            refused.text().contains(problem),
            "{from}: {}",
            refused.text()
        );
        assert!(
            refused.text().contains(&format!("value=\"{from}\"")),
            "what was typed stays"
        );
        assert!(
            !developer
                .get(&app)
                .await
                .text()
                .contains("www.acme.example")
        );
    }
    assert_eq!(save(&right).await.status, StatusCode::SEE_OTHER);
    assert!(
        developer
            .get(&app)
            .await
            .text()
            .contains("www.acme.example")
    );
}
