//! Tokens of vendors.

use connector_kit::{ProviderTokens, SocialUserInfo, Timestamp};
use keys::SystemEntropy;
use store::{Completion, StoreError};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, arrive, info};

pub(crate) fn provider_tokens(text: &str, expires_at: Timestamp) -> ProviderTokens {
    ProviderTokens {
        access_token: format!("access-{text}").into(),
        refresh_token: Some(format!("refresh-{text}").into()),
        expires_at,
        scope: "snsapi_login".to_owned(),
        app_id: "wx1".to_owned(),
    }
}

fn who(keys: &[(&str, &str)], tokens: Option<ProviderTokens>) -> SocialUserInfo {
    SocialUserInfo {
        tokens,
        ..info(keys)
    }
}

async fn identity(world: &World, user: Uuid) -> Uuid {
    world.store.identities_of(user).await.unwrap()[0].id
}

async fn tokens_come_with_a_sign_in_and_are_replaced_by_the_next(world: World) {
    let store = &world.store;
    let keys = [("app:wx1", "o1")];
    let first = provider_tokens("1", after(7200));
    let (_, user) = arrive(store, &who(&keys, Some(first.clone()))).await;
    let identity = identity(&world, user).await;
    assert_eq!(
        store.provider_tokens(identity).await,
        Ok(Some(first.clone()))
    );
    // A sign-in that brings none leaves those that are there.
    arrive(store, &who(&keys, None)).await;
    assert_eq!(store.provider_tokens(identity).await, Ok(Some(first)));
    let second = provider_tokens("2", after(9000));
    arrive(store, &who(&keys, Some(second.clone()))).await;
    assert_eq!(store.provider_tokens(identity).await, Ok(Some(second)));
}

async fn tokens_are_refreshed_and_dropped(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let (identity, other) = (identity(&world, user).await, identity(&world, other).await);
    assert_eq!(store.provider_tokens(identity).await, Ok(None));
    for text in ["1", "2"] {
        let tokens = ProviderTokens {
            refresh_token: None,
            ..provider_tokens(text, after(60))
        };
        let put = store.put_provider_tokens(identity, &tokens, &SystemEntropy, NOW);
        assert_eq!(put.await, Ok(true));
        assert_eq!(store.provider_tokens(identity).await, Ok(Some(tokens)));
    }
    assert_eq!(store.provider_tokens(other).await, Ok(None));
    assert_eq!(store.drop_provider_tokens(other).await, Ok(false));
    assert_eq!(store.drop_provider_tokens(identity).await, Ok(true));
    assert_eq!(store.drop_provider_tokens(identity).await, Ok(false));
    assert_eq!(store.provider_tokens(identity).await, Ok(None));
    let tokens = provider_tokens("3", after(60));
    let nobody = Uuid::from_u128(7);
    let put = store.put_provider_tokens(nobody, &tokens, &SystemEntropy, NOW);
    assert_eq!(put.await, Ok(false));
}

async fn a_conflict_keeps_no_tokens(world: World) {
    let store = &world.store;
    let (_, strong) = arrive(store, &info(&[("union:acme", "u1")])).await;
    let (_, weak) = arrive(store, &info(&[("app:wx2", "o2")])).await;
    let tokens = Some(provider_tokens("1", after(60)));
    let both = who(&[("union:acme", "u1"), ("app:wx2", "o2")], tokens);
    let completion = SignIn::begin(store).await.complete(store, &both).await;
    assert!(matches!(
        completion,
        Completion::Done { conflict: true, .. }
    ));
    for user in [strong, weak] {
        let identity = identity(&world, user).await;
        assert_eq!(store.provider_tokens(identity).await, Ok(None));
    }
}

/// The seal is bound to its place, so that a row cannot be given to somebody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_that_were_moved_to_another_person_do_not_open() {
    let world = World::sqlite().await;
    let store = &world.store;
    let mine = who(&[("app:wx1", "o1")], Some(provider_tokens("1", after(60))));
    let (_, me) = arrive(store, &mine).await;
    let (_, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let moved_to = identity(&world, other).await;
    world
        .file()
        .execute("UPDATE provider_tokens SET identity_id = $1", [moved_to])
        .unwrap();
    let column = "provider_tokens.sealed";
    let moved = store.provider_tokens(identity(&world, other).await).await;
    assert_eq!(moved, Err(StoreError::Corrupt { column }));
    let mine = store.provider_tokens(identity(&world, me).await).await;
    assert_eq!(mine, Ok(None));
}

both!(
    tokens_come_with_a_sign_in_and_are_replaced_by_the_next,
    tokens_are_refreshed_and_dropped,
    a_conflict_keeps_no_tokens,
);
