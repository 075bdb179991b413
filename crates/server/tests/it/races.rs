//! Many at once: nothing is spent twice, nobody exists twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use testkit::application::claims;
use testkit::world::{Database, World};
use tokio::task::JoinSet;

crate::on_both!(
    a_hundred_deliveries_of_one_callback_spend_its_code_once,
    a_hundred_first_sign_ins_of_one_person_make_one_user,
);

async fn a_hundred_deliveries_of_one_callback_spend_its_code_once(database: Database) {
    let world = Arc::new(World::with(database, 2).await);
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let cookies = visitor.cookies();

    let mut deliveries = JoinSet::new();
    for _ in 0..100 {
        let (world, callback, cookies) = (world.clone(), callback.clone(), cookies.clone());
        deliveries.spawn(async move {
            let tab = world.anonymous();
            for (name, value) in &cookies {
                tab.set_cookie(name, Some(value));
            }
            // Whoever has to wait longer than a second goes on at *Finishing*.
            let answer = tab.get(&callback).await;
            let mut address = answer.location().to_owned();
            while address.starts_with("/sign-in/attempt/") {
                let wait = format!("{}?wait=1", address.trim_end_matches("?wait=1"));
                let page = tab.get(&wait).await;
                address = if page.status == 303 {
                    page.location().to_owned()
                } else {
                    wait
                };
            }
            (address, tab.cookies()["pailou_session"].clone())
        });
    }
    let answers: BTreeSet<(String, String)> = deliveries.join_all().await.into_iter().collect();
    assert_eq!(
        answers.len(),
        1,
        "all hundred get the same answer: {answers:?}"
    );
    assert_eq!(world.requests("/sns/oauth2/access_token").await.len(), 1);
    let counts = world.store.counts().await.unwrap();
    assert_eq!((counts.users, counts.sessions), (1, 1));
    let (address, _) = answers.into_iter().next().unwrap();
    assert_eq!(
        world.application().redeems(&request, &address).await.status,
        200
    );
}

async fn a_hundred_first_sign_ins_of_one_person_make_one_user(database: Database) {
    let world = Arc::new(World::with(database, 2).await);
    let mut people = JoinSet::new();
    for _ in 0..100 {
        let world = world.clone();
        people.spawn(async move {
            let visitor = world.anonymous();
            let request = world.application().asks(&[]);
            let wechat = visitor.go_to_wechat(&request.address).await;
            let callback = world.person("lifang").allows(&wechat).await;
            let mut address = visitor.get(&callback).await.location().to_owned();
            while address.starts_with("/sign-in/attempt/") {
                let wait = format!("{}?wait=1", address.trim_end_matches("?wait=1"));
                let page = visitor.get(&wait).await;
                address = if page.status == 303 {
                    page.location().to_owned()
                } else {
                    wait
                };
            }
            let tokens = world.application().redeems(&request, &address).await;
            assert_eq!(tokens.status, 200, "{}", tokens.body);
            claims(tokens.json()["id_token"].as_str().unwrap())["sub"].to_string()
        });
    }
    let users: BTreeSet<String> = people.join_all().await.into_iter().collect();
    assert_eq!(users.len(), 1);
    assert_eq!(world.store.counts().await.unwrap().users, 1);
}
