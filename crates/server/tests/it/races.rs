//! Many at once: nothing is spent twice, nobody exists twice.

use testkit::story;
use testkit::world::{Database, World};

crate::on_both!(
    a_hundred_deliveries_of_one_callback_spend_its_code_once,
    a_hundred_first_sign_ins_of_one_person_make_one_user,
);

async fn a_hundred_deliveries_of_one_callback_spend_its_code_once(database: Database) {
    let world = World::with(database, 2).await;
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;

    let answers = story::deliveries_at_once(&world.network, &visitor, &callback, 100).await;
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
    let world = World::with(database, 2).await;
    let users = story::sign_ins_at_once(&world.network, "lifang", 100).await;
    assert_eq!(users.len(), 1);
    assert_eq!(world.store.counts().await.unwrap().users, 1);
}
