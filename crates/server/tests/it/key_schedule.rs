//! Signing keys that are replaced by schedule.

use std::collections::BTreeSet;
use std::time::Duration;

use store::{ActorKind, RecordedChange};
use testkit::world::{Database, SERVER, World};

crate::on_both!(on_several_nodes_old_keys_are_replaced_once);

const DAY: Duration = Duration::from_hours(24);

/// The names of the published keys.
async fn published(world: &World) -> BTreeSet<String> {
    let keys = world.get(&format!("{SERVER}/oidc/jwks")).await.json();
    let keys = keys["keys"].as_array().unwrap().iter();
    keys.map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

/// Lets every node look after what it looks after, all at once.
async fn nodes_look(world: &World) {
    let looks: Vec<_> = world
        .nodes
        .iter()
        .cloned()
        .map(|node| tokio::spawn(async move { node.tidy().await }))
        .collect();
    for look in looks {
        look.await.unwrap().unwrap();
    }
    for node in &world.nodes {
        node.refresh().await.unwrap();
    }
}

/// What the record says of rotations.
async fn rotations(world: &World) -> Vec<RecordedChange> {
    let all = world.store.changes(None, 50).await.unwrap().into_iter();
    all.filter(|change| change.subject_id == "signing_keys")
        .collect()
}

async fn id_token(world: &World, person: &str) -> String {
    let tokens = world.application().signs_in(person).await;
    tokens["id_token"].as_str().unwrap().to_owned()
}

fn kid(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

async fn on_several_nodes_old_keys_are_replaced_once(database: Database) {
    let change = |settings: &mut server::Settings| settings.rotate_keys_after = Some(90 * DAY);
    let world = World::with_all(database, 2, change).await;
    let first = published(&world).await;
    world.clock.advance(89 * DAY + Duration::from_secs(86_399));
    nodes_look(&world).await;
    assert_eq!(published(&world).await, first, "not before their time");

    world.clock.advance(Duration::from_secs(1));
    nodes_look(&world).await;
    let both = published(&world).await;
    assert_eq!(
        both.len(),
        8,
        "the former ones stay for what they have signed"
    );
    assert!(both.is_superset(&first));
    // Known everywhere first, then they sign.
    assert!(first.contains(&kid(&id_token(&world, "xiaoming").await)));
    world.clock.advance(Duration::from_secs(5));
    assert!(!first.contains(&kid(&id_token(&world, "xiaoming").await)));

    let rotations = rotations(&world).await;
    assert_eq!(rotations.len(), 1, "{rotations:?}");
    assert_eq!(rotations[0].actor.kind, ActorKind::Server);

    world.clock.advance(Duration::from_hours(1));
    nodes_look(&world).await;
    assert_eq!(published(&world).await, both, "a minute is left");
    world.clock.advance(Duration::from_secs(61));
    nodes_look(&world).await;
    let second = published(&world).await;
    assert_eq!(second, both.difference(&first).cloned().collect());
}

#[tokio::test]
async fn without_a_schedule_keys_stay() {
    let world = World::new().await;
    let first = published(&world).await;
    world.clock.advance(3650 * DAY);
    nodes_look(&world).await;
    assert_eq!(published(&world).await, first);
    assert!(rotations(&world).await.is_empty());
}
