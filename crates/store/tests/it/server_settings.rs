//! What administrators decide that no person sees.

use store::{ServerSettings, SettingsPut};

use crate::world::{NOW, World, change};

async fn two_owners_do_not_overwrite_each_other(world: World) {
    let store = &world.store;
    let (mut settings, edition) = store.server_settings().await.unwrap();
    assert_eq!((settings.clone(), edition), (ServerSettings::default(), 0));
    assert_eq!(settings.attempt_retention_days, 90);
    assert_eq!(settings.change_retention_days, 400);
    let before = store.configuration_version().await.unwrap();
    let put = async |settings: &ServerSettings, expected| {
        store
            .put_server_settings(settings, expected, change(NOW))
            .await
    };

    settings.attempt_retention_days = 30;
    assert_eq!(put(&settings, 0).await, Ok(SettingsPut::Done), "the first");
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
        let stale = put(&late, expected).await;
        assert_eq!(stale, Ok(SettingsPut::Stale), "{expected}");
    }
    assert_eq!(store.server_settings().await, Ok((settings, 1)));
    assert_eq!(store.configuration_version().await, Ok(version));
    let changes = store.changes(None, 10).await.unwrap();
    assert_eq!(changes.len(), 1, "what did not happen is not written down");

    assert_eq!(put(&late, 1).await, Ok(SettingsPut::Done));
    assert_eq!(store.server_settings().await, Ok((late, 2)));
}

both!(two_owners_do_not_overwrite_each_other);
