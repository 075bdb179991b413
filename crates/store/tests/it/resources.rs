//! Resources, of which at most one is the default.

use connector_kit::Timestamp;
use oidc::{Resource, ResourceScope, SigningAlgorithm};
use store::{Action, Actor, NewChange, Saved, Store, SubjectKind};

use crate::world::{NOW, World, after, id};

both!(
    a_resource_is_made_once,
    whoever_has_seen_another_state_changes_nothing,
    at_most_one_is_meant_when_none_is_named,
    two_at_once_leave_one_default,
    a_deleted_resource_can_be_made_anew,
);

struct Iris(Actor);

fn iris() -> Iris {
    Iris(Actor::command("a test"))
}

impl Iris {
    fn change(&self, action: Action, at: Timestamp) -> NewChange<'_> {
        NewChange {
            id: id(),
            at,
            actor: &self.0,
            subject_kind: SubjectKind::Resource,
            subject_id: "r",
            subject_name: "Orders",
            action,
            fields: &[],
        }
    }
}

async fn create(store: &Store, resource: &Resource) -> bool {
    let iris = iris();
    let change = iris.change(Action::Created, NOW);
    store.create_resource(resource, &change).await.unwrap()
}

async fn change(store: &Store, resource: &Resource, seen: Timestamp) -> Saved {
    let iris = iris();
    let change = iris.change(Action::Changed, NOW);
    store
        .change_resource(resource, seen, &change)
        .await
        .unwrap()
}

async fn set_default(store: &Store, id: &str, is_default: bool) -> bool {
    let iris = iris();
    let change = iris.change(Action::Changed, NOW);
    let set = store.set_default_resource(id, is_default, &change);
    set.await.unwrap()
}

async fn defaults(store: &Store) -> Vec<String> {
    let mut all = store.resources().await.unwrap();
    all.retain(|record| record.is_default);
    all.into_iter().map(|record| record.resource.id).collect()
}

async fn changes(store: &Store) -> usize {
    store.changes(None, 100).await.unwrap().len()
}

fn orders() -> Resource {
    Resource {
        scopes: vec![ResourceScope {
            id: "s1".to_owned(),
            name: "read".to_owned(),
            description: "See your orders".to_owned(),
            created_at: 5,
        }],
        access_token_ttl: 600,
        token_alg: SigningAlgorithm::Rs256,
        ..Resource::new("r1", "https://api.example", "Orders")
    }
}

async fn a_resource_is_made_once(world: World) {
    let store = &world.store;
    assert_eq!(store.resource("r1").await, Ok(None));
    let version = store.configuration_version().await.unwrap();
    assert!(create(store, &orders()).await);
    let same_id = Resource::new("r1", "https://other.example", "Other");
    let same_indicator = Resource::new("r2", "https://api.example", "Other");
    assert!(!create(store, &same_id).await);
    assert!(!create(store, &same_indicator).await);
    let record = store.resource("r1").await.unwrap().unwrap();
    assert_eq!(record.resource, orders());
    assert_eq!((record.is_default, record.created_at), (false, NOW));
    assert_eq!(store.resources().await, Ok(vec![record]));
    assert_eq!(changes(store).await, 1, "who was too late changed nothing");
    assert_eq!(store.configuration_version().await, Ok(version + 1));
}

async fn whoever_has_seen_another_state_changes_nothing(world: World) {
    let store = &world.store;
    create(store, &orders()).await;
    let renamed = Resource {
        name: "All orders".to_owned(),
        ..orders()
    };
    let Saved::Saved(now) = change(store, &renamed, NOW).await else {
        panic!("nobody else was there");
    };
    assert!(now > NOW, "another state, another moment");
    assert_eq!(change(store, &orders(), NOW).await, Saved::Stale);
    let elsewhere = Resource {
        indicator: "https://other.example".to_owned(),
        ..orders()
    };
    assert_eq!(
        change(store, &elsewhere, now).await,
        Saved::Stale,
        "it stays"
    );
    let gone = Resource::new("r2", "https://two.example", "Two");
    assert_eq!(change(store, &gone, NOW).await, Saved::Gone);
    let record = store.resource("r1").await.unwrap().unwrap();
    assert_eq!(record.resource, renamed);
    assert_eq!(changes(store).await, 2);
}

async fn at_most_one_is_meant_when_none_is_named(world: World) {
    let store = &world.store;
    for name in ["r1", "r2"] {
        create(store, &Resource::new(name, format!("urn:x:{name}"), name)).await;
    }
    assert!(set_default(store, "r1", true).await);
    assert_eq!(defaults(store).await, ["r1"]);
    assert!(set_default(store, "r2", true).await);
    assert_eq!(defaults(store).await, ["r2"]);
    assert!(!set_default(store, "r3", true).await);
    assert_eq!(
        defaults(store).await,
        ["r2"],
        "nothing was there to take over"
    );
    assert!(set_default(store, "r1", false).await);
    assert_eq!(defaults(store).await, ["r2"]);
    assert!(set_default(store, "r2", false).await);
    assert!(defaults(store).await.is_empty());
}

async fn two_at_once_leave_one_default(world: World) {
    let store = &world.store;
    for name in ["r1", "r2"] {
        create(store, &Resource::new(name, format!("urn:x:{name}"), name)).await;
    }
    for _ in 0..5 {
        let (one, other) = tokio::join!(
            set_default(store, "r1", true),
            set_default(store, "r2", true)
        );
        assert!(one && other);
        assert_eq!(defaults(store).await.len(), 1);
    }
}

async fn a_deleted_resource_can_be_made_anew(world: World) {
    let store = &world.store;
    create(store, &orders()).await;
    let iris = iris();
    let delete = async || {
        let change = iris.change(Action::Deleted, after(1));
        store.delete_resource("r1", &change).await.unwrap()
    };
    assert!(delete().await);
    assert!(!delete().await);
    assert_eq!(store.resources().await, Ok(Vec::new()));
    assert_eq!(changes(store).await, 2);
    let anew = Resource::new("r9", "https://api.example", "Orders");
    assert!(create(store, &anew).await);
}
