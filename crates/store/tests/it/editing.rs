//! What administrators do to accounts, and that it is written down.

use accounts::User;
use connector_kit::Timestamp;
use serde_json::{Map, Value, json};
use store::{
    Action, Actor, AddedUser, Edit, EditedUser, FieldChange, NewChange, NewUser, RecordedChange,
    Store, SubjectKind, UniqueField, Unlinked, UserEdit,
};
use uuid::Uuid;

use crate::world::{NOW, World, add_way, arrive, id, info};

/// Somebody who changes something, as the records name them.
pub(crate) struct By<'a> {
    store: &'a Store,
    actor: Actor,
}

pub(crate) fn by_iris(store: &Store) -> By<'_> {
    let actor = Actor::command("iris");
    By { store, actor }
}

impl By<'_> {
    fn change<'a>(
        &'a self,
        action: Action,
        user: &'a str,
        fields: &'a [FieldChange],
    ) -> NewChange<'a> {
        NewChange {
            id: id(),
            at: NOW,
            actor: &self.actor,
            subject_kind: SubjectKind::User,
            subject_id: user,
            subject_name: "小明",
            action,
            fields,
        }
    }

    pub(crate) async fn suspend(&self, user: Uuid, suspended: bool) -> bool {
        let action = if suspended {
            Action::Suspended
        } else {
            Action::Resumed
        };
        let subject = user.to_string();
        let change = self.change(action, &subject, &[]);
        let done = self.store.suspend_user(user, suspended, &change).await;
        done.unwrap()
    }

    async fn edit(&self, user: Uuid, saw: Timestamp, edit: &UserEdit<'_>) -> EditedUser {
        let subject = user.to_string();
        let change = self.change(Action::Changed, &subject, &[]);
        let done = self.store.edit_user(user, saw, edit, &change).await;
        done.unwrap()
    }

    async fn add(&self, new: &NewUser<'_>) -> AddedUser {
        let subject = new.id.to_string();
        let change = self.change(Action::Created, &subject, &[]);
        self.store.add_user(new, &change).await.unwrap()
    }
}

fn nobody(none: &Map<String, Value>) -> NewUser<'_> {
    NewUser {
        id: id(),
        name: None,
        picture: None,
        username: None,
        email: None,
        phone: None,
        custom_data: none,
        profile: none,
    }
}

/// Makes an account with a user name that is its name too. It was made before all others.
pub(crate) async fn add(
    store: &Store,
    username: &str,
    email: Option<&str>,
    phone: Option<&str>,
) -> Uuid {
    let none = Map::new();
    let new = NewUser {
        name: Some(username),
        username: Some(username),
        email,
        phone,
        ..nobody(&none)
    };
    let by = by_iris(store);
    let subject = new.id.to_string();
    let change = NewChange {
        at: Timestamp(NOW.0 - 1),
        ..by.change(Action::Created, &subject, &[])
    };
    let added = store.add_user(&new, &change).await.unwrap();
    assert_eq!(added, AddedUser::Added);
    new.id
}

async fn history(store: &Store, user: Uuid) -> Vec<RecordedChange> {
    let subject = user.to_string();
    let changes = store.changes_of(SubjectKind::User, &subject, None, 100);
    changes.await.unwrap()
}

async fn user(store: &Store, id: Uuid) -> User {
    store.user(id).await.unwrap().unwrap()
}

async fn an_account_is_made_once(world: World) {
    let store = &world.store;
    let by = by_iris(store);
    let noted = json!({ "plan": "gold", "emoji": "🌸" });
    let noted = noted.as_object().unwrap();
    let none = Map::new();
    let new = NewUser {
        name: Some(" Iris\n Chen "),
        picture: Some("https://a.example/1.png"),
        username: Some("iris"),
        email: Some("iris@acme.example"),
        phone: Some("8613800000000"),
        custom_data: noted,
        ..nobody(&none)
    };
    assert_eq!(by.add(&new).await, AddedUser::Added);
    let person = store.person(new.id).await.unwrap().unwrap();
    assert_eq!(person.user.name.as_deref(), Some("Iris Chen"));
    assert!(person.user.name_edited, "no sign-in changes it");
    assert_eq!(person.user.last_sign_in_at, None);
    assert_eq!((person.ways, person.some_ways.len()), (0, 0));
    assert_eq!((&person.custom_data, &person.profile), (noted, &none));
    assert_eq!(history(store, new.id).await.len(), 1);

    let again = NewUser {
        name: Some("Other"),
        username: Some("other"),
        ..new
    };
    assert_eq!(by.add(&again).await, AddedUser::AlreadyThere);
    assert_eq!(user(store, new.id).await.username.as_deref(), Some("iris"));
    for (field, taken) in [
        (
            UniqueField::Username,
            NewUser {
                username: Some("iris"),
                ..nobody(&none)
            },
        ),
        (
            UniqueField::Email,
            NewUser {
                email: new.email,
                ..nobody(&none)
            },
        ),
        (
            UniqueField::Phone,
            NewUser {
                phone: new.phone,
                ..nobody(&none)
            },
        ),
    ] {
        assert_eq!(by.add(&taken).await, AddedUser::Taken(field));
        assert_eq!(store.user(taken.id).await, Ok(None));
        assert!(history(store, taken.id).await.is_empty());
    }
}

async fn two_who_take_one_name_at_once_are_told_apart(world: World) {
    let store = &world.store;
    let other = world.another_node().await;
    let none = Map::new();
    let new = [(); 2].map(|()| NewUser {
        username: Some("iris"),
        ..nobody(&none)
    });
    let (here, there) = (by_iris(store), by_iris(&other));
    let (one, two) = tokio::join!(here.add(&new[0]), there.add(&new[1]));
    let taken = AddedUser::Taken(UniqueField::Username);
    let outcomes = [one, two];
    assert!(
        outcomes.contains(&AddedUser::Added) && outcomes.contains(&taken),
        "{outcomes:?}"
    );
}

async fn an_edit_changes_what_it_names_and_nothing_else(world: World) {
    let store = &world.store;
    let by = by_iris(store);
    let (_, xiaoming) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    add(store, "iris", Some("iris@acme.example"), None).await;
    let before = user(store, xiaoming).await;
    let noted = json!({ "a": [1, null] });
    let noted = noted.as_object().unwrap();
    let edit = UserEdit {
        name: Edit::Set("Ming"),
        username: Edit::Set("ming"),
        email: Edit::Clear,
        custom_data: Some(noted),
        ..UserEdit::default()
    };
    assert_eq!(
        by.edit(xiaoming, before.updated_at, &edit).await,
        EditedUser::Saved
    );
    let person = store.person(xiaoming).await.unwrap().unwrap();
    assert_eq!(person.user.name.as_deref(), Some("Ming"));
    assert_eq!(person.user.picture, before.picture);
    assert!(person.user.name_edited && !person.user.picture_edited);
    assert_eq!((&person.custom_data, person.profile.len()), (noted, 0));
    assert!(person.user.updated_at > before.updated_at);

    // Whoever saw the account as it was before changes nothing.
    let late = UserEdit {
        name: Edit::Set("Late"),
        ..UserEdit::default()
    };
    assert_eq!(
        by.edit(xiaoming, before.updated_at, &late).await,
        EditedUser::Stale
    );
    let saw = person.user.updated_at;
    for (field, edit) in [
        (
            UniqueField::Username,
            UserEdit {
                username: Edit::Set("iris"),
                ..late
            },
        ),
        (
            UniqueField::Email,
            UserEdit {
                email: Edit::Set("iris@acme.example"),
                ..late
            },
        ),
    ] {
        assert_eq!(
            by.edit(xiaoming, saw, &edit).await,
            EditedUser::Taken(field)
        );
    }
    assert_eq!(by.edit(id(), saw, &late).await, EditedUser::NotFound);
    assert_eq!(user(store, xiaoming).await.name.as_deref(), Some("Ming"));
    assert_eq!(history(store, xiaoming).await.len(), 1);
    // One's own values are not somebody else's.
    let same = UserEdit {
        username: Edit::Set("ming"),
        ..UserEdit::default()
    };
    assert_eq!(by.edit(xiaoming, saw, &same).await, EditedUser::Saved);
}

async fn of_two_edits_at_once_one_counts(world: World) {
    let store = &world.store;
    let (_, xiaoming) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let other = world.another_node().await;
    let saw = user(store, xiaoming).await.updated_at;
    let edits = ["One", "Two"].map(|name| UserEdit {
        name: Edit::Set(name),
        ..UserEdit::default()
    });
    let (here, there) = (by_iris(store), by_iris(&other));
    let (one, two) = tokio::join!(
        here.edit(xiaoming, saw, &edits[0]),
        there.edit(xiaoming, saw, &edits[1])
    );
    let outcomes = [one, two];
    assert!(outcomes.contains(&EditedUser::Saved), "{outcomes:?}");
    assert!(outcomes.contains(&EditedUser::Stale), "{outcomes:?}");
    assert_eq!(history(store, xiaoming).await.len(), 1);
}

async fn what_makes_no_difference_is_not_written_down(world: World) {
    let store = &world.store;
    let by = by_iris(store);
    let (_, xiaoming) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    assert!(!by.suspend(xiaoming, false).await);
    assert!(by.suspend(xiaoming, true).await);
    assert!(!by.suspend(xiaoming, true).await);
    assert!(by.suspend(xiaoming, false).await);
    assert!(!by.suspend(id(), true).await);
    let actions: Vec<_> = history(store, xiaoming)
        .await
        .iter()
        .map(|it| it.action)
        .collect();
    assert_eq!(actions, [Action::Resumed, Action::Suspended]);
}

async fn removals_are_written_down_and_a_deletion_tells_nothing(world: World) {
    let store = &world.store;
    let by = by_iris(store);
    let (_, xiaoming) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    add_way(store, xiaoming, &info(&[("app:wx2", "o2")])).await;
    let subject = xiaoming.to_string();
    let fields = [FieldChange {
        field: "name".to_owned(),
        before: json!("secret of the person"),
        after: json!(null),
    }];
    let change = |action| by.change(action, &subject, &fields);
    let ways = store.identities_of(xiaoming).await.unwrap();

    let unlinked = change(Action::Unlinked);
    let unlink = store.unlink_identity_as(xiaoming, ways[0].id, true, &unlinked);
    assert_eq!(unlink.await, Ok(Unlinked::Done));
    let unlink = store.unlink_identity_as(xiaoming, ways[1].id, true, &unlinked);
    assert_eq!(unlink.await, Ok(Unlinked::LastWay));
    let sessions = store.sessions_of(xiaoming, NOW).await.unwrap();
    assert_eq!(sessions.len(), 1);
    let signed_out = change(Action::SignedOut);
    let end = store.end_session_as(id(), sessions[0].id, &signed_out);
    assert_eq!(end.await, Ok(false), "of somebody else");
    let end = store.end_session_as(xiaoming, sessions[0].id, &signed_out);
    assert_eq!(end.await, Ok(true));
    let all = store
        .end_sessions_as(xiaoming, &change(Action::SignedOut))
        .await;
    assert_eq!(all, Ok(0));
    assert_eq!(
        history(store, xiaoming).await.len(),
        2,
        "what did nothing is not there"
    );

    let nobody = NewChange {
        subject_name: "",
        fields: &[],
        ..change(Action::Deleted)
    };
    assert!(
        store
            .delete_user_as(xiaoming, &nobody)
            .await
            .unwrap()
            .is_some()
    );
    let again = NewChange { id: id(), ..nobody };
    assert_eq!(store.delete_user_as(xiaoming, &again).await, Ok(None));
    let history = history(store, xiaoming).await;
    assert_eq!(history.len(), 3);
    for change in history {
        assert_eq!((&*change.subject_name, change.fields.len()), ("", 0));
        assert_eq!(change.actor.name, "iris");
    }
}

both!(
    an_account_is_made_once,
    two_who_take_one_name_at_once_are_told_apart,
    an_edit_changes_what_it_names_and_nothing_else,
    of_two_edits_at_once_one_counts,
    what_makes_no_difference_is_not_written_down,
    removals_are_written_down_and_a_deletion_tells_nothing,
);
