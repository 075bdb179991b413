//! What administrators decide that no person sees.

use store::{
    Action, Actor, FieldChange, NewChange, ServerSettings, SettingsPut, StoreError, SubjectKind,
};
use uuid::Uuid;

use crate::world::{NOW, World};

async fn put(
    world: &World,
    settings: &ServerSettings,
    expected: i64,
    number: u128,
) -> Result<SettingsPut, StoreError> {
    let fields = [FieldChange {
        field: "attempt_retention_days".to_owned(),
        before: 90.into(),
        after: settings.attempt_retention_days.into(),
    }];
    let change = NewChange {
        id: Uuid::from_u128(number),
        at: NOW,
        actor: &Actor::command("test"),
        subject_kind: SubjectKind::Settings,
        subject_id: "settings",
        subject_name: "settings",
        action: Action::Changed,
        fields: &fields,
    };
    world
        .store
        .put_server_settings(settings, expected, &change)
        .await
}

async fn two_owners_do_not_overwrite_each_other(world: World) {
    let store = &world.store;
    let (mut settings, edition) = store.server_settings().await.unwrap();
    assert_eq!((settings.clone(), edition), (ServerSettings::default(), 0));
    assert_eq!(settings.attempt_retention_days, 90);
    assert_eq!(settings.change_retention_days, 400);
    let before = store.configuration_version().await.unwrap();

    settings.attempt_retention_days = 30;
    assert_eq!(
        put(&world, &settings, 0, 1).await,
        Ok(SettingsPut::Done),
        "the first"
    );
    assert_eq!(
        store.server_settings().await,
        Ok((settings.clone(), 1)),
        "kept with its edition"
    );
    let version = store.configuration_version().await.unwrap();
    assert_eq!(version, before + 1, "other nodes notice");

    let mut late = settings.clone();
    late.attempt_retention_days = 7;
    for expected in [0, 2, -1] {
        let stale = put(&world, &late, expected, 2).await;
        assert_eq!(stale, Ok(SettingsPut::Stale), "{expected}");
    }
    assert_eq!(store.server_settings().await, Ok((settings, 1)));
    assert_eq!(store.configuration_version().await, Ok(version));
    let changes = store.changes(None, 10).await.unwrap();
    assert_eq!(changes.len(), 1, "what did not happen is not written down");
    assert_eq!(changes[0].fields[0].after, 30);

    assert_eq!(put(&world, &late, 1, 3).await, Ok(SettingsPut::Done));
    assert_eq!(store.server_settings().await, Ok((late, 2)));
}

both!(two_owners_do_not_overwrite_each_other);
