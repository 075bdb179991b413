//! What is secret is nowhere to be read in the files.

use connector_kit::SocialUserInfo;
use keys::{Algorithm, SystemEntropy, sha256};
use serde_json::json;
use store::{
    Action, Actor, ConnectorRecord, ConnectorSettings, FieldChange, NewChange, NewTokens,
    SubjectKind,
};

use crate::provider_tokens::provider_tokens;
use crate::world::{NOW, World, after, application, arrive, id, info};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_and_tokens_are_not_in_the_files_of_the_database() {
    let world = World::sqlite().await;
    let store = &world.store;
    crate::applications::create(
        store,
        &application("app"),
        &[("default", "application-secret-8f2a")],
    )
    .await;
    let record = ConnectorRecord {
        id: "wechat".to_owned(),
        factory: "wechat-web".to_owned(),
        config: json!({ "clientId": "wx1", "clientSecret": "connector-secret-3c9d" }),
        endpoints: None,
        sync_profile: false,
        store_tokens: false,
        settings: ConnectorSettings::default(),
        created_at: NOW,
        updated_at: NOW,
    };
    let actor = Actor::command("test");
    let change = NewChange {
        id: id(),
        at: NOW,
        actor: &actor,
        subject_kind: SubjectKind::Connector,
        subject_id: "wechat",
        subject_name: "WeChat (Web)",
        action: Action::Created,
        fields: &[FieldChange::replaced("config.clientSecret")],
    };
    let made = store.create_connector(&record, None, &SystemEntropy, &change);
    assert!(made.await.unwrap());
    let algorithms = [Algorithm::Es256, Algorithm::Rs256];
    let signing = store
        .ensure_signing_keys(&algorithms, &SystemEntropy, NOW)
        .await
        .unwrap();
    let who = SocialUserInfo {
        tokens: Some(provider_tokens("b7e1-of-wechat", after(7200))),
        ..info(&[("app:wx1", "open-id-to-be-found")])
    };
    let (sign_in, _) = arrive(store, &who).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let tokens = NewTokens {
        access_hash: sha256(b"access-token-71bb"),
        access_expires_at: after(3600),
        refresh: Some((sha256(b"refresh-token-90ee"), after(7200))),
        grant: &grant,
    };
    store.redeem_code(sign_in.code, NOW, &tokens).await.unwrap();

    let files = every_byte(&world);
    let holds = |needle: &[u8]| files.windows(needle.len()).any(|part| part == needle);
    // The search finds what is there in plain.
    assert!(holds(b"open-id-to-be-found"));
    assert!(holds(&sha256(b"access-token-71bb")));
    for text in [
        "application-secret-8f2a",
        "connector-secret-3c9d",
        "access-token-71bb",
        "refresh-token-90ee",
        "b7e1-of-wechat",
    ] {
        assert!(!holds(text.as_bytes()), "{text}");
    }
    for stored in &signing {
        let private = stored.key.pkcs8();
        assert!(!holds(private), "{:?}", stored.key);
        assert!(!holds(&private[private.len() / 2..]), "{:?}", stored.key);
    }
}

/// The database, its log, and whatever else lies beside it.
fn every_byte(world: &World) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(world.dir.path()).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    bytes
}
