//! Roles, and who has them.

use connector_kit::Timestamp;
use oidc::{Role, RoleType};
use store::{Action, Actor, NewChange, Part, PeopleOf, RoleHolder, RoleSaved, Store, SubjectKind};
use uuid::Uuid;

use crate::applications;
use crate::world::{NOW, World, application, arrive, id, info};

both!(
    a_name_is_of_one_role,
    whoever_has_seen_another_state_changes_nothing,
    people_have_roles_as_long_as_both_are_there,
    applications_have_roles_as_long_as_both_are_there,
    people_of_a_role_come_in_parts,
);

struct Iris(Actor);

fn iris() -> Iris {
    Iris(Actor::command("a test"))
}

impl Iris {
    fn change(&self, action: Action) -> NewChange<'_> {
        NewChange {
            id: id(),
            at: NOW,
            actor: &self.0,
            subject_kind: SubjectKind::Role,
            subject_id: "r",
            subject_name: "Editor",
            action,
            fields: &[],
        }
    }
}

fn role(id: &str, name: &str) -> Role {
    Role {
        description: "Edits".to_owned(),
        scopes: vec!["s1".to_owned(), "s2".to_owned()],
        ..Role::new(id, name, RoleType::User)
    }
}

async fn create(store: &Store, role: &Role) -> bool {
    let iris = iris();
    let change = iris.change(Action::Created);
    store.create_role(role, &change).await.unwrap()
}

async fn change(store: &Store, role: &Role, seen: Timestamp) -> RoleSaved {
    let iris = iris();
    let change = iris.change(Action::Changed);
    store.change_role(role, seen, &change).await.unwrap()
}

async fn delete(store: &Store, id: &str) -> bool {
    let iris = iris();
    let change = iris.change(Action::Deleted);
    store.delete_role(id, &change).await.unwrap()
}

async fn give(store: &Store, holder: RoleHolder<'_>, give: &[&str], take: &[&str]) -> bool {
    let iris = iris();
    let change = iris.change(Action::Changed);
    let changed = store.change_roles_of(holder, give, take, &change);
    changed.await.unwrap()
}

async fn names(store: &Store, holder: RoleHolder<'_>) -> Vec<String> {
    let roles = store.roles_of(holder).await.unwrap();
    roles.into_iter().map(|role| role.name).collect()
}

async fn changes(store: &Store) -> usize {
    store.changes(None, 100).await.unwrap().len()
}

async fn a_name_is_of_one_role(world: World) {
    let store = &world.store;
    assert!(create(store, &role("r1", "editor")).await);
    assert!(!create(store, &role("r1", "another")).await);
    assert!(!create(store, &role("r2", "editor")).await);
    assert!(create(store, &role("r2", "viewer")).await);
    let renamed = change(store, &role("r2", "editor"), NOW).await;
    assert_eq!(renamed, RoleSaved::Taken);
    let record = store.role("r1").await.unwrap().unwrap();
    assert_eq!(record.role, role("r1", "editor"));
    assert_eq!(store.roles().await.unwrap().len(), 2);
    assert_eq!(store.role("r3").await, Ok(None));
    assert_eq!(changes(store).await, 2, "who was too late changed nothing");
}

async fn whoever_has_seen_another_state_changes_nothing(world: World) {
    let store = &world.store;
    create(store, &role("r1", "editor")).await;
    let RoleSaved::Saved(now) = change(store, &role("r1", "writer"), NOW).await else {
        panic!("nobody else was there");
    };
    assert!(now > NOW);
    let late = change(store, &role("r1", "late"), NOW).await;
    assert_eq!(late, RoleSaved::Stale);
    let gone = change(store, &role("r2", "gone"), NOW).await;
    assert_eq!(gone, RoleSaved::Gone);
    assert!(
        create(store, &role("r2", "editor")).await,
        "the name is free"
    );
    assert!(delete(store, "r1").await);
    assert!(!delete(store, "r1").await);
}

async fn people_have_roles_as_long_as_both_are_there(world: World) {
    let store = &world.store;
    for (id, name) in [("r1", "editor"), ("r2", "viewer")] {
        create(store, &role(id, name)).await;
    }
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let holder = RoleHolder::User(user);
    assert!(names(store, holder).await.is_empty());
    let before = changes(store).await;
    assert!(give(store, holder, &["r1", "r2", "r1"], &[]).await);
    assert_eq!(names(store, holder).await, ["editor", "viewer"]);
    assert!(names(store, RoleHolder::User(other)).await.is_empty());
    // What is so already, and whoever and whatever is not there, makes no difference.
    assert!(!give(store, holder, &["r1"], &["r3"]).await);
    assert!(!give(store, holder, &["r3"], &[]).await);
    assert!(!give(store, RoleHolder::User(Uuid::nil()), &["r1"], &["r2"]).await);
    assert_eq!(changes(store).await, before + 1);
    assert!(give(store, holder, &[], &["r1"]).await);
    assert_eq!(names(store, holder).await, ["viewer"]);
    let export = store.export_of(user, NOW).await.unwrap().unwrap();
    assert_eq!(export.roles, ["viewer"]);

    give(store, RoleHolder::User(other), &["r2"], &[]).await;
    delete(store, "r2").await;
    assert!(names(store, holder).await.is_empty());
    give(store, holder, &["r1"], &[]).await;
    store.delete_user(user, NOW).await.unwrap();
    assert!(names(store, holder).await.is_empty());
    let count = store.count_people(PeopleOf::Role("r1"), 10).await.unwrap();
    assert_eq!(count.count, 0);
}

async fn applications_have_roles_as_long_as_both_are_there(world: World) {
    let store = &world.store;
    create(store, &role("r1", "reader")).await;
    applications::create(store, &application("api"), &[]).await;
    let holder = RoleHolder::Application("api");
    assert!(give(store, holder, &["r1", "r9"], &[]).await);
    assert!(!give(store, RoleHolder::Application("x"), &["r1"], &[]).await);
    assert_eq!(names(store, holder).await, ["reader"]);
    assert_eq!(store.applications_of_role("r1").await.unwrap(), ["api"]);
    let iris = iris();
    let change = iris.change(Action::Deleted);
    store.delete_application("api", &change).await.unwrap();
    assert!(names(store, holder).await.is_empty());
    applications::create(store, &application("api"), &[]).await;
    assert!(
        names(store, holder).await.is_empty(),
        "a later one inherits nothing"
    );
    give(store, holder, &["r1"], &[]).await;
    assert!(give(store, holder, &[], &["r1"]).await);
    assert!(names(store, holder).await.is_empty());
}

async fn people_of_a_role_come_in_parts(world: World) {
    let store = &world.store;
    create(store, &role("r1", "editor")).await;
    create(store, &role("r2", "viewer")).await;
    let mut users = Vec::new();
    for name in ["o1", "o2", "o3", "o4"] {
        let (_, user) = arrive(store, &info(&[("app:wx1", name)])).await;
        let role = if name == "o4" { "r2" } else { "r1" };
        give(store, RoleHolder::User(user), &[role], &[]).await;
        if role == "r1" {
            users.push(user);
        }
    }
    users.sort_by(|a, b| b.cmp(a));
    let of = PeopleOf::Role("r1");
    let page = |after, skip| Part {
        after,
        skip,
        limit: 2,
    };
    let first = store.people(of, page(None, 0)).await.unwrap();
    let ids = |people: &store::People| {
        people
            .people
            .iter()
            .map(|it| it.user.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), users[..2]);
    let rest = store.people(of, page(first.next, 0)).await.unwrap();
    assert_eq!(ids(&rest), users[2..]);
    assert_eq!(rest.next, None);
    let skipped = store.people(of, page(None, 2)).await.unwrap();
    assert_eq!(ids(&skipped), users[2..]);
    let count = store.count_people(of, 10).await.unwrap();
    assert_eq!((count.count, count.capped), (3, false));
    let none = store
        .people(PeopleOf::Role("r9"), page(None, 0))
        .await
        .unwrap();
    assert!(none.people.is_empty());
}
