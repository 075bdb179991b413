//! Connectors, the sign-in experience and the signing keys.

use keys::{Algorithm, SystemEntropy};
use serde_json::json;
use store::{
    AgreeToTerms, Change, Colour, ConnectorRecord, ConnectorSettings, InWechat, QrCode,
    SignInExperience, SignInMode, SignUp, Store, UnknownIdentity,
};

use crate::world::{NOW, World, after};

async fn version(store: &Store) -> i64 {
    store.configuration_version().await.unwrap()
}

fn connector(id: &str) -> ConnectorRecord {
    ConnectorRecord {
        id: id.to_owned(),
        factory: "wechat-web".to_owned(),
        config: json!({ "clientId": "wx1", "clientSecret": "very-secret" }),
        endpoints: None,
        sync_profile: false,
        store_tokens: false,
        settings: ConnectorSettings::default(),
        created_at: NOW,
        updated_at: NOW,
    }
}

async fn put_connector(store: &Store, connector: &ConnectorRecord) -> Change {
    store
        .put_connector(connector, &SystemEntropy, after(1))
        .await
        .unwrap()
}

async fn connectors_are_written_once_and_changed_later(world: World) {
    let store = &world.store;
    let start = version(store).await;
    let mut record = connector("wechat");
    assert_eq!(put_connector(store, &record).await, Change::Created);
    assert_eq!(put_connector(store, &record).await, Change::Unchanged);
    assert_eq!(version(store).await, start + 1);

    record.config["clientSecret"] = json!("another");
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    record.endpoints = serde_json::from_value(json!({
        "open": "http://127.0.0.1:3002", "api": "http://127.0.0.1:3002"
    }))
    .unwrap();
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    record.sync_profile = true;
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    record.store_tokens = true;
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    record.settings.sign_up = SignUp::Never;
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    record.settings.in_wechat = InWechat::Hide;
    assert_eq!(put_connector(store, &record).await, Change::Changed);
    assert_eq!(put_connector(store, &record).await, Change::Unchanged);
    assert_eq!(version(store).await, start + 7);

    put_connector(store, &connector("second")).await;
    let all = store.connectors().await.unwrap();
    let ids: Vec<&str> = all.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["second", "wechat"]);
    assert_eq!(all[1].config, record.config);
    assert_eq!(all[1].endpoints, record.endpoints);
    assert_eq!((all[0].sync_profile, all[0].store_tokens), (false, false));
    assert_eq!((all[1].sync_profile, all[1].store_tokens), (true, true));
    assert_eq!(all[0].settings, ConnectorSettings::default());
    assert_eq!(all[1].settings, record.settings);
    assert_eq!(all[1].created_at, after(1));
    assert!(!format!("{all:?}").contains("another"), "{all:?}");
}

async fn the_experience_is_the_default_until_it_is_written(world: World) {
    let store = &world.store;
    assert_eq!(store.experience().await, Ok(SignInExperience::default()));
    let start = version(store).await;
    let experience = SignInExperience {
        social: vec!["wechat".to_owned(), "other".to_owned()],
        unknown_identity: UnknownIdentity::Ask,
        qr_code: QrCode::Embedded,
        sign_in_mode: SignInMode::SignIn,
        agree_to_terms: AgreeToTerms::Manual,
        colour: Colour {
            primary: Some("#2352D0".to_owned()),
            ..Colour::default()
        },
        phrases: [("en", "sign-in", "Come in")]
            .map(|(tag, key, text)| (tag.to_owned(), [(key.to_owned(), text.to_owned())].into()))
            .into(),
        ..SignInExperience::default()
    };
    let put = async || store.put_experience(&experience, NOW).await.unwrap();
    assert_eq!(put().await, Change::Created);
    assert_eq!(put().await, Change::Unchanged);
    assert_eq!(version(store).await, start + 1);
    assert_eq!(store.experience().await, Ok(experience.clone()));
    let empty = SignInExperience::default();
    assert_eq!(store.put_experience(&empty, NOW).await, Ok(Change::Changed));
    assert_eq!(store.experience().await, Ok(empty));
}

#[test]
fn what_an_older_row_lacks_is_as_it_was() {
    let row = json!({"social": ["wechat"], "unknown_identity": "create", "colour": {}});
    let experience: SignInExperience = serde_json::from_value(row).unwrap();
    let expected = SignInExperience {
        social: vec!["wechat".to_owned()],
        ..SignInExperience::default()
    };
    assert_eq!(experience, expected);
    assert_eq!(experience.sign_in_mode, SignInMode::SignInAndRegister);
    assert!(experience.colour.dark_mode && experience.languages.auto_detect);
}

async fn signing_keys_are_made_once(world: World) {
    let store = &world.store;
    assert!(store.signing_keys().await.unwrap().is_empty());
    let start = version(store).await;
    let ensure = async |algorithms: &[Algorithm]| {
        let keys = store.ensure_signing_keys(algorithms, &SystemEntropy, NOW);
        keys.await.unwrap()
    };
    let first = ensure(&[Algorithm::Es256]).await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].created_at, NOW);
    assert_eq!(first[0].retired_at, None);
    let all = ensure(&[Algorithm::Es256, Algorithm::Rs256]).await;
    assert_eq!(all.len(), 2);
    assert_eq!(version(store).await, start + 2);

    let again = world.another_node().await.signing_keys().await.unwrap();
    let kids = |keys: &[store::StoredKey]| -> Vec<String> {
        keys.iter()
            .map(|stored| stored.key.kid().to_owned())
            .collect()
    };
    assert_eq!(kids(&again), kids(&all));
    assert!(kids(&all).contains(&first[0].key.kid().to_owned()));
    let token = first[0].key.sign(None, &json!({ "iss": "i" })).unwrap();
    let known: Vec<_> = again.iter().map(|stored| &stored.key).collect();
    assert!(keys::verify_own(&known, &token, "i").is_ok());
}

both!(
    connectors_are_written_once_and_changed_later,
    the_experience_is_the_default_until_it_is_written,
    signing_keys_are_made_once,
);
