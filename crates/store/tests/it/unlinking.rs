//! The removal of a way to sign in, and the guard of the last one.

use connector_kit::SocialUserInfo;
use store::Unlinked;

use crate::provider_tokens::provider_tokens;
use crate::world::{NOW, SignIn, World, add_way, after, arrive, id, info};

async fn a_way_goes_with_its_keys_and_tokens_and_the_account_stays(world: World) {
    let store = &world.store;
    let first = SocialUserInfo {
        tokens: Some(provider_tokens("t", after(7200))),
        ..info(&[("union:acme", "u1"), ("app:wx1", "o1")])
    };
    let (session, user) = arrive(store, &first).await;
    add_way(store, user, &info(&[("app:wx2", "o2")])).await;
    let identities = store.identities_of(user).await.unwrap();
    let gone = identities[0].id;
    let unlink = async || store.unlink_identity(user, gone, true).await.unwrap();
    assert_eq!(unlink().await, Unlinked::Done);
    assert_eq!(unlink().await, Unlinked::NotFound);
    let left = store.identities_of(user).await.unwrap();
    assert_eq!(left, identities[1..]);
    assert!(store.provider_tokens(gone).await.unwrap().is_none());
    let account = store.user(user).await.unwrap().unwrap();
    assert_eq!(account.name.as_deref(), Some("小明"));
    assert!(store.session(session.session, NOW).await.unwrap().is_some());
    // Whoever comes through it again is a stranger.
    let (_, stranger) = arrive(store, &first).await;
    assert_ne!(stranger, user);
    assert_eq!(arrive(store, &info(&[("app:wx2", "o2")])).await.1, user);
}

async fn the_last_way_is_guarded_where_the_caller_wants_it(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let only = store.identities_of(user).await.unwrap()[0].id;
    let unlink = async |guard| store.unlink_identity(user, only, guard).await.unwrap();
    assert_eq!(unlink(true).await, Unlinked::LastWay);
    assert_eq!(store.identities_of(user).await.unwrap().len(), 1);
    assert_eq!(unlink(false).await, Unlinked::Done);
    assert_eq!(store.identities_of(user).await.unwrap().len(), 0);
    assert!(store.user(user).await.unwrap().is_some());
}

async fn nobody_unlinks_what_is_somebody_elses(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    add_way(store, other, &info(&[("app:wx2", "o2")])).await;
    let theirs = store.identities_of(other).await.unwrap()[0].id;
    for (account, identity) in [(user, theirs), (user, id()), (id(), theirs)] {
        let unlinked = store.unlink_identity(account, identity, false).await;
        assert_eq!(unlinked, Ok(Unlinked::NotFound));
    }
    assert_eq!(store.identities_of(other).await.unwrap().len(), 2);
}

async fn noted_conflicts_of_it_go_too_and_others_stay(world: World) {
    let store = &world.store;
    let (_, one) = arrive(store, &info(&[("union:acme", "u1")])).await;
    add_way(store, one, &info(&[("app:wx9", "o9")])).await;
    arrive(store, &info(&[("app:wx2", "o2")])).await;
    arrive(store, &info(&[("app:wx3", "o3")])).await;
    for weak in [("app:wx2", "o2"), ("app:wx3", "o3")] {
        let both = info(&[("union:acme", "u1"), weak]);
        SignIn::begin(store).await.complete(store, &both).await;
    }
    let both = info(&[("app:wx2", "o2"), ("app:wx3", "o3")]);
    SignIn::begin(store).await.complete(store, &both).await;
    assert_eq!(store.conflicts(10).await.unwrap().len(), 3);
    let identity = store.identities_of(one).await.unwrap()[0].id;
    store.unlink_identity(one, identity, true).await.unwrap();
    assert_eq!(store.conflicts(10).await.unwrap().len(), 1);
}

/// Two ways, each removed on a node of its own in the same instant: one stays.
async fn two_removals_at_once_leave_one_way(world: World) {
    let (store, other_node) = (world.store.clone(), world.another_node().await);
    for round in 0..10_u32 {
        let (one, two) = (format!("one-{round}"), format!("two-{round}"));
        let (_, user) = arrive(&store, &info(&[("app:wx1", &one)])).await;
        add_way(&store, user, &info(&[("app:wx2", &two)])).await;
        let ways = store.identities_of(user).await.unwrap();
        let (a, b) = tokio::join!(
            store.unlink_identity(user, ways[0].id, true),
            other_node.unlink_identity(user, ways[1].id, true)
        );
        let mut both = [a.unwrap(), b.unwrap()];
        both.sort_by_key(|unlinked| *unlinked == Unlinked::LastWay);
        assert_eq!(both, [Unlinked::Done, Unlinked::LastWay]);
        assert_eq!(store.identities_of(user).await.unwrap().len(), 1);
    }
}

both!(
    a_way_goes_with_its_keys_and_tokens_and_the_account_stays,
    the_last_way_is_guarded_where_the_caller_wants_it,
    nobody_unlinks_what_is_somebody_elses,
    noted_conflicts_of_it_go_too_and_others_stay,
    two_removals_at_once_leave_one_way,
);
