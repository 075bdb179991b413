//! Who signs in: known, new, late union ids, conflicts, suspended accounts.

use accounts::{Failure, Outcome, Phase};
use store::Completion;

use crate::world::{NOW, SignIn, World, after, arrive, grant, info, key, step};

async fn a_new_person_gets_an_account_an_identity_a_session_and_a_code(world: World) {
    let store = &world.store;
    let sign_in = SignIn::begin(store).await;
    let who = info(&[("union:acme", "u1"), ("app:wx1", "o1")]);
    let completion = sign_in.complete(store, &who).await;
    let Completion::Done {
        user,
        session_id,
        outcome,
        conflict,
    } = completion
    else {
        panic!("{completion:?}");
    };
    assert_eq!((outcome, conflict), (Outcome::SignedUp, false));
    assert_eq!(user.name.as_deref(), Some("小明"));
    assert_eq!(user.picture.as_deref(), Some("https://wx.example/0"));
    assert_eq!(
        (&user.email, &user.phone, &user.username),
        (&None, &None, &None)
    );
    assert_eq!((user.created_at, user.updated_at), (NOW, NOW));
    assert_eq!(store.user(user.id).await, Ok(Some(user.clone())));

    let identities = store.identities_of(user.id).await.unwrap();
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].keys, who.keys);
    assert_eq!(identities[0].profile, (&who).into());
    assert_eq!(identities[0].user_id, user.id);
    assert_eq!(identities[0].last_used_at, NOW);

    let session = store.session(sign_in.session, NOW).await.unwrap().unwrap();
    assert_eq!((session.id, session.auth_time), (session_id, NOW));
    assert_eq!(session.user, user);
    assert_eq!(session.expires_at, after(3600));

    let code = store.code(sign_in.code).await.unwrap().unwrap();
    assert_eq!(code.grant, grant(user.id, session_id));
    assert_eq!((code.expires_at, code.redeemed_at), (after(60), None));

    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.phase, Phase::Finished);
    assert_eq!(attempt.outcome, Some(Outcome::SignedUp));
    assert_eq!(attempt.user_id, Some(user.id));
    assert_eq!(attempt.finished_at, Some(NOW));
    assert_eq!(
        attempt.steps,
        [step("sent"), step("claimed"), step("profile")]
    );
}

async fn a_known_person_signs_in_and_the_profile_is_refreshed(world: World) {
    let store = &world.store;
    let mut who = info(&[("app:wx1", "o1")]);
    let (_, first) = arrive(store, &who).await;
    who.name = Some("小\0明二".to_owned());
    who.avatar = None;
    let sign_in = SignIn::begin(store).await;
    let completion = sign_in.complete(store, &who).await;
    let Completion::Done { user, outcome, .. } = completion else {
        panic!("{completion:?}");
    };
    assert_eq!((user.id, outcome), (first, Outcome::SignedIn));
    assert_eq!(
        user.name.as_deref(),
        Some("小明"),
        "the account keeps its name"
    );
    let identities = store.identities_of(first).await.unwrap();
    assert_eq!(identities[0].profile.name.as_deref(), Some("小明二"));
    assert_eq!(identities[0].profile.avatar, None);
    assert_eq!(store.counts().await.unwrap().identities, 1);
}

async fn a_union_id_that_arrives_late_is_the_same_person(world: World) {
    let store = &world.store;
    let (_, first) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, then) = arrive(store, &info(&[("union:acme", "u1"), ("app:wx1", "o1")])).await;
    assert_eq!(then, first);
    // Now another app of the same account leads to the same person, through the union id.
    let (_, other) = arrive(store, &info(&[("union:acme", "u1"), ("app:wx2", "o9")])).await;
    assert_eq!(other, first);
    // And each key alone is enough.
    for single in [("union:acme", "u1"), ("app:wx1", "o1"), ("app:wx2", "o9")] {
        assert_eq!(arrive(store, &info(&[single])).await.1, first);
    }
    let identities = store.identities_of(first).await.unwrap();
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].keys.strongest(), &key("union:acme", "u1"));
    assert_eq!(identities[0].keys.as_slice().len(), 3);
}

async fn the_same_text_in_another_realm_is_somebody_else(world: World) {
    let store = &world.store;
    let mut people = vec![];
    for who in [
        [("app:wx1", "o1")],
        [("app:wx2", "o1")],
        [("union:acme", "o1")],
        [("union:other", "o1")],
        [("app:wx1", "O1")],
    ] {
        people.push(arrive(store, &info(&who)).await.1);
    }
    let distinct: std::collections::BTreeSet<_> = people.iter().collect();
    assert_eq!(distinct.len(), people.len());
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.users, counts.identities), (5, 5));
}

async fn keys_of_two_people_are_recorded_and_the_strongest_signs_in(world: World) {
    let store = &world.store;
    let (_, strong) = arrive(store, &info(&[("union:acme", "u1"), ("app:wx1", "o1")])).await;
    let (_, weak) = arrive(store, &info(&[("app:wx2", "o2")])).await;
    let sign_in = SignIn::begin(store).await;
    let both = info(&[("union:acme", "u1"), ("app:wx2", "o2")]);
    let completion = sign_in.complete(store, &both).await;
    let Completion::Done { user, conflict, .. } = completion else {
        panic!("{completion:?}");
    };
    assert_eq!((user.id, conflict), (strong, true));
    // Nothing was moved.
    let keys_of = async |user| {
        let identities = store.identities_of(user).await.unwrap();
        identities[0].keys.as_slice().to_vec()
    };
    assert_eq!(
        keys_of(strong).await,
        [key("union:acme", "u1"), key("app:wx1", "o1")]
    );
    assert_eq!(keys_of(weak).await, [key("app:wx2", "o2")]);
    assert_eq!(arrive(store, &info(&[("app:wx2", "o2")])).await.1, weak);

    let conflicts = store.conflicts(10).await.unwrap();
    assert_eq!(conflicts.len(), 1);
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(conflicts[0].reference, attempt.reference);
    let found = (conflicts[0].user_id, conflicts[0].other_user_id);
    assert_eq!(found, (strong, weak));
    let key = (conflicts[0].target.as_str(), conflicts[0].realm.as_str());
    assert_eq!(key, ("wechat", "app:wx2"));
}

async fn a_suspended_person_is_kept_out_everywhere(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (before, user) = arrive(store, &who).await;
    assert_eq!(store.set_suspended(user, true, after(1)).await, Ok(true));
    assert_eq!(store.session(before.session, NOW).await, Ok(None));

    let sign_in = SignIn::begin(store).await;
    assert_eq!(sign_in.complete(store, &who).await, Completion::Suspended);
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.outcome, Some(Outcome::Blocked));
    assert_eq!(attempt.failure, Some(Failure::Suspended));
    assert_eq!(attempt.user_id, Some(user));
    assert_eq!(store.session(sign_in.session, NOW).await, Ok(None));
    assert_eq!(store.code(sign_in.code).await, Ok(None));

    assert_eq!(store.set_suspended(user, false, after(2)).await, Ok(true));
    let again = store.session(before.session, NOW).await.unwrap();
    assert_eq!(again.unwrap().user.updated_at, after(2));
    let nobody = uuid::Uuid::from_u128(7);
    assert_eq!(store.set_suspended(nobody, true, NOW).await, Ok(false));
}

async fn an_attempt_that_ended_meanwhile_signs_nobody_in(world: World) {
    let store = &world.store;
    let sign_in = SignIn::begin(store).await;
    store.sweep_attempts(after(15)).await.unwrap();
    let who = info(&[("app:wx1", "o1")]);
    assert_eq!(sign_in.complete(store, &who).await, Completion::Overtaken);
    let counts = store.counts().await.unwrap();
    assert_eq!(
        (
            counts.users,
            counts.identities,
            counts.sessions,
            counts.codes
        ),
        (0, 0, 0, 0)
    );
    // A second end of the same sign-in is overtaken by the first.
    let sign_in = SignIn::begin(store).await;
    sign_in.complete(store, &who).await;
    assert_eq!(sign_in.complete(store, &who).await, Completion::Overtaken);
    assert_eq!(store.counts().await.unwrap().sessions, 1);
}

async fn a_whole_sign_in_costs_four_commits(world: World) {
    let store = &world.store;
    let before = store.commits();
    let (sign_in, _) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let code = store.code(sign_in.code).await.unwrap().unwrap();
    let tokens = crate::world::tokens(&code.grant, true);
    store.redeem_code(sign_in.code, NOW, &tokens).await.unwrap();
    store.access_token(tokens.access_hash, NOW).await.unwrap();
    assert_eq!(store.commits() - before, 4);
}

both!(
    a_new_person_gets_an_account_an_identity_a_session_and_a_code,
    a_known_person_signs_in_and_the_profile_is_refreshed,
    a_union_id_that_arrives_late_is_the_same_person,
    the_same_text_in_another_realm_is_somebody_else,
    keys_of_two_people_are_recorded_and_the_strongest_signs_in,
    a_suspended_person_is_kept_out_everywhere,
    an_attempt_that_ended_meanwhile_signs_nobody_in,
    a_whole_sign_in_costs_four_commits,
);
