//! Two nodes over one PostgreSQL, each request to the other node than the one before.

use std::time::{Duration, Instant};

use serde_json::json;
use testkit::application::SECRET;
use testkit::ears::{Ears, Reply};
use testkit::world::Database;
use testkit::{ports, story};

use crate::stage::Stage;

async fn two_nodes() -> Stage {
    Stage::open(Database::Postgres, 2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn any_node_goes_on_with_what_another_began() {
    let stage = two_nodes().await;
    story::signs_in_directly(&stage, "xiaoming").await;
    let tokens = stage.application().signs_in("lifang").await;
    let refreshed = stage
        .application()
        .token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
        ])
        .await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);

    let passed = stage.entrance.as_ref().unwrap().passed();
    assert!(passed.len() >= 8, "{passed:?}");
    for (number, request) in passed.iter().enumerate() {
        assert_eq!(request.upstream, number % 2, "{}", request.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_deliveries_of_one_callback_are_one_exchange() {
    let mut stage = two_nodes().await;
    let visitor = stage.network.anonymous();
    let application = stage.network.application();
    let request = application.asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = stage.network.person("xiaoming").allows(&wechat).await;

    let answers = story::deliveries_at_once(&stage.network, &visitor, &callback, 100).await;
    assert_eq!(answers.len(), 1, "a hundred times the same: {answers:?}");
    let exchanges = stage.requests("/sns/oauth2/access_token").await;
    assert_eq!(exchanges.len(), 1, "{exchanges:?}");
    let (address, _) = answers.into_iter().next().unwrap();
    let tokens = application.redeems(&request, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);

    // The browser was told once, and once more is no harm.
    let again = visitor.get(&callback).await;
    assert_eq!(again.status, 200, "{}", again.body);
    let passed = stage.entrance.as_ref().unwrap().passed();
    let deliveries = passed.iter().filter(|it| it.path.starts_with("/callback/"));
    let (first, second): (Vec<_>, Vec<_>) = deliveries.partition(|it| it.upstream == 0);
    assert!(first.len() >= 30 && second.len() >= 30, "both were asked");
    drop(visitor);
    let counts = stage.end().await.counts().await.unwrap();
    assert_eq!((counts.users, counts.sessions), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_first_sign_ins_of_one_person_make_one_user() {
    let mut stage = two_nodes().await;
    let users = story::sign_ins_at_once(&stage.network, "lifang", 100).await;
    assert_eq!(users.len(), 1, "{users:?}");
    let counts = stage.end().await.counts().await.unwrap();
    assert_eq!((counts.users, counts.identities), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connector_turned_off_is_refused_by_both_within_a_second() {
    let stage = two_nodes().await;
    let application = stage.application();
    // One is on the sign-in page, one at WeChat, one has not come yet.
    let (chooser, scanner, newcomer) = (stage.anonymous(), stage.anonymous(), stage.anonymous());
    let page = chooser.follow(&application.asks(&[]).address).await;
    let wechat = scanner.go_to_wechat(&application.asks(&[]).address).await;
    let callback = stage.person("xiaoming").allows(&wechat).await;
    let direct = application.asks(&[("direct_sign_in", "social:wechat")]);

    let printed = stage
        .apply(&json!({ "sign_in_experience": { "social": [] } }))
        .await;
    assert_eq!(printed, "sign_in_experience: changed\n");
    let begin = Instant::now();
    let mut refusals = 0;
    // Two in a row are two nodes.
    while refusals < 2 {
        let answer = newcomer.get(&direct.address).await;
        let goes_to_wechat = answer.location().starts_with(&stage.simulator);
        refusals = if goes_to_wechat { 0 } else { refusals + 1 };
        assert!(begin.elapsed() < Duration::from_secs(5), "still on");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!("turned off on both nodes after {:?}", begin.elapsed());

    for _ in 0..2 {
        let refused = chooser.press(&page, "/sign-in/social/wechat").await;
        assert_eq!(refused.status, 403, "{}", refused.body);
    }
    let refused = scanner.follow(&callback).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert_eq!(stage.requests("/sns/oauth2/access_token").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_told_once_of_a_sign_out_and_again_when_it_did_not_hear() {
    let stage = two_nodes().await;
    let (port, ears) = (ports::free(), Ears::default());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port));
    let (listener, router) = (listener.await.unwrap(), ears.router());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let shop = json!({ "applications": [{
        "id": "shop", "name": "Shop", "type": "Traditional", "secret": SECRET,
        "redirect_uris": [format!("{}/callback", stage.application)],
        "backchannel_logout_uri": format!("http://127.0.0.1:{port}/logout"),
    }]});
    stage.apply(&shop).await;
    let told = async |least: usize| {
        let begin = Instant::now();
        let mut told = Vec::new();
        while told.len() < least {
            assert!(begin.elapsed() < Duration::from_mins(1), "it was not told");
            tokio::time::sleep(Duration::from_millis(20)).await;
            told.append(&mut ears.told());
        }
        told
    };
    let signs_in_and_out = async || {
        let application = stage.client("shop", Some(SECRET));
        let visitor = stage.anonymous();
        let asked = application.asks(&[]);
        let address = visitor
            .sign_in(&asked.address, &stage.person("xiaoming"))
            .await;
        let tokens = application.redeems(&asked, &address).await.json();
        let hint = tokens["id_token"].as_str().unwrap();
        let out = format!("/oidc/session/end?id_token_hint={hint}");
        assert_eq!(visitor.get(&out).await.status, 200);
    };
    signs_in_and_out().await;
    assert_eq!(told(1).await[0].path, "/logout");
    // Both nodes look every five seconds; neither finds anything.
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert!(ears.told().is_empty());

    ears.will_answer(&[Reply::Status(500)]);
    signs_in_and_out().await;
    let tries = told(2).await;
    assert_eq!(tries.len(), 2);
    assert_ne!(tries[0].token, tries[1].token);
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert!(ears.told().is_empty());
}
