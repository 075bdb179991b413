//! One more way to sign in: offered, added, taken by somebody else meanwhile.

use accounts::{Failure, Outcome};
use connector_kit::SocialUserInfo;
use store::{Completion, Linking, Stranger};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::provider_tokens::provider_tokens;
use crate::world::{NOW, SignIn, World, add_way, after, arrive, id, info, key, link, question};

async fn ways(world: &World, user: Uuid) -> usize {
    let identities = world.store.identities_of(user).await.unwrap();
    identities.len()
}

async fn a_new_way_is_offered_then_added(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let second = SocialUserInfo {
        tokens: Some(provider_tokens("t", after(7200))),
        ..info(&[("union:other", "u9"), ("app:wx2", "o9")])
    };
    let sign_in = SignIn::begin(store).await;
    let wish = link(sign_in.attempt, user, &second);
    assert_eq!(
        store.offer_identity(&wish, question()).await,
        Ok(Linking::Asked)
    );
    assert_eq!(ways(&world, user).await, 1);
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert!(attempt.asked);

    assert_eq!(store.link_identity(&wish).await, Ok(Linking::Linked));
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.outcome, Some(Outcome::Linked));
    assert_eq!((attempt.user_id, attempt.asked), (Some(user), false));
    let identities = store.identities_of(user).await.unwrap();
    assert_eq!(identities[1].keys, second.keys);
    assert_eq!(identities[1].connector_id.as_deref(), Some("wechat"));
    assert!(
        store
            .provider_tokens(identities[1].id)
            .await
            .unwrap()
            .is_some()
    );
    // Both lead to the same account now, and nobody was signed in by adding.
    assert_eq!(arrive(store, &info(&[("app:wx2", "o9")])).await.1, user);
    assert_eq!(store.session(sign_in.session, NOW).await, Ok(None));
    // Once is enough.
    assert_eq!(store.link_identity(&wish).await, Ok(Linking::Overtaken));
    assert_eq!(ways(&world, user).await, 2);
}

async fn a_way_that_is_theirs_already_is_not_added_twice(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let sign_in = SignIn::begin(store).await;
    let again = info(&[("union:acme", "u1"), ("app:wx1", "o1")]);
    let wish = link(sign_in.attempt, user, &again);
    let offered = store.offer_identity(&wish, question()).await;
    assert_eq!(offered, Ok(Linking::AlreadyTheirs));
    let identities = store.identities_of(user).await.unwrap();
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].keys, again.keys, "the union id is learnt");
}

async fn what_belongs_to_somebody_else_stays_theirs(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, owner) = arrive(store, &info(&[("union:acme", "u2"), ("app:wx1", "o2")])).await;
    let before = (
        store.user(user).await.unwrap(),
        store.user(owner).await.unwrap(),
        store.identities_of(user).await.unwrap(),
        store.identities_of(owner).await.unwrap(),
    );
    // By any of its keys, also together with a new one or with one of their own.
    for keys in [
        [("union:acme", "u2"), ("app:wx1", "o2")],
        [("app:wx1", "o2"), ("app:wx7", "new")],
        [("app:wx1", "o1"), ("app:wx1", "o2")],
    ] {
        let taken = info(&keys);
        let sign_in = SignIn::begin(store).await;
        let wish = link(sign_in.attempt, user, &taken);
        let offered = store.offer_identity(&wish, question()).await;
        assert_eq!(offered, Ok(Linking::UsedElsewhere), "{keys:?}");
        let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
        assert_eq!(attempt.outcome, Some(Outcome::Blocked));
        assert_eq!(attempt.failure, Some(Failure::UsedElsewhere));
        assert_eq!(store.link_identity(&wish).await, Ok(Linking::Overtaken));
    }
    let after = (
        store.user(user).await.unwrap(),
        store.user(owner).await.unwrap(),
        store.identities_of(user).await.unwrap(),
        store.identities_of(owner).await.unwrap(),
    );
    assert_eq!(before, after);
    // An administrator sees both.
    let conflicts = store.conflicts(10).await.unwrap();
    assert!(!conflicts.is_empty());
    for conflict in conflicts {
        assert_eq!((conflict.user_id, conflict.other_user_id), (user, owner));
    }
}

async fn somebody_else_takes_it_between_offer_and_answer(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let wanted = info(&[("app:wx2", "o9")]);
    let sign_in = SignIn::begin(store).await;
    let wish = link(sign_in.attempt, user, &wanted);
    assert_eq!(
        store.offer_identity(&wish, question()).await,
        Ok(Linking::Asked)
    );
    let (_, owner) = arrive(store, &wanted).await;
    assert_eq!(store.link_identity(&wish).await, Ok(Linking::UsedElsewhere));
    assert_eq!(
        (ways(&world, user).await, ways(&world, owner).await),
        (1, 1)
    );
    assert_eq!(arrive(store, &wanted).await.1, owner);
}

async fn an_account_that_is_gone_or_shut_gets_nothing(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let wanted = info(&[("app:wx2", "o9")]);
    store.set_suspended(user, true, NOW).await.unwrap();
    for account in [user, id()] {
        let sign_in = SignIn::begin(store).await;
        let wish = link(sign_in.attempt, account, &wanted);
        let offered = store.offer_identity(&wish, question()).await;
        assert_eq!(offered, Ok(Linking::NoAccount));
        let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
        assert_eq!(attempt.outcome, Some(Outcome::Blocked));
    }
    let sign_in = SignIn::begin(store).await;
    let wish = link(sign_in.attempt, user, &wanted);
    assert_eq!(store.link_identity(&wish).await, Ok(Linking::NoAccount));
    assert_eq!(ways(&world, user).await, 1);
    assert_ne!(arrive(store, &wanted).await.1, user);
}

async fn an_empty_profile_is_filled_and_a_chosen_one_stays(world: World) {
    let store = &world.store;
    let nameless = SocialUserInfo {
        name: None,
        avatar: None,
        ..info(&[("app:wx1", "o1")])
    };
    let (_, user) = arrive(store, &nameless).await;
    add_way(store, user, &info(&[("app:wx2", "o2")])).await;
    let filled = store.user(user).await.unwrap().unwrap();
    assert_eq!(filled.name.as_deref(), Some("小明"));
    let renamed = SocialUserInfo {
        name: Some("Somebody".to_owned()),
        ..info(&[("app:wx3", "o3")])
    };
    add_way(store, user, &renamed).await;
    let stays = store.user(user).await.unwrap().unwrap();
    assert_eq!(stays.name.as_deref(), Some("小明"));
}

/// Twenty people want the same way at once, on two nodes: it is one's, and the others
/// are told so.
async fn one_of_many_gets_it(world: World) {
    let store = &world.store;
    let other_node = world.another_node().await;
    let mut people = JoinSet::new();
    for number in 0..20_u32 {
        let value = format!("mine-{number}");
        let (_, user) = arrive(store, &info(&[("app:wx1", &value)])).await;
        let node = if number % 2 == 0 {
            store.clone()
        } else {
            other_node.clone()
        };
        people.spawn(async move {
            let wanted = info(&[("app:wx2", "one")]);
            let sign_in = SignIn::begin(&node).await;
            let wish = link(sign_in.attempt, user, &wanted);
            node.link_identity(&wish).await.unwrap()
        });
    }
    let all = people.join_all().await;
    let linked = all.iter().filter(|one| **one == Linking::Linked).count();
    let refused = all
        .iter()
        .filter(|one| **one == Linking::UsedElsewhere)
        .count();
    assert_eq!((linked, refused), (1, 19), "{all:?}");
}

/// A first sign-in and the wish to add it meet: whoever comes second finds the other.
async fn a_first_sign_in_and_a_link_at_once_make_one_owner(world: World) {
    let store = world.store.clone();
    for round in 0..10_u32 {
        let (mine, wanted) = (format!("mine-{round}"), format!("wanted-{round}"));
        let (_, user) = arrive(&store, &info(&[("app:wx1", &mine)])).await;
        let who = info(&[("app:wx2", &wanted)]);
        let adds = SignIn::begin(&store).await;
        let signs_in = SignIn::begin(&store).await;
        let wish = link(adds.attempt, user, &who);
        let (linking, completion) =
            tokio::join!(store.link_identity(&wish), signs_in.complete(&store, &who));
        let Completion::Done { user: owner, .. } = completion else {
            panic!("{completion:?}");
        };
        match linking.unwrap() {
            Linking::Linked => assert_eq!(owner.id, user),
            Linking::UsedElsewhere => assert_ne!(owner.id, user),
            other => panic!("{other:?}"),
        }
        let identities = store.identities_of(owner.id).await.unwrap();
        let keys: Vec<_> = identities.iter().flat_map(|i| i.keys.as_slice()).collect();
        assert!(keys.contains(&&key("app:wx2", &wanted)));
    }
}

async fn one_answer_counts(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let who = info(&[("app:wx2", "o2")]);
    let sign_in = SignIn::begin(store).await;
    let ask = Stranger::Ask(question());
    sign_in.complete_as(store, &who, NOW, ask).await;
    let wish = link(sign_in.attempt, user, &who);
    let create = Stranger::Welcome { name: None };
    let (linking, completion) = tokio::join!(
        store.link_identity(&wish),
        sign_in.complete_as(store, &who, NOW, create)
    );
    match (linking.unwrap(), completion) {
        (Linking::Linked, Completion::Overtaken) => assert_eq!(ways(&world, user).await, 2),
        (Linking::Overtaken, Completion::Done { .. }) => assert_eq!(ways(&world, user).await, 1),
        // It lost the race for the keys and ran again.
        (Linking::UsedElsewhere | Linking::Overtaken, other) => panic!("{other:?}"),
        other => panic!("{other:?}"),
    }
}

both!(
    a_new_way_is_offered_then_added,
    a_way_that_is_theirs_already_is_not_added_twice,
    what_belongs_to_somebody_else_stays_theirs,
    somebody_else_takes_it_between_offer_and_answer,
    an_account_that_is_gone_or_shut_gets_nothing,
    an_empty_profile_is_filled_and_a_chosen_one_stays,
    one_of_many_gets_it,
    a_first_sign_in_and_a_link_at_once_make_one_owner,
    one_answer_counts,
);
