//! Connectors, the sign-in experience and the signing keys.

use keys::{Algorithm, SystemEntropy};
use serde_json::json;
use store::{AgreeToTerms, Colour, QrCode, SignInExperience, SignInMode, Store, UnknownIdentity};

use crate::connectors::put_experience;
use crate::world::{NOW, World};

async fn version(store: &Store) -> i64 {
    store.configuration_version().await.unwrap()
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
    put_experience(store, &experience).await;
    assert_eq!(version(store).await, start + 1);
    assert_eq!(store.experience().await, Ok(experience.clone()));
    let empty = SignInExperience::default();
    put_experience(store, &empty).await;
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
    the_experience_is_the_default_until_it_is_written,
    signing_keys_are_made_once,
);
