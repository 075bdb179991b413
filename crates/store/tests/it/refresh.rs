//! Refresh tokens change with every use.

use std::time::Duration;

use connector_kit::Timestamp;
use oidc::CodeGrant;
use store::{NewTokens, Rotation, Store};

use crate::world::{NOW, World, after, arrive, hash, info, tokens};

const LEEWAY: Duration = Duration::from_secs(3);

/// A refresh token of somebody who has just signed in.
async fn fresh(store: &Store) -> ([u8; 32], CodeGrant) {
    let (sign_in, _) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let tokens = tokens(&grant, true);
    store.redeem_code(sign_in.code, NOW, &tokens).await.unwrap();
    (tokens.refresh.unwrap().0, grant)
}

async fn rotate(store: &Store, hash: [u8; 32], now: Timestamp, tokens: &NewTokens<'_>) -> Rotation {
    let rotation = store.rotate_refresh(hash, now, LEEWAY, tokens).await;
    rotation.unwrap()
}

async fn works(store: &Store, tokens: &NewTokens<'_>) -> bool {
    let access = store.access_token(tokens.access_hash, NOW).await.unwrap();
    access.is_some()
}

async fn every_use_gives_another(world: World) {
    let store = &world.store;
    let (first, grant) = fresh(store).await;
    let mut current = first;
    for use_number in 1..=3 {
        let tokens = tokens(&grant, true);
        let now = after(use_number * 100);
        assert_eq!(
            rotate(store, current, now, &tokens).await,
            Rotation::Rotated
        );
        assert!(works(store, &tokens).await);
        let used = store.refresh_token(current).await.unwrap().unwrap();
        assert_eq!(used.rotated_at, Some(now));
        current = tokens.refresh.unwrap().0;
        let next = store.refresh_token(current).await.unwrap().unwrap();
        assert_eq!((next.rotated_at, next.revoked), (None, false));
        assert_eq!(next.grant, grant);
        assert_eq!(next.family, used.family);
    }
}

async fn a_reuse_within_the_leeway_gets_another_pair(world: World) {
    let store = &world.store;
    let (refresh, grant) = fresh(store).await;
    let [first, second, third] = [(); 3].map(|()| tokens(&grant, true));
    let used = after(10);
    assert_eq!(
        rotate(store, refresh, used, &first).await,
        Rotation::Rotated
    );
    for (tokens, now) in [(&second, used), (&third, after(13))] {
        assert_eq!(
            rotate(store, refresh, now, tokens).await,
            Rotation::ReusedWithinLeeway
        );
    }
    // All of them count, and each goes on by itself.
    for pair in [&first, &second, &third] {
        assert!(works(store, pair).await);
        let next = tokens(&grant, true);
        let hash = pair.refresh.unwrap().0;
        assert_eq!(
            rotate(store, hash, after(20), &next).await,
            Rotation::Rotated
        );
    }
}

async fn a_later_reuse_revokes_the_family(world: World) {
    let store = &world.store;
    let (refresh, grant) = fresh(store).await;
    let [first, second] = [(); 2].map(|()| tokens(&grant, true));
    rotate(store, refresh, after(10), &first).await;
    let late = Timestamp(after(13).0 + 1);
    assert_eq!(
        rotate(store, refresh, late, &second).await,
        Rotation::Replayed
    );
    assert!(!works(store, &first).await);
    assert!(!works(store, &second).await);
    let newest = first.refresh.unwrap().0;
    assert!(store.refresh_token(newest).await.unwrap().unwrap().revoked);
    for hash in [newest, refresh] {
        assert_eq!(rotate(store, hash, late, &second).await, Rotation::Gone);
    }
}

async fn unknown_expired_and_revoked_tokens_give_nothing(world: World) {
    let store = &world.store;
    let (refresh, grant) = fresh(store).await;
    let next = tokens(&grant, true);
    let end = after(14 * 86_400);
    assert_eq!(rotate(store, hash(), NOW, &next).await, Rotation::Gone);
    assert_eq!(rotate(store, refresh, end, &next).await, Rotation::Gone);
    store.revoke(refresh, "app", NOW).await.unwrap();
    assert_eq!(rotate(store, refresh, NOW, &next).await, Rotation::Gone);
    assert!(!works(store, &next).await);
}

async fn a_suspended_person_waits_and_goes_on_later(world: World) {
    let store = &world.store;
    let (refresh, grant) = fresh(store).await;
    let user = grant.user_id.parse().unwrap();
    let next = tokens(&grant, true);
    store.set_suspended(user, true, NOW).await.unwrap();
    assert_eq!(rotate(store, refresh, NOW, &next).await, Rotation::Gone);
    store.set_suspended(user, false, NOW).await.unwrap();
    assert_eq!(rotate(store, refresh, NOW, &next).await, Rotation::Rotated);
}

async fn the_family_lives_as_long_as_its_last_token(world: World) {
    let store = &world.store;
    let (refresh, grant) = fresh(store).await;
    let much_later = after(13 * 86_400);
    let next = NewTokens {
        access_expires_at: much_later.plus(Duration::from_hours(1)),
        refresh: Some((hash(), after(27 * 86_400))),
        ..tokens(&grant, true)
    };
    rotate(store, refresh, much_later, &next).await;
    // The first refresh token expires; the family does not.
    store.clean_up(after(20 * 86_400)).await.unwrap();
    assert_eq!(store.refresh_token(refresh).await, Ok(None));
    let newest = next.refresh.unwrap().0;
    assert!(store.refresh_token(newest).await.unwrap().is_some());
}

both!(
    every_use_gives_another,
    a_reuse_within_the_leeway_gets_another_pair,
    a_later_reuse_revokes_the_family,
    unknown_expired_and_revoked_tokens_give_nothing,
    a_suspended_person_waits_and_goes_on_later,
    the_family_lives_as_long_as_its_last_token,
);
