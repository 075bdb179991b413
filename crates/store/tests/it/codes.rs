//! Authorization codes and access tokens.

use oidc::Scopes;
use store::{NewCode, NewTokens, Redemption, Store, StoreError};

use crate::world::{NOW, World, after, arrive, grant, hash, id, info, tokens};

/// A code of somebody who has just signed in.
async fn fresh_code(store: &Store) -> ([u8; 32], oidc::CodeGrant) {
    let (sign_in, _) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let code = store.code(sign_in.code).await.unwrap().unwrap();
    (sign_in.code, code.grant)
}

async fn a_code_becomes_tokens(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let tokens = tokens(&grant, true);
    let redeemed = store.redeem_code(code, after(59), &tokens).await;
    assert_eq!(redeemed, Ok(Redemption::Redeemed));
    let stored = store.code(code).await.unwrap().unwrap();
    assert_eq!(stored.redeemed_at, Some(after(59)));

    let at = async |now| store.access_token(tokens.access_hash, now).await.unwrap();
    let token = at(after(3599)).await.unwrap();
    assert_eq!(token.application_id, "app");
    assert_eq!(token.user.id.to_string(), grant.user_id);
    assert_eq!(token.scopes, grant.scopes);
    assert_eq!(token.expires_at, after(3600));
    assert_eq!(at(after(3600)).await, None);
    assert_eq!(store.access_token(hash(), NOW).await, Ok(None));

    let (refresh, until) = tokens.refresh.unwrap();
    let refresh = store.refresh_token(refresh).await.unwrap().unwrap();
    assert_eq!(refresh.grant, grant);
    assert_eq!(refresh.family, stored.family);
    assert_eq!(refresh.expires_at, until);
    assert_eq!((refresh.rotated_at, refresh.revoked), (None, false));
}

async fn a_replayed_code_takes_back_what_it_gave(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let (first, second) = (tokens(&grant, true), tokens(&grant, true));
    store.redeem_code(code, NOW, &first).await.unwrap();
    for _ in 0..2 {
        let again = store.redeem_code(code, after(1), &second).await;
        assert_eq!(again, Ok(Redemption::Replayed));
    }
    for tokens in [first, second] {
        let access = store.access_token(tokens.access_hash, NOW).await;
        assert_eq!(access, Ok(None));
    }
    let (refresh, _) = first.refresh.unwrap();
    assert!(store.refresh_token(refresh).await.unwrap().unwrap().revoked);
    let (never, _) = second.refresh.unwrap();
    assert_eq!(store.refresh_token(never).await, Ok(None));
}

async fn a_code_replayed_after_its_end_still_takes_back_what_it_gave(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let tokens = tokens(&grant, false);
    store.redeem_code(code, NOW, &tokens).await.unwrap();
    let late = store.redeem_code(code, after(600), &tokens).await;
    assert_eq!(late, Ok(Redemption::Replayed));
    assert_eq!(store.access_token(tokens.access_hash, NOW).await, Ok(None));
}

async fn unknown_and_expired_codes_give_nothing(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let tokens = tokens(&grant, false);
    let gone = Ok(Redemption::Gone);
    assert_eq!(store.redeem_code(hash(), NOW, &tokens).await, gone);
    assert_eq!(store.redeem_code(code, after(60), &tokens).await, gone);
    assert_eq!(store.access_token(tokens.access_hash, NOW).await, Ok(None));
    // The expired code was not used up by the try.
    assert_eq!(store.code(code).await.unwrap().unwrap().redeemed_at, None);
}

async fn a_suspended_person_gets_no_tokens(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let user = grant.user_id.parse().unwrap();
    store.set_suspended(user, true, NOW).await.unwrap();
    let tokens = tokens(&grant, false);
    let redeemed = store.redeem_code(code, NOW, &tokens).await;
    assert_eq!(redeemed, Ok(Redemption::Gone));
    store.set_suspended(user, false, NOW).await.unwrap();
    let redeemed = store.redeem_code(code, NOW, &tokens).await;
    assert_eq!(redeemed, Ok(Redemption::Redeemed));
    store.set_suspended(user, true, NOW).await.unwrap();
    assert_eq!(store.access_token(tokens.access_hash, NOW).await, Ok(None));
}

async fn an_access_token_is_for_the_scopes_it_was_made_with(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let narrow = oidc::CodeGrant {
        scopes: Scopes::parse("openid"),
        ..grant.clone()
    };
    let tokens = NewTokens {
        grant: &narrow,
        ..tokens(&grant, true)
    };
    store.redeem_code(code, NOW, &tokens).await.unwrap();
    let token = store.access_token(tokens.access_hash, NOW).await.unwrap();
    assert_eq!(token.unwrap().scopes.to_string(), "openid");
    // What was granted stays as it was.
    let refresh = store
        .refresh_token(tokens.refresh.unwrap().0)
        .await
        .unwrap();
    assert_eq!(refresh.unwrap().grant, grant);
}

async fn a_browser_with_a_session_gets_a_code_too(world: World) {
    let store = &world.store;
    let (sign_in, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let session = store.session(sign_in.session, NOW).await.unwrap().unwrap();
    let given = grant(user, session.id);
    let code = NewCode {
        hash: hash(),
        family: id(),
        expires_at: after(60),
        grant: &given,
    };
    store.insert_code(&code, NOW).await.unwrap();
    let stored = store.code(code.hash).await.unwrap().unwrap();
    assert_eq!((stored.grant, stored.family), (given.clone(), code.family));
    assert_eq!(
        store.insert_code(&code, NOW).await,
        Err(StoreError::Conflict)
    );
    // A grant of ids that are not ours is a mistake of the caller.
    let nonsense = oidc::CodeGrant {
        user_id: "somebody".to_owned(),
        ..given.clone()
    };
    let code = NewCode {
        hash: hash(),
        family: id(),
        grant: &nonsense,
        ..code
    };
    assert!(store.insert_code(&code, NOW).await.is_err());
}

async fn a_revoked_access_token_leaves_the_others(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let tokens = tokens(&grant, true);
    store.redeem_code(code, NOW, &tokens).await.unwrap();
    let revoke = async |hash, app: &str| store.revoke(hash, app, NOW).await.unwrap();
    assert!(!revoke(tokens.access_hash, "another").await);
    assert!(!revoke(hash(), "app").await);
    let access = async || store.access_token(tokens.access_hash, NOW).await.unwrap();
    assert!(access().await.is_some());
    assert!(revoke(tokens.access_hash, "app").await);
    assert!(!revoke(tokens.access_hash, "app").await);
    assert_eq!(access().await, None);
    let (refresh, _) = tokens.refresh.unwrap();
    assert!(!store.refresh_token(refresh).await.unwrap().unwrap().revoked);
}

async fn a_revoked_refresh_token_takes_its_family_along(world: World) {
    let store = &world.store;
    let (code, grant) = fresh_code(store).await;
    let tokens = tokens(&grant, true);
    store.redeem_code(code, NOW, &tokens).await.unwrap();
    let (refresh, _) = tokens.refresh.unwrap();
    assert_eq!(store.revoke(refresh, "another", NOW).await, Ok(false));
    assert_eq!(store.revoke(refresh, "app", NOW).await, Ok(true));
    assert_eq!(store.revoke(refresh, "app", NOW).await, Ok(false));
    assert!(store.refresh_token(refresh).await.unwrap().unwrap().revoked);
    assert_eq!(store.access_token(tokens.access_hash, NOW).await, Ok(None));
}

both!(
    a_code_becomes_tokens,
    a_replayed_code_takes_back_what_it_gave,
    a_code_replayed_after_its_end_still_takes_back_what_it_gave,
    unknown_and_expired_codes_give_nothing,
    a_suspended_person_gets_no_tokens,
    an_access_token_is_for_the_scopes_it_was_made_with,
    a_browser_with_a_session_gets_a_code_too,
    a_revoked_access_token_leaves_the_others,
    a_revoked_refresh_token_takes_its_family_along,
);
