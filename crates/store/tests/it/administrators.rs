//! Administrators: the last owner stays, and a password ends other sessions.

use connector_kit::Timestamp;
use store::{Added, Administered, NewAdministrator, NewAdministratorSession, Role, Store};
use uuid::Uuid;

use crate::world::{NOW, World, after, change, hash, id};

async fn add(store: &Store, email: &str, role: Role, password: Option<&str>) -> Uuid {
    let new = NewAdministrator {
        id: id(),
        name: "Iris",
        email,
        role,
        password_hash: password,
        language: None,
    };
    let added = store.add_administrator(new, change(NOW)).await;
    assert_eq!(added, Ok(Added::Added));
    new.id
}

async fn signs_in(store: &Store, administrator_id: Uuid, now: Timestamp) -> Uuid {
    let session = NewAdministratorSession {
        id: id(),
        hash: hash(),
        administrator_id,
        user_agent: Some("Firefox"),
        expires_at: after(3600),
    };
    let begun = store.begin_administrator_session(session, now).await;
    begun.unwrap();
    session.id
}

async fn the_last_owner_who_can_sign_in_stays_one(world: World) {
    let store = &world.store;
    let iris = add(store, "iris@acme.example", Role::Owner, Some("hash")).await;
    let noah = add(store, "noah@acme.example", Role::Viewer, Some("hash")).await;
    // Somebody who has never come may never come.
    let zoe = add(store, "zoe@acme.example", Role::Owner, None).await;
    let edit = async |who, role| {
        let details = ("Name", role, None);
        store
            .edit_administrator(who, details, change(NOW))
            .await
            .unwrap()
    };
    let remove = async |who| store.remove_administrator(who, change(NOW)).await.unwrap();
    assert_eq!(edit(iris, Role::Viewer).await, Administered::LastOwner);
    assert_eq!(remove(iris).await, Administered::LastOwner);
    assert_eq!(edit(iris, Role::Owner).await, Administered::Done);
    assert_eq!(edit(id(), Role::Viewer).await, Administered::Unknown);
    assert_eq!(remove(id()).await, Administered::Unknown);
    assert_eq!(remove(zoe).await, Administered::Done);
    assert_eq!(edit(noah, Role::Owner).await, Administered::Done);
    assert_eq!(edit(iris, Role::Viewer).await, Administered::Done);
    assert_eq!(remove(noah).await, Administered::LastOwner);
    assert_eq!(remove(iris).await, Administered::Done);
    let left = store.administrators().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].id, left[0].role), (noah, Role::Owner));
}

async fn two_owners_cannot_both_step_down(world: World) {
    let mut owners = Vec::new();
    for email in ["iris@acme.example", "noah@acme.example"] {
        owners.push(add(&world.store, email, Role::Owner, Some("hash")).await);
    }
    let mut steps = tokio::task::JoinSet::new();
    for owner in owners {
        let node = world.another_node().await;
        steps.spawn(async move {
            let details = ("Name", Role::Viewer, None);
            node.edit_administrator(owner, details, change(NOW))
                .await
                .unwrap()
        });
    }
    let mut outcomes = steps.join_all().await;
    outcomes.sort_by_key(|outcome| *outcome == Administered::LastOwner);
    assert_eq!(outcomes, [Administered::Done, Administered::LastOwner]);
}

async fn sessions_are_listed_and_end_one_by_one_or_at_once(world: World) {
    let store = &world.store;
    let iris = add(store, "iris@acme.example", Role::Owner, Some("hash")).await;
    let noah = add(store, "noah@acme.example", Role::Owner, Some("hash")).await;
    let here = signs_in(store, iris, NOW).await;
    let there = signs_in(store, iris, after(10)).await;
    signs_in(store, iris, after(20)).await;
    let other = signs_in(store, noah, NOW).await;
    let listed = async |who| {
        let sessions = store.administrator_sessions(who, after(30)).await.unwrap();
        sessions
            .iter()
            .map(|session| session.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(iris).await.len(), 3);
    assert_eq!(listed(iris).await[2], here, "the latest first");
    assert_eq!(
        store.end_administrator_session(iris, other, None).await,
        Ok(false)
    );
    assert_eq!(
        store.end_administrator_session(iris, there, None).await,
        Ok(true)
    );
    let before = store.changes(None, 20).await.unwrap().len();
    let others = store.end_administrator_sessions(iris, Some(here), change(NOW));
    assert_eq!(others.await, Ok(1));
    let none = store.end_administrator_sessions(iris, Some(here), change(NOW));
    assert_eq!(none.await, Ok(0), "and nothing is written down");
    assert_eq!(store.changes(None, 20).await.unwrap().len(), before + 1);
    assert_eq!(listed(iris).await, [here]);
    assert_eq!(listed(noah).await, [other]);

    let set = store.set_administrator_password(iris, "new", None, change(NOW));
    assert_eq!(set.await, Ok(true));
    assert!(listed(iris).await.is_empty());
    assert_eq!(listed(noah).await, [other]);
    let nobody = store.set_administrator_password(id(), "new", None, change(NOW));
    assert_eq!(nobody.await, Ok(false));
}

both!(
    the_last_owner_who_can_sign_in_stays_one,
    two_owners_cannot_both_step_down,
    sessions_are_listed_and_end_one_by_one_or_at_once,
);
