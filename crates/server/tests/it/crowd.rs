//! Many people over several apps, over HTTP: nobody becomes two, nobody becomes another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use connector_kit::Entropy;
use http::Method;
use serde_json::{Value, json};
use testkit::application::claims;
use testkit::clock::TestEntropy;
use testkit::world::World;
use tokio::task::JoinSet;

const PEOPLE: usize = 25;
const APPS: usize = 5;
const SIGN_INS: usize = 500;

/// Five apps of one Open Platform account, five connectors. Everybody comes through the
/// first app before the union id appears: before that, nothing ties two apps together.
#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_sign_ins_of_25_people_over_five_apps_make_25_users() {
    let world = Arc::new(World::new().await);
    let mut connectors = Vec::new();
    for app in 0..APPS {
        let (id, secret) = (format!("wx{app:016x}"), format!("{app:032x}"));
        let registered = json!({
            "kind": "website", "app_id": id, "app_secret": secret, "name": "Paperboat",
            "callback_domain": "localhost", "allow_local_callback": true, "open_platform": "acme",
        });
        world
            .simulator(Method::POST, "/_sim/apps", registered)
            .await;
        connectors.push(json!({
            "id": format!("app{app}"), "factory": "wechat-web", "endpoints": "simulator",
            "config": { "clientId": id, "clientSecret": secret, "openPlatform": "acme" },
        }));
    }
    let social: Vec<String> = (0..APPS).map(|app| format!("app{app}")).collect();
    world
        .apply(json!({ "connectors": connectors, "sign_in_experience": { "social": social } }))
        .await;
    for person in 0..PEOPLE {
        let new = json!({ "id": format!("p{person}"), "nickname": "同名", "union_id": false });
        world.simulator(Method::POST, "/_sim/people", new).await;
    }
    let mut users: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let entropy = TestEntropy::new(7);
    let random = move |below: usize| {
        let mut byte = [0; 2];
        entropy.fill(&mut byte);
        usize::from(u16::from_le_bytes(byte)) % below
    };
    let early: Vec<(usize, usize)> = (0..SIGN_INS / 5).map(|_| (random(PEOPLE), 0)).collect();
    let everybody: Vec<(usize, usize)> = (0..PEOPLE).map(|person| (person, 0)).collect();
    let late = (0..SIGN_INS).map(|_| (random(PEOPLE), random(APPS)));
    let late: Vec<(usize, usize)> = late.skip(early.len() + 2 * PEOPLE).collect();
    for stage in [early, everybody.clone()] {
        sign_in(&world, stage, &mut users).await;
    }
    for person in 0..PEOPLE {
        let path = format!("/_sim/people/p{person}");
        world
            .simulator(Method::PATCH, &path, json!({ "union_id": true }))
            .await;
    }
    // Through an app that knows them, the union id is learnt; then any app will do.
    for stage in [everybody, late] {
        sign_in(&world, stage, &mut users).await;
    }
    assert_eq!(users.len(), PEOPLE);
    for (person, seen) in &users {
        assert_eq!(seen.len(), 1, "p{person} is {seen:?}");
    }
    let distinct: BTreeSet<&String> = users.values().flatten().collect();
    assert_eq!(distinct.len(), PEOPLE, "nobody is somebody else");
    assert_eq!(world.store.counts().await.unwrap().users, 25);
    assert!(world.store.conflicts(10).await.unwrap().is_empty());
}

/// Signs people in, a few at a time; adds the user that each of them is.
async fn sign_in(
    world: &Arc<World>,
    people: Vec<(usize, usize)>,
    users: &mut BTreeMap<usize, BTreeSet<String>>,
) {
    for some in people.chunks(8) {
        let mut tasks = JoinSet::new();
        for &(person, app) in some {
            let world = Arc::clone(world);
            tasks.spawn(async move {
                let application = world.application();
                let way = format!("social:app{app}");
                let request = application.asks(&[("direct_sign_in", &way)]);
                let visitor = world.anonymous();
                let wechat = visitor.get(&request.address).await.location().to_owned();
                let name = format!("p{person}");
                let callback = world.person(&name).allows(&wechat).await;
                let address = visitor.comes_back(&callback).await;
                let tokens: Value = application.redeems(&request, &address).await.json();
                let claims = claims(tokens["id_token"].as_str().unwrap());
                (person, claims["sub"].as_str().unwrap().to_owned())
            });
        }
        for (person, user) in tasks.join_all().await {
            users.entry(person).or_default().insert(user);
        }
    }
}
