//! `[sign_in_experience]` in the file for `apply`: what the change history says about it.

use serde_json::{Value, json};
use store::{Action, ActorKind, RecordedChange, SubjectKind};
use testkit::world::{Database, World};

crate::on_both!(what_is_applied_is_written_down_with_before_and_after);

async fn history(world: &World) -> Vec<RecordedChange> {
    let kind = SubjectKind::SignInExperience;
    let changes = world.store.changes_of(kind, "sign_in_experience", None, 9);
    changes.await.unwrap()
}

fn experience(fields: &Value) -> Value {
    json!({ "sign_in_experience": fields })
}

async fn what_is_applied_is_written_down_with_before_and_after(database: Database) {
    let world = World::with(database, 2).await;
    let start = history(&world).await.len();
    for (fields, before, after) in [
        (
            json!({ "organisation": "Acme" }),
            Value::Null,
            json!("Acme"),
        ),
        (
            json!({ "organisation": "Acme Ltd" }),
            json!("Acme"),
            json!("Acme Ltd"),
        ),
        (
            json!({ "organisation": "" }),
            json!("Acme Ltd"),
            Value::Null,
        ),
    ] {
        world.clock.advance(std::time::Duration::from_millis(5));
        world.apply(experience(&fields)).await;
        let change = &history(&world).await[0];
        assert_eq!(change.action, Action::Changed);
        assert_eq!(change.actor.kind, ActorKind::Command);
        assert_eq!(change.actor.name, "pailou apply");
        assert_eq!(change.fields.len(), 1, "{change:?}");
        let field = &change.fields[0];
        assert_eq!(field.field, "organisation");
        assert_eq!((&field.before, &field.after), (&before, &after));
    }
    assert_eq!(history(&world).await.len(), start + 3);

    // What says nothing new, and what is refused, is not written down.
    let version = world.store.configuration_version().await.unwrap();
    world
        .apply(experience(&json!({ "organisation": "" })))
        .await;
    world.apply(experience(&json!({}))).await;
    let refused = experience(&json!({ "organisation": "a".repeat(101), "require_name": true }));
    world.try_apply(refused).await.unwrap_err();
    assert_eq!(history(&world).await.len(), start + 3);
    assert_eq!(world.store.configuration_version().await.unwrap(), version);
    assert!(!world.store.experience().await.unwrap().require_name);
}
