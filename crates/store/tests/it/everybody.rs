//! The end of every session, of everything that is old, and how much there is.

use store::{Engine, Redemption};

use crate::world::{NOW, SignIn, World, after, arrive, attempt, change, hash, info, tokens};

async fn everybody_is_signed_out_but_who_signs_in_meanwhile(world: World) {
    let store = &world.store;
    let mut people = Vec::new();
    for number in 0..5 {
        let (sign_in, _) = arrive(store, &info(&[("app:wx1", &format!("o{number}"))])).await;
        people.push(sign_in);
    }
    let later = SignIn::begin(store).await;
    let who = info(&[("app:wx1", "late")]);
    later.complete_at(store, &who, after(11)).await;
    assert_eq!(store.open_sessions(100, after(11)).await, Ok(6));
    assert_eq!(store.open_sessions(3, after(11)).await, Ok(3), "a limit");
    // A family that was redeemed stays.
    let grant = store.code(people[0].code).await.unwrap().unwrap().grant;
    let given = tokens(&grant, true);
    let redeemed = store.redeem_code(people[0].code, NOW, &given).await;
    assert_eq!(redeemed, Ok(Redemption::Redeemed));

    let ended = store.end_all_sessions(after(60), change(after(10)));
    assert_eq!(ended.await, Ok(5));
    for sign_in in &people {
        assert_eq!(store.session(sign_in.session, after(10)).await, Ok(None));
    }
    assert_eq!(store.code(people[1].code).await, Ok(None));
    assert!(
        store
            .session(later.session, after(11))
            .await
            .unwrap()
            .is_some()
    );
    let token = store.access_token(given.access_hash, after(10)).await;
    assert!(token.unwrap().is_some());
    assert_eq!(store.open_sessions(100, after(11)).await, Ok(1));
    assert_eq!(store.changes(None, 10).await.unwrap().len(), 1);
    let nobody = store.end_all_sessions(after(60), change(after(10)));
    assert_eq!(nobody.await, Ok(0));
}

async fn what_is_old_goes_and_the_rest_stays(world: World) {
    let store = &world.store;
    let mut attempts = Vec::new();
    for seconds in [0, 10, 20] {
        let new = accounts::Attempt {
            created_at: after(seconds),
            ..attempt()
        };
        store.start_attempt(&new, hash()).await.unwrap();
        store.note_change(change(after(seconds))).await.unwrap();
        attempts.push(new.id);
    }
    assert_eq!(store.delete_attempts_before(NOW).await, Ok(0));
    assert_eq!(store.delete_attempts_before(after(20)).await, Ok(2));
    assert!(store.attempt(attempts[1]).await.unwrap().is_none());
    assert!(store.attempt(attempts[2]).await.unwrap().is_some());
    assert_eq!(store.changes(None, 10).await.unwrap().len(), 3);
    assert_eq!(store.delete_changes_before(after(10)).await, Ok(1));
    assert_eq!(store.changes(None, 10).await.unwrap().len(), 2);

    // A file needs room beside it; where a server keeps its data is its own business.
    let is_file = store.engine() == Engine::Sqlite;
    assert_eq!(store.room().is_some_and(|bytes| bytes > 0), is_file);
    let extent = store.extent().await.unwrap();
    assert_eq!((extent.users, extent.attempts, extent.changes), (0, 1, 2));
    assert!(extent.bytes > 10_000, "{extent:?}");
    assert!(!store.place().is_empty() && !store.place().contains('@'));
}

async fn a_finding_goes_with_the_attempt_that_showed_it(world: World) {
    let store = &world.store;
    arrive(store, &info(&[("union:a", "u1")])).await;
    arrive(store, &info(&[("app:wx1", "o2")])).await;
    let both = info(&[("union:a", "u1"), ("app:wx1", "o2")]);
    SignIn::begin(store).await.complete(store, &both).await;
    assert_eq!(store.conflicts(10).await.unwrap().len(), 1);
    store.delete_attempts_before(NOW).await.unwrap();
    assert_eq!(store.conflicts(10).await.unwrap().len(), 1);
    store.delete_attempts_before(after(1)).await.unwrap();
    assert_eq!(store.conflicts(10).await.unwrap().len(), 0);
    assert_eq!(store.counts().await.unwrap().users, 2, "accounts stay");
}

both!(
    everybody_is_signed_out_but_who_signs_in_meanwhile,
    what_is_old_goes_and_the_rest_stays,
    a_finding_goes_with_the_attempt_that_showed_it,
);
